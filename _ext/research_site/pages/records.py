"""A record's own page: its facts above the text, what belongs to it below."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from research_records.entry import Entry
from research_records.values import Block, Cards, Fact, Logos, Reference, Text
from sphinx.transforms import SphinxTransform

from research_site.catalogue import catalogue_of
from research_site.pages.nodes import cards, logo_item, plain_items, section, value
from research_site.words import word


class RecordPage(SphinxTransform):
    """Add facts and related records to the page of a record."""

    default_priority = 45

    def apply(self) -> None:
        """Add both to the page's top section."""
        self._catalogue = catalogue_of(self.env)
        self._here = self.env.current_document.docname
        entry = self._catalogue.entries.get(self._here)
        top = next(self.document.findall(nodes.section), None)
        if entry is None or top is None:
            return
        if facts := entry.page.facts(entry.status):
            # A sentence says what it is before facts do.
            at = 2 if isinstance(top[1:2] and top[1], nodes.paragraph) else 1
            top.insert(at, self._facts(facts))
        self._portrait(entry, top)
        for title, blocks in entry.page.sections(entry.status):
            if content := [node for block in blocks for node in self._draw(block)]:
                top += section(self.document, word(title), *content, name=title)
        for title, kind, fields, past in entry.page.related_lists:
            found = self._catalogue.naming(entry, kind, fields)
            left = [o for o in found if past and o.page.is_past(o.status, entry.id)]
            for heading, part in (title, [o for o in found if o not in left]), (past, left):
                if part:
                    shown = cards(self._catalogue, self._here, part)
                    top += section(self.document, word(heading), shown, name=heading)
        if entry.page.tags:
            topics = f"{word('Topics')}: {', '.join(entry.page.tags)}"
            top += nodes.paragraph("", topics, classes=["site-topics"])

    def _facts(self, facts: list[Fact]) -> nodes.definition_list:
        shown = nodes.definition_list(classes=["site-facts"])
        for label, given, at, is_now in facts:
            values = [v for v in given if not isinstance(v, Reference) or self._knows(v)]
            if not values:
                continue
            words = word(label)
            if at is not None:
                words += f", {self._catalogue.name_of(at)[0]}"
            paragraph = nodes.paragraph()
            for number, one in enumerate(values):
                node = value(self._catalogue, self._here, one)
                paragraph += [nodes.Text(", "), node] if number else [node]
                if is_now and isinstance(one, Reference) and self._has_left(one):
                    paragraph += nodes.Text(f" ({word('former')})")
            definition = nodes.definition("", paragraph)
            shown += nodes.definition_list_item("", nodes.term("", words), definition)
        return shown

    def _knows(self, reference: Reference) -> bool:
        return self._catalogue.knows(reference.kind)

    def _has_left(self, reference: Reference) -> bool:
        entry = self._catalogue.name_of(reference)[1]
        return entry is not None and entry.page.is_past(entry.status)

    def _portrait(self, entry: Entry, top: nodes.section) -> None:
        """Show the photo, or leave room for the initials in HTML."""
        photo = entry.page.portrait(entry.status)
        if photo:
            shown = {"uri": photo.src, "alt": photo.alt}
            top.insert(1, nodes.image(classes=["site-photo"], of_record=True, **shown))
        elif entry.page.initials:
            label = f"Initials of {entry.page.title}"
            room = nodes.container(initials=entry.page.initials, initials_label=label)
            top.insert(1, room)

    def _draw(self, block: Block) -> Iterator[nodes.Node]:
        if isinstance(block, Text):
            yield nodes.paragraph("", block.text)
        elif isinstance(block, (Cards, Logos)):
            known = [self._catalogue.name_of(one) for one in block.records]
            found = [entry for _, entry in known if entry]
            if found and isinstance(block, Cards):
                yield cards(self._catalogue, self._here, found)
            elif found:
                grid = nodes.bullet_list(classes=["site-logos"], bullet="-")
                grid += [logo_item(entry, self._here) for entry in found]
                yield grid
            if others := [text for text, entry in known if not entry]:
                yield plain_items(others)
        else:
            size = {"width": str(block.width), "height": str(block.height)}
            yield nodes.image(uri=block.uri, alt=block.alt, **size)
