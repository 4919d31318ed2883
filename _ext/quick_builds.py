"""What Sphinx, docutils and Furo work out anew for every page, worked out once.

Each part earns at least 5% of the building time of 400 pages (`make bench`); where
a new version of Sphinx has another function than the pinned one, its own is kept,
with a warning ``[site.speed]``. Searching is faster, too, where PyStemmer is
installed: Sphinx's stemmer uses it by itself.
"""

from __future__ import annotations

import atexit
import gc
import inspect
from collections.abc import Callable
from copy import copy
from typing import Any

import myst_parser.mdit_to_docutils.base
import sphinx.util.docutils
from docutils import nodes
from docutils.frontend import Values
from docutils.utils import DependencyList
from research_records.addresses import folder_of
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

#: Objects that are made before Python looks for unreachable ones; its own 700
#: looks hundreds of times a page, as a doctree is made of small objects.
OBJECTS_BEFORE_COLLECTION = 50_000
#: Pages from which on a sidebar shows the branch of its page alone: with all of them on
#: each page, the time would grow with the square of their number.
PAGES_IN_SIDEBAR = 200
#: Function that reads docutils' settings -> its arguments in the pinned version.
SETTINGS: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (sphinx.util.docutils, "_get_settings", ("components", "defaults", "read_config_files")),
    (myst_parser.mdit_to_docutils.base, "get_default_settings", ("components",)),
)
STOCK = {(owner, name): getattr(owner, name, None) for owner, name, _ in SETTINGS}


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


def settings_once(stock: Callable[..., Values]) -> Callable[..., Values]:
    """Return *stock* with its answers kept: docutils reads its 80 options anew."""
    known: list[tuple[object, Values]] = []

    def settings(*components: object, **options: Any) -> Values:
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        asked = (kinds, {name: copy(value) for name, value in options.items()})
        answer = next((values for question, values in known if question == asked), None)
        if answer is None:
            answer = stock(*components, **options)
            known.append((asked, answer))
        values = answer.copy()
        values.record_dependencies = DependencyList()
        return values

    return settings


def read_settings_once() -> None:
    """Put `settings_once` in the place of both functions that read settings."""
    for owner, name, arguments in SETTINGS:
        stock = STOCK[owner, name]
        if stock and tuple(inspect.signature(stock).parameters) == arguments:
            setattr(owner, name, settings_once(stock))
        else:
            logger.warning(
                "%s.%s is not as this site knows it, so building is slower: look "
                "whether quick_builds is still needed",
                owner.__name__,
                name,
                type="site",
                subtype="speed",
            )


class Sidebars:
    """Makes the tree of pages in the sidebar no more often, and no larger, than needed."""

    def __init__(self) -> None:
        """Begin without trees."""
        self.known: dict[object, str] = {}
        self.is_large = False

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Forget the trees of the last build; count the pages that stand in one."""
        kinds: dict[str, str] = getattr(app.config, "site_kinds", {})
        self.known.clear()
        plain = sum(folder_of(name) not in kinds for name in app.env.found_docs)
        self.is_large = plain > PAGES_IN_SIDEBAR

    def share(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Let the records of one folder share a tree, and large trees show a branch alone.

        No record stands in that tree (see ``pages.navigation``), so it is the same for
        all that have the same folder and parent; but for those that a toctree of the
        editor's names.
        """
        stock = context.get("toctree")
        if stock is None:
            return
        folder = folder_of(pagename)
        shown = app.env.tocs.get(f"{folder}/index")
        is_record = folder in getattr(app.config, "site_kinds", {}) and shown is not None
        is_shared = is_record and not (shown and shown.next_node(addnodes.toctree))
        parents = [parent["link"] for parent in context.get("parents", [])]

        def toctree(**options: Any) -> str:
            options["collapse"] = options.get("collapse", True) or self.is_large
            if not is_shared:
                return str(stock(**options))
            key = (pagename.rpartition("/")[0], *parents, *sorted(options.items()))
            if key not in self.known:
                self.known[key] = stock(**options)
            return self.known[key]

        context["toctree"] = toctree


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the parts in place; the sidebar's before Furo reads the tree."""
    look_less_for_garbage(app)
    read_settings_once()
    sidebars = Sidebars()
    app.connect("write-started", sidebars.begin)
    app.connect("html-page-context", sidebars.share, priority=100)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
