"""Files beside the pages: claimed once, written whole, gone with their page."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from research_records.writing import write
from small_site import Built, Site


def test_file_is_renamed_into_its_place_and_left_alone_where_it_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a/b.txt"
    write(path, b"one")
    number = path.stat().st_ino
    write(path, b"one")
    assert path.stat().st_ino == number
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError()))
    with pytest.raises(OSError):
        write(path, b"two")
    assert path.read_bytes() == b"one"


def feature(site: Site, body: str) -> Built:
    """Build the site with a feature of a few lines that publishes files."""
    text = "from research_site.registry import File, add_files\n\n\ndef setup(app):\n"
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    site.write("ours.py", f"{text}    app.setup_extension('research_site')\n{lines}\n")
    site.conf(
        "clean_builds", "ours", more=f"import sys\nsys.path[:0] = [{str(site.source)!r}]"
    )
    sys.modules.pop("ours", None)
    return site.build()


def test_a_feature_publishes_files_and_takes_them_back(site: Site) -> None:
    add = "add_files(app, lambda app: [('humans.txt', File(lambda: b'Ann'))])"
    built = feature(site, add)
    assert built.warnings == []
    assert (built.out / "humans.txt").read_bytes() == b"Ann"
    again = feature(site, "")
    assert again.warnings == []
    assert not (again.out / "humans.txt").exists()


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("index.html", "index.md"),
        ("INDEX.html", "index.md"),
        ("search/index.html", "a page of Sphinx's own"),
        ("searchindex.js", "Sphinx"),
        ("index.html/more.txt", "index.md"),
    ],
)
def test_address_that_another_has_is_refused(site: Site, path: str, owner: str) -> None:
    built = feature(site, f"add_files(app, lambda app: [({path!r}, File(lambda: b''))])")
    (warning,) = built.warnings
    assert warning.endswith("[site.address]")
    assert f", which {owner} has" in warning
    assert built.texts("", "h1") == ["Home¶"]


def test_page_that_is_gone_is_not_published(records: Site) -> None:
    built = records.build()
    assert built.path("team/ann").exists()
    (records.source / "team/ann.md").unlink()
    records.change("research/theses/one.md", "[ann]", "[old]")
    again = records.build()
    assert again.warnings == []
    assert not (again.out / "team/ann").exists()
    assert not (again.out / "_sources/team/ann.md.txt").exists()


def test_other_formats_have_none_of_these_files(site: Site) -> None:
    site.conf("sitemap", html_baseurl="https://site.example/")
    built = site.build("text")
    assert sorted(path.name for path in built.out.rglob("*.*")) == ["index.txt"]


def test_styles_that_have_changed_take_the_place_of_old_ones(records: Site) -> None:
    records.conf("clean_builds", "list_filters")
    built = records.build()
    for name in ("site/records.css", "list_filters/filters.css"):
        path = built.out / "_static" / name
        new = path.read_bytes()
        path.write_text("/* as an earlier version had it */")
        shutil.rmtree(built.app.doctreedir)
        again = records.build()
        assert again.warnings == []
        assert path.read_bytes() == new
