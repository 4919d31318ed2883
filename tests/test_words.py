"""A site in another language: titles of front matter, and our own words."""

from __future__ import annotations

import pytest
from research_records.event import Event
from research_records.page import Page
from research_records.position import Position
from research_site import words
from research_site.kinds import KINDS
from small_site import Site

ALL: tuple[type[Page], ...] = (*KINDS, Event, Position)
OWN = {"Role": "Rol", "Breadcrumb": "Kruimelpad", "Supervised theses": "Scripties"}


def catalogue(site: Site, name: str, words: dict[str, str]) -> None:
    pairs = [f'msgid "{word}"\nmsgstr "{meant}"\n' for word, meant in words.items()]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    site.write(f"locale/nl/LC_MESSAGES/{name}.po", "\n".join([head, *pairs]))


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_titles_and_own_words_are_translated(records: Site, builder: str) -> None:
    records.change("team/ann.md", "group: ut", "group: ut\nrole: Reader")
    records.page("index", "title: Home", "[](/team/)")
    records.conf("frame", language="nl", locale_dirs=["locale"])
    catalogue(records, "research_site", OWN)
    catalogue(records, "team", {"Team": "Onze groep"})
    built = records.build(builder)
    assert built.warnings == []
    end = "" if builder == "dirhtml" else ".html"
    start = "" if builder == "dirhtml" else "index.html"
    team = "team" if builder == "dirhtml" else "team/index.html"
    assert built.texts(team, "h1") == ["Onze groep¶"]
    ann = built.page(f"team/ann{end}")
    assert ann.html and ann.html["lang"] == "nl"
    assert "Rol" in built.facts(f"team/ann{end}")
    crumbs = ann.select("nav.site-breadcrumbs")
    assert crumbs[0]["aria-label"] == "Kruimelpad"
    assert "Onze groep" in crumbs[0].get_text()
    assert "Scripties¶" in built.texts(f"team/ann{end}", "h2")
    assert "Onze groep" in built.texts(start, "section p a")
    assert ("og:title", "Onze groep") in built.meta(team)


def test_titles_of_front_matter_are_given_to_translators(records: Site) -> None:
    built = records.build("gettext")
    assert built.warnings == []
    text = (built.out / "team.pot").read_text(encoding="utf-8")
    assert 'msgid "Ann Lee"' in text and 'msgid "Team"' in text


def test_catalogue_lists_our_words(records: Site) -> None:
    """What a translator of the extension begins with."""
    labels = {label for kind in ALL for label, _ in kind.fact_fields if label}
    labels |= {related.title for kind in ALL for related in kind.related_lists}
    labels |= {label for kind in ALL for label in kind.headings.values()}
    text = (words.FOLDER / "research_site.pot").read_text(encoding="utf-8")
    assert [label for label in sorted(labels) if f'msgid "{label}"' not in text] == []
