"""Positions: they open and close by themselves; what is a job says so to machines."""

from __future__ import annotations

import pytest
import rdflib
from small_site import Built, Site

DAY, LATER = "1795651200", "1800000000"  # 25 November 2026, 15 January 2027
POSITIONS = {
    "research/positions/topic": "title: Topic\nkind: thesis topic\ndegree: MSc\n"
    "supervisors: ann\norganisations: ut\nopens: 2026-11-01\ndeadline: 2026-12-31",
    "research/positions/phd": "title: PhD\nkind: PhD position\nsupervisors: [ann]\n"
    "employer: ut\nopens: 2026-12-01\ndeadline: 2027-02-01\nlink: https://jobs.example/1",
    "research/positions/gone": "title: Gone\nkind: job\nsupervisors: ann\nstatus: closed\n"
    "deadline: 2027-02-01",
}


@pytest.fixture
def positions(found: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    found.page("research/positions/index", "title: Do your thesis with us", "How it works.")
    return found


def groups(built: Built) -> list[str]:
    return [one.rstrip("¶") for one in built.texts("research/positions", "article h2")]


def test_page_stands_without_any_and_lists_the_first(positions: Site) -> None:
    built = positions.build()
    assert built.warnings == []
    assert groups(built) == []
    positions.pages([*POSITIONS.items()][:1])
    assert groups(positions.build()) == ["Open (1)"]


def test_time_opens_and_closes(positions: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    positions.pages(POSITIONS.items())
    built = positions.build()
    assert built.warnings == []
    assert groups(built) == ["Open (1)", "Opening soon (1)", "Closed (1)"]
    assert built.facts("research/positions/topic") == {
        "Kind": "Thesis topic",
        "Status": "Open",
        "Degree": "MSc",
        "Opens": "1 November 2026",
        "Deadline": "31 December 2026",
        "Ask": "Ann Lee",
        "Organisations": "UT",
    }
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    later = positions.build()
    assert later.facts("research/positions/topic")["Status"] == "Closed"
    assert later.facts("research/positions/phd")["Status"] == "Open"


def test_job_is_a_job_posting_and_a_topic_is_none(positions: Site) -> None:
    positions.pages(POSITIONS.items())
    built = positions.build()
    job = built.graph("research/positions/phd")[0]
    assert all(term.startswith("@") or term in rdflib.SDO for term in job)
    assert (job["@type"], job["title"]) == ("JobPosting", "PhD")
    assert (job["datePosted"], job["validThrough"]) == ("2026-12-01", "2027-02-01")
    assert job["hiringOrganization"]["name"] == "UT"
    assert built.graph("research/positions/topic")[0]["@type"] == "WebPage"
    gone = built.graph("research/positions/gone")[0]
    assert (gone["@type"], "validThrough" in gone) == ("WebPage", False)


def test_a_job_says_who_employs_and_since_when(positions: Site) -> None:
    positions.page("research/positions/x", "title: X\nkind: job\nsupervisors: ann")
    assert positions.build().warnings == [
        f"research/positions/x.md:1: WARNING: {field}: missing; a job says {what} "
        "[site.missing_field]"
        for field, what in (("employer", "who employs"), ("opens", "since when it is open"))
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("opens: 2026-12-01\ndeadline: 2026-11", "6: WARNING: deadline: found '2026-11', "
         "expected a day not before it opens, '2026-12-01'"),
        ("employer: ut", "5: WARNING: employer: found beside a thesis topic, expected none; "
         "name organisations: instead"),
        ("status: open\ndeadline: 2026-12-01", "5: WARNING: status: found open beside a "
         "deadline, expected none; the deadline closes it"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(positions: Site, fields: str, told: str) -> None:
    base = "title: X\nkind: thesis topic\nsupervisors: ann"
    positions.page("research/positions/x", f"{base}\n{fields}")
    assert positions.build().warnings == [f"research/positions/x.md:{told} [site.field]"]
