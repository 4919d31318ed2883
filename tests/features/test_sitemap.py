"""For crawlers: sitemap.xml, robots.txt, llms.txt."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("parallel", [0, 2])
def test_page_that_asks_robots_away_in_other_words_is_not_listed(
    site: Site, parallel: int
) -> None:
    site.conf("sitemap", html_baseurl="https://example.org/")
    site.page("one", "title: One\nmyst: {html_meta: {robots: 'noindex, nofollow'}}")
    site.write("two.rst", ".. meta::\n   :robots: noindex\n\nTwo\n===\n")
    site.page("three", "title: Three\nmyst: {html_meta: {robots: nofollow}}")
    for title in ("Home", "Our home"):
        site.page("index", f"title: {title}")
        built = site.build(parallel=parallel)
        assert built.warnings == []
        for name in ("sitemap.xml", "llms.txt"):
            text = (built.out / name).read_text(encoding="utf-8")
            assert [n for n in ("one", "two", "three") if f"/{n}/" in text] == ["three"]


@pytest.mark.parametrize("name", ["extra", "extra/robots.txt"])
def test_own_robots_txt_wins(site: Site, name: str) -> None:
    site.conf("sitemap", html_baseurl="https://example.org/", html_extra_path=[name])
    site.write("extra/robots.txt", "User-agent: Mine\n")
    for _ in range(2):
        built = site.build()
        assert built.warnings == []
        assert (built.out / "robots.txt").read_text() == "User-agent: Mine\n"
        assert (built.out / "sitemap.xml").is_file()


def test_page_where_an_extra_file_would_stand_is_told(site: Site) -> None:
    site.conf(html_extra_path=["extra"])
    site.write("extra/one/index.html", "Mine")
    site.page("one", "title: One")
    assert site.build().warnings == [
        "one.md: WARNING: address: one.md would be published as one/index.html, which "
        "html_extra_path has; rename one of the two, or take the address out here "
        "[site.address]"
    ]
