"""Publications on pages: their own list, lists of records, other formats, filters."""

from __future__ import annotations

import pytest
from small_site import Site, contents


def test_the_page_lists_all_by_year(bib: Site) -> None:
    built = bib.build()
    assert built.warnings == []
    page = built.page("research/publications")
    assert [h.get_text().rstrip("¶") for h in page.select("h2")] == ["2024 (1)", "2023 (1)"]
    assert [s["id"] for s in page.select("section.pub-year")] == ["year-2024", "year-2023"]
    first, second = page.select(".pub")
    assert first["id"] == "lee2024net"
    assert first.select(".pub-by")[0].get_text() == "Ann Lee, Jörg Müller, et al."
    (team,) = first.select(".pub-by strong a")
    assert team["href"] == "../../team/ann/"
    assert first.select(".pub-in")[0].get_text() == (
        "Journal of AI 3(1), 10\u201319 · 2024 · Journal article · DOI 10.1000/net · "
        "Preprint 10.2000/a · Preprint 10.2000/b"
    )
    assert second.select(".pub-by")[0].get_text() == "Ann Lee, ING Bank N.V."
    assert "Lee, A., Müller, J., et al. (2024). Networks & credit: 50% more. " in (
        first.select(".site-cite")[0].get_text()
    )


def test_links_of_the_rows_lead_to_files(bib: Site) -> None:
    built = bib.build()
    folder = built.out / "research/publications"
    for link in built.page("research/publications").select(".pub a, .pub-files a"):
        href = str(link["href"])
        if "://" not in href:
            path = folder / href
            assert (path / "index.html" if href.endswith("/") else path).is_file(), href


def test_rows_and_menus_name_the_same(bib: Site) -> None:
    page = bib.build().page("research/publications")
    first = page.select(".pub")[0]
    assert {n: first[n] for n in first.attrs if n.startswith("data-")} == {
        "data-row": "", "data-year": "2024", "data-type": "article", "data-person": "ann",
        "data-area": "xai",
    }  # fmt: skip
    links = {
        (facet["data-facet"], link["data-value"]): link["href"]
        for facet in page.select("nav.site-filters [data-facet]")
        for link in facet.select("a")
    }
    assert links["year", "2024"] == "#year-2024"
    assert links["type", "article"] == "../publications-by-type/#article"
    assert links["person", "ann"] == "../../team/ann/#publications"
    assert links["area", "xai"] == "../areas/xai/#publications"


@pytest.mark.parametrize(
    ("page", "count"), [("team/ann", 2), ("research/areas/xai", 1), ("research/theses/one", 1)]
)
def test_records_list_theirs(bib: Site, page: str, count: int) -> None:
    rows = bib.build().page(page).select("#publications .pub")
    assert len(rows) == count
    assert rows[0].select("details") == []


def test_no_name_leads_to_the_page_it_stands_on(bib: Site) -> None:
    rows = bib.build().page("team/ann").select(".pub-by")
    assert [row.strong and row.strong.get_text() for row in rows] == ["Ann Lee"] * 2
    assert not [row for row in rows if row.select("a")]


def test_the_page_by_type_shows_each_once(bib: Site) -> None:
    page = bib.build().page("research/publications-by-type")
    assert [s["id"] for s in page.select("article section section")] == ["article", "preprint"]
    assert len(page.select(".pub")) == 2
    assert page.select(".pub[id]") == []


def test_a_list_by_directive(bib: Site) -> None:
    bib.page("about/more", "title: More", "```{publications}\n:person: ann\n:limit: 1\n```")
    built = bib.build()
    assert len(built.page("about/more").select(".pub")) == 1
    bib.page("about/more", "title: More", "```{publications}\n:person: anne\n:limit: x\n```")
    told = bib.build().warnings
    assert "person: found 'anne', expected one of those that publications have; " in told[-2]
    assert "limit: found 'x', expected a whole number" in told[-1]


def test_text_and_latex_have_ordinary_lists(bib: Site) -> None:
    built = bib.build("text", out="text")
    assert built.warnings == []
    text = (built.out / "research/publications.txt").read_text()
    assert "**Ann Lee**, Jörg Müller, et al. (2024). Networks & credit: 50% more." in (
        " ".join(text.split())
    )
    assert bib.build("latex", out="latex").warnings == []


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_other_html(bib: Site, builder: str) -> None:
    built = bib.build(builder, out=builder)
    assert [one for one in built.warnings if "epub" not in one.lower()] == []


def test_mistakes_have_file_and_line_in_each_build(bib: Site) -> None:
    bib.change("research/publications.bib", "areas     = {xai}", "areas     = {xia}")
    for _ in range(2):
        (told,) = bib.build().warnings
        assert told == (
            "research/publications.bib:15: WARNING: areas: no area 'xia'; did you mean 'xai'? "
            "[site.bib_field]"
        )


def test_incremental_equals_clean(bib: Site) -> None:
    bib.build()
    bib.change("research/publications.bib", "{{A preprint}}", "{{Another title}}")
    second = bib.build()
    assert contents(second.out) == contents(bib.build(out="clean").out)
    assert second.page("team/ann").select(".pub-title")[1].get_text() == "Another title"
    bib.write("research/publications.bib", "")
    third = bib.build()
    assert contents(third.out) == contents(bib.build(out="clean2").out)
    assert not (third.out / "research/publications/lee2023").exists()


def test_parallel_equals_serial(bib: Site) -> None:
    one, two = bib.build(), bib.build(out="two", parallel=2)
    assert contents(one.out) == contents(two.out)


def test_without_the_page_it_is_told(bib: Site) -> None:
    (bib.source / "research/publications.md").unlink()
    told = bib.build().warnings
    assert any("write research/publications.md" in one for one in told)


def test_without_the_file_nothing_is_there(bib: Site) -> None:
    (bib.source / "research/publications.bib").unlink()
    built = bib.build()
    assert built.warnings == []
    assert built.page("team/ann").select("#publications") == []


def test_publications_are_cited_in_pages(bib: Site) -> None:
    bib.page(
        "about/text", "title: Text", "As shown {cite}`lee2024net, one`, and {cite}`lee20`."
    )
    built = bib.build()
    links = built.page("about/text").select("article p a")
    assert [a.get_text() for a in links if "internal" in a["class"]] == [
        "Lee et al., 2024", "Ek, 2024",
    ]  # fmt: skip
    assert links[0]["href"] == "../../research/publications/lee2024net/"
    (told,) = built.warnings
    assert "cite: no publication 'lee20'; did you mean" in told
    assert told.startswith("about/text.md:5:")


def test_a_link_to_a_publication(bib: Site) -> None:
    bib.page("about/text", "title: Text", "[x](/research/publications/lee2023/), "
             "{publication}`lee2023`, [y](/research/publications/#lee2023)")  # fmt: skip
    built = bib.build()
    assert built.warnings == []
    assert bib.build("text", out="text").warnings == []


def test_the_search_finds_authors(bib: Site) -> None:
    pages = {page[2]: page for page in bib.build().search_index()["pages"]}
    _, title, _, _, _, shown, *_ = pages["research/publications/lee2024net/"]
    assert "network" in title.lower() and "Müller" in shown


def test_search_knows_authors_as_values_not_as_names_of_the_work(bib: Site) -> None:
    index = bib.build().search_index()
    (work,) = [one for one in index["pages"] if one[2].endswith("/lee2024net/")]
    assert "Jörg Müller" in work[5] and "Jörg Müller" not in work[4]
