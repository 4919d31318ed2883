"""Ways through the site: letters and groups of a list, the menu, choices."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp
from test_rebuilds import write

NAMES = [f"{letter}{number}" for letter in "ABCÖ" for number in range(6)]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    write(source / "index.md", "---\ntitle: Home\n---\n")
    write(source / "team/index.md", "---\ntitle: Team\n---\n")
    for name in NAMES:
        write(source / f"team/{name[1:]}-{ord(name[0])}.md", person(name))
    conf = 'extensions = ["myst_parser", "research_site"]\nhtml_theme = "furo"\n'
    write(source / "conf.py", conf)
    return source


def person(name: str, more: str = "") -> str:
    return f"---\ntitle: Ann {name}\ngroup: ut\nrole: Researcher\n{more}---\n"


def page(make_app: type, source: Path, name: str) -> BeautifulSoup:
    app: SphinxTestApp = make_app("dirhtml", srcdir=source)
    app.build()
    app.cleanup()
    assert not app.warning.getvalue()
    return BeautifulSoup((app.outdir / name / "index.html").read_text(), "html.parser")


def jumps(make_app: type, source: Path) -> dict[str, str]:
    team = page(make_app, source, "team")
    links = team.select("ul.site-jump a")
    found = {}
    for link in links:
        card = team.find(id=str(link["href"])[1:])
        assert card is not None and card.strong is not None
        found[link.text] = card.strong.text
    return found


def test_letters_lead_to_the_first_of_each(make_app: type, people: Path) -> None:
    expected = {"A": "Ann A0", "B": "Ann B0", "C": "Ann C0", "O": "Ann Ö0"}
    assert jumps(make_app, people) == expected


def test_those_with_a_weight_stand_before_the_letters(make_app: type, people: Path) -> None:
    write(people / "team/3-66.md", person("B3", "weight: 1\n"))
    assert jumps(make_app, people)["B"] == "Ann B0"


def test_short_list_has_none(make_app: type, people: Path) -> None:
    for number in range(6):
        (people / f"team/{number}-65.md").unlink()
    assert jumps(make_app, people) == {}


def theses(people: Path, *statuses: str) -> None:
    write(people / "research/index.md", "---\ntitle: Research\n---\n")
    write(people / "research/theses/index.md", "---\ntitle: Theses\n---\n")
    for number, status in enumerate(statuses):
        fields = f"degree: MSc\nstatus: {status}\nyear: 2024\nauthor: Bo Ek, Lund\n"
        text = f"---\ntitle: {status} {number}\n{fields}---\n"
        write(people / f"research/theses/{number}.md", text)


def test_list_is_grouped_and_its_groups_are_linked_with_their_number(
    make_app: type, people: Path
) -> None:
    theses(people, "completed", "open", "ongoing", "completed")
    shown = page(make_app, people, "research/theses")
    heads = ["Open positions (1)", "Ongoing (1)", "Completed (2)"]
    links = shown.select("ul.site-groups a")
    assert [link.text for link in links] == heads
    for link, head in zip(links, heads, strict=True):
        part = shown.find(id=str(link["href"])[1:])
        assert part is not None and part.h2 is not None
        assert part.h2.text.startswith(head)


def test_record_without_a_value_stands_last_and_plain_lists_stay_plain(
    make_app: type, people: Path
) -> None:
    theses(people, "ongoing")
    write(
        people / "research/a.md", "---\ntitle: A\n---\n\n```{theses}\n:group-by: area\n```\n"
    )
    shown = page(make_app, people, "research/a")
    assert shown.select("article ul.site-cards") and not shown.select("article h2")
    write(people / "research/areas/index.md", "---\ntitle: Areas\n---\n")
    write(people / "research/areas/risk.md", "---\ntitle: Risk\n---\n")
    path = people / "research/theses/1.md"
    write(
        path,
        (people / "research/theses/0.md").read_text().replace("year", "areas: risk\nyear"),
    )
    heads = page(make_app, people, "research/a").select("article h2")
    assert [head.text.rstrip("¶") for head in heads] == ["Risk (1)", "Others (1)"]


def test_menu_names_the_sections_and_marks_where_one_is(make_app: type, people: Path) -> None:
    theses(people, "ongoing")

    def marks(name: str) -> list[tuple[str, object]]:
        menu = page(make_app, people, name).select("header.site-header nav a")
        return [(link.text, link.get("aria-current")) for link in menu]

    assert marks("") == [("Research", None), ("Team", None)]
    assert marks("team") == [("Research", None), ("Team", "page")]
    below = [("Research", "true"), ("Team", None), ("Theses", "true")]
    assert marks("research/theses/0") == below
    assert marks("research/theses") == [*below[:2], ("Theses", "page")]


@pytest.mark.parametrize(("sections", "heads"), [(6, 1), (7, 0)])
def test_head_has_room_for_few_sections(
    make_app: type, people: Path, sections: int, heads: int
) -> None:
    for number in range(sections):
        write(people / f"s{number}/index.md", f"---\ntitle: S {number}\n---\n")
    shown = page(make_app, people, "")
    assert len(shown.select("header.site-header")) == heads
    names = [link.text for link in shown.select(".sidebar-tree a")]
    assert len(names) == sections + 1


def test_choices_of_the_home_page_have_the_icon_of_what_they_lead_to(
    make_app: type, people: Path
) -> None:
    lines = "- [Team](/team/) - Who\n- [Home](/) - Here\n"
    write(people / "index.md", f"---\ntitle: Home\n---\n\n{lines}")
    items = page(make_app, people, "").select("ul.site-choices > li")
    assert [item["class"] for item in items] == [["site-icon-person"], ["site-icon-page"]]
