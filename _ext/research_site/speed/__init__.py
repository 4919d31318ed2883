"""What Sphinx, MyST and Furo work out anew for every page, worked out once.

``stock`` lists the functions that are overridden though they are not public; each
falls back to the stock way, with a warning, where a new version has another one.
"""

from __future__ import annotations

import atexit
import gc
import logging
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, VERBOSITY_MAP

from research_site.speed import parallel, reading, writing

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

#: Objects that are made before Python looks for unreachable ones; its own 700
#: looks hundreds of times a page, as a doctree is made of small objects.
OBJECTS_BEFORE_COLLECTION = 50_000


def look_less_for_garbage(app: Sphinx) -> None:
    """Look rarely for unreachable objects, and among new ones alone.

    What is there when reading begins, and when writing begins, stays; to look
    through it again costs most in the processes that are forked for ``-j``, as each
    makes a copy of what it looks at (Python's documentation of ``gc.freeze``). Nor
    need Python look at its end, when all is left to the system.
    """
    if gc.get_threshold()[0] < OBJECTS_BEFORE_COLLECTION:
        gc.set_threshold(OBJECTS_BEFORE_COLLECTION, *gc.get_threshold()[1:])
    app.connect("env-before-read-docs", lambda *_: gc.freeze())
    app.connect("write-started", lambda *_: gc.freeze())
    app.connect("build-finished", lambda *_: gc.unfreeze())
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def leave_out_unseen_messages(app: Sphinx) -> None:
    """Compose no messages that this build does not show.

    Sphinx composes all, a dozen a page, and drops those below the verbosity.
    """
    level = VERBOSITY_MAP[max(app.verbosity, 0)]
    logging.getLogger(NAMESPACE).setLevel(level)


def setup(app: Sphinx) -> None:
    """Put the overrides in place."""
    look_less_for_garbage(app)
    leave_out_unseen_messages(app)
    reading.connect(app)
    parallel.connect(app)
    writing.connect(app)
