"""What earlier builds left is trusted only where it is as a good build left it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import Site, contents
from sphinx.testing.util import SphinxTestApp

Run = Callable[..., "subprocess.Popen[str]"]


def clean(site: Site) -> dict[str, bytes]:
    """Return what a build from nothing publishes."""
    shutil.rmtree(site.source.parent / "clean", ignore_errors=True)
    return contents(site.build(out="clean").out)


def test_second_build_reads_nothing(watched: Site) -> None:
    assert watched.build().read
    assert watched.build().read == []


def test_warnings_are_told_until_their_cause_is_gone(watched: Site) -> None:
    path = watched.page("odd", "title: Odd", "A {nosuchrole}`x` and [y](nolabel).")
    first = watched.build()
    second = watched.build()
    assert len(first.warnings) == 2
    assert sorted(first.warnings) == sorted(second.warnings)
    assert sorted(watched.build(parallel=2).warnings) == sorted(first.warnings)
    path.unlink()
    assert watched.build().warnings == []


@pytest.mark.parametrize("name", ["team/ann/index.html", "_static/a.css", "searchindex.js"])
def test_file_that_was_cut_is_made_again(watched: Site, name: str) -> None:
    built = watched.build()
    (built.out / name).write_bytes(b"")
    assert contents(watched.build().out) == clean(watched)


def test_file_of_zeros_is_made_again(watched: Site) -> None:
    path = watched.build().out / "team/ann/index.html"
    path.write_bytes(bytes(path.stat().st_size))
    assert contents(watched.build().out) == clean(watched)
    assert watched.build().read == []


def test_missing_page_is_made_again(watched: Site) -> None:
    built = watched.build()
    (built.out / "index.html").unlink()
    assert contents(watched.build().out) == clean(watched)


@pytest.mark.parametrize("name", ["environment.pickle", "index.doctree"])
def test_empty_doctree_or_environment_heals(watched: Site, name: str) -> None:
    built = watched.build()
    (Path(built.app.doctreedir) / name).write_bytes(b"")
    again = watched.build()
    assert again.warnings == []
    assert contents(again.out) == clean(watched)


@pytest.mark.parametrize("name", [".buildinfo", ".unfinished"])
def test_folder_in_place_of_a_note_heals(watched: Site, name: str) -> None:
    built = watched.build()
    (built.out / name).unlink(missing_ok=True)
    (built.out / name / "a").mkdir(parents=True)
    again = watched.build()
    assert again.warnings == []
    assert contents(again.out) == clean(watched)
    assert not (again.out / name).is_dir()


def test_folder_in_place_of_a_record_heals(watched: Site) -> None:
    built = watched.build()
    trees = Path(built.app.doctreedir)
    for name in ("ledger-doctrees.json", "index.doctree", "environment.pickle"):
        (trees / name).unlink()
        (trees / name / "a").mkdir(parents=True)
    assert contents(watched.build().out) == clean(watched)
    assert watched.build().read == []


def test_folder_in_place_of_a_page_is_told(watched: Site, run: Run) -> None:
    watched.conf("clean_builds", "clean_builds.messages")
    page = watched.source.parent / "out/index.html"
    page.mkdir(parents=True)
    started = run(watched, "out", "-W")
    text = started.communicate()[0]
    assert started.returncode == 1
    assert "../out/index.html: a folder stands where a file must be" in text


@pytest.mark.parametrize("name", ["team/ann.md", "words.txt"])
def test_file_replaced_by_an_earlier_one(watched: Site, name: str) -> None:
    """As `cp -p`, `mv`, `tar` and `rsync -t` do; Sphinx looks for later dates alone."""
    watched.write("words.txt", "one")
    watched.page("odd", "title: Odd", "```{include} words.txt\n```")
    watched.build()
    path = watched.source / name
    path.write_text(f"{path.read_text()}\n\nOther.\n")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert contents(watched.build().out) == clean(watched)
    assert watched.build().read == []


def test_empty_buildinfo_heals(watched: Site) -> None:
    built = watched.build()
    (built.out / ".buildinfo").write_bytes(b"")
    again = watched.build()
    assert again.warnings == []
    assert (again.out / ".buildinfo").read_bytes()


def test_no_backup_of_buildinfo_is_published(watched: Site) -> None:
    watched.build()
    assert not (watched.build(html_title="Other").out / ".buildinfo.bak").exists()


def test_style_sheet_changes_every_page(watched: Site, run: Run) -> None:
    published = []
    for colour, out, trees in (("red", "a", "t"), ("blue", "a", "t"), ("blue", "b", "u")):
        watched.write("_static/a.css", f"p {{ color: {colour} }}")
        assert run(watched, out, doctrees=trees).wait() == 0
        published.append(contents(watched.source.parent / out))
    assert published[0] != published[1] == published[2]


def test_settings_change_every_page(watched: Site) -> None:
    watched.build()
    watched.change("conf.py", "'UT'", "'University'")
    assert contents(watched.build().out) == clean(watched)


def test_day_changes_what_is_current(watched: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    watched.page("research/projects/p", "title: P\nkind: x\nstart: 2020\nend: 2026-09-20")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1789862400")
    assert watched.build().facts("research/projects/p")["Status"] == "Ongoing"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790121600")
    built = watched.build()
    assert built.facts("research/projects/p")["Status"] == "Completed"
    assert contents(built.out) == clean(watched)


def test_what_no_page_has_any_more_is_deleted(watched: Site) -> None:
    watched.write(
        "_static/images/a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    )
    watched.write("_static/b.css", "")
    watched.write("_static/files/f.txt", "text")
    path = watched.page("gone", "title: Gone", "![A](/images/a.svg) [f](/files/f.txt)")
    built = watched.build()
    assert (built.out / "_images/a.svg").is_file()
    path.unlink()
    (watched.source / "_static/b.css").unlink()
    assert contents(watched.build().out) == clean(watched)


def test_draft_leaves_no_trace(watched: Site) -> None:
    watched.page("plan", "title: Zqplantitle", "Zqplanbody.")
    watched.build()
    watched.page("plan", "title: Zqplantitle\ndraft: true", "Zqplanbody.")
    built = watched.build()
    assert not [
        name for name, data in contents(built.out).items() if b"zqplan" in data.lower()
    ]
    assert not (Path(built.app.doctreedir) / "plan.doctree").exists()


def test_page_of_another_site_in_the_output_is_told(watched: Site) -> None:
    watched.build()
    shutil.rmtree(watched.source.parent / "out" / "doctrees", ignore_errors=True)
    foreign = watched.build(out="two")
    (foreign.out / "old").mkdir()
    (foreign.out / "old/index.html").write_text("old")
    os.utime(foreign.out / "old/index.html", (1, 1))
    time.sleep(0.05)
    (message,) = watched.build(out="two").warnings
    assert "old/index.html in the output folder" in message
    assert message.endswith("[site.address]")


def test_two_builders_share_doctrees(watched: Site) -> None:
    first = watched.build()
    watched.build("text")
    watched.change("team/ann.md", "Ann Lee", "Ann Other")
    watched.build("text")
    again = watched.build()
    assert first.out == again.out
    assert contents(again.out) == clean(watched)


def test_page_saved_while_a_build_runs_is_taken_whole_by_the_next(watched: Site) -> None:
    watched.build()
    watched.change("team/ann.md", "Ann Lee", "Ann Middle")

    def save(app: SphinxTestApp, docname: str, source: list[str]) -> None:
        if docname == "team/ann":
            watched.change("team/ann.md", "Ann Middle", "Ann Last")
            app.disconnect(listener)

    listener = 0

    def connect(app: SphinxTestApp) -> None:
        nonlocal listener
        listener = app.connect("source-read", save)

    watched.build(before=connect)
    assert contents(watched.build().out) == clean(watched)


def test_same_in_two_folders(watched: Site, tmp_path: Path, run: Run) -> None:
    outputs = []
    for place in ("one", "two/deep"):
        shutil.copytree(watched.source, tmp_path / place / "src")
        site = Site(tmp_path / place, watched._make_app)
        process = run(site, "out")
        assert process.wait() == 0
        out = tmp_path / place / "out"
        outputs.append(
            {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        )
    assert outputs[0] == outputs[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("builder", "options"),
    [("dirhtml", ()), ("dirhtml", ("-j", "2")), ("dirhtml", ("-E",)), ("typst_pdf", ())],
)
def test_killed_builds_heal(
    watched: Site, run: Run, builder: str, options: tuple[str, ...]
) -> None:
    chance = random.Random(f"{builder}{options}")
    if builder == "typst_pdf":
        watched.conf(
            "clean_builds", "typst_pdf", typst_pdf_documents=[("index", "a.pdf", "A", "B")]
        )
    folder = watched.source.parent

    def build(out: str, doctrees: str = "doctrees") -> None:
        process = run(watched, out, *options, builder=builder, doctrees=doctrees)
        said, _ = process.communicate()
        assert process.returncode == 0, said

    start = time.perf_counter()
    build("out")
    seconds = time.perf_counter() - start
    for number in range(8):
        watched.page("team/ann", f"title: Ann {number}\ngroup: ut\naffiliation: ut")
        process = run(watched, "out", *options, builder=builder)
        time.sleep(seconds * chance.uniform(0.3, 1.0))
        process.kill()
        process.wait()
        build("out")
        shutil.rmtree(folder / "clean", ignore_errors=True)
        build("clean", f"doctrees-{number}")
        published = [
            {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
            for out in (folder / "out", folder / "clean")
        ]
        assert published[0] == published[1], number
