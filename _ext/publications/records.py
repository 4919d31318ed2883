"""The bibliography becomes records of the catalogue, before pages are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from research_records.entry import Entry
from research_records.problems import WARNING_TYPE, Problem
from research_records.reading import decoded
from research_site.catalogue import domain_of, logger
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from publications import bib
from publications.kind import Publication
from publications.rules import FIELD, LISTS, Reader
from publications.team import Team

TWICE = "bib_twice"
#: What each of the package's problem types tells.
MEANINGS = {
    bib.SYNTAX: "The bibliography is not BibTeX there.",
    FIELD: "A field of the bibliography is wrong, missing, or not used here.",
    "bib_team": "No author is of the team, or it is not clear who.",
    TWICE: "Two entries of the bibliography are the same work.",
}


def path_of(app: Sphinx) -> Path:
    """Return the bibliography's file (``site_publications``)."""
    return Path(app.srcdir, app.config.site_publications)


def page_of(app: Sphinx) -> str:
    """Return the page that shows all publications: it stands beside the bibliography."""
    return str(app.config.site_publications).removesuffix(".bib")


def folder_of_pages(app: Sphinx) -> str:
    """Return the folder of the pages of single publications."""
    return page_of(app).removesuffix("/index")


class Bibliography:
    """What one build reads, and what is wrong with it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.problems: list[Problem] = []

    def records(self, app: Sphinx, pages: Mapping[str, Entry]) -> Iterable[Entry]:
        """Return an entry for each right entry of the file; note what is wrong."""
        self.problems = []
        path = path_of(app)
        if not path.is_file():
            return []
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"found a file that cannot be read ({error})"
            self.problems = [Problem(bib.SYNTAX, message)]
            return []
        # What is not right is told with its cause; that its address vanishes follows.
        keys = re.findall(r"@\s*\w+\s*[{(]\s*([^\s,]+)", data.decode(errors="replace"))
        where = folder_of_pages(app)
        domain_of(app.env).refused.update(f"{where}/{key}" for key in keys)
        text = decoded(data)
        if isinstance(text, Problem):
            self.problems = [text._replace(subtype=bib.SYNTAX)]
            return []
        if page_of(app) not in pages:
            message = f"no page shows the publications; write {page_of(app)}.md"
            self.problems.append(Problem(FIELD, message))
            return []
        found = self.read(unicodedata.normalize("NFC", text), pages)
        return [
            Entry(f"{where}/{key}", page, page.title or key, [], lines, frozenset(), False, (),
                  shown_on=page_of(app))
            for key, page, lines in found
        ]  # fmt: skip

    def read(
        self, text: str, pages: Mapping[str, Entry]
    ) -> list[tuple[str, Publication, dict[str, int]]]:
        """Return key, record and lines of what passes the rules."""
        raws, self.problems = bib.read(text)
        ids: dict[str, set[str]] = {
            kind: {entry.id for entry in pages.values() if entry.kind == kind}
            for kind in LISTS.values()
        }
        reader = Reader(Team(e for e in pages.values() if e.kind == "person"), ids)
        result = []
        seen: dict[tuple[str, str], tuple[str, int]] = {}
        wholes = {raw.fields.get("crossref", "").casefold() for raw in raws}
        for raw in raws:
            is_whole = raw.key.casefold() in wholes
            fields, problems = reader.read(raw, is_whole)
            problems += _twice(raw, fields, seen)
            self.problems += problems
            is_ours = fields["people"] or "external" in raw.fields.get("keywords", "")
            if problems or (is_whole and not is_ours):
                continue
            try:
                result.append((raw.key, Publication(**fields), raw.lines))
            except ValidationError as error:
                name = ".".join(map(str, error.errors()[0]["loc"]))
                message = f"{name}: {error.errors()[0]['msg']}"
                self.problems.append(Problem(FIELD, message, raw.lines[""]))
        return result

    def report(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Report what is wrong, in each build."""
        for problem in self.problems:
            line = f":{problem.line}" if problem.line else ""
            logger.warning("%s", problem.message, type=WARNING_TYPE, subtype=problem.subtype,
                           location=f"{app.config.site_publications}{line}")  # fmt: skip


def _twice(
    raw: bib.Raw, fields: dict[str, Any], seen: dict[tuple[str, str], tuple[str, int]]
) -> Iterable[Problem]:
    """Yield a problem where a DOI or a title stands in another entry, too."""
    line = raw.lines[""]
    dois = [fields.get("doi"), *fields["preprints"]]
    for doi in filter(None, dois):
        other = seen.setdefault(("doi", doi.casefold()), (raw.key, line))
        if other[0] != raw.key:
            message = (
                f"doi: {doi} is also in {other[0]!r}, line {other[1]}; leave one of the two"
            )
            yield Problem(TWICE, message, raw.lines.get("doi", line))
    words = "".join(one for one in fields["title"].casefold() if one.isalnum())
    if " " not in fields["title"]:  # each issue has its "Editorial"
        places = ("venue", "year", "volume", "number")
        words = f"{fields['title']} {[fields.get(one) for one in places]}".casefold()
    other = seen.setdefault(("title", words), (raw.key, line))
    if other[0] != raw.key:
        yield Problem(
            TWICE,
            f"title: {other[0]!r}, line {other[1]}, has the same; a preprint and its article "
            "are one entry: put the preprint's DOI into preprintdoi",
            raw.lines.get("title", line),
        )


def note_source(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Let the page that shows publications depend on their file."""
    if page_of(app) in env.found_docs and domain_of(env).beside:
        env.dependencies[page_of(app)].add(type(env.srcdir)(app.config.site_publications))
