"""A record's own page: its facts above the text, what belongs to it below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from research_site.catalogue import Entry, ask, get_domain
from research_site.catalogue.details import STATUS, capital, detail
from research_site.catalogue.nodes import cards, link_to, logo_item, section
from research_site.identifiers import country_name, doi_url, show_date
from research_site.records import NewsItem, Partner, Person, Project, Thesis

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

Fact = tuple[str, list[nodes.Node]]

#: Kind -> heading, kind of the records below it, and the fields that name this one.
RELATED: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
    "person": [
        ("Projects", "project", ("lead", "people")),
        ("Supervised theses", "thesis", ("supervisors",)),
        ("Theses", "thesis", ("author",)),
        ("News", "news", ()),
    ],
    "project": [
        ("Parts of this project", "project", ("parent",)),
        ("Theses", "thesis", ()),
        ("News", "news", ()),
    ],
    "thesis": [],
    "partner": [
        ("People", "person", ()),
        ("Projects", "project", ()),
        ("Theses", "thesis", ()),
    ],
    "area": [("Projects", "project", ()), ("Theses", "thesis", ())],
    "news": [],
}

#: Names of link fields that are written in a way of their own.
LABELS = {"linkedin": "LinkedIn", "scholar": "Google Scholar", "github": "GitHub"}

EU_EMBLEM = "/images/eu-emblem.svg"
EU_STATEMENT = (
    "Funded by the European Union. Views and opinions expressed are however those of "
    "the author(s) only and do not necessarily reflect those of the European Union or "
    "the European Research Executive Agency. Neither the European Union nor the "
    "granting authority can be held responsible for them."
)


class RecordPage(SphinxTransform):
    """Add facts and related records to the page of a record."""

    default_priority = 45

    def apply(self) -> None:
        """Add both to the page's top section."""
        entry = get_domain(self.env).entries.get(self.env.current_document.docname)
        top = next(self.document.findall(nodes.section), None)
        if entry is None or top is None or entry.kind not in RELATED:
            return
        facts = nodes.definition_list(classes=["site-facts"])
        for label, values in self._facts(entry):
            paragraph = nodes.paragraph()
            for number, value in enumerate(values):
                paragraph += [nodes.Text(", "), value] if number else [value]
            definition = nodes.definition("", paragraph)
            facts += nodes.definition_list_item("", nodes.term("", label), definition)
        if facts.children:
            top.insert(1, facts)
        if isinstance(entry.page, Person):
            self._portrait(entry.page, top)
        for title, content in self._sections(entry):
            top += section(self.document, title, *content)
        for title, by, fields in RELATED[entry.kind]:
            found = ask(self.env, "naming", entry.kind, entry.id, by, *fields)
            if found:
                top += section(self.document, title, self._cards(found, entry))

    def _cards(self, found: list[Entry], entry: Entry) -> nodes.Node:
        details = [detail(self.env, other) for other in found]
        return cards(found, entry.docname, details)

    def _portrait(self, page: Person, top: nodes.section) -> None:
        """Show the photo, or leave room for the initials in HTML."""
        if page.photo and not page.is_alumnus(get_domain(self.env).catalogue.today):
            shown = {"uri": page.photo.src, "alt": page.photo.alt}
            top.insert(1, nodes.image(classes=["site-photo"], of_record=True, **shown))
        else:
            top.insert(
                1,
                nodes.container(
                    initials=page.initials,
                    initials_label=f"Initials of {page.title}",
                ),
            )

    def _sections(self, entry: Entry) -> Iterator[tuple[str, list[nodes.Node]]]:
        page = entry.page
        if isinstance(page, Project):
            known = [ask(self.env, "name_of", "person", name) for name in page.people]
            people = [found for _, found in known if found]
            others = [text for text, found in known if not found]
            content: list[nodes.Node] = []
            if people:
                content.append(self._cards(people, entry))
            if others:
                names = nodes.bullet_list(bullet="-")
                names += [
                    nodes.list_item("", nodes.paragraph("", name)) for name in others
                ]
                content.append(names)
            if content:
                yield "People", content
            partners = [ask(self.env, "record", "partner", p) for p in page.partners]
            if any(partners):
                grid = nodes.bullet_list(classes=["site-logos"], bullet="-")
                grid += [logo_item(p, entry.docname) for p in partners if p]
                yield "Partners", [grid]
            statements = list(self._acknowledgements(page))
            if statements:
                yield "Funding", statements
        if isinstance(page, Thesis) and page.author and page.year:
            yield "How to cite", [self._citation(entry, page)]

    def _citation(self, entry: Entry, page: Thesis) -> nodes.paragraph:
        """Return the thesis in APA style (7th edition, section 10.6)."""
        author = ask(self.env, "person_name", page.author)
        place = f"{page.degree or ''} thesis".strip()
        if page.university:
            place += f", {ask(self.env, 'name_of', 'partner', page.university)[0]}"
        result = nodes.paragraph("", f"{author} ({page.year}). ", classes=["site-cite"])
        result += [nodes.emphasis("", entry.title), nodes.Text(f" [{place}].")]
        address = page.doi_url or page.url
        if address:
            result += [nodes.Text(" "), nodes.reference("", address, refuri=address)]
        return result

    def _name(self, kind: str, target: str) -> nodes.Node:
        text, found = ask(self.env, "name_of", kind, target)
        if found is None:
            return nodes.Text(text)
        return link_to(found, self.env.current_document.docname)

    def _names(self, kind: str, targets: list[str]) -> list[nodes.Node]:
        return [self._name(kind, target) for target in targets]

    def _facts(self, entry: Entry) -> Iterator[Fact]:
        page = entry.page
        if isinstance(page, Person):
            yield from self._person(page)
        elif isinstance(page, Project):
            yield from self._project(page)
        elif isinstance(page, Thesis):
            yield from self._thesis(page)
        elif isinstance(page, Partner):
            country = country_name(page.country) if page.country else None
            yield from _texts(("Kind", capital(page.kind)), ("Country", country))
            yield from _links({"Website": page.url, "ROR": page.ror})
        elif isinstance(page, NewsItem):
            yield from _texts(
                ("Date", show_date(page.date) if page.date else None),
                ("Kind", capital(page.kind)),
                ("Place", page.place),
            )
            yield from _many(("People", self._names("person", page.people)))
            yield from _many(("Projects", self._names("project", page.projects)))
            yield from _links({"More": page.link})

    def _person(self, page: Person) -> Iterator[Fact]:
        left = page.is_alumnus(get_domain(self.env).catalogue.today)
        yield from _texts(("Title", page.honorific), ("Role", page.role))
        if page.affiliation:
            yield "Affiliation", [self._name("partner", page.affiliation)]
        if left:
            yield "Status", [nodes.Text("Former member of the team")]
        yield from _links({"ORCID iD": page.orcid_url})
        if not left:
            yield from _links(
                {
                    LABELS.get(name, name.capitalize()): url
                    for name, url in page.links.items()
                }
            )

    def _project(self, page: Project) -> Iterator[Fact]:
        status = page.status_on(get_domain(self.env).catalogue.today)
        yield from _texts(
            ("Kind", capital(page.kind)),
            ("Acronym", page.acronym),
            ("Programme", page.programme),
            ("Start", show_date(page.start) if page.start else None),
            ("End", show_date(page.end) if page.end else None),
            ("Status", capital(status)),
        )
        if page.parent:
            yield "Part of", [self._name("project", page.parent)]
        if page.lead:
            yield "Lead", [self._name("person", page.lead)]
        yield from _many(("Areas", self._names("area", page.areas)))
        for grant in page.funding:
            parts = [self._name("partner", grant.funder)]
            if grant.grant_number:
                parts.append(nodes.Text(f"grant {grant.grant_number}"))
            if grant.amount is not None:
                places = 2 if grant.amount % 1 else 0
                amount = f"{grant.currency or ''} {grant.amount:,.{places}f}".strip()
                parts.append(nodes.Text(amount))
            yield "Funding", parts
        yield from _links({"Website": page.url, **page.links})

    def _thesis(self, page: Thesis) -> Iterator[Fact]:
        if page.author:
            yield "Author", [self._name("person", page.author)]
        year = str(page.year) if page.year else None
        yield from _texts(
            ("Degree", page.degree),
            ("Status", STATUS.get(page.status or "", capital(page.status))),
            ("Year", year),
        )
        is_open = page.status == "open"
        if is_open and page.date:
            yield from _texts(("Open since", show_date(page.date)))
        for label, target in (
            ("University", page.university),
            ("Company", page.company),
        ):
            if target:
                yield label, [self._name("partner", target)]
        for organisation, people in page.supervisors.items():
            name = ask(self.env, "name_of", "partner", organisation)[0]
            label = "Ask" if is_open else "Supervisors"
            yield f"{label}, {name}", self._names("person", people)
        if page.project:
            yield "Project", [self._name("project", page.project)]
        yield from _many(("Areas", self._names("area", page.areas)))
        yield from _texts(("Keywords", ", ".join(page.keywords)))
        yield from _links({"Repository": page.url, "DOI": page.doi_url})
        for related in page.related:
            yield from _links({"Related publication": doi_url(related)})

    def _acknowledgements(self, page: Project) -> Iterator[nodes.Node]:
        """Yield what each funder asks grantees to say.

        Sources: Horizon Europe Model Grant Agreement, Article 17.2 (emblem and
        statement) and 17.3 (disclaimer); the COST Association's and the SNSF's
        guidelines on acknowledgement.
        """
        for grant in page.funding:
            words = f"{grant.scheme} {grant.funder} {grant.programme}".lower()
            number = f" {grant.grant_number}" if grant.grant_number else ""
            if "msca" in words or "horizon" in words:
                alt = "Emblem of the European Union"
                yield nodes.image(uri=EU_EMBLEM, alt=alt, width="135", height="90")
                agreement = f" Grant agreement{number}." if number else ""
                yield nodes.paragraph("", EU_STATEMENT + agreement)
            elif "cost" in words:
                yield nodes.paragraph(
                    "",
                    f"Based upon work from COST Action{number}, supported by COST "
                    "(European Cooperation in Science and Technology).",
                )
            elif "snsf" in words:
                grant_words = f", grant{number}" if number else ""
                yield nodes.paragraph(
                    "",
                    f"Supported by the Swiss National Science Foundation{grant_words}.",
                )


def _texts(*facts: tuple[str, str | None]) -> Iterator[Fact]:
    for label, value in facts:
        if value:
            yield label, [nodes.Text(value)]


def _many(fact: Fact) -> Iterator[Fact]:
    if fact[1]:
        yield fact


def _links(links: dict[str, str | None]) -> Iterator[Fact]:
    for label, url in links.items():
        if url:
            shown = url.removeprefix("https://").rstrip("/")
            yield label, [nodes.reference("", shown, refuri=url)]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(RecordPage)
