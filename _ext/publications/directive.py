"""``{publications}`` lists some of them on a page."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from research_records.entry import Entry
from research_records.problems import Problem, Subtype, did_you_mean
from research_site.catalogue import catalogue_of, report_here
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from publications.lists import by_type, by_year, rows

#: Options that filter.
FILTERS = ("year", "type", "person", "area", "project")


class PublicationsDirective(SphinxDirective):
    """``{publications}`` lists some, or all by ``group-by`` year or type.

    Options: ``person``, ``project``, ``area``, ``year``, ``type``, ``limit``.
    """

    option_spec: ClassVar[Any] = dict.fromkeys(
        (*FILTERS, "limit", "group-by"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Return the list, or say which option is wrong."""
        entries = catalogue_of(self.env).listing("publication")
        for name in FILTERS:
            if name in self.options:
                entries = self._filtered(entries, name, self.options[name])
        limit = self.options.get("limit", "")
        if limit.isascii() and limit.isdecimal():
            entries = entries[: int(limit)]
        elif limit:
            self._tell(f"limit: found {limit!r}, expected a whole number")
        by = self.options.get("group-by")
        if by == "type":
            return by_type(self.env, self.state.document, entries)
        if by == "year":
            return by_year(self.env, self.state.document, entries, anchors=False)
        if by:
            hint = did_you_mean(by, ("year", "type"))
            self._tell(f"group-by: found {by!r}, expected year or type{hint}")
        return [rows(entries, self.env.current_document.docname, False, False)]

    def _filtered(self, entries: list[Entry], name: str, value: str) -> list[Entry]:
        many = {"person": "people", "area": "areas", "project": "projects"}
        field = many.get(name, name)

        def values(entry: Entry) -> list[str]:
            found = getattr(entry.page, field)
            return found if isinstance(found, list) else [str(found)]

        catalogue = catalogue_of(self.env)
        allowed = (
            catalogue.ids(name)
            if name in many
            else sorted({v for e in entries for v in values(e)})
        )
        if value not in allowed:
            self._tell(f"{name}: found {value!r}, expected one of those that publications "
                       f"have{did_you_mean(value, allowed)}")  # fmt: skip
            return entries
        return [entry for entry in entries if value in values(entry)]

    def _tell(self, message: str) -> None:
        problem = Problem(Subtype.LISTING, f"publications: {message}", self.lineno)
        report_here(self.env, problem)


def name_directive(app: Sphinx, config: object) -> None:
    """Take the place of the core's plain list."""
    app.add_directive("publications", PublicationsDirective, override=True)


def setup(app: Sphinx) -> None:
    """Register it after the core's lists."""
    app.connect("config-inited", name_directive, priority=900)
