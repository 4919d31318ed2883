"""Pages of single publications, for search engines and reference managers."""

from __future__ import annotations

import json
from html import escape

import rdflib
from bs4 import BeautifulSoup
from publications import landing
from research_site.catalogue import catalogue_of
from research_site.output.head import page_address
from small_site import Site
from sphinx.application import Sphinx

PAGE = "research/publications/lee2024net"
BASE = "https://site.example/en/"
#: Tags that Google Scholar reads (Highwire Press), as its guidelines name them.
HIGHWIRE = {
    "citation_title", "citation_author", "citation_editor", "citation_publication_date",
    "citation_journal_title", "citation_conference_title", "citation_inbook_title",
    "citation_issn", "citation_isbn", "citation_volume", "citation_issue",
    "citation_firstpage", "citation_lastpage", "citation_doi", "citation_keywords",
    "citation_publisher", "citation_dissertation_institution", "citation_dissertation_name",
    "citation_technical_report_institution", "citation_abstract_html_url",
}  # fmt: skip


def test_a_filled_page_equals_one_that_is_drawn_in_full(bib: Site) -> None:
    drawn: dict[str, str] = {}

    def draw(app: Sphinx) -> list[object]:
        for entry in catalogue_of(app.env).beside.values():
            address = page_address(app, entry.docname) or ""
            head = "".join(f"\n    {one}" for one in landing.head(app, entry))
            title, body = escape(entry.title), landing.body(app, entry)
            drawn[entry.docname] = landing.full(app, entry, title, body, head, address)
        return []

    def before(app: Sphinx) -> None:
        app.connect("html-collect-pages", draw)

    built = bib.build(before=before)
    assert set(drawn) == {PAGE, "research/publications/lee2023"}
    for docname, page in drawn.items():
        assert (built.out / docname / "index.html").read_text() == page


def test_tags_of_the_head(bib: Site) -> None:
    built = bib.build()
    tags = built.meta(PAGE)
    names = {name for name, _ in tags if name.startswith("citation_")}
    assert names <= HIGHWIRE
    values = dict(tags)
    assert [v for n, v in tags if n == "citation_author"] == ["Lee, Ann", "Müller, Jörg"]
    assert values["citation_title"] == "Networks & credit: 50% more"
    assert values["citation_publication_date"] == "2024/03"
    assert values["citation_journal_title"] == "Journal of AI"
    assert (values["citation_firstpage"], values["citation_lastpage"]) == ("10", "19")
    assert values["citation_abstract_html_url"] == f"{BASE}{PAGE}/"
    page = built.page(PAGE)
    assert page.select("link[rel=canonical]")[0]["href"] == f"{BASE}{PAGE}/"
    assert page.select("title")[0].get_text().startswith("Networks & credit: 50% more")
    assert [a.get_text() for a in page.select(".site-breadcrumbs a")] == [
        "Home", "Research", "Publications",
    ]  # fmt: skip


def test_json_ld_speaks_schema_org(bib: Site) -> None:
    about, crumbs = bib.build().graph(PAGE)
    for term in about:
        assert term.startswith("@") or term in rdflib.SDO, term
    assert about["@type"] == "ScholarlyArticle"
    ann, jorg = about["author"]
    assert ann["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert ann["@id"] == f"{BASE}team/ann/"
    assert jorg == {
        "@type": "Person", "name": "Jörg Müller", "givenName": "Jörg", "familyName": "Müller",
    }  # fmt: skip
    assert about["isPartOf"] == {"@type": "Periodical", "name": "Journal of AI"}
    assert about["sameAs"] == ["https://doi.org/10.1000/net"]
    assert [one["name"] for one in crumbs["itemListElement"]][2] == "Publications"


def test_without_structured_data_there_is_no_json_ld(bib: Site) -> None:
    bib.conf("publications", project="Site")
    page = bib.build().page(PAGE)
    assert page.select("script[type='application/ld+json']") == []
    assert page.select("meta[name=citation_title]")


def test_a_title_may_have_the_words_of_a_mark(bib: Site) -> None:
    title = "On publication-body-here"
    bib.change("research/publications.bib", "{{A preprint}}", f"{{{{{title}}}}}")
    page = bib.build().page("research/publications/lee2023")
    assert page.select("h1")[0].get_text() == title
    assert len(page.select("h1")) == 1
    assert page.select("title")[0].get_text().startswith(title)


def test_what_titles_hold_is_escaped(bib: Site) -> None:
    bib.change("research/publications.bib", "{{A preprint}}", '{{Aa < b & "c" \' d}}')
    built = bib.build()
    page = built.page("research/publications/lee2023")
    assert page.select("h1")[0].get_text() == 'Aa < b & "c" \' d'
    assert ("citation_title", 'Aa < b & "c" \' d') in built.meta(
        "research/publications/lee2023"
    )
    assert built.graph("research/publications/lee2023")[0]["name"] == 'Aa < b & "c" \' d'


def test_the_site_map_and_published_addresses_know_the_pages(bib: Site) -> None:
    bib.write("published-urls.txt", "/research/publications/lee2023/\n")
    built = bib.build()
    assert built.warnings == []
    assert f"<loc>{BASE}{PAGE}/</loc>" in (built.out / "sitemap.xml").read_text()
    bib.write("research/publications.bib", "")
    assert any("was published and would vanish" in one for one in bib.build().warnings)


def test_files_for_reference_managers(bib: Site) -> None:
    folder = bib.build().out / "_downloads/citations"
    assert {path.name for path in folder.iterdir()} == {
        "all.bib", "all.json", "all.ris", "one.bib", "one.ris", "publications.bib",
        "publications.json", "publications.ris", "lee2024net.bib", "lee2024net.ris",
        "lee2023.bib", "lee2023.ris",
    }  # fmt: skip
    lines = (folder / "lee2024net.ris").read_bytes().decode().split("\r\n")
    assert lines[0] == "TY  - JOUR"
    assert "AU  - Müller, Jörg" in lines
    assert lines[-2:] == ["ER  - ", ""]
    items = json.loads((folder / "publications.json").read_text())
    assert items[1]["author"] == [
        {"family": "Lee", "given": "Ann"}, {"literal": "ING Bank N.V."},
    ]  # fmt: skip


def test_bibtex_reads_what_it_wrote(bib: Site) -> None:
    from publications.bib import read

    built = bib.build()
    raws, told = read((built.out / "_downloads/citations/publications.bib").read_text())
    assert told == []
    assert raws[0].fields["author"] == "Lee, Ann and Müller, Jörg and others"
    assert raws[1].fields["author"] == "Lee, Ann and {ING Bank N.V.}"
    soup = BeautifulSoup((built.out / PAGE / "index.html").read_text(), "html.parser")
    assert (
        soup.select("pre")[0].get_text() + "\n"
        == (built.out / "_downloads/citations/lee2024net.bib").read_text()
    )


def test_who_paid_is_said_of_a_publication(bib: Site) -> None:
    grant = "{funder: ut, grant_number: '42', scheme: cost}"
    bib.page("research/projects/index", "title: Projects")
    bib.page("research/projects/net", f"title: Net\nkind: grant\nfunding: [{grant}]")
    bib.change("research/publications.bib", "theses    = {one}", "projects  = {net}")
    said = bib.build().texts("research/publications/lee2024net", ".pub-related")
    assert said[-1].startswith("Funding UT, grant 42. Based upon work from COST Action 42")
