"""Front matter: read in three formats, and each problem told once, with its line."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest
from research_records.entry import Entry
from research_records.event import Event
from research_records.front_matter import parse
from research_records.page import Page
from research_records.reading import first_heading, read_entry
from research_site.kinds import KINDS
from research_site.kinds.news import News
from research_site.kinds.person import Person
from research_site.kinds.project import Project
from research_site.kinds.thesis import Thesis


def said(fields: str, model: type[Page] = Page) -> list[str]:
    """Return line and message of each problem of a page with these YAML fields."""
    found = parse(f"---\n{fields}\n---\n", model, KINDS).problems
    return [f"{problem.line}: {problem.message}" for problem in found]


TOML = '+++\ntitle = "A"\ndate = 2024-05-06\ntocdepth = 2\nwieght = 1\n+++\nbody'
JSON = '{\n"title": "A", "date": "2024-05-06",\n"tocdepth": 2,\n\n"wieght": 1}\nbody'
YAML = "---\ntitle: A\ndate: 2024-05-06\ntocdepth: 2\nwieght: 1\n---\nbody"


@pytest.mark.parametrize("text", [TOML, JSON, YAML, "\n" + YAML])
def test_formats_are_read_alike_and_lines_kept(text: str) -> None:
    parsed = parse(text)
    assert (parsed.page.title, parsed.page.date) == ("A", "2024-05-06")
    assert [str(p.subtype) for p in parsed.problems] == ["unknown_field"]
    assert parsed.problems[0].line == text[: text.index("wieght")].count("\n") + 1
    assert parsed.text.count("\n") == text.count("\n")
    assert parsed.text.startswith('---\n{"tocdepth": 2}\n')
    assert parsed.text.endswith("---\nbody")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("+++\ntitle = 1 2\n+++\n", 2, "not valid TOML"),
        ('{\n"title": 1,\n}\n', 3, "not valid JSON"),
        ('{"title": "A"} text', 1, "text behind the last brace"),
        ("---\n- a list\n---\n", 2, "found a list"),
        ("---\ntitle: [a\n---\n", 2, "not valid YAML"),
        ("---\ntitle: a: b\n---\n", 2, "put a text that holds a colon into quotes"),
        ("---\na: 1\n\tb: 2\n---\n", 3, "indent with spaces, not with tabs"),
        ("---\na: \x07\n---\n", 2, "found a character that no text has"),
        ("---\ntitle: never closed\n", 1, "found no closing line"),
        ("---\na: 1\nb: &x [*x]\n---\n", 3, "*x, which stands for nothing"),
        ("---\n? [a]\n: b\n---\n", 2, "a field without a name"),
        ("--\ntitle: A\n---\n", 1, "found '--', expected ---"),
        ("title: A\nrole: B\n---\n", 1, "expected a line --- above them"),
        ("Words\n---\ntitle: A\n---\n", 2, "found text above it"),
        ("---\ntitle: A\n group: x\n---\n", 3, "indent it as the line above"),
        ('---\ntitle: "A"\n group: x\n---\n', 3, "under the first letter of the field above"),
        ("---\nlinks:\n  a: b\n   c: d\n---\n", 4, "indent it as the line above"),
        ('---\ntitle "A"\nrole: B\n---\n', 2, "write a colon and a space"),
        ('---\ntitle: "A"\n- b\n---\n', 3, "a list stands below a field of its own"),
        ("---\n<<<<<<< HEAD\na: 1\n---\n", 2, "Git's mark of two versions"),
        ("---\na: " + "[" * 50_000 + "\n---\n", 2, "more than 20 levels"),
        ("---\n" + "- " * 45_000 + "\n---\n", 2, "more than 20 levels"),
        ("+++\na = " + "[" * 50_000 + "\n+++\n", 2, "more than 20 levels"),
        ("{\n" + '"a": ' + "[" * 50_000, 1, "more than 20 levels"),
        ("---\na: " + "x" * 100_000 + "\n---\n", 2, "more than 100,000 characters"),
        ("---\na: &a [1, 2, 3, 4, 5, 6, 7, 8]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n"
         "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c]\n"
         "---\n", 5, "more than 5,000 values"),
    ],
)  # fmt: skip
def test_unreadable_is_one_problem_and_nothing_is_published_of_it(
    text: str, line: int, words: str
) -> None:
    parsed = parse(text, Person, KINDS)
    assert [p.line for p in parsed.problems] == [line]
    assert words in parsed.problems[0].message
    assert not parsed.readable
    assert not any(parsed.text.split("\n")[: parsed.head])


def test_all_problems_in_one_run_with_the_nearest_right_value() -> None:
    fields = "title: A\ndescripton: x\ndate: 2025-02-30\nweight: big\nlang: 9"
    expected = "a date that exists, written 2024-01-30, 2024-01 or 2024"
    assert said(fields) == [
        "3: descripton: a page has no such field; did you mean 'description'?",
        f"4: date: found '2025-02-30', expected {expected}",
        "5: weight: found 'big', expected a whole number",
        "6: lang: found '9', expected a language such as nl or en-GB (BCP 47)",
    ]


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("summary: x", "description"),
        ("redirect_from: [/a/]", "aliases"),
        ("publishDate: 2024", "date"),
        ("categories: [a]", "tags"),
        ("og_title: x", "title"),
        ("published: false", "draft"),
        ("published: 2024-01-01", "date"),
        ("Title: x", "title"),
        ("wieght: 1", "weight"),
    ],
)
def test_fields_of_other_systems_are_known(field: str, meant: str) -> None:
    (message,) = said(field)
    assert message.endswith(f"a page has no such field; did you mean '{meant}'?")


@pytest.mark.parametrize("field", ["slides", "sponsor", "layout", "og_locale", "x" * 400])
def test_no_guess_where_nothing_is_near(field: str) -> None:
    (message,) = said(f"{field}: x")
    assert message.endswith(": a page has no such field")
    assert len(message) < 100


def test_one_cause_is_told_once() -> None:
    assert said("image: {path: /a.png, caption: A}") == [
        "2: image.path: no such field here; did you mean 'src'?",
        "2: image.caption: no such field here; did you mean 'alt'?",
    ]
    parsed = parse("---\nname: Ada\ngrup: ut\norcid: 1\n---\n", Person, KINDS)
    assert {"title", "group", "orcid"} <= parsed.given


def test_articles_read_as_english() -> None:
    assert said("layout: x", News) == ["2: layout: a news item has no such field"]
    (message,) = said("photo: /a.png")
    assert message.endswith("it belongs to the front matter of a person")


def test_quotes_that_yaml_does_not_know() -> None:
    assert said("title: “Our team”\ndescription: He said “x”") == [
        '2: title: found the quotes “…”, expected "Our team"'
    ]
    assert said("title: '“Our team”'") == []


def test_a_word_that_yaml_takes_for_a_type() -> None:
    (message,) = said("title: !important news")
    assert message.startswith("2: title: found '!important', which YAML leaves out")
    assert said("title: '!important news'") == []


@pytest.mark.parametrize(
    "field", ["tocdepth: ٣", "tocdepth: two", "html_meta: [a]", "myst: x"]
)
def test_fields_for_sphinx_are_refused_where_it_would_fail(field: str) -> None:
    (message,) = said(field)
    assert ": found " in message
    assert parse(f"---\n{field}\n---\n").passed_on == frozenset()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("description: #1 of all", "found '#1 of all', which YAML leaves out as a comment"),
        ("description: Best #1 of all", "found '#1 of all', which YAML"),
        ("tags: credit; risk", "expected a list: [credit, risk]"),
        ("tags: credit, risk", "expected a list: [credit, risk]"),
        ("lang: Dutch", "expected a language such as nl"),
        ("hide-toc: nope", "found 'nope', expected true"),
        ('title: “A"', 'expected "A"'),
        ("image: {src: }", "found nothing, expected a text"),
    ],
)
def test_what_would_be_lost_or_taken_in_another_sense_is_told(field: str, words: str) -> None:
    (message,) = said(field)
    assert words in message


def test_what_is_required_is_not_empty() -> None:
    assert said('title: A\nkind: ""', Project) == ["3: kind: found nothing, expected a value"]


def test_comments_are_no_text() -> None:
    assert said('title: A # a comment\nrole: # none yet\ndescription: "x #1" #', Person) == []


def test_flags_that_say_no_in_other_words_go() -> None:
    assert parse("---\norphan: no\nhide-toc: Yes\n---\n").passed_on == {"hide-toc"}


def test_a_file_in_the_wrong_folder_is_told_once() -> None:
    fields = 'title: A\nauthor: "B C"\ndegree: MSc\nstatus: completed\nyear: 2024'
    (message,) = said(fields, Person)
    assert message.startswith(
        "3: author, degree, year: fields of a thesis, found where people"
    )
    parsed = parse(f"---\n{fields}\n---\n", Person, KINDS)
    assert "group" in parsed.given
    assert parsed.page.title == "A"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("degree: msc", "found 'msc', expected MSc"),
        ("areas: explainable-ai, machine-learning", "a list: [explainable-ai, machine-le"),
        ("areas: [a, b, a]", "expected each once; 'a' stands twice"),
    ],
)
def test_values_of_theses(fields: str, words: str) -> None:
    (message,) = said(fields, Thesis)
    assert words in message


def test_one_of_two_forms_is_one_message() -> None:
    assert said("title: A\nkind: lecture\nstart: 2026\nonline: zoom.us/j", Event) == [
        "5: online: found 'zoom.us/j', expected an address that begins with https:// and has "
        "no spaces, or true or false"
    ]


def test_nothing_is_completed_in_a_year_to_come() -> None:
    page = parse("---\nstatus: completed\nyear: 2062\n---\n", Thesis, KINDS).page
    (problem,) = page.untimely(datetime.date(2026, 1, 1))
    assert problem.message.startswith("year: found 2062 of what is completed")


def test_half_characters_of_json_can_be_written() -> None:
    parsed = parse('{"title": "A\\ud800", "b\\udfff": 1}\n')
    assert parsed.page.title == "A?"
    parsed.problems[0].message.encode()


def test_scalars_stay_as_written_and_flags_that_say_no_go() -> None:
    assert parse("---\ntitle: 1.10\n---\n").page.title == "1.10"
    assert parse("---\ntitle: yes\ndraft: false\n---\n").page.draft is False
    assert parse("---\norphan: false\n---\n").passed_on == frozenset()


def test_first_heading_is_plain_text_and_found_in_time() -> None:
    assert first_heading("```\n# no\n```\n# [A *b*](/x) `c` {#id}\n") == "A b c"
    assert first_heading("# C#\n") == "C#"
    assert first_heading("# a" + " " * 3000 + "b\n").startswith("a ")


def test_pipes_are_not_read(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "a.md")
    entry = read_entry("a", tmp_path / "a.md", Page, KINDS)
    assert not isinstance(entry, Entry)
    assert entry.message.startswith("found a pipe, device or folder")


def test_random_front_matter_never_raises() -> None:
    chance = random.Random(20261124)
    values = ["x", "[]", "{a: 1}", "[[1]]", "9" * 400, "2025-13-01", "null", "ü"]
    values += ["!!python/object:os.system x", "*a", '"', "true", "{funder: 1}", "- a"]
    for _ in range(500):
        model = chance.choice(KINDS)
        fields = chance.sample([*model.model_fields, "foo", "?", "<<"], 5)
        lines = [f"{field}: {chance.choice(values)}" for field in fields]
        parsed = parse("\n".join(["---", *lines, "---", "body"]), model, KINDS)
        assert parsed.text.endswith("body")
        assert all(problem.message for problem in parsed.problems)


def test_single_value_is_told_without_a_number() -> None:
    fields = "title: A\nauthor: ''\ndegree: MSc\nstatus: ongoing"
    assert said(fields, Thesis)[0].startswith("3: author: found ''")
