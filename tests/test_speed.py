"""What is worked out once is what Sphinx would work out, and edits stay small."""

from __future__ import annotations

from pathlib import Path

import pytest
import sphinx.util.docutils
from research_site import speed
from sphinx.testing.util import SphinxTestApp
from test_rebuilds import build, outputs, site, write

__all__ = ["site"]


def test_overrides_change_no_output(
    make_app: type, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(make_app, site, tmp_path / "once")
    with monkeypatch.context() as stock:
        for name, function in speed._STOCK.items():
            module = next(part for part, known, _ in speed.SETTINGS if known == name)
            stock.setattr(module, name, function)
        stock.setattr(speed, "setup", lambda app: None)
        build(make_app, site, tmp_path / "anew")
    once, anew = (outputs(tmp_path / name / "dirhtml") for name in ("once", "anew"))
    assert once == anew


def test_another_version_is_reported_and_builds(
    make_app: type, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(speed._STOCK, "_get_settings", lambda parts: None)
    monkeypatch.setattr(
        sphinx.util.docutils, "_get_settings", sphinx.util.docutils._get_settings
    )
    _, warnings = build(make_app, site, tmp_path / "out")
    assert "[site.speed]" in warnings
    assert "sphinx.util.docutils._get_settings" in warnings


def test_edited_text_writes_its_page_alone(
    make_app: type, site: Path, tmp_path: Path
) -> None:
    build(make_app, site, tmp_path / "out")
    ann = site / "team/ann.md"
    write(ann, ann.read_text() + "\nOne more word.\n")
    app: SphinxTestApp = make_app("dirhtml", srcdir=site, builddir=tmp_path / "out")
    written: list[str] = []
    app.connect("doctree-resolved", lambda app, tree, name: written.append(name))
    app.build()
    app.cleanup()
    assert written == ["team/ann"]
    assert "not_included" not in app.warning.getvalue()
