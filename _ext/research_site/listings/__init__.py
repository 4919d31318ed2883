"""Lists of records: by directive, by default on a section's index, by role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from research_site.catalogue import Entry, ask, get_domain, note_problem
from research_site.catalogue.nodes import link_to
from research_site.listings.lists import (
    ALLOWED,
    DIRECTIVES,
    FILTERS,
    GROUPED_BY,
    allowed_values,
    expectation,
    grouped,
    show,
)
from research_site.problems import Problem, Subtype, did_you_mean
from research_site.records import KINDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


class ListingDirective(SphinxDirective):
    """List records: ``{people}``, ``{projects}``, ``{theses}``, ...

    Options filter (``group``, ``status``, ``area``, ``year``, ``kind``), sort
    (``sort``), cut (``limit``), group (``group-by``) and lay out (``layout``).
    """

    option_spec: ClassVar[Any] = dict.fromkeys(
        (*FILTERS, *ALLOWED, "limit"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Return the list, or say which option is wrong and show the rest."""
        kind = DIRECTIVES[self.name]
        options = dict(self.options)
        choices: dict[str, Sequence[str]]
        choices = {name: ALLOWED[name] for name in ALLOWED if name in options}
        for name in FILTERS:
            if name in options:
                choices[name] = allowed_values(self.env, kind, name)
        for name, allowed in choices.items():
            if options[name] not in allowed:
                self._report(name, options[name], allowed)
                del options[name]
        filters = tuple((name, options[name]) for name in FILTERS if name in options)
        limit = options.get("limit", "")
        if "limit" in options and not limit.isdecimal():
            self._report("limit", limit, ["a whole number"])
            limit = ""

        def arrange(entries: list[Entry]) -> list[Entry]:
            result = list(entries)
            if options.get("sort") == "title":
                result.sort(key=lambda entry: entry.title.casefold())
            elif options.get("sort") == "date":
                result.sort(key=lambda entry: entry.page.date or "", reverse=True)
            return result[: int(limit)] if limit else result

        layout = options.get("layout", "cards")
        document = self.state.document
        shown: list[nodes.Node]
        if "group-by" in options:
            field = options["group-by"]
            shown = grouped(
                self.env,
                document,
                kind,
                field,
                *filters,
                layout=layout,
                arrange=arrange,
            )
        else:
            entries = arrange(ask(self.env, "listing", kind, *filters))
            shown = show(self.env, document, entries, layout) if entries else []
        # An empty list is a list, too: the page's own is not to stand for it.
        return shown or [nodes.comment("", "no records", classes=["site-cards"])]

    def _report(self, name: str, value: str, allowed: Sequence[str]) -> None:
        message = f"{self.name}: {name}: {expectation(value, allowed)}"
        note_problem(self.env, Problem(Subtype.LISTING, message, self.lineno))


class RecordRole(SphinxRole):
    """``{person}`` and its like: a link to a record by id."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or the text alone where no record has the id."""
        kind, target = self.name, self.text.strip()
        entry = ask(self.env, "record", kind, target)
        if entry is None:
            ids = get_domain(self.env).catalogue.ids(kind)
            message = f"no {kind} {target!r}{did_you_mean(target, ids)}"
            problem = Problem(Subtype(f"unknown_{kind}"), message, self.lineno)
            note_problem(self.env, problem)
            return [nodes.inline("", target)], []
        return [link_to(entry, self.env.current_document.docname)], []


class CountRole(SphinxRole):
    """``{count}``: how many, such as ``people`` or ``theses status=completed``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text."""
        what, *filters = self.text.split()
        pairs = tuple(tuple(item.partition("=")[::2]) for item in filters)
        kinds = {**DIRECTIVES, "organisations": "person"}
        if what not in kinds or any(name not in FILTERS for name, _ in pairs):
            message = (
                f"count: found {self.text!r}, expected one of {', '.join(kinds)}, "
                f"then filters such as status=completed{did_you_mean(what, kinds)}"
            )
            note_problem(self.env, Problem(Subtype.LISTING, message, self.lineno))
            return [nodes.inline("", self.text)], []
        for name, value in pairs:
            allowed = allowed_values(self.env, kinds[what], name)
            if value not in allowed:
                message = f"count: {name}: {expectation(value, allowed)}"
                note_problem(self.env, Problem(Subtype.LISTING, message, self.lineno))
        entries = ask(self.env, "listing", kinds[what], *pairs)
        catalogue = get_domain(self.env).catalogue
        number = (
            catalogue.organisations(entries)
            if what == "organisations"
            else len(entries)
        )
        return [nodes.Text(str(number))], []


class DefaultListing(SphinxTransform):
    """Give a section's index page its list where it has no directive."""

    default_priority = 60

    def apply(self) -> None:
        """Append the list at the end of the page."""
        docname = self.env.current_document.docname
        folder = docname.removesuffix("/index")
        kind = self.config.site_kinds.get(folder)
        if folder == docname or self.document.next_node(_has_cards):
            return
        top = next(self.document.findall(nodes.section), None)
        if top is None:
            return
        children = list(ask(self.env, "children", docname))
        if kind in GROUPED_BY:
            top += grouped(self.env, self.document, kind, GROUPED_BY[kind])
            children = [entry for entry in children if entry.kind != kind]
        if children:
            top += show(self.env, self.document, children)


def _has_cards(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(
        {"site-cards", "site-table"} & set(node.get("classes", []))
    )


def setup(app: Sphinx) -> None:
    """Register directives, roles and the default list."""
    for name in DIRECTIVES:
        app.add_directive(name, ListingDirective)
    for kind in KINDS:
        app.add_role(kind, RecordRole())
    app.add_role("count", CountRole())
    app.add_transform(DefaultListing)
