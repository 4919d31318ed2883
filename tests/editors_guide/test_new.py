"""``make new`` writes a page that a build takes, and says what it does not."""

from __future__ import annotations

from pathlib import Path

import new
import pytest
from small_site import Site

#: Of a thesis.
AUTHOR = "author=Bo Ek, Lund"
LEE = ["thesis", "lee-2026", "title=A: b", "degree=MSc", "status=ongoing", AUTHOR]


@pytest.fixture
def script(guided: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the site's folder, where a script, not a person, runs the command."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    return guided.source


def test_page_holds_its_fields_needed_ones_first(script: Path) -> None:
    path = new.main(LEE, script)
    lines = path.read_text().splitlines()
    assert path == script / "research/theses/lee-2026.md"
    assert [line.partition(":")[0] for line in lines[1:5]] == [
        "title",
        "author",
        "degree",
        "status",
    ]
    assert lines[1].startswith("title: 'A: b'")
    university = next(line for line in lines if line.startswith("# university:"))
    assert university.startswith("# university: ut  # ")


def test_what_is_written_builds(script: Path, guided: Site) -> None:
    new.main(LEE, script)
    built = guided.build()
    assert [line for line in built.warnings if "lee-2026" in line] == []
    assert built.facts("research/theses/lee-2026")["Degree"] == "MSc"


def test_every_proposed_line_is_valid(script: Path, guided: Site) -> None:
    path = new.main(["person", "ada", "title=Ada Example", "group=ut"], script)
    text = path.read_text().replace("\n# Take", "\n## Take").replace("\n# ", "\n")
    left_out = (
        "photo",
        "image",
        "aliases",
        "draft",
        "start",
        "end",
        "status",
        "orcid",
        "roles",
    )
    kept = [line for line in text.splitlines() if not line.startswith(left_out)]
    path.write_text("\n".join(kept))
    told = [line for line in guided.build().warnings if "team/ada" in line]
    assert told == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tesis", "x"], "kind: found 'tesis', expected one of person"),
        (["thesis", "x", "titel=y"], "titel: no field of a thesis; did you mean 'title'?"),
        (["thesis", "Lee 2026"], "did you mean 'lee-2026'?"),
        (["thesis", "../x"], "expected small letters, digits and hyphens"),
        (["thesis", "one", "title=y"], "research/theses/one.md exists already"),
        (["publication"], "a publication is no page; it stands in research/publications.bib"),
        (["thesis"], "Expected a kind and an id"),
        ([], "Expected a kind and an id"),
    ],
)
def test_refusals(script: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as refused:
        new.main(arguments, script)
    assert message in str(refused.value)


def test_problem_of_a_value_is_said(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new.main(["thesis", "x", "title=X", "degree=MSc", "status=done", AUTHOR], script)
    assert "research/theses/x.md:5: status: found 'done'" in capsys.readouterr().out


def test_terminal_is_asked(guided: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked: list[str] = []
    answers = iter(["tesis", "thesis", "Über Łód", "Bo Ek", "MSc", "ongoin", "ongoing", ""])

    def hear(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", hear)
    path = new.main([], guided.source)
    assert path.name == "uber-lod.md"
    assert "status: ongoing  #" in path.read_text()
    assert asked[-1] == "id, the file's name [uber-lod]: "


def test_folder_without_a_site(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no conf\.py"):
        new.main(["thesis", "x"], tmp_path)
