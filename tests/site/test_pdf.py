"""The PDF of the real site keeps the rules of PDF/UA, and has what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf(source: Path, build: Callable[..., Path]) -> Path:
    return build(source, "typst_pdf") / "ai-in-finance.pdf"


def test_rules_of_accessibility(pdf: Path) -> None:
    limits = page.SafetyLimits(max_reference_depth=100_000)
    report = page.validate_pdf(str(pdf), profile="ua1", limits=limits)
    assert [str(failure) for failure in report.failures] == []


def test_what_is_printed_has_a_bookmark(pdf: Path, source: Path) -> None:
    def titles(outline: list[Any]) -> set[str]:
        found: set[str] = set()
        for item in outline:
            is_list = isinstance(item, list)
            found |= titles(item) if is_list else {str(getattr(item, "title", ""))}
        return found

    known = titles(list(PdfReader(pdf).outline))
    for name in ("Jos van Hillegersberg", "MSCA Digital Finance", "Who works with whom"):
        assert any(name in title for title in known), name
