"""One table of addresses: every path of the output is claimed once, before writing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from research_records.problems import WARNING_TYPE, Problem, Subtype
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from research_site.catalogue import logger, report
from research_site.registry import File

#: Folders that Sphinx writes beside pages; features may put files there.
FOLDERS = ("_static", "_images", "_downloads", "_sources", "_modules")
#: Files that Sphinx writes beside pages.
FILES = ("objects.inv", "searchindex.js", ".buildinfo")
#: Pages that Sphinx makes itself.
OWN_PAGES = ("search", "genindex", "py-modindex")


class Claim(NamedTuple):
    """Who has a path: a page, or Sphinx, and what to call it."""

    owner: str
    docname: str | None = None
    line: int | None = None


class Addresses:
    """The table of one build."""

    def __init__(self, app: Sphinx) -> None:
        """Claim what Sphinx writes, then the pages."""
        self.app = app
        self.taken: dict[str, tuple[str, Claim]] = {}
        self.extra = set(_extra(app))
        self.folders = {folder: Claim("Sphinx") for folder in FOLDERS}
        for path, claim in [*self._sphinx(), *self._pages()]:
            self.claim(path, claim)

    def _sphinx(self) -> Iterator[tuple[str, Claim]]:
        builder = self.app.builder
        yield from ((path, Claim("Sphinx")) for path in FILES)
        yield from ((path, Claim("html_extra_path")) for path in self.extra)
        if isinstance(builder, StandaloneHTMLBuilder):
            for name in OWN_PAGES:
                yield self._outfile(builder, name), Claim("a page of Sphinx's own")

    def _pages(self) -> Iterator[tuple[str, Claim]]:
        builder, env = self.app.builder, self.app.env
        if isinstance(builder, StandaloneHTMLBuilder):
            for docname in sorted(env.found_docs):
                source = Path(env.doc2path(docname)).relative_to(env.srcdir).as_posix()
                yield self._outfile(builder, docname), Claim(source, docname)

    def _outfile(self, builder: StandaloneHTMLBuilder, docname: str) -> str:
        return Path(
            os.path.relpath(builder.get_outfilename(docname), builder.outdir)
        ).as_posix()

    def claim(self, path: str, claim: Claim) -> bool:
        """Note who has a path below the output folder.

        Returns:
            False, with a warning ``[site.address]``, where another has it already,
            or where a file would stand in the place of a folder.
        """
        key = path.casefold()
        parts = key.split("/")
        above = ["/".join(parts[:n]) for n in range(1, len(parts))]
        other: tuple[str, Claim] | None = self.taken.get(key)
        if other is None:
            blocked = next((folder for folder in above if folder in self.taken), None)
            other = self.taken[blocked] if blocked else None
        if other is None and key in self.folders:
            other = path, self.folders[key]
        if other is not None:
            self._report(path, claim, *other)
            return False
        self.taken[key] = path, claim
        for folder in above:
            self.folders.setdefault(folder, claim)
        return True

    def add(self, files: Iterable[tuple[str, File]]) -> dict[str, File]:
        """Claim files, and return those that got their path.

        A file of the site's own (``html_extra_path``) takes a feature's place.
        """
        entries = self.app.env.domains["site"].data["entries"]

        def owner(file: File) -> Claim:
            name = f"{file.docname}.md" if file.docname in entries else "a feature of the site"
            return Claim(name, file.docname, file.line)

        return {
            path: file
            for path, file in files
            if (file.docname or path not in self.extra) and self.claim(path, owner(file))
        }

    def _report(self, path: str, claim: Claim, taken: str, other: Claim) -> None:
        how = "" if taken in (path, path.partition("/")[0]) else f" (as {taken})"
        message = (
            f"address: {claim.owner} would be published as {path}, which {other.owner} "
            f"has{how}; rename one of the two, or take the address out here"
        )
        if claim.docname is None:
            logger.warning("%s", message, type=WARNING_TYPE, subtype=Subtype.ADDRESS.value)
        else:
            report(claim.docname, [Problem(Subtype.ADDRESS, message, claim.line)])


def _extra(app: Sphinx) -> Iterator[str]:
    """Yield the paths of files that conf.py adds to the output as they are."""
    for name in app.config.html_extra_path:
        place = Path(app.confdir, name)
        if place.is_file():
            yield place.name
        for path in place.rglob("*"):
            if path.is_file():
                yield path.relative_to(place).as_posix()
