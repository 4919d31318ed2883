"""A sentence about people who have no text of their own."""

from __future__ import annotations

import pytest
from research_records.sentences import Work, sentence
from small_site import Built, Site


@pytest.fixture
def related(records: Site) -> Site:
    records.conf("relations")
    records.pages(
        {
            "research/areas/risk": "title: Credit risk",
            "research/projects/net": "title: Net (a network)\nkind: network\nlead: ann\n"
            "people: [ann, old]\nstatus: ongoing",
            "research/projects/unknown": "title: Unknown\nkind: grant\nlead: ann",
        }.items()
    )
    for name in ("one", "two"):
        records.page(
            f"research/theses/{name}",
            f"title: {name}\ndegree: MSc\nstatus: completed\nyear: 2024\nauthor: Bo Ek\n"
            "supervisors: {ut: [ann]}\nareas: risk",
        )
    return records


def sentences(built: Built, page: str) -> list[str]:
    return built.texts(page, "article section > p")


def test_says_what_records_say(related: Site) -> None:
    built = related.build()
    assert built.warnings == []
    said = "Supervised two theses in Credit risk; leads Net."
    assert sentences(built, "team/ann") == [said]


def test_who_has_left_did_it(related: Site) -> None:
    assert sentences(related.build(), "team/old") == ["Took part in Net."]


def test_own_text_goes_first(related: Site) -> None:
    related.page("team/ann", "title: Ann Lee\ngroup: ut", "My own words.")
    assert sentences(related.build(), "team/ann") == ["My own words."]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A: b"], "Leads A."),
        (["A", "B"], "Leads A and B."),
        (["A", "B", "C"], "Leads three projects."),
        (["A"] * 12, "Leads 12 projects."),
    ],
)
def test_names_are_counted_where_they_are_many(names: list[str], said: str) -> None:
    assert sentence(Work(names, []).named("leads", "led", "projects")) == said
