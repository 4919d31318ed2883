"""Files that a page quotes: found as links find them, told where there are none."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.fixture
def quoted(site: Site) -> Site:
    """Return a site with a table and a program among its static files."""
    site.write("_static/files/t.csv", "zebra,b\n1,2\n")
    site.write("_static/files/x.py", "zebra = 1\n")
    return site


@pytest.mark.parametrize("path", ["/files/{}", "/_static/files/{}", "_static/files/{}"])
def test_files_are_found_as_links_find_them(quoted: Site, path: str) -> None:
    table, program = path.format("t.csv"), path.format("x.py")
    body = f"```{{csv-table}} T\n:file: {table}\n```\n\n```{{literalinclude}} {program}\n```"
    quoted.page("index", "title: Home", body)
    built = quoted.build()
    assert built.warnings == []
    assert [built.texts("", "td p")[0], *built.texts("", "pre")] == ["zebra", "zebra = 1"]
    quoted.write("_static/files/x.py", "giraffe = 1\n")
    assert quoted.build().texts("", "pre") == ["giraffe = 1"]


def test_what_is_not_there_is_told_at_its_line(quoted: Site) -> None:
    body = "```{csv-table} T\n:file: /files/no.csv\n```\n\n```{literalinclude} no.py\n```"
    quoted.page("index", "title: Home", body)
    assert quoted.build().warnings == [
        "index.md:5: WARNING: file: no file '/files/no.csv' [site.link]",
        "index.md:9: WARNING: file: no file 'no.py' [site.link]",
    ]
