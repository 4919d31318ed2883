"""For crawlers: sitemap.xml, robots.txt, llms.txt."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from research_site.features.sitemap import last_changes
from small_site import Site

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(out: Path) -> list[str]:
    root = ET.parse(out / "sitemap.xml").getroot()
    return [str(loc.text) for loc in root.findall("s:url/s:loc", SPACE)]


def test_all_three_leave_out_noindex(found: Site, base: str) -> None:
    out = found.build().out
    shown = addresses(out)
    assert f"{base}team/ann/" in shown
    assert f"{base}about/secret/" not in shown
    lines = (out / "llms.txt").read_text().splitlines()
    assert f"- [Ann Lee]({base}team/ann/)" in lines
    assert not [line for line in lines if "Secret" in line]
    robots = (out / "robots.txt").read_text().splitlines()
    assert robots[-1] == f"Sitemap: {base}sitemap.xml"


def test_incremental_build_keeps_the_whole_map(found: Site) -> None:
    before = addresses(found.build().out)
    found.change("team/ann.md", "---\n\n", "---\n\nMore.\n")
    built = found.build()
    assert built.read == ["team/ann"]
    assert addresses(built.out) == before


def test_without_an_address_there_is_none(found: Site) -> None:
    out = found.build(html_baseurl="").out
    for name in ("sitemap.xml", "robots.txt", "llms.txt"):
        assert not (out / name).exists(), name


def git(folder: Path, *arguments: str, day: str = "2024-01-02") -> None:
    """Run git as somebody, on a day."""
    roles = ("AUTHOR", "COMMITTER")
    who = {
        f"GIT_{role}_{what}": "a"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    dates = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in roles}
    command = ["git", "-C", str(folder), *arguments]
    env = {**os.environ, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(command, check=True, capture_output=True, env=env)


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", day=day)


def test_dates_are_those_of_the_last_change(tmp_path: Path) -> None:
    folder = tmp_path / "repo/docs"
    folder.mkdir(parents=True)
    git(tmp_path / "repo", "init", "-q")
    for name in ("a.md", "zürich.md", "old.md", "dirty.md"):
        (folder / name).write_text(f"{name}\n" * 9)
    commit(folder, "2024-01-02")
    (folder / "a.md").write_text("changed\n")
    (folder / "old.md").rename(folder / "new.md")
    commit(folder, "2024-03-04")
    (folder / "dirty.md").write_text("not committed\n")
    assert last_changes(folder) == {
        "a.md": "2024-03-04",
        "zürich.md": "2024-01-02",
        "new.md": "2024-01-02",
    }


def test_shallow_clone_tells_no_dates(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "one")
    for day in ("2024-01-02", "2024-03-04"):
        (tmp_path / "one/a.md").write_text(day)
        commit(tmp_path / "one", day)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/one", "two")
    assert last_changes(tmp_path / "one") == {"a.md": "2024-03-04"}
    assert last_changes(tmp_path / "two") == {}


def test_no_repository_tells_no_dates(tmp_path: Path) -> None:
    assert last_changes(tmp_path) == {}
