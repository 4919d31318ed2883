"""Ways through long lists: links to letters and to groups."""

from __future__ import annotations

import pytest
from small_site import Site

NAMES = [f"{letter}{number}" for letter in "ABCÖ" for number in range(6)]


def person(name: str) -> str:
    return f"title: Ann {name}\ngroup: ut\nrole: Researcher"


@pytest.fixture
def people(site: Site) -> Site:
    site.conf("long_lists")
    site.page("team/index", "title: Team")
    for name in NAMES:
        site.page(f"team/{name[1:]}-{ord(name[0])}", person(name))
    return site


def jumps(site: Site) -> dict[str, str]:
    """Return each letter with the name to which it leads."""
    built = site.build()
    assert built.warnings == []
    team = built.page("team")
    found = {}
    for link in team.select("ul.site-jump a"):
        card = team.find(id=str(link["href"])[1:])
        assert card is not None and card.strong is not None
        found[link.text] = card.strong.text
    return found


def test_letters_lead_to_the_first_of_each(people: Site) -> None:
    expected = {"A": "Ann A0", "B": "Ann B0", "C": "Ann C0", "O": "Ann Ö0"}
    assert jumps(people) == expected


def test_those_with_a_weight_stand_before_the_letters(people: Site) -> None:
    people.page("team/3-66", f"{person('B3')}\nweight: 1")
    assert jumps(people)["B"] == "Ann B0"


def test_short_list_has_none(people: Site) -> None:
    for number in range(6):
        (people.source / f"team/{number}-65.md").unlink()
    assert jumps(people) == {}


def test_news_are_looked_up_by_year(people: Site) -> None:
    for number in range(24):
        people.page(f"about/news/{number}", f"title: N\ndate: {2021 + number % 3}")
    people.page("about/list", "title: List", "```{news}\n```")
    links = people.build().texts("about/list", "ul.site-jump a")
    assert links == ["2023", "2022", "2021"]


def test_groups_are_linked_with_their_number(people: Site) -> None:
    people.page("about/news/index", "title: News")
    for number, year in enumerate((2022, 2023, 2023, 2024)):
        people.page(f"about/news/{number}", f"title: {number}\ndate: {year}")
    shown = people.build().page("about/news")
    heads = ["2024 (1)", "2023 (2)", "2022 (1)"]
    links = shown.select("ul.site-groups a")
    assert [link.text for link in links] == heads
    for link, head in zip(links, heads, strict=True):
        part = shown.find(id=str(link["href"])[1:])
        assert part is not None and part.h2 is not None
        assert part.h2.text.startswith(head)
