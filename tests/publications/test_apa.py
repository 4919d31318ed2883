"""References in APA style."""

from __future__ import annotations

from typing import Any

import pytest
from publications.apa import as_text
from publications.works import Work
from research_records.names import parse_name


@pytest.mark.parametrize(
    ("fields", "editors", "text"),
    [
        (
            {"venue": "Book", "pages": "1–9", "publisher": "P", "edition": "2", "volume": "3"},
            ["Doe, Jane K."],
            "In J. K. Doe (Ed.), Book (2nd ed., Vol. 3, pp. 1–9). P.",
        ),
        ({"venue": "Book", "pages": "7"}, ["Doe, J.", "van der Roe, Ed"],
         "In J. Doe & E. van der Roe (Eds.), Book (p. 7)."),
        ({"venue": "Book", "edition": "11"}, ["Doe, J.", "Roe, E.", "{ING}"],
         "In J. Doe, E. Roe, & ING (Eds.), Book (11th ed.)."),
        ({"type": "report", "number": "12", "publisher": "P"}, [],
         "A title (Report No. 12). P."),
        ({"type": "article", "doi": "10.1000/a<b>"}, [],
         "A title. https://doi.org/10.1000/a%3Cb%3E"),
    ],
)  # fmt: skip
def test_where_a_work_stands(fields: dict[str, Any], editors: list[str], text: str) -> None:
    given = {"type": "chapter", **fields, "editors": [parse_name(one) for one in editors]}
    work = Work("x", title="A title", year="2020", authors=[parse_name("Lee, A.")], **given)
    assert as_text(work).endswith(text)
    assert "  " not in as_text(work)
