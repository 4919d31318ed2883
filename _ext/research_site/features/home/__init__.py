"""The home page: what its plain Markdown means is made to be seen.

Below the title stand the page's description, the leading partners and the ways
on; lists of names with an explanation become cards; a quotation that ends with
a dash and a name gets its attribution.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from research_records.entry import Entry
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.nodes import cards, icon, link_to, logo_item, section
from research_site.pages.steps import Step
from research_site.registry import add_page_context, add_theme_files
from research_site.words import word

_DASH = re.compile(r"^\s*[-\u2013\u2014]\s+")


class HomePage(SphinxTransform):
    """Shape the home page."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Shape quotations on every page, and the rest on the home page."""
        for quote in self.document.findall(nodes.block_quote):
            _attribute(quote)
        here = self.env.current_document.docname
        top = next(self.document.findall(nodes.section), None)
        if here != self.config.root_doc or top is None:
            return
        for items in list(self.document.findall(nodes.bullet_list)):
            self._make_cards(items)
        top[1:1] = self._opening(here)
        for heading, (kind, status, limit) in self.config.site_home_lists.items():
            top += self._newest(here, heading, kind, status, limit)

    def _newest(
        self, here: str, heading: str, kind: str, status: str, limit: int
    ) -> list[nodes.Node]:
        """Return a section with the records of a kind that are nearest to today."""
        catalogue = catalogue_of(self.env)
        if kind not in catalogue.kinds:
            return []
        found = catalogue.listing(kind, {"status": status} if status else {})
        found = [one for one in found if one.page.when]
        found.sort(key=lambda one: one.page.when or "", reverse=status != "upcoming")
        if not found:
            return []
        shown: list[nodes.Node] = [cards(catalogue, here, found[:limit])]
        above = catalogue.parent(found[0].docname)
        if above is not None:
            words = f"{word('All')}: {catalogue.entries[above].title}"
            link = link_to(catalogue.entries[above], here, words)
            shown.append(nodes.paragraph("", "", link, classes=["site-all"]))
        return [section(self.document, word(heading), *shown)]

    def _opening(self, here: str) -> list[nodes.Node]:
        catalogue = catalogue_of(self.env)
        entry = catalogue.entries[here]
        result: list[nodes.Node] = []
        if entry.page.description:
            lead = nodes.paragraph("", entry.page.description, classes=["site-lead"])
            result.append(lead)
        if partners := catalogue.hosts():
            grid = nodes.bullet_list(classes=["site-logos", "site-hosts"], bullet="-")
            grid += [logo_item(partner, here) for partner in partners]
            result.append(grid)
        ways = nodes.bullet_list(classes=["site-ways"], bullet="-")
        for path in self.config.site_home_ways:
            index = catalogue.page_at(path)
            if index is not None and index != here:
                link = link_to(catalogue.entries[index], here)
                ways += nodes.list_item("", nodes.paragraph("", "", link))
        if ways.children:
            result.append(ways)
        return result

    def _make_cards(self, items: nodes.bullet_list) -> None:
        """Turn items such as ``**Name** - explanation`` into cards."""
        paragraphs = [
            child
            for item in items.children
            for child in item.children
            if isinstance(child, nodes.Element)
        ]
        if len(paragraphs) < 2 or len(paragraphs) != len(items.children):
            return
        if not all(_is_name_with_explanation(paragraph) for paragraph in paragraphs):
            return
        is_choice = [self._make_card(paragraph) for paragraph in paragraphs]
        items["classes"] = ["site-cards", *(["site-choices"] if all(is_choice) else [])]

    def _make_card(self, paragraph: nodes.Element) -> bool:
        """Turn one item into a card; tell whether the author linked its name."""
        name, text, *rest = _filled(paragraph)
        assert isinstance(name, nodes.Element)
        item = paragraph.parent
        is_choice = not isinstance(name, nodes.strong)
        shown: nodes.Node = name
        if is_choice:
            listed = icon(name.get("reftarget", ""), self.config.site_kinds)
            item["classes"] += listed or ["site-icon-page"]
        else:
            is_plain = all(isinstance(child, nodes.Text) for child in name)
            named = name.astext()
            entry = _called(catalogue_of(self.env), named) if is_plain else None
            item["classes"] += [f"site-of-{entry.kind}"] if entry else []
            if entry is not None:
                here = self.env.current_document.docname
                shown = link_to(entry, here, name.astext())
        title = shown if isinstance(shown, nodes.strong) else None
        item.children = []
        item += [
            nodes.paragraph("", "", title or nodes.strong("", "", shown)),
            nodes.paragraph("", _DASH.sub("", text.astext()), *rest),
        ]
        return is_choice


def _called(catalogue: Catalogue, name: str) -> Entry | None:
    """Return the record with a title or acronym, or None."""
    key = name.casefold()
    for kind in catalogue.kinds:
        for entry in catalogue.listing(kind):
            acronym = getattr(entry.page, "acronym", None) or ""
            if key in (entry.title.casefold(), acronym.casefold()):
                return entry
    return None


def _filled(node: nodes.Element) -> list[nodes.Node]:
    """Return the children; MyST puts an empty text before emphasis."""
    return [child for child in node.children if child.astext() or child.children]


def _is_name_with_explanation(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.paragraph) or len(_filled(node)) < 2:
        return False
    name, text = _filled(node)[:2]
    names = (nodes.strong, addnodes.pending_xref, nodes.reference)
    return (
        isinstance(name, names)
        and isinstance(text, nodes.Text)
        and _DASH.match(text) is not None
    )


def _attribute(quote: nodes.block_quote) -> None:
    last = quote.children[-1] if quote.children else None
    if not isinstance(last, nodes.paragraph) or len(_filled(last)) != 2:
        return
    words, name = _filled(last)
    is_quotation = isinstance(words, nodes.emphasis) and isinstance(name, nodes.Text)
    if is_quotation and _DASH.match(name.astext()):
        last.remove(name)
        quote += nodes.attribution("", _DASH.sub("", name.astext()))


def leave_out_contents(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Let Furo show no contents beside the home page, whose band takes the width."""
    if docname == app.config.root_doc:
        context["furo_hide_toc"] = True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, the transform and the change."""
    app.setup_extension("research_site")
    app.add_transform(HomePage)
    add_page_context(app, leave_out_contents)
    app.add_config_value("site_home_ways", [], "env", types=list)
    app.add_config_value("site_home_lists", {}, "env", types=dict)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/home.css")
    return METADATA
