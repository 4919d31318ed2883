"""Files beside the pages: claimed in one table, written by one writer."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from research_records.writing import write
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from research_site.output.addresses import Addresses
from research_site.registry import File, registry


class Files:
    """The files that one build publishes beside its pages."""

    def __init__(self) -> None:
        """Begin with none."""
        self.claimed: dict[str, File] = {}

    def claim(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Ask all features for their files, before anything is written."""
        self.claimed = {}
        if app.builder.format != "html":
            return
        table = Addresses(app)
        for function in registry(app.config).files:
            self.claimed.update(table.add(function(app)))
        registry(app.config).published = set(self.claimed)

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files, and delete those that the site no longer has."""
        if exception or app.builder.format != "html":
            return
        for name, file in self.claimed.items():
            path = Path(app.outdir, name)
            if file.is_fixed and path.is_file():
                path.touch()
            else:
                write(path, file.make())


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Delete the output of a page that is gone, so that it is not published."""
    builder = app.builder
    if docname in env.found_docs or not isinstance(builder, StandaloneHTMLBuilder):
        return
    path = Path(builder.get_outfilename(docname))
    path.unlink(missing_ok=True)
    for suffix in app.config.source_suffix:
        source = Path(builder.outdir, "_sources", f"{docname}{suffix}.txt")
        source.unlink(missing_ok=True)
    if path.name == "index.html" and path.parent.is_dir():
        with suppress(OSError):
            path.parent.rmdir()


def setup(app: Sphinx) -> None:
    """Connect the table, when all pages are read, and the writer."""
    files = Files()
    app.connect("env-purge-doc", forget_page)
    app.connect("env-updated", files.claim, priority=900)
    app.connect("build-finished", files.write)
