"""The real site builds without a warning, and every reference in it holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from crawler import crawl, served
from small_site import contents

pytestmark = pytest.mark.slow
Build = Callable[..., Path]


@pytest.mark.parametrize("builder", ["html", "text"])
def test_builds_clean(source: Path, build: Build, builder: str) -> None:
    assert list(build(source, builder).rglob("*.*"))


def test_parallel_equals_serial(source: Path, site: Path, build: Build) -> None:
    assert contents(build(source, "dirhtml", "-j2")) == contents(site)


def test_same_input_makes_the_same_output_elsewhere(
    source: Path, tmp_path: Path, build: Build
) -> None:
    """To the byte, at another place, on another day that is told to be the same."""
    other = tmp_path / "deeper/down/source"
    shutil.copytree(source, other)
    when = {
        "SOURCE_DATE_EPOCH": "1790000000",
        "READTHEDOCS_CANONICAL_URL": "https://s.example/",
    }
    first = build(source, "dirhtml", **when)
    assert contents(build(other, "dirhtml", **when)) == contents(first)


@pytest.mark.parametrize("prefix", ["", "en/latest"])
def test_every_reference_holds(site: Path, tmp_path: Path, prefix: str) -> None:
    with served(site, prefix, tmp_path) as address:
        pages, broken = crawl(address)
    assert broken == []
    assert len(pages) > 100


def test_pages_load_the_style_sheets_of_the_classes_they_have(site: Path) -> None:
    sheets = {
        path.name: set(re.findall(r"\.((?:site|pub)[\w-]*)", path.read_text(encoding="utf-8")))
        for path in (site / "_static").glob("*/*.css")
    }
    wrong = []
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loaded = set(re.findall(r'<link rel="stylesheet"[^>]*/([\w-]+\.css)', text))
        classes = set(" ".join(re.findall(r'class="([^"]*)"', text)).split())
        known = set().union(*(names for sheet, names in sheets.items() if sheet in loaded))
        if lost := classes & set().union(*sheets.values()) - known:
            wrong.append((path.relative_to(site).as_posix(), sorted(lost)))
    assert wrong == []
