"""Long lists have links to their letters; short ones and other orders have none."""

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


def jumps(make_app: type, source: Path) -> dict[str, str]:
    app: SphinxTestApp = make_app("dirhtml", srcdir=source)
    app.build()
    assert not app.warning.getvalue()
    page = BeautifulSoup((app.outdir / "team/index.html").read_text(), "html.parser")
    links = page.select("ul.site-jump a")
    found = {}
    for link in links:
        card = page.find(id=str(link["href"])[1:])
        assert card is not None and card.strong is not None
        found[link.text] = card.strong.text
    return found


def test_letters_lead_to_the_first_of_each(make_app: type, people: Path) -> None:
    expected = {"A": "Ann A0", "B": "Ann B0", "C": "Ann C0", "O": "Ann Ö0"}
    assert jumps(make_app, people) == expected


def test_those_with_a_weight_stand_before_the_letters(
    make_app: type, people: Path
) -> None:
    write(people / "team/3-66.md", person("B3", "weight: 1\n"))
    assert jumps(make_app, people)["B"] == "Ann B0"


def test_short_list_has_none(make_app: type, people: Path) -> None:
    for number in range(6):
        (people / f"team/{number}-65.md").unlink()
    assert jumps(make_app, people) == {}
