"""One page as the catalogue knows it, before Sphinx has read it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import NamedTuple

from research_site.addresses import record_id
from research_site.front_matter import parse
from research_site.problems import Problem, Subtype
from research_site.records import Page, Person, Project

__all__ = ["Entry", "kind_of", "read_entry"]

_H1 = re.compile(
    r"^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$|^([^\n]+)\n=+[ \t]*$", re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(```|~~~|:::).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)


class Entry(NamedTuple):
    """A page in the catalogue.

    Attributes:
        docname: Sphinx's name of the page.
        kind: The kind of record, or ``page``.
        page: Its front matter.
        title: What the page is called: its title, else its first H1, else
            its file name.
        problems: What was wrong with the front matter.
        lines: Path of a field -> its line.
        given: Fields that the editor wrote.
        orphan: Whether the page asks to be in no list or navigation.
        head: What MyST reads in place of the lines of the front matter.
    """

    docname: str
    kind: str
    page: Page
    title: str
    problems: list[Problem]
    lines: dict[str, int]
    given: frozenset[str]
    orphan: bool
    head: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id by which other records name this one."""
        return record_id(self.docname)

    def shown(self, today: datetime.date) -> tuple[object, ...]:
        """Return what lists and other pages show of this page.

        When this changes, the pages that show it are read again.
        """
        values = self.page.model_dump(
            exclude={"weight", "aliases", "keywords", "tags", "draft", "doi", "related"}
        )
        status: str | bool | None = None
        if isinstance(self.page, Person):
            status = self.page.is_alumnus(today)
        elif isinstance(self.page, Project):
            status = self.page.status_on(today)
        return (self.docname, self.title, status, sorted(values.items(), key=str))


def kind_of(docname: str, kinds: dict[str, str]) -> str:
    """Return the kind of record that a page is, by its folder.

    A record is ``folder/id`` or ``folder/id/index``; the folder's own
    ``index`` and pages further down are ordinary pages.
    """
    stem = docname.removesuffix("/index")
    folder, _, name = stem.rpartition("/")
    if folder in kinds and name != "index":
        return kinds[folder]
    return "page"


def read_entry(docname: str, path: Path, kinds: dict[str, str]) -> Entry | Problem:
    """Read the front matter of the file *path*.

    Returns:
        The entry, or a problem where the file is not text in UTF-8.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = data[error.start : error.start + 1].decode("latin-1")
        return Problem(
            Subtype.FRONT_MATTER,
            f"found a byte that is not UTF-8 text (in Latin-1 it would be {guess!r}); "
            "the page is left out: save the file in the encoding UTF-8",
            line,
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kind = kind_of(docname, kinds)
    parsed = parse(text, kind)
    problems = list(parsed.problems)
    title: str | None = parsed.page.title
    if title is None or not title.strip():
        heading = _H1.search(_FENCE.sub("", parsed.text))
        title = heading[1] or heading[2] if heading else None
        if title is None and parsed.readable:
            message = (
                "title: missing; a page needs title: in its front matter, or an H1"
            )
            problems.append(Problem(Subtype.MISSING_FIELD, message, 1))
    name = docname.removesuffix("/index").rpartition("/")[2]
    return Entry(
        docname,
        kind,
        parsed.page,
        (title or name.replace("-", " ").capitalize()).strip(),
        problems,
        parsed.lines,
        parsed.given,
        "orphan" in parsed.passed_on,
        tuple(parsed.text.split("\n")[: parsed.head]),
    )
