"""Messages stand on their lines in GitHub and GitLab."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clean_builds.annotations import REPORT
from small_site import Site
from sphinx.testing.util import SphinxTestApp


@pytest.fixture
def wrong(watched: Site) -> Site:
    """Return a site with one mistake, whose folder lies in a repository."""
    watched.conf("clean_builds.messages", "clean_builds")
    watched.page("a", "title: A, 100%\nzebra: x")
    return watched


def test_github_gets_a_command_with_the_line(
    wrong: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(wrong.source.parent))
    lines = wrong.build().warnings
    place = f"{wrong.source.name}/a.md"
    (command,) = [line for line in lines if line.startswith("::")]
    assert command.startswith(f"::warning file={place},line=3::zebra: ")
    assert command.endswith("[site.unknown_field]")


def test_what_fails_the_build_is_an_error(
    wrong: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_warnings(app: SphinxTestApp) -> None:
        app._fail_on_warnings = True  # what ``-W`` sets

    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    commands = [one for one in wrong.build(before=fail_on_warnings).warnings if "::" in one]
    assert [one.split(" ")[0] for one in commands] == ["::error"]


def test_signs_that_would_end_a_command_are_escaped(
    wrong: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    wrong.page("b", "title: B", "[x](/50%25,a/)")
    commands = [one for one in wrong.build().warnings if one.startswith("::")]
    assert any("'/50%2525,a/'" in one and "file=b.md,line=" in one for one in commands)


def test_gitlab_gets_a_report(wrong: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_PROJECT_DIR", str(wrong.source))
    built = wrong.build()
    (item,) = json.loads(Path(built.app.doctreedir, REPORT).read_text())
    assert item["location"] == {"path": "a.md", "lines": {"begin": 3}}
    assert item["check_name"] == "site.unknown_field"
    wrong.page("a", "title: A")
    built = wrong.build()
    assert json.loads(Path(built.app.doctreedir, REPORT).read_text()) == []


def test_elsewhere_nothing_is_added(wrong: Site) -> None:
    built = wrong.build()
    assert not [line for line in built.warnings if line.startswith("::")]
    assert not Path(built.app.doctreedir, REPORT).exists()
