"""Incremental builds: the right pages are read, and the result is a clean one's."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp
from test_records import RECORDS

Edit = Callable[[Path, random.Random, int], None]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    for name, fields in RECORDS.items():
        write(source / f"{name}.md", f"---\n{fields}\n---\n\n## Part\n")
    write(
        source / "conf.py",
        'extensions = ["myst_parser", "research_site"]\nhtml_theme = "furo"\n',
    )
    return source


def build(make_app: type, site: Path, out: Path) -> tuple[list[str], str]:
    app: SphinxTestApp = make_app("dirhtml", srcdir=site, builddir=out)
    read: list[str] = []
    app.connect("env-before-read-docs", lambda a, e, names: read.extend(names))
    app.build()
    app.cleanup()
    return read, app.warning.getvalue()


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".buildinfo", "environment.pickle")
    }


def records(site: Path) -> list[Path]:
    return sorted(
        path
        for folder in ("team", "research/theses", "about/partners")
        for path in (site / folder).glob("*.md")
        if path.name != "index.md"
    )


def add(site: Path, chance: random.Random, tick: int) -> None:
    who = chance.choice([path.stem for path in (site / "team").glob("[a-z]*.md")])
    supervisor = "ann" if who == "index" else who
    text = (
        f"---\ntitle: Thesis {tick}\ndegree: MSc\nstatus: completed\nyear: 2023\n"
        f'author: "Student {tick}, Lund"\nsupervisors:\n  ut: [{supervisor}]\n---\n'
    )
    write(site / f"research/theses/t{tick}.md", text)


def rename(site: Path, chance: random.Random, tick: int) -> None:
    path = chance.choice(records(site))
    text = path.read_text()
    path.unlink()
    write(path.with_name(f"{path.stem[:6]}-{tick}.md"), text)


def delete(site: Path, chance: random.Random, tick: int) -> None:
    found = records(site)
    if len(found) > 3:
        chance.choice(found).unlink()


def retitle(site: Path, chance: random.Random, tick: int) -> None:
    path = chance.choice([*records(site), site / "about/index.md", site / "index.md"])
    head, _, tail = path.read_text().partition("title: ")
    rest = tail.partition("\n")[2]
    write(path, f"{head}title: Title {tick}\n{rest}")


def weigh(site: Path, chance: random.Random, tick: int) -> None:
    path = chance.choice(records(site))
    lines = [line for line in path.read_text().split("\n") if "weight:" not in line]
    lines.insert(2, f"weight: {chance.randint(1, 5)}")
    write(path, "\n".join(lines))


def relate(site: Path, chance: random.Random, tick: int) -> None:
    theses = sorted((site / "research/theses").glob("[a-z]*.md"))
    path = chance.choice([path for path in theses if path.name != "index.md"] or theses)
    people = [path.stem for path in sorted((site / "team").glob("*.md"))]
    text = path.read_text()
    for old in people:
        text = text.replace(f"[{old}]", f"[{chance.choice(people)}]")
    write(path, text + f"\nNew words {tick} on [the team](/team/).\n")


def test_fifty_random_edits_leave_what_a_clean_build_makes(
    make_app: type, site: Path, tmp_path: Path
) -> None:
    chance = random.Random(7)
    edits: list[Edit] = [add, rename, delete, retitle, weigh, relate]
    build(make_app, site, tmp_path / "incremental")
    for tick in range(1, 51):
        chance.choice(edits)(site, chance, tick)
        _, warnings = build(make_app, site, tmp_path / "incremental")
        if tick % 5 == 0:
            clean = tmp_path / "clean"
            shutil.rmtree(clean, ignore_errors=True)
            _, expected = build(make_app, site, clean)
            made = outputs(tmp_path / "incremental/dirhtml")
            wanted = outputs(clean / "dirhtml")
            assert made.keys() == wanted.keys(), tick
            assert [name for name in made if made[name] != wanted[name]] == [], tick
            shown = (warnings, expected)
            assert sorted(shown[0].splitlines()) == sorted(shown[1].splitlines()), tick


def test_title_edit_reads_the_pages_that_show_it(
    make_app: type, site: Path, tmp_path: Path
) -> None:
    build(make_app, site, tmp_path / "out")
    ann = site / "team/ann.md"
    write(ann, ann.read_text().replace("Ann Lee", "Ann Li"))
    read, _ = build(make_app, site, tmp_path / "out")
    shown_by = ["about/partners/ut", "research/theses/one", "team/ann", "team/index"]
    assert read == shown_by


def test_body_edit_reads_one_page(make_app: type, site: Path, tmp_path: Path) -> None:
    build(make_app, site, tmp_path / "out")
    ann = site / "team/ann.md"
    write(ann, ann.read_text() + "\nMore.\n")
    assert build(make_app, site, tmp_path / "out")[0] == ["team/ann"]
