"""JSON-LD: what each page is about, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from research_records.entry import Entry
from research_records.names import is_name, name_alone
from research_records.values import SITE, Reference, Thing
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import Catalogue, catalogue_of
from research_site.output.head import page_address
from research_site.registry import add_head_tags


class Describer:
    """Describes the pages of one build."""

    def __init__(self, app: Sphinx) -> None:
        """Take the catalogue and the site's address."""
        self.app = app
        self.catalogue: Catalogue = catalogue_of(app.env)

    def page(self, entry: Entry) -> list[Thing]:
        """Return what is said of a page and what it is about."""
        about = self.thing(entry)
        if entry.docname == self.app.config.root_doc:
            return [about, self._site(entry)]
        grants = [
            self._filled({**grant, "fundedItem": self.short(entry)})
            for grant in entry.page.grants()
        ]
        return [about, *grants, self._breadcrumbs(entry)]

    def thing(self, entry: Entry) -> Thing:
        """Return what a page is about."""
        page = entry.page
        address = page_address(self.app, entry.docname)
        result: Thing = {
            "@type": page.type_in_schema(),
            "@id": address,
            "name": entry.title,
            "description": page.description,
            "url": address,
            **page.thing(entry.status),
        }
        if members := result.get("member"):
            left = [one for one in members if self._has_left(one)]
            here = [one for one in members if one not in left]
            result["member"] = [one for one in here if not self._is_to_come(one)]
            result["alumni"] = left
        if entry.docname == self.app.config.root_doc:
            members = [self.short(host) for host in self.catalogue.hosts()]
            result |= {"@type": "ResearchOrganization", "member": members}
        return self._filled(result)

    def short(self, entry: Entry) -> Thing:
        """Return how other things name a record."""
        return self._filled(
            {
                "@type": entry.page.type_in_schema(),
                "@id": page_address(self.app, entry.docname),
                "name": entry.title,
                "sameAs": entry.page.same_as,
            }
        )

    def _has_left(self, reference: Reference) -> bool:
        entry = self.catalogue.record(reference.kind, reference.target)
        return entry is not None and entry.page.is_past(entry.status)

    def _is_to_come(self, reference: Reference) -> bool:
        entry = self.catalogue.record(reference.kind, reference.target)
        return entry is not None and not entry.page.is_counted(entry.status)

    def _named(self, reference: Reference) -> Thing | None:
        if reference == SITE:
            return {"@type": "Organization", "name": self.app.config.project}
        entry = self.catalogue.record(reference.kind, reference.target)
        if entry is not None:
            return self.short(entry)
        if not is_name(reference.target):
            return None
        kind = "Person" if reference.kind.startswith("person") else "Organization"
        return {"@type": kind, "name": name_alone(reference.target)}

    def _filled(self, thing: Thing) -> Thing:
        """Put the things that are named in; leave out what is not known."""

        def resolved(value: Any) -> Any:
            if isinstance(value, Reference):
                return self._named(value)
            if isinstance(value, list):
                return [one for item in value if (one := resolved(item))]
            return value

        values = ((key, resolved(value)) for key, value in thing.items())
        return {key: value for key, value in values if value not in (None, [], "")}

    def _site(self, entry: Entry) -> Thing:
        return self._filled(
            {
                "@type": "WebSite",
                "name": self.app.config.project,
                "url": page_address(self.app, entry.docname),
                "description": entry.page.description,
                "inLanguage": self.app.config.language,
            }
        )

    def _breadcrumbs(self, entry: Entry) -> Thing:
        above = self.catalogue.above(entry.docname)
        chain = [*(self.catalogue.entries[name] for name in above), entry]
        items = [
            self._filled(
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


def json_ld(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return the description as an element of the page's head."""
    entry = catalogue_of(app.env).entries.get(docname)
    return [script_of(app, entry)] if entry else []


def script_of(app: Sphinx, entry: Entry) -> str:
    """Return the description of a page as an element."""
    graph = Describer(app).page(entry)
    text = json.dumps({"@context": "https://schema.org", "@graph": graph})
    # Inside <script> only "<" can end it (HTML standard, 4.12.1.3).
    text = text.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the tags."""
    app.setup_extension("research_site")
    add_head_tags(app, json_ld)
    return METADATA
