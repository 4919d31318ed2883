"""Heads of people's and theses' pages: what a form would say, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from research_records.entry import Entry
from research_records.values import Fact, Link, Reference, Value
from research_site.catalogue import Catalogue, catalogue_of
from research_site.pages.nodes import value
from research_site.pages.steps import Step
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

#: Facts that the head of a person's page says; with others the form stays.
OF_PEOPLE = {"Title", "Role", "Affiliation", "ORCID iD", "Links"}
#: Facts that the head of a thesis's page says.
OF_THESES = {"Author", "Degree", "Status", "Year", "University", "Company", "Supervisors",
             "Repository", "DOI"}  # fmt: skip

#: Characters of a fact from which on it takes the page's width.
LONG = 120


class Heads(SphinxTransform):
    """Put lines below the title in the place of facts."""

    default_priority = Step.WORDS - 1

    def apply(self) -> None:
        """Change the pages of people and theses."""
        self._catalogue: Catalogue = catalogue_of(self.env)
        self._here = self.env.current_document.docname
        entry = self._catalogue.entries.get(self._here)
        top = next(self.document.findall(nodes.section), None)
        if entry is None or top is None:
            return
        forms = top.findall(nodes.definition_list)
        form = next((n for n in forms if "site-facts" in n["classes"]), None)
        if form and any(len(one.astext()) > LONG for one in form.findall(nodes.definition)):
            form["classes"].append("site-long")
        facts = entry.page.facts(entry.status)
        if entry.kind == "person" and form and _is_plain(facts):
            top.remove(form)
            self._insert(top, self._of_person(facts, top))
        elif entry.kind == "thesis" and form:
            top.remove(form)
            self._insert(top, self._of_thesis(entry, facts, top))
            self._keep(top, form, len([one for one in facts if one.label not in OF_THESES]))

    def _insert(self, top: nodes.section, lines: list[nodes.paragraph]) -> None:
        at = 1
        while at < len(top) and isinstance(top[at], (nodes.container, nodes.image)):
            at += 1
        top[at:at] = lines

    def _keep(self, top: nodes.section, form: nodes.Element, count: int) -> None:
        """Put the facts that the head does not say below the text."""
        heads = tuple(word(label) for label in OF_THESES)
        for item in list(form.children):
            if item.children[0].astext().split(",")[0] in heads:
                form.remove(item)
        if form.children:
            parts = [n for n in top.children if isinstance(n, nodes.section)]
            top.insert(top.index(parts[0]) if parts else len(top), form)

    def _of_person(self, facts: list[Fact], top: nodes.section) -> list[nodes.paragraph]:
        by = {fact.label: fact.values for fact in facts}
        placed = {fact.at: fact.values for fact in facts if fact.label == "Role" and fact.at}
        roles = [one for f in facts if f.label == "Role" and not f.at for one in f.values]
        who = [*roles, *(one for one in by.get("Affiliation", []) if one not in placed)]
        links: list[Value] = [
            Link(f"ORCID {one.text}", one.url) if isinstance(one, Link) else one
            for one in by.get("ORCID iD", [])
        ]
        links += by.get("Links", [])
        lines = [self._line([*what, at], "site-who") for at, what in placed.items()]
        lines += [self._line(who, "site-who"), self._line(links, "site-links")]
        self._add_place(lines[-1], top, "publications", "Publications")
        return [one for one in lines if one.children]

    def _of_thesis(
        self, entry: Entry, facts: list[Fact], top: nodes.section
    ) -> list[nodes.paragraph]:
        by = {fact.label: fact.values for fact in facts if fact.at is None}
        degrees = [str(one).removesuffix(" thesis") for one in by.get("Degree", [])]
        degree = [f"{one} {word('thesis')}" for one in degrees]
        when = by.get("Year") or [str(one).lower() for one in by.get("Status", [])]
        places = [*by.get("University", []), *by.get("Company", [])]
        who = self._line([*by.get("Author", []), *degree, *when, *places], "site-who")
        asked = [fact for fact in facts if fact.label == "Supervisors"]
        supervised = nodes.paragraph(classes=["site-by"])
        for number, fact in enumerate(asked):
            supervised += nodes.Text(", " if number else f"{word('Supervised by')} ")
            supervised += self._joined(fact)
            if fact.at is not None:
                supervised += nodes.Text(f" ({self._catalogue.name_of(fact.at)[0]})")
        links: list[Value] = [
            Link(f"{word('Full text')}: {one.text}", one.url) if isinstance(one, Link) else one
            for one in by.get("Repository", [])
        ]
        links += by.get("DOI", [])
        row = self._line(links, "site-links")
        self._add_place(row, top, "how-to-cite", "How to cite")
        return [one for one in (who, supervised, row) if one.children]

    def _line(self, values: Sequence[Value], name: str) -> nodes.paragraph:
        text = nodes.paragraph(classes=[name])
        for number, one in enumerate(self._known(values)):
            text += [nodes.Text(" · ")] if number else []
            text += value(self._catalogue, self._here, one)
        return text

    def _joined(self, fact: Fact) -> list[nodes.Node]:
        shown: list[nodes.Node] = []
        known = self._known(fact.values)
        for number, one in enumerate(known):
            last = f" {word('and')} " if number == len(known) - 1 else ", "
            shown += [nodes.Text(last)] if number else []
            shown.append(value(self._catalogue, self._here, one))
            named = self._catalogue.name_of(one)[1] if isinstance(one, Reference) else None
            if fact.is_now and named and named.page.is_past(named.status):
                shown.append(nodes.Text(f" ({word('former')})"))
        return shown

    def _known(self, values: Sequence[Value]) -> list[Value]:
        knows = self._catalogue.knows
        return [one for one in values if not isinstance(one, Reference) or knows(one.kind)]

    def _add_place(
        self, line: nodes.paragraph, top: nodes.section, place: str, label: str
    ) -> None:
        """Add a link to a section further down, where the page has it."""
        if any(place in part["ids"] for part in top.findall(nodes.section)):
            line += [nodes.Text(" · ")] if line.children else []
            line += nodes.reference("", word(label), refid=place, internal=True)


class Honorifics(SphinxTransform):
    """Write a person's title before the name; after Sphinx has noted the page's name."""

    default_priority = Step.LANGUAGE + 1

    def apply(self) -> None:
        """Change the heading of the page."""
        here = self.env.current_document.docname
        entry = catalogue_of(self.env).entries.get(here)
        title = next(self.document.findall(nodes.title), None)
        honorific = getattr(entry.page, "honorific", None) if entry else None
        if (
            entry
            and title is not None
            and honorific
            and _is_plain(entry.page.facts(entry.status))
        ):
            title.insert(0, nodes.inline("", f"{honorific} ", classes=["site-honorific"]))


def _is_plain(facts: list[Fact]) -> bool:
    return all(fact.label in OF_PEOPLE for fact in facts)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(Heads)
    app.add_transform(Honorifics)
