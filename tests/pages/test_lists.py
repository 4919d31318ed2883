"""Lists: by directive and by default, filtered, grouped, sorted, cut, laid out."""

from __future__ import annotations

import pytest
from small_site import Site


def theses(site: Site, *statuses: str) -> None:
    """Write a thesis of each status."""
    site.page("research/index", "title: Research")
    site.page("research/theses/index", "title: Theses")
    for number, status in enumerate(statuses):
        fields = f"degree: MSc\nstatus: {status}\nyear: 2024\nauthor: Bo Ek, Lund"
        site.page(f"research/theses/{number}", f"title: {status} {number}\n{fields}")


def test_index_page_lists_its_records_in_groups(site: Site) -> None:
    theses(site, "completed", "ongoing", "completed")
    built = site.build()
    assert built.warnings == []
    heads = [head.rstrip("¶") for head in built.texts("research/theses", "article h2")]
    assert heads == ["Ongoing (1)", "Completed (2)"]
    cards = built.texts("research/theses", "#completed ul.site-cards > li strong")
    assert cards == ["completed 0", "completed 2"]


def test_record_without_a_value_stands_last_and_plain_lists_stay_plain(site: Site) -> None:
    theses(site, "ongoing")
    site.page("research/a", "title: A", "```{theses}\n:group-by: area\n```")
    shown = site.build().article("research/a")
    assert shown.select("ul.site-cards") and not shown.select("h2")
    site.page("research/areas/index", "title: Areas")
    site.page("research/areas/risk", "title: Risk")
    fields = "degree: MSc\nstatus: ongoing\nareas: risk\nyear: 2024\nauthor: Bo Ek, Lund"
    site.page("research/theses/1", f"title: ongoing 1\n{fields}")
    heads = site.build().article("research/a").select("h2")
    assert [head.get_text().rstrip("¶") for head in heads] == ["Risk (1)", "Others (1)"]


def test_grouped_list_keeps_layout_and_limit_and_an_empty_one_stays_empty(site: Site) -> None:
    theses(site, "completed", "completed", "completed")
    options = ":group-by: year\n:layout: table\n:limit: 2"
    site.page("research/all", "title: All", f"```{{theses}}\n{options}\n```")
    site.page("research/theses/index", "title: Open", "```{theses}\n:status: ongoing\n```")
    built = site.build()
    assert built.warnings == []
    assert len(built.article("research/all").select("table tbody tr")) == 2
    assert built.article("research/theses").select(".site-cards a") == []


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        (
            "```{theses}\n:status: done\n```",
            "theses: status: found 'done', expected one of ongoing, completed",
        ),
        (
            "```{theses}\n:year: 2042\n```",
            "theses: year: found '2042', expected one of 2024; did you mean '2024'?",
        ),
        (
            "```{areas}\n:group: ut\n```",
            "areas: group: found 'ut', expected no such filter here",
        ),
        (
            "```{people}\n:group: utt\n```",
            "people: group: found 'utt', expected one of ut, ing, alumni; did you mean 'ut'?",
        ),
        (
            "```{people}\n:limit: some\n```",
            "people: limit: found 'some', expected a whole number",
        ),
        (
            "```{people}\n:sort: nmae\n```",
            "people: sort: found 'nmae', expected one of weight, title, date",
        ),
        (
            "```{people}\nlimit: 5\n```",
            "people: found 'limit: 5', expected options, such as a line :status: completed",
        ),
        (
            "```{people} alumni\n```",
            "people: found 'alumni', expected options, such as a line :status: completed",
        ),
    ],
)
def test_options_name_the_values_that_they_allow(
    records: Site, directive: str, message: str
) -> None:
    records.page("about/lists", "title: Lists", directive)
    expected = f"about/lists.md:5: WARNING: {message} [site.listing]"
    assert records.build().warnings == [expected]


def test_roles_link_to_records_and_name_the_nearest(records: Site) -> None:
    body = "{person}`ann` {person}`anm` {thesis}`one`"
    records.page("about/roles", "title: Roles", body)
    built = records.build()
    assert built.warnings == [
        "about/roles.md:5: WARNING: no person 'anm'; did you mean 'ann'? [site.unknown_person]"
    ]
    links = built.article("about/roles").select("p a")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("Ann Lee", "../../team/ann/"),
        ("One", "../../research/theses/one/"),
    ]


DATED = {
    "person": ("team", "people", "group: ut\nstart"),
    "project": ("research/projects", "projects", "kind: grant\nstart"),
    "thesis": (
        "research/theses",
        "theses",
        "degree: MSc\nstatus: completed\nauthor: Bo Ek\nyear",
    ),
    "partner": ("about/partners", "partners", "kind: company\ndate"),
    "area": ("research/areas", "areas", "date"),
    "news": ("about/news", "news", "date"),
}


@pytest.mark.parametrize("kind", DATED)
def test_sort_by_date_goes_by_the_kinds_own_date_newest_first(site: Site, kind: str) -> None:
    folder, plural, field = DATED[kind]
    for name, year in (("a", 2020), ("b", 2022), ("c", 2021)):
        site.page(f"{folder}/{name}", f"title: {name.upper()}\n{field}: {year}")
    site.page("list", "title: List", f"```{{{plural}}}\n:sort: date\n```")
    built = site.build()
    assert built.warnings == []
    assert built.texts("list", "ul.site-cards strong") == ["B", "C", "A"]


def test_thesis_without_a_year_is_sorted_by_its_date(site: Site) -> None:
    for name, day in (("a", "2024-03-01"), ("b", "2024-05-01"), ("c", "2024-04-01")):
        fields = (
            f"title: {name.upper()}\ndegree: MSc\nstatus: ongoing\nauthor: Bo Ek\ndate: {day}"
        )
        site.page(f"research/theses/{name}", fields)
    site.page("list", "title: List", "```{theses}\n:sort: date\n```")
    assert site.build().texts("list", "ul.site-cards strong") == ["B", "C", "A"]


def test_order_is_by_weight_then_by_name(site: Site) -> None:
    site.page("team/index", "title: Team")
    for name, more in (("Zoe Ant", ""), ("Bo Lee", "\nweight: 2"), ("Al van Bee", "")):
        site.page(f"team/{name[:2]}", f"title: {name}\ngroup: ut{more}")
    shown = site.build().texts("team", "ul.site-cards strong")
    assert shown == ["Bo Lee", "Zoe Ant", "Al van Bee"]


def test_sort_by_title_knows_letters_with_marks(site: Site) -> None:
    for number, title in enumerate(("Zebra", "Øre", "Ozon", "Öl", "Łan", "Luz")):
        site.page(f"research/areas/a{number}", f"title: {title}\nweight: {number + 1}")
    site.page("list", "title: List", "```{areas}\n:sort: title\n```")
    shown = site.build().texts("list", ".site-cards strong")
    assert shown == ["Luz", "Łan", "Öl", "Ozon", "Øre", "Zebra"]


def test_groups_in_other_scripts_have_places_in_words(records: Site) -> None:
    names = {"ut": "研究者", "ing": "Вышедшие из группы", "alumni": "Alumni"}
    records.conf(site_groups=names)
    records.page("team/bo", "title: Bo\ngroup: ing")
    sections = records.build().article("team").select("section[id] > h2")
    assert [one.parent and one.parent["id"] for one in sections] == [
        "研究者", "вышедшие-из-группы", "alumni",
    ]  # fmt: skip
