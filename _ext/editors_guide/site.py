"""The site as commands see it: its kinds, folders and ids, without a build."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from research_site.catalogue import Catalogue, catalogue_of
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Sphinx, Catalogue]]:
    """Load a site's settings and read its front matter.

    Args:
        folder: Where conf.py stands.

    Raises:
        SystemExit: There is no conf.py, or it fails; the message says which.
    """
    if not (folder / "conf.py").is_file():
        raise SystemExit(f"There is no conf.py in {folder}: run this in the site's folder")
    with tempfile.TemporaryDirectory() as scratch, docutils_namespace():
        places = (folder, folder, f"{scratch}/out", f"{scratch}/doctrees")
        try:
            # A build tells its messages; a command has its own.
            app = Sphinx(*places, "dummy", status=None, warning=io.StringIO())
            app.env.find_files(app.config, app.builder)
            added = set(app.env.found_docs)
            app.events.emit("env-get-outdated", app.env, added, set(), set())
        except Exception as error:
            raise SystemExit(f"The site cannot be read: {error}") from None
        yield app, catalogue_of(app.env)
