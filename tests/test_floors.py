"""The floors of the extension: upper modules import lower ones only."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "_ext" / "research_site"
FLOORS = [
    {"problems", "identifiers", "addresses", "assets"},
    {"records"},
    {"front_matter", "reporting", "publishing"},
    {"catalogue"},
    {
        "titles",
        "links",
        "images",
        "image_formats",
        "image_widths",
        "home",
        "logos",
        "menu",
        "not_found",
        "page_weight",
        "pdf_link",
        "portraits",
        "structured_data",
        "citations",
        "social_cards",
        "feeds",
        "sitemap",
        "redirects",
        "search",
        "speed",
        "tables",
        "navigation",
        "metadata",
        "raw_html",
        "record_pages",
        "listings",
    },
    {"__init__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def test_imports_go_down_only_and_modules_stay_small() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text()
        assert len(text.splitlines()) <= 300, path
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            if FLOOR[room] < 2 or room == "front_matter":
                assert not node.module.startswith("sphinx"), path
            names = [node.module]
            if node.module == "research_site":
                names = [f"research_site.{alias.name}" for alias in node.names]
            for name in names:
                if name.startswith("research_site."):
                    other = name.split(".")[1]
                    below = FLOOR[other] < FLOOR[room]
                    ground = FLOOR[other] == FLOOR[room] == 0
                    assert other == room or below or ground, (path, other)
