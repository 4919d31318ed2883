"""Theses are cited by the same rules: tags, files and the words on their page."""

from __future__ import annotations

import pytest
from publications.formats import bibtex
from publications.works import Work
from research_records.names import parse_name
from small_site import Site


@pytest.fixture
def theses(records: Site) -> Site:
    records.conf("clean_builds", "publications", project="Site", html_baseurl="https://x.org/")
    return records


def test_a_thesis_is_cited_by_its_author(theses: Site) -> None:
    built = theses.build()
    tags = built.meta("research/theses/one")
    assert ("citation_author", "Ek, Bo") in tags
    assert ("DC.contributor", "Ann Lee") in tags
    assert [v for n, v in tags if n == "citation_publication_date"] == ["2024"]
    page = built.out / "research/theses/one"
    links = built.page("research/theses/one").select("#how-to-cite p a")
    assert [a.get_text() for a in links] == ["BibTeX", "RIS"]
    assert all((page / str(a["href"])).is_file() for a in links)
    everything = (built.out / "_downloads/citations/all.bib").read_text()
    assert [line for line in everything.split("\n") if line[:1] == "@"] == [
        "@mastersthesis{one,"
    ]


def test_the_reference_is_in_apa_style(theses: Site) -> None:
    (cited,) = theses.build().texts("research/theses/one", ".site-cite")
    assert cited == "Ek, B. (2024). One [MSc thesis]."


@pytest.mark.parametrize(
    ("author", "cited"),
    [
        ('"Piet van der Meer, Lund"', "van der Meer, P. (2024)."),
        ("suharto", "Suharto. (2024)."),
        ("sam", "Smith, S. (2024)."),
    ],
)
def test_authors_of_all_kinds(theses: Site, author: str, cited: str) -> None:
    theses.page("team/suharto", "title: Suharto\ngroup: ut")
    theses.page("team/sam", "title: Sam Smith\ngroup: ut")
    theses.change("research/theses/one.md", '"Bo Ek, Lund"', author)
    built = theses.build()
    assert built.texts("research/theses/one", ".site-cite")[0].startswith(cited)
    names = [v for n, v in built.meta("research/theses/one") if n == "citation_author"]
    assert not names[0].endswith(", ") and names[0].count(",") <= 1


def test_thesis_without_author_or_year_is_not_cited(theses: Site) -> None:
    theses.page("research/theses/open", "title: Open\ndegree: MSc\nstatus: open")
    built = theses.build()
    assert built.page("research/theses/open").select("#how-to-cite") == []
    assert not (built.out / "_downloads/citations/open.bib").exists()


def test_files_of_a_thesis_that_is_gone_go(theses: Site) -> None:
    assert (theses.build().out / "_downloads/citations/one.bib").exists()
    (theses.source / "research/theses/one.md").unlink()
    assert not (theses.build().out / "_downloads").exists()


def test_bibtex_escapes_what_tex_reads() -> None:
    work = Work("x", "thesis", "50% & {a}_b", "2024", [parse_name("Bo Ek")])
    assert r"title = {{50\% \& \{a\}\_b}}" in bibtex(work)
