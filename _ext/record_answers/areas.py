"""The people of a research area, by organisation, on its page."""

from __future__ import annotations

from collections import Counter

from docutils import nodes
from research_records.entry import Entry
from research_records.values import Reference
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.nodes import link_to, section
from research_site.pages.steps import Step
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from record_answers.relations import organisations_of, people_of

#: People of an organisation up to which they stand in one column.
MANY = 14


class PeopleOfAreas(SphinxTransform):
    """Add who works on an area, and who did, above what came out of it."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Insert the sections before the first list."""
        self._catalogue = catalogue = catalogue_of(self.env)
        self._here = self.env.current_document.docname
        area = catalogue.entries.get(self._here)
        top = next(self.document.findall(nodes.section), None)
        if area is None or area.kind != "area" or top is None:
            return
        counted = people_of(catalogue, area)
        people = [one for one in catalogue.listing("person") if one.id in counted]
        people.sort(key=lambda one: -counted[one.id].total())
        left = [one for one in people if one.page.is_past(one.status)]
        shown: list[nodes.Node] = []
        if now := [one for one in people if one not in left]:
            listed = self._by_organisation(now, counted)
            shown.append(section(self.document, word("People"), listed, name="people"))
        if left:
            items = nodes.bullet_list(bullet="-", classes=["site-names"])
            items += [self._item(one, counted[one.id], is_short=True) for one in left]
            shown.append(section(self.document, word("Former people"), items, name="former"))
        first = next((n for n in top.children if isinstance(n, nodes.section)), None)
        place = len(top) if first is None else top.index(first)
        top[place:place] = shown

    def _by_organisation(
        self, people: list[Entry], counted: dict[str, Counter[str]]
    ) -> nodes.definition_list:
        """Return people below each of their organisations, those with most people first."""
        by: dict[str, list[Entry]] = {}
        for one in people:
            for organisation in organisations_of(one) or [""]:
                by.setdefault(organisation, []).append(one)
        shown = nodes.definition_list(classes=["site-people"])
        for organisation in sorted(by, key=lambda one: (not one, -len(by[one]))):
            many = ["site-many"] if len(by[organisation]) > MANY else []
            items = nodes.bullet_list(bullet="-", classes=many)
            items += [self._item(one, counted[one.id]) for one in by[organisation]]
            term = nodes.term("", "", *self._name(organisation))
            shown += nodes.definition_list_item("", term, nodes.definition("", items))
        return shown

    def _name(self, organisation: str) -> list[nodes.Node]:
        entry = self._catalogue.record("partner", organisation)
        if entry:
            return [link_to(entry, self._here)]
        name = self._catalogue.name_of(Reference("partner", organisation))[0]
        return [nodes.Text(name if organisation else word("Others"))]

    def _item(
        self, person: Entry, works: Counter[str], is_short: bool = False
    ) -> nodes.list_item:
        line = [] if is_short else person.page.line(person.status)
        said = [one for one in line if isinstance(one, str)]  # its place is told above
        details = " · ".join(one for one in [*said, counts(self._catalogue, works)] if one)
        text = nodes.paragraph("", "", link_to(person, self._here))
        text += nodes.inline("", f" · {details}", classes=["site-said"])
        return nodes.list_item("", text)


def counts(catalogue: Catalogue, works: Counter[str]) -> str:
    """Return how many works there are, in words: "2 theses, 1 publication"."""
    parts = []
    for kind, number in works.items():
        model = catalogue.kinds[kind]
        name = kind if number == 1 else model.plural
        parts.append(f"{number} {word(name)}")
    return ", ".join(parts)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(PeopleOfAreas)
