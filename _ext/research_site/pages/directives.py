"""Lists of records by directive and by default; links to records by role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from research_records.entry import Entry
from research_records.names import collation_key
from research_records.problems import Problem, Subtype, did_you_mean, unknown
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from research_site.catalogue import catalogue_of, domain_of, report_here
from research_site.catalogue.hints import no_record
from research_site.pages.lists import (
    CHOICES,
    FILTERS,
    allowed_values,
    count,
    expectation,
    grouped,
    show,
)
from research_site.pages.nodes import link_to
from research_site.registry import registry


def _tell(here: SphinxDirective | SphinxRole, message: str) -> None:
    report_here(here.env, Problem(Subtype.LISTING, message, here.lineno))


class ListingDirective(SphinxDirective):
    """List records: ``{people}``, ``{projects}``, ``{theses}``, ...

    Options filter (``group``, ``status``, ``area``, ``year``, ``kind``), sort
    (``sort``), cut (``limit``), group (``group-by``) and lay out (``layout``).
    """

    has_content = True  # to say what was meant by it
    option_spec: ClassVar[Any] = dict.fromkeys(
        (*FILTERS, *CHOICES, "limit"), directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Return the list, or say which option is wrong and show the rest."""
        kind = registry(self.config).of_plural(self.name)
        assert kind is not None
        if self.content:
            expected = "expected options, such as a line :status: completed"
            _tell(self, f"{self.name}: found {self.content[0]!r}, {expected}")
        options = {
            name: value
            for name, value in self.options.items()
            if self._allows(kind, name, value)
        }
        filters = {name: options[name] for name in FILTERS if name in options}

        def arrange(entries: list[Entry]) -> list[Entry]:
            result = list(entries)
            if options.get("sort") == "title":
                result.sort(key=lambda entry: collation_key(entry.title))
            elif options.get("sort") == "date":
                result.sort(key=lambda entry: entry.page.when or "", reverse=True)
            return result[: int(options["limit"])] if "limit" in options else result

        layout, document = options.get("layout", "cards"), self.state.document
        if by := options.get("group-by"):
            shown = grouped(self.env, document, kind, by, filters, layout, arrange)
        else:
            entries = arrange(catalogue_of(self.env).listing(kind, filters))
            shown = show(self.env, document, entries, layout) if entries else []
        # An empty list is a list, too: the page's own is not to stand for it.
        return shown or [nodes.comment("", "no records", classes=["site-cards"])]

    def _allows(self, kind: str, name: str, value: str) -> bool:
        allowed: Sequence[str]
        if name == "limit":
            expected = f"found {value!r}, expected a whole number"
            is_right = value.isascii() and value.isdecimal()
        else:
            known = CHOICES.get(name)
            allowed = known or allowed_values(self.env, kind, name)
            expected = expectation(value, allowed)
            is_right = value in allowed
        if not is_right:
            _tell(self, f"{self.name}: {name}: {expected}")
        return is_right


class RecordRole(SphinxRole):
    """``{person}`` and its like: a link to a record by id."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or the text alone where no record has the id."""
        kind = self.name
        words = re.fullmatch(r"(.+?)\s*<([^<>]+)>\s*", self.text, re.DOTALL)
        shown, target = (words[1], words[2]) if words else (None, self.text.strip())
        catalogue = catalogue_of(self.env)
        entry = catalogue.record(kind, target)
        if entry is None:
            hint = no_record(catalogue, domain_of(self.env), kind, target)
            problem = Problem(unknown(kind), f"no {kind} {target!r}{hint}", self.lineno)
            report_here(self.env, problem)
            return [nodes.inline("", shown or target)], []
        return [link_to(entry, self.env.current_document.docname, shown)], []


class CountRole(SphinxRole):
    """``{count}`` writes how many, such as ``people`` or ``theses status=completed``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text."""
        what, *words = self.text.split() or [""]
        filters: dict[str, str] = dict(word.partition("=")[::2] for word in words)
        catalogue = catalogue_of(self.env)
        plurals = {model.plural: kind for kind, model in catalogue.kinds.items()}
        if "people" in plurals:
            plurals["organisations"] = plurals["people"]
        kind = plurals.get(what)
        if kind is None or any(name not in FILTERS for name in filters):
            choices = f"{', '.join(plurals)}, then filters such as status=completed"
            hint = did_you_mean(what, plurals)
            _tell(self, f"count: found {self.text!r}, expected one of {choices}{hint}")
            return [nodes.inline("", self.text)], []
        for name, value in filters.items():
            allowed = allowed_values(self.env, kind, name)
            if value not in allowed:
                _tell(self, f"count: {name}: {expectation(value, allowed)}")
        entries = catalogue.listing(kind, filters)
        number = (_organisations if what == "organisations" else count)(entries)
        return [nodes.Text(str(number))], []


def _organisations(people: Iterable[Entry]) -> int:
    """Return how many different organisations people are affiliated with."""
    return len({one for entry in people for one in getattr(entry.page, "organisations", ())})


class DefaultListing(SphinxTransform):
    """Give a section's index page its list where it has no directive."""

    default_priority = 60

    def apply(self) -> None:
        """Append the list at the end of the page."""
        docname = self.env.current_document.docname
        folder = docname.removesuffix("/index")
        if folder == docname or self.document.next_node(_has_cards):
            return
        top = next(self.document.findall(nodes.section), None)
        if top is None:
            return
        catalogue = catalogue_of(self.env)
        children = catalogue.children(docname)
        kind = self.config.site_kinds.get(folder)
        model = catalogue.kinds.get(kind)
        if model is not None and model.group_by:
            top += grouped(self.env, self.document, kind, model.group_by)
            children = [entry for entry in children if entry.kind != kind]
        if children:
            top += show(self.env, self.document, children)


def _has_cards(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(
        {"site-cards", "site-table"} & set(node.get("classes", []))
    )


def name_kinds(app: Sphinx, config: Config) -> None:
    """Give each kind its directive and its role."""
    for name, kind in registry(config).kinds.items():
        app.add_directive(kind.plural, ListingDirective, override=True)
        app.add_role(name, RecordRole(), override=True)


def setup(app: Sphinx) -> None:
    """Register directives and roles, when all kinds are known."""
    app.connect("config-inited", name_kinds)
    app.add_role("count", CountRole())
