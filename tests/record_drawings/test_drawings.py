"""Pictures of the records: what is linked, what is written, who is left out."""

from __future__ import annotations

import pytest
from record_drawings.svg import shortened, width
from small_site import Site

PROJECTS = {
    "research/projects/index": "title: Projects",
    "research/projects/one": "title: One <b> & more\nkind: grant\nstart: 2020-02\n"
    "end: 2021-06-30\npeople: [ann, old, 'Bo Ek, Lund']\npartners: [ut]",
    "research/projects/two": "title: Two\nacronym: TWO\nkind: grant\nstart: 2022\n"
    "people: [ann]",
    "research/projects/bare": "title: Bare\nkind: grant",
}


@pytest.fixture
def drawn(records: Site) -> Site:
    records.conf("record_drawings")
    records.pages(PROJECTS.items())
    text = "```{network}\n```\n\n```{timeline}\n```"
    records.page("about/map", "title: Map", text)
    return records


def test_network_links_projects_people_and_organisations(drawn: Site) -> None:
    built = drawn.build()
    network = built.page("about/map").select(".site-drawing svg")[0]
    links = {str(one["href"]): one.find("text") for one in network.select("a")}
    assert built.warnings == []
    assert set(links) == {
        "../../research/projects/one/",
        "../../research/projects/two/",
        "../../team/ann/",
        "../partners/ut/",
    }
    two = links["../../research/projects/two/"]
    assert two is not None
    assert two.get_text() == "TWO"
    assert len(network.select("path")) == 3


def test_who_left_is_not_in_it(drawn: Site) -> None:
    assert "Old Hand" not in drawn.build().article("about/map").get_text()


def test_list_says_the_same(drawn: Site) -> None:
    items = drawn.build().texts("about/map", "article li")
    assert items[:2] == ["Two: Ann Lee", "One <b> & more: UT, Ann Lee"]
    assert items[2:] == ["One <b> & more: February 2020 to 30 June 2021", "Two: since 2022"]


def test_bars_lie_in_order_of_time(drawn: Site) -> None:
    timeline = drawn.build().page("about/map").select(".site-drawing svg")[1]
    bars = [
        (float(str(one["x"])), float(str(one["width"]))) for one in timeline.select("rect")
    ]
    (first, length), (second, _) = bars
    assert first < second
    assert first + length < second
    years = [one.get_text() for one in timeline.find_all("text", recursive=False)]
    assert years == ["2020", "2021", "2022"]


def test_screen_readers_are_left_the_list(drawn: Site) -> None:
    page = drawn.build().page("about/map")
    drawings = page.select(".site-drawing svg")
    assert [svg["aria-hidden"] for svg in drawings] == ["true", "true"]
    assert [a for svg in drawings for a in svg.select("a") if a["tabindex"] != "-1"] == []
    assert len(page.select(".site-drawing figcaption")) == 2


def test_plain_builders_have_the_list(drawn: Site) -> None:
    built = drawn.build("text")
    assert "Two: Ann Lee" in (built.out / "about/map.txt").read_text().replace("**", "")
    assert built.warnings == []


def test_a_site_without_projects_has_nothing_to_draw(records: Site) -> None:
    records.conf("record_drawings")
    records.page("about/map", "title: Map", "```{network}\n```\n\n```{timeline}\n```")
    built = records.build()
    assert built.warnings == []
    assert built.page("about/map").select(".site-drawing") == []


def test_change_of_a_name_is_drawn_anew(drawn: Site) -> None:
    drawn.build()
    drawn.change("team/ann.md", "title: Ann Lee", "title: Ann Berg")
    assert (
        "Ann Berg" in drawn.build().page("about/map").select(".site-drawing svg")[0].get_text()
    )


def test_long_names_are_cut_where_they_would_leave_their_room() -> None:
    assert shortened("short", 100) == "short"
    cut = shortened("a very long name of a project " * 3, 200)
    assert cut.endswith("…")
    assert width(cut) <= 200
    assert shortened("", 10) == ""
