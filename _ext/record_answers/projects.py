"""Partners of a project with role and country; who leads it; what the large ones are."""

from __future__ import annotations

from docutils import nodes
from research_records.entry import Entry
from research_records.values import Reference
from research_site.catalogue import catalogue_of
from research_site.pages.nodes import link_to
from research_site.pages.steps import Step
from research_site.words import word
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

#: Partners from which on a project lists them with their countries.
MANY = 4
#: Partners from which on their list has ways to its letters.
LONG = 60


class PartnersAndLeads(SphinxTransform):
    """Shape the lists of partners and people on a project's page."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Look for the sections that the record has made."""
        self._catalogue = catalogue_of(self.env)
        self._here = self.env.current_document.docname
        entry = self._catalogue.entries.get(self._here)
        if entry is None or entry.kind != "project":
            return
        for part in list(self.document.findall(nodes.section)):
            if "people" in part["ids"]:
                self._mark_leads(part, entry)
            if "partners" in part["ids"]:
                self._list_partners(part, entry)

    def _mark_leads(self, part: nodes.section, project: Entry) -> None:
        """Say who leads before what they are."""
        for item in part.findall(nodes.list_item):
            link = next(item.findall(addnodes.pending_xref), None)
            person = self._catalogue.entries.get(link["reftarget"]) if link else None
            if person is None or person.id not in getattr(project.page, "lead", []):
                continue
            led = project.status == "completed" or person.page.is_past(person.status)
            said = word("Led the project") if led else word("Leads the project")
            details = item.children[1:]
            more = f" · {details[0].astext()}" if details else ""
            item.children = item.children[:1]
            item.append(nodes.paragraph("", f"{said}{more}"))

    def _list_partners(self, part: nodes.section, project: Entry) -> None:
        """Put names with countries in the place of many boxes."""
        partners: list[str] = getattr(project.page, "partners", [])
        associated: list[str] = getattr(project.page, "associated", [])
        if len(partners) + len(associated) < MANY and not associated:
            return
        grids = [n for n in part.children if isinstance(n, nodes.bullet_list)]
        for grid in grids:
            part.remove(grid)
        for heading, ids in (("Beneficiaries", partners), ("Associated partners", associated)):
            if not ids:
                continue
            if associated:
                part += nodes.rubric("", word(heading))
            items = nodes.bullet_list(bullet="-", classes=["site-names"])
            items += [self._partner(one) for one in ids]
            part += items

    def _partner(self, target: str) -> nodes.list_item:
        name, entry = self._catalogue.name_of(Reference("partner", target))
        shown = link_to(entry, self._here) if entry else nodes.Text(name)
        return nodes.list_item("", _name_and_country(shown, entry))


class PartnersByName(SphinxTransform):
    """Show the list of partners as names with countries: without a face, no cards."""

    default_priority = Step.WAYS + 1  # letters lead to the same items

    def apply(self) -> None:
        """Change the lists on the page of all partners."""
        if not _is_list_of("partner", self):
            return
        entries = catalogue_of(self.env).entries
        for shown in self.document.findall(nodes.bullet_list):
            if "site-cards" not in shown["classes"]:
                continue
            for item in shown.findall(nodes.list_item):
                link = next(item.findall(addnodes.pending_xref))
                entry = entries[link["reftarget"]]
                item[:] = [_name_and_country(link, entry)]
            shown["classes"] = ["site-names"]
            for jumps in shown.parent.findall(addnodes.only) if len(shown) < LONG else ():
                jumps.children = []  # names take so little room that letters lead nowhere


def _is_list_of(kind: str, transform: SphinxTransform) -> bool:
    """Tell whether the page that is being read shows all records of a kind."""
    here = transform.env.current_document.docname
    return bool(transform.config.site_kinds.get(here.removesuffix("/index")) == kind)


def _name_and_country(name: nodes.Node, entry: Entry | None) -> nodes.paragraph:
    text = nodes.paragraph("", "", name)
    if country := getattr(entry.page, "country_name", None) if entry else None:
        text += nodes.inline("", f", {country}", classes=["site-said"])
    return text


class LargeProjects(SphinxTransform):
    """Say in the list of projects, in a sentence, what those are that stand first."""

    default_priority = Step.LISTS + 1

    def apply(self) -> None:
        """Add a description to each project with a weight."""
        if not _is_list_of("project", self):
            return
        entries = catalogue_of(self.env).entries
        for item in self.document.findall(nodes.list_item):
            link = next(item.findall(addnodes.pending_xref), None)
            entry = entries.get(link["reftarget"]) if link else None
            if entry and entry.kind == "project" and entry.page.weight and len(item) == 2:
                about = entry.page.description or ""
                item.insert(1, nodes.paragraph("", about, classes=["site-about"]))


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(PartnersAndLeads)
    app.add_transform(PartnersByName)
    app.add_transform(LargeProjects)
