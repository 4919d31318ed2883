"""Roles over time, as a day sees them."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError
from research_records.roles import Role, on_day, places
from research_records.values import Reference

DAY = datetime.date(2026, 11, 26)


def roles(*given: dict[str, object]) -> list[Role]:
    return [Role.model_validate(one) for one in given]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"from": "2021", "to": "2025"}, "PhD candidate (2021–2025)"),
        ({"from": "2021-03", "to": "2021-09"}, "PhD candidate (2021)"),
        ({"from": "2025-01"}, "PhD candidate since January 2025"),
        ({"to": "2025"}, "PhD candidate (until 2025)"),
        ({}, "PhD candidate"),
        ({"from": "2026-11-27"}, "PhD candidate from 27 November 2026"),
        ({"from": "2026-11-26"}, "PhD candidate since 26 November 2026"),
    ],
)
def test_words(given: dict[str, str], words: str) -> None:
    times = on_day(roles({"role": "PhD candidate", **given}), DAY)
    assert [fact.values for fact in times.facts()] == [[words]]


def test_leaving_and_coming_back() -> None:
    times = on_day(
        roles(
            {"role": "postdoc", "affiliation": "ut", "from": "2025"},
            {"role": "analyst", "affiliation": "bank", "from": "2023", "to": "2024"},
            {"role": "PhD candidate", "affiliation": ["ut", "bank"], "to": "2022"},
        ),
        DAY,
    )
    assert [one.role for one in times.past] == ["PhD candidate", "analyst"]
    assert (places(times.past), places(times.now)) == (["ut", "bank"], ["ut"])


def test_what_is_to_come_is_no_former_role() -> None:
    times = on_day(
        roles(
            {"role": "analyst", "affiliation": "bank", "from": "2023", "to": "2024"},
            {"role": "postdoc", "affiliation": "ut", "from": "2027"},
        ),
        DAY,
    )
    assert times.status == "alumni"
    assert [(fact.label, fact.values[0]) for fact in times.facts()[:2]] == [
        ("Role", "analyst (2023–2024)"),
        ("Role", "postdoc from 2027"),
    ]


@pytest.mark.parametrize("end", ["2026-11-25", "2026-10", "2025"])
def test_is_over_when_its_last_day_has_passed(end: str) -> None:
    assert on_day(roles({"role": "x", "to": end}), DAY).past


@pytest.mark.parametrize("end", ["2026-11-26", "2026-11", "2026"])
def test_is_held_until_its_last_day(end: str) -> None:
    assert on_day(roles({"role": "x", "to": end}), DAY).now


@pytest.mark.parametrize(
    "given",
    [
        {"from": "2021"},
        {"role": "x", "from": "2022", "to": "2021"},
        {"role": "x", "start": "2021"},
    ],
)
def test_what_makes_no_role_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Role.model_validate(given)


def test_lists_say_which_role_is_where() -> None:
    two = roles(
        {"role": "Reader", "affiliation": "ut"}, {"role": "Analyst", "affiliation": "bank"}
    )
    assert on_day(two, DAY).line() == [
        "Reader", Reference("partner", "ut"), "Analyst", Reference("partner", "bank"),
    ]  # fmt: skip
    both = roles({"role": "PhD candidate", "affiliation": ["ut", "bank"]})
    assert on_day(both, DAY).line() == ["PhD candidate"]
