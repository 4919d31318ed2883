"""One page as the catalogue knows it, before Sphinx has read it."""

from __future__ import annotations

from typing import NamedTuple

from research_records.addresses import record_id
from research_records.page import Page
from research_records.problems import Problem


class Entry(NamedTuple):
    """A page in the catalogue.

    Attributes:
        docname: Sphinx's name of the page.
        page: Its front matter, as a record of its kind.
        title: What the page is called: its title, else its first H1, else
            its file name.
        problems: What was wrong with the front matter.
        lines: Path of a field -> its line.
        given: Fields that the editor wrote.
        orphan: Whether the page asks to be in no list or navigation.
        head: What MyST reads in place of the lines of the front matter.
        status: The record's status on the day of the build.
        untimely: What is not so yet on that day.
        shown_on: The page that shows the record, where it has no file of its own.
        readable: Whether the front matter could be read; else nothing is missing.
    """

    docname: str
    page: Page
    title: str
    problems: list[Problem]
    lines: dict[str, int]
    given: frozenset[str]
    orphan: bool
    head: tuple[str, ...]
    status: str | None = None
    untimely: list[Problem] = []
    shown_on: str = ""
    readable: bool = True

    @property
    def id(self) -> str:
        """Return the id by which other records name this one."""
        return record_id(self.docname)

    @property
    def kind(self) -> str:
        """Return the kind of record, or ``page``."""
        return self.page.kind_name

    @property
    def order(self) -> tuple[object, ...]:
        """Return what lists sort by: weight (none is last, as in Hugo), then name."""
        weight = self.page.weight or float("inf")
        return (weight, *self.page.sort_key(self.title), self.docname)
