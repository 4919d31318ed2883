"""The domain: other sites link to records; parallel readers note what one reader does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from small_site import Built, Site, contents
from sphinx.testing.util import SphinxTestApp


def test_other_sites_link_to_records(
    make_app: Callable[..., SphinxTestApp], records: Site, tmp_path: Path
) -> None:
    inventory = str(records.build().out / "objects.inv")
    other = Site(tmp_path / "other", make_app)
    other.write(
        "conf.py",
        'extensions = ["myst_parser", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"aif": ("https://aif.example/", {inventory!r})}}\n',
    )
    other.write("index.md", "# X\n\n[](inv:aif:site:person#ann)\n")
    built: Built = other.build("html")
    assert built.warnings == []
    (link,) = built.page("index.html").select("a.external[href^='https://aif.example']")
    assert str(link["href"]).startswith("https://aif.example/team/ann/")
    assert link.get_text() == "Ann Lee"


def test_parallel_readers_make_what_one_makes(whole: Site) -> None:
    for number in range(12):
        body = "## Part\n\n[x](/team/#gone) [y](/gone/)"
        whole.page(f"more/p{number}", f"title: P {number}", body)
    one = whole.build(out="one")
    two = whole.build(out="two", parallel=2)
    assert len(one.warnings) == 24
    assert sorted(two.warnings) == sorted(one.warnings)
    assert contents(two.out) == contents(one.out)
