"""``{count}`` writes a number into a text."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("people", "2"),
        ("people group=ut", "1"),
        ("people status=alumni", "1"),
        ("theses status=completed year=2024", "1"),
        ("organisations", "1"),
    ],
)
def test_number(records: Site, text: str, number: str) -> None:
    records.page("about/n", "title: N", f"They are {{count}}`{text}`.")
    built = records.build()
    assert built.warnings == []
    assert built.texts("about/n", "article section > p") == [f"They are {number}."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "people status=curent",
            "count: status: found 'curent', expected one of current, alumni; did you mean "
            "'current'?",
        ),
        (
            "peple",
            "count: found 'peple', expected one of people, projects, theses, partners, "
            "areas, news, organisations, then filters such as status=completed; did you "
            "mean 'people'?",
        ),
    ],
)
def test_what_cannot_be_counted(records: Site, text: str, message: str) -> None:
    records.page("about/n", "title: N", f"{{count}}`{text}`")
    assert records.build().warnings == [f"about/n.md:5: WARNING: {message} [site.listing]"]
