"""Citations: tags, files and the words on a thesis's page."""

from __future__ import annotations

import json

from research_site.features.citations import Citation, bibtex
from small_site import Site


def test_a_thesis_is_cited_by_its_author(found: Site) -> None:
    built = found.build()
    tags = built.meta("research/theses/one")
    assert ("citation_author", "Ek, Bo") in tags
    assert ("DC.contributor", "Ann Lee") in tags
    assert [v for n, v in tags if n == "citation_publication_date"] == ["2024"]
    page = built.out / "research/theses/one"
    links = {
        a.get_text(): str(a["href"])
        for a in built.page("research/theses/one").select("#how-to-cite a")
    }
    item = json.loads((page / links["CSL-JSON (1 kB)"]).read_text())[0]
    assert item["author"] == [{"family": "Ek", "given": "Bo"}]
    assert (page / links["BibTeX (1 kB)"]).is_file()
    everything = (built.out / "_downloads/citations/all.bib").read_text()
    assert [line for line in everything.split("\n") if line[:1] == "@"] == [
        "@mastersthesis{one,"
    ]


def test_citation_names_the_author_without_the_organisation(found: Site) -> None:
    (cited,) = found.build().texts("research/theses/one", ".site-cite")
    assert cited.startswith("Bo Ek (2024). One [MSc thesis")


def test_thesis_without_author_or_year_is_not_cited(found: Site) -> None:
    found.page("research/theses/open", "title: Open\ndegree: MSc\nstatus: ongoing")
    built = found.build()
    assert built.page("research/theses/open").select("#how-to-cite") == []
    assert not (built.out / "_downloads/citations/open.bib").exists()


def test_files_of_a_thesis_that_is_gone_go(found: Site) -> None:
    assert (found.build().out / "_downloads/citations/one.bib").exists()
    (found.source / "research/theses/one.md").unlink()
    built = found.build()
    assert not (built.out / "_downloads").exists()


def test_bibtex_escapes_what_tex_reads() -> None:
    people = [("Ek", "Bo"), ("Ali", "Zo")]
    cited = Citation("x", [], "50% & {a}_b", people, "MSc", "U", "2024", [], [], "", "")
    assert r"title = {{50\% \& \{a\}\_b}}" in bibtex(cited)
