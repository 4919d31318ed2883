"""Filters above lists: rows, counts, and places that show a choice without a script."""

from __future__ import annotations

from bs4 import Tag
from small_site import Site


def links(page: Tag) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (str(facet["data-facet"]), str(link["data-value"])): (
            link.get_text(),
            str(link["href"]),
        )
        for facet in page.select("nav.site-filters [data-facet]")
        for link in facet.select("a")
    }


def test_choices_have_counts_and_lead_to_what_shows_them(answers: Site) -> None:
    built = answers.build()
    assert built.warnings == []
    found = links(built.page("research/theses"))
    assert found["degree", "PhD-thesis"] == (
        "PhD thesis (4)",
        "../lists/#theses-degree-phd-thesis",
    )
    assert found["area", "risk"] == ("Risk (3)", "../areas/risk/#theses")
    assert found["organisation", "ing"] == ("ING (8)", "../../about/partners/ing/#theses")
    assert ("status", "completed") not in found  # all have the same
    folder = built.out / "research/theses"
    for _, href in found.values():
        path, _, place = href.partition("#")
        address = (folder / path).resolve().relative_to(built.out.resolve())
        assert built.page(str(address)).find(id=place) is not None, href


def test_rows_have_the_values(answers: Site) -> None:
    rows = {
        row.select("a")[0].get_text(): row
        for row in answers.build().page("research/theses").select("li[data-row]")
    }
    assert len(rows) == 9
    assert rows["T1"]["data-degree"] == "PhD-thesis"
    assert rows["T1"]["data-organisation"] == "ut ing"
    assert rows["One"]["data-area"] == ""


def test_short_lists_have_none(answers: Site) -> None:
    for number in range(2):
        (answers.source / f"research/theses/t{number}.md").unlink()
    assert answers.build().page("research/theses").select(".site-filters, [data-row]") == []


def test_settings_that_name_nothing_are_told(answers: Site) -> None:
    answers.conf(
        "record_answers",
        site_filters={"research/thesis/index": "year", "research/theses/index": "yaer"},
    )
    told = "\n".join(answers.build().warnings)
    assert "found 'research/thesis/index', expected a page; did you mean" in told
    assert "found 'yaer', expected one of" in told


def test_a_page_of_other_lists_is_asked_for(answers: Site) -> None:
    answers.conf("record_answers", site_filters={"research/theses/index": "degree"})
    told = "\n".join(answers.build().warnings)
    assert "site_filters_page: missing; it shows research/theses/index by degree" in told
