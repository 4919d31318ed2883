"""Areas with people, projects with partners and leads, who paid, heads of pages, logos."""

from __future__ import annotations

import pytest
from small_site import Site


def test_an_area_names_its_people_by_organisation(answers: Site) -> None:
    page = answers.build().page("research/areas/risk")
    people = page.select("#people dl")[0]
    names = [one.get_text() for one in people.select("dt")]
    items = [one.get_text() for one in people.select("li")]
    assert names == ["UT", "ING"]
    assert items == [
        "Ann Lee · Reader · 1 project, 3 theses",
        "Bea Roe · Analyst · 1 project, 3 theses",
    ]
    former = page.select("#former li")
    assert [one.get_text() for one in former] == ["Old Hand · 1 project, 3 theses"]
    headings = [one.get_text().rstrip("¶") for one in page.select("h2")]
    assert headings[:2] == ["People", "Former people"]


def test_an_edit_of_a_thesis_changes_the_area(answers: Site) -> None:
    answers.build()
    for number in range(3):
        answers.change(f"research/theses/t{number}.md", "areas: [risk]", "areas: [xai]")
    items = answers.build().texts("research/areas/risk", "#people li")
    assert items[0] == "Ann Lee · Reader · 1 project"


def test_a_project_names_roles_and_countries(answers: Site) -> None:
    built = answers.build()
    page = built.page("research/projects/net")
    groups = [one.get_text() for one in page.select("#partners .rubric")]
    assert groups == ["Beneficiaries", "Associated partners"]
    assert [one.get_text() for one in page.select("#partners li")] == [
        "UT", "ING, Netherlands", "EU",
    ]  # fmt: skip
    assert "Led the project · Reader" in page.select("#people li")[0].get_text()
    assert built.texts("about/partners/eu", "#projects li a") == ["Net"]


@pytest.mark.parametrize("builder", ["dirhtml", "text"])
def test_who_paid_is_said_of_a_thesis(answers: Site, builder: str) -> None:
    answers.change("research/theses/t1.md", "areas:", "project: net\nareas:")
    built = answers.build(builder)
    if builder == "text":
        text = (built.out / "research/theses/t1.txt").read_text(encoding="utf-8")
        assert "Part of Net, funded by EU, grant 42." in " ".join(text.split())
        return
    said = built.texts("research/theses/t1", "#funding p")
    assert said[0] == "Part of Net, funded by EU, grant 42."
    assert said[1].startswith("Based upon work from COST Action 42, supported by COST")
    assert built.page("research/theses/t0").select("#funding") == []


def test_the_head_of_a_thesis_is_read(answers: Site) -> None:
    built = answers.build()
    lines = built.texts("research/theses/t0", "h1 ~ p")
    assert lines[:4] == [
        "Bea Roe · MSc thesis · 2020 · UT",
        "Supervised by Ann Lee (UT), Old Hand (ING)",
        "Full text: example.org/t",
        "What it is about.",
    ]
    assert built.facts("research/theses/t0") == {"Areas": "Risk"}


def test_who_left_supervises_no_thesis_that_is_under_way(answers: Site) -> None:
    answers.change("research/theses/t0.md", "status: completed\nyear: 2020", "status: ongoing")
    lines = answers.build().texts("research/theses/t0", "h1 ~ p")
    assert lines[1] == "Supervised by Ann Lee (UT), Old Hand (former) (ING)"


def test_the_head_of_who_works_at_two_places_says_what_where(answers: Site) -> None:
    roles = "roles:\n- {role: Reader, affiliation: ut}\n- {role: Analyst, affiliation: ing}"
    answers.page("team/two", f"title: Two Posts\ngroup: ut\n{roles}")
    built = answers.build()
    assert built.texts("team/two", ".site-who") == ["Reader · UT", "Analyst · ING"]
    said = built.texts("about/partners/ing", ".site-cards li p")
    assert "Reader · UT · Analyst · ING" in said


def test_the_head_of_a_person_is_read(answers: Site) -> None:
    built = answers.build()
    page = built.page("team/ann")
    assert built.texts("team/ann", "h1") == ["dr. Ann Lee¶"]
    assert page.title and page.title.get_text().startswith("Ann Lee")
    assert built.texts("team/ann", ".site-who, .site-links") == [
        "Reader · UT", "ORCID 0000-0002-1825-0097",
    ]  # fmt: skip
    assert built.facts("team/ann") == {}
    assert built.facts("team/old")["Status"] == "Former member of the team"


def test_logos_lead_to_what_they_stand_for(answers: Site) -> None:
    for name in ("a", "b"):
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>'
        answers.write(f"_static/images/{name}.svg", svg)
    answers.page("index", "title: Home", "![A](/images/a.svg)\n![B](/images/b.svg)")
    answers.conf(
        "record_answers",
        site_logo_links={"a.svg": "/research/projects/net/", "/images/b.svg": "/no/"},
    )
    built = answers.build()
    (link,) = built.page("").select("ul.site-logos a")
    assert (link["href"], link.img and link.img["alt"]) == ("research/projects/net/", "A")


def test_an_organisation_shows_its_logo_once(answers: Site) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>'
    for name in ("ing", "ing-dark", "eu"):
        answers.write(f"_static/images/{name}.svg", svg)
    both = "kind: company\nlogo: /images/ing.svg\nlogo_dark: /images/ing-dark.svg"
    answers.change("about/partners/ing.md", "kind: company", both)
    answers.page(
        "about/partners/eu",
        "title: EU\nkind: funder\nlogo: /images/eu.svg",
        "![EU](/images/eu.svg)",
    )
    built = answers.build()
    shown = built.page("about/partners/ing").select("h1 + .site-own-logo img")
    assert [(one["alt"], str(one["class"][0])) for one in shown] == [
        ("Logo of ING", "only-light"), ("Logo of ING", "only-dark"),
    ]  # fmt: skip
    assert [one["alt"] for one in built.article("about/partners/eu").select("img")] == ["EU"]
    assert built.page("about/partners/ut").select(".site-own-logo") == []


@pytest.mark.parametrize("builder", ["dirhtml", "text"])
def test_partners_are_listed_by_name_and_country(answers: Site, builder: str) -> None:
    built = answers.build(builder)
    if builder == "text":
        assert "ING, Netherlands" in (built.out / "about/partners/index.txt").read_text()
        return
    assert built.texts("about/partners", "ul.site-names > li") == [
        "UT", "ING, Netherlands", "EU",
    ]  # fmt: skip
    assert built.page("about/partners").select(".site-cards") == []


def test_the_list_of_projects_tells_what_the_first_are(answers: Site) -> None:
    answers.page(
        "research/projects/great",
        "title: Great\nkind: grant\nweight: 1\ndescription: What it is about.\nstart: 2024",
    )
    rows = answers.build().page("research/projects").select(".site-rows > li")
    assert [[one.get_text() for one in row.select("p")] for row in rows] == [
        ["Great", "What it is about.", "Grant · since 2024"], ["Net", "Network · 2020–2021"],
    ]  # fmt: skip


def test_a_fact_of_many_words_takes_the_width_of_the_page(answers: Site) -> None:
    names = ", ".join(f"'Somebody Else{n}, Enschede'" for n in range(6))
    answers.page("research/projects/net", f"title: Net\nkind: network\nlead: [{names}]")
    answers.page("research/projects/few", "title: Few\nkind: network\nlead: [ann]")
    built = answers.build()
    facts = {
        name: built.page(f"research/projects/{name}").select("dl.site-facts.site-long")
        for name in ("net", "few")
    }
    assert facts["net"] and not facts["few"]
