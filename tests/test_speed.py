"""What is worked out once is what Sphinx would work out, and edits stay small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docutils import nodes
from research_site import speed
from research_site.speed import parallel, reading, stock, writing
from research_site.speed.stock import Override
from sphinx.testing.util import SphinxTestApp
from test_rebuilds import build, outputs, site, write

__all__ = ["site"]


OVERRIDES = (*stock.SETTINGS, stock.PARSER, stock.WALK, stock.STATE, stock.TITLE)


def test_overrides_change_no_output(
    make_app: type, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site / "team/ann.md", (site / "team/ann.md").read_text() + INCLUDING)
    write(site / "words.txt", "Included *words*, and {doc}`/index`.\n")
    write(site / "more.md", "---\ntitle: More\nmyst:\n  heading_anchors: 1\n---\n\n## A\n")
    build(make_app, site, tmp_path / "once")
    with monkeypatch.context() as anew:
        for override in OVERRIDES:
            anew.setattr(override.owner, override.name, override.stock)
        anew.setattr(speed, "setup", lambda app: None)
        build(make_app, site, tmp_path / "anew")
    once, anew_made = (outputs(tmp_path / name / "dirhtml") for name in ("once", "anew"))
    assert once == anew_made


OTHER_SETTINGS = "---\ntitle: More\nmyst:\n  heading_anchors: 1\n---\n\n## A\n"
#: A page that is parsed with other parsers while its own is at work.
INCLUDING = """
```{include} ../words.txt
```

```{eval-rst}
.. include:: ../words.txt
   :parser: myst_parser.sphinx_
```

Words *after* both.
"""


@pytest.mark.parametrize("override", OVERRIDES, ids=lambda override: override.name)
def test_another_version_is_reported_and_builds(
    make_app: type,
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    override: Override,
) -> None:
    for each in OVERRIDES:  # put back what the build replaces
        monkeypatch.setattr(each.owner, each.name, each.stock)
    changed = override._replace(arguments=("another",))
    for room in (stock, reading, parallel, writing):
        for name, value in vars(room).items():
            if value is override:
                monkeypatch.setattr(room, name, changed)
            elif isinstance(value, tuple) and override in value:
                monkeypatch.setattr(room, name, (changed,))
    app: SphinxTestApp = make_app("dirhtml", srcdir=site, builddir=tmp_path / "out")
    app.build()
    app.cleanup()
    assert override.name in app.warning.getvalue()
    assert "[site.speed]" in app.warning.getvalue()
    assert getattr(override.owner, override.name) is override.stock


def test_reading_process_sends_its_own_pages_alone(
    make_app: type, site: Path, tmp_path: Path
) -> None:
    names = [f"more/p{number}" for number in range(12)]
    for name in names:
        write(site / f"{name}.md", f"---\ntitle: {name}\n---\n\n## Part\n")
    app: SphinxTestApp = make_app(
        "dirhtml", srcdir=site, builddir=tmp_path / "out", parallel=2
    )
    sent: list[tuple[set[str], set[str]]] = []

    def note(app: object, env: object, pages: set[str], other: object) -> None:
        sent.extend((pages, set(getattr(other, name))) for name in parallel.OF_PAGES)

    app.connect("env-merge-info", note)
    app.build()
    app.cleanup()
    assert len(sent) > 3
    assert [got for pages, got in sent if got != pages] == []
    assert set(names) < set(app.env.tocs)


def test_walk_is_docutils_own_where_the_tree_changes() -> None:
    def visited(find: Callable[..., Iterator[nodes.Node]]) -> list[str]:
        tree = nodes.section("", nodes.title("", "a"), nodes.paragraph("", "b"))
        seen = []
        for node in find(tree, nodes.Node):
            seen.append(repr(node))
            if isinstance(node, nodes.title):
                node.append(nodes.strong("", "", nodes.Text("in a title")))
            if isinstance(node, nodes.strong):
                tree += nodes.paragraph("", "at the end")
            if isinstance(node, nodes.paragraph) and len(seen) < 20:
                node.children = [nodes.emphasis("", "instead")]
        return seen

    assert stock.WALK.stock is not None
    assert visited(reading.walk(None)) == visited(stock.WALK.stock)


def test_edited_text_writes_its_page_alone(make_app: type, site: Path, tmp_path: Path) -> None:
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
