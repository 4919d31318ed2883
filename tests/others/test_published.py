"""Published addresses are noted, and none that was noted is lost."""

from __future__ import annotations

from pathlib import Path

import published
import pytest


def test_new_addresses_are_added_in_order(tmp_path: Path) -> None:
    site, notes = tmp_path / "site", tmp_path / "urls.txt"
    for name in ("", "team", "team/ann", "search"):
        (site / name).mkdir(parents=True, exist_ok=True)
        (site / name / "index.html").touch()
    notes.write_text("/team/\n/gone/\n# /hidden/\n")
    assert published.main(site, notes) == 2
    assert notes.read_text().split("\n") == [
        "# /hidden/", "/", "/gone/", "/team/", "/team/ann/", ""
    ]  # fmt: skip
    assert published.main(site, notes) == 0


def test_without_a_site_nothing_is_noted(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="build it first"):
        published.main(tmp_path, tmp_path / "urls.txt")
