"""Front matter: every problem with its line, never a traceback."""

from __future__ import annotations

import random

import pytest
from research_records.front_matter import parse
from research_records.page import Page
from research_site.kinds import KINDS
from research_site.kinds.person import Person


def said(text: str, model: type[Page] = Page) -> list[tuple[str, int | None]]:
    return [(str(p.subtype), p.line) for p in parse(text, model).problems]


def test_reports_all_problems_with_line_and_remedy() -> None:
    parsed = parse("---\ntitle: A\ndescripton: x\ndate: 2025-02-30\nweight: big\n---\n")
    assert [(str(p.subtype), p.line) for p in parsed.problems] == [
        ("unknown_field", 3),
        ("field", 4),
        ("field", 5),
    ]
    assert "did you mean 'description'?" in parsed.problems[0].message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("+++\ntitle = 1\n+++\n", 1),
        ('{\n"title": 1}\n', 1),
        ("---\n- a list\n---\n", 1),
        ("---\ntitle: [a\n---\n", 3),
        ("---\ntitle: a: b\n---\n", 2),
        ("---\ntitle: never closed\n", 1),
        ("---\na: &x [*x]\n---\n", 1),
        ("---\n? [a]\n: b\n---\n", 1),
    ],
)
def test_unreadable(text: str, line: int) -> None:
    assert said(text) == [("front_matter", line)]


def test_body_keeps_its_lines() -> None:
    text = "---\ntitle: A\ntocdepth: 2\norphan: false\n---\nbody\n"
    assert parse(text).text.split("\n")[5] == "body"
    assert '"tocdepth": 2' in parse(text).text
    assert "orphan" not in parse(text).text


def test_scalars_stay_as_written() -> None:
    assert parse("---\ntitle: 1.10\n---\n").page.title == "1.10"
    assert parse("---\ntitle: yes\ndraft: false\n---\n").page.draft is False


def test_cross_field_and_checksum() -> None:
    text = "---\norcid: 0000-0002-1825-0098\nstart: 2021-03\nend: 2020\n---\n"
    assert said(text, Person) == [("field", 2), ("field", 4)]


def test_random_front_matter_never_raises() -> None:
    chance = random.Random(20261124)
    values = [
        "x",
        "[]",
        "{a: 1}",
        "[[1]]",
        "9" * 400,
        "2025-13-01",
        "null",
        "ünï\u2603",
        "!!python/object:os.system x",
        "*a",
        '"',
        "true",
        "{funder: 1}",
        "- a",
    ]
    for _ in range(500):
        kind = chance.choice(KINDS)
        fields = chance.sample([*kind.model_fields, "foo", "?"], 5)
        lines = [f"{field}: {chance.choice(values)}" for field in fields]
        parsed = parse("\n".join(["---", *lines, "---", "body"]), kind)
        assert parsed.text.endswith("body")
        assert all(problem.message for problem in parsed.problems)


def test_a_field_of_another_kind_names_that_kind() -> None:
    (problem,) = parse("---\nsupervisors: x\n---\n", Person, KINDS).problems
    expected = (
        "supervisors: a person has no such field; it belongs to the front matter of a thesis"
    )
    assert (problem.message, problem.line) == (expected, 2)
