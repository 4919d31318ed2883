"""JSON-LD: what each page is about, in the words of schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes

from research_site.catalogue import Entry, get_domain
from research_site.identifiers import is_name, name_alone
from research_site.publishing import add_to_head, page_address
from research_site.records import (
    Area,
    NewsItem,
    Partner,
    Person,
    Project,
    Thesis,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from research_site.catalogue import Catalogue

__all__ = ["setup"]

Thing = dict[str, Any]
#: Kind of partner -> type of schema.org.
ORGANISATIONS = {
    "university": "CollegeOrUniversity",
    "company": "Corporation",
    "network": "Organization",
    "funder": "FundingAgency",
}


class Describer:
    """Describes the pages of one build."""

    def __init__(self, app: Sphinx) -> None:
        """Take the catalogue and the site's address."""
        self.app = app
        self.catalogue: Catalogue = get_domain(app.env).catalogue

    def page(self, entry: Entry) -> list[Thing]:
        """Return what is said of a page and what it is about."""
        about = self.thing(entry)
        if entry.docname == "index":
            return [about, self._site(entry)]
        return [about, *self._grants(entry), self._breadcrumbs(entry)]

    def thing(self, entry: Entry) -> Thing:
        """Return what a page is about."""
        page = entry.page
        result: Thing = {
            "@type": "WebPage",
            "@id": page_address(self.app, entry.docname),
            "name": entry.title,
            "description": page.description,
            "url": page_address(self.app, entry.docname),
        }
        if entry.docname == "index":
            members = [self._short(e) for e in self.catalogue.leading("partner")]
            result |= {"@type": "ResearchOrganization", "member": members}
        elif isinstance(page, Person):
            result |= self._person(page)
        elif isinstance(page, Project):
            result |= self._project(page)
        elif isinstance(page, Thesis):
            result |= self._thesis(page)
        elif isinstance(page, Partner):
            result |= _organisation(page)
        elif isinstance(page, Area):
            result["@type"] = "DefinedTerm"
        elif isinstance(page, NewsItem):
            result |= self._news(entry, page)
        return _filled(result)

    def _short(self, entry: Entry) -> Thing:
        kinds: dict[str, str] = {
            "person": "Person",
            "project": "ResearchProject",
            "partner": _organisation_type(entry.page),
        }
        page = entry.page
        return _filled(
            {
                "@type": kinds.get(entry.kind, "Thing"),
                "@id": page_address(self.app, entry.docname),
                "name": entry.title,
                "sameAs": getattr(page, "ror", None)
                or getattr(page, "orcid_url", None),
            }
        )

    def _named(self, kind: str, target: str | None) -> Thing | None:
        if target is None:
            return None
        entry = self.catalogue.record(kind, target)
        if entry is not None:
            return self._short(entry)
        name = name_alone(target) if is_name(target) else None
        kind = "Person" if kind == "person" else "Organization"
        return {"@type": kind, "name": name} if name else None

    def _all(self, kind: str, targets: list[str]) -> list[Thing]:
        return [found for name in targets if (found := self._named(kind, name))]

    def _person(self, page: Person) -> Thing:
        orcid = page.orcid_url
        links = [] if page.is_alumnus(self.catalogue.today) else page.links.values()
        return {
            "@type": "Person",
            "givenName": page.given_name,
            "familyName": page.family_name,
            "honorificPrefix": page.honorific,
            "jobTitle": page.role,
            "identifier": orcid,
            "sameAs": [link for link in (orcid, *links) if link],
            "affiliation": self._named("partner", page.affiliation),
        }

    def _project(self, page: Project) -> Thing:
        people = dict.fromkeys([*([page.lead] if page.lead else []), *page.people])
        return {
            "@type": "ResearchProject",
            "alternateName": page.acronym,
            "foundingDate": page.start,
            "dissolutionDate": page.end,
            "member": self._all("person", list(people))
            + self._all("partner", page.partners),
            "parentOrganization": self._named("project", page.parent),
            "funder": self._all("partner", [grant.funder for grant in page.funding]),
            "sameAs": page.url,
        }

    def _grants(self, entry: Entry) -> list[Thing]:
        return [
            _filled(
                {
                    "@type": "Grant",
                    "name": grant.programme,
                    "identifier": grant.grant_number,
                    "funder": self._named("partner", grant.funder),
                    "fundedItem": self._short(entry),
                }
            )
            for grant in getattr(entry.page, "funding", [])
        ]

    def _thesis(self, page: Thesis) -> Thing:
        doi = page.doi_url
        return {
            "@type": "Thesis",
            "author": self._named("person", page.author),
            "inSupportOf": page.degree,
            "sourceOrganization": self._named("partner", page.university),
            "contributor": self._all("person", page.supervisor_ids),
            "datePublished": str(page.year) if page.year else None,
            "keywords": page.keywords,
            "identifier": doi,
            "sameAs": [link for link in (doi, page.url) if link],
        }

    def _news(self, entry: Entry, page: NewsItem) -> Thing:
        return {
            "@type": "NewsArticle",
            "headline": entry.title,
            "datePublished": page.date,
            "mentions": self._all("person", page.people)
            + self._all("project", page.projects),
            "publisher": {"@type": "Organization", "name": self.app.config.project},
        }

    def _site(self, entry: Entry) -> Thing:
        return _filled(
            {
                "@type": "WebSite",
                "name": self.app.config.project,
                "url": page_address(self.app, entry.docname),
                "description": entry.page.description,
                "inLanguage": self.app.config.language,
            }
        )

    def _breadcrumbs(self, entry: Entry) -> Thing:
        chain = [entry]
        while above := self.catalogue.parent(chain[0].docname):
            chain.insert(0, self.catalogue.entries[above])
        items = [
            _filled(
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": step.title,
                    "item": page_address(self.app, step.docname),
                }
            )
            for number, step in enumerate(chain, start=1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}


def _organisation_type(page: object) -> str:
    return ORGANISATIONS.get(getattr(page, "kind", None) or "", "Organization")


def _organisation(page: Partner) -> Thing:
    country = {"@type": "PostalAddress", "addressCountry": page.country}
    return {
        "@type": _organisation_type(page),
        "sameAs": [link for link in (page.ror, page.url) if link],
        "address": country if page.country else None,
    }


def _filled(thing: Thing) -> Thing:
    """Leave out what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, [], "")}


def add_json_ld(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the description to the page's head."""
    entry = get_domain(app.env).entries.get(pagename)
    if entry is None:
        return
    graph = Describer(app).page(entry)
    text = json.dumps({"@context": "https://schema.org", "@graph": graph})
    # Inside <script> only "<" can end it (HTML standard, 4.12.1.3).
    text = text.replace("<", "\\u003c")
    add_to_head(context, [f'<script type="application/ld+json">{text}</script>'])


def setup(app: Sphinx) -> None:
    """Connect to the page's context."""
    app.connect("html-page-context", add_json_ld)
