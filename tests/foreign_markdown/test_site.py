"""The extension in a site that knows nothing of research records."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.testing.util import SphinxTestApp

CONF = """\
extensions = ["foreign_markdown"]
myst_enable_extensions = ["alert", "colon_fence", "strikethrough", "tasklist", "attrs_block"]
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/conf.py").write_text(CONF)
    return tmp_path / "src"


def built(make_app: type, source: Path, text: str, builder: str = "html") -> tuple[str, str]:
    """Return what was written of the home page, and the warnings."""
    (source / "index.md").write_text(text)
    app: SphinxTestApp = make_app(builder, srcdir=source, freshenv=True)
    app.build()
    app.cleanup()
    suffix = {"html": "html", "text": "txt"}[builder]
    return (Path(app.outdir) / f"index.{suffix}").read_text(), app.warning.getvalue()


def body(html: str) -> Tag:
    found = BeautifulSoup(html, "html.parser").select_one("div.body")
    assert found is not None
    return found


def test_text_between_tags_is_published_and_told(make_app: type, source: Path) -> None:
    text = (
        "# Home\n\n{% if x %} Seen text. {% endif %}\n\n{% raw %}\nRaw text.\n{% endraw %}\n"
    )
    html, warnings = built(make_app, source, text)
    assert "Seen text." in body(html).get_text()
    assert "Raw text." in body(html).get_text()
    (line,) = warnings.strip().splitlines()
    assert "index.md:3: WARNING: Liquid's '{% if x %}'" in line
    assert "[site.foreign]" in line


@pytest.mark.parametrize("builder", ["html", "text"])
def test_comments_are_not_published(make_app: type, source: Path, builder: str) -> None:
    text = "# Home\n\n<!-- secret -->\n\nA <!-- secret --> b\n\n% secret\n\n"
    text += "<div><!-- secret -->c</div>\n\n<!-- secret\n\nsecret -->\n"
    out, warnings = built(make_app, source, text, builder)
    assert warnings == ""
    assert "secret" not in out
    if builder == "html":
        assert body(out).get_text().split()[-3:] == ["A", "b", "c"]


def test_nothing_of_a_comment_is_in_the_doctree(make_app: type, source: Path) -> None:
    (source / "index.md").write_text("# Home\n\nA <!-- secret -->\n\n% secret\n")
    app: SphinxTestApp = make_app("html", srcdir=source)
    app.build()
    assert "secret" not in app.env.get_doctree("index").pformat()


@pytest.mark.parametrize("builder", ["html", "text"])
def test_tasks_and_struck_text(make_app: type, source: Path, builder: str) -> None:
    out, warnings = built(
        make_app, source, "# Home\n\n- [x] done\n- [ ] to do\n\n~~*no*~~\n", builder
    )
    assert warnings == ""
    assert "\u2611 done" in out
    assert "\u2610 to do" in out
    if builder == "html":
        struck = body(out).select_one("s > em")
        assert struck is not None
        assert struck.get_text() == "no"
        assert body(out).select_one("input") is None


def test_what_becomes_a_box(make_app: type, source: Path) -> None:
    text = "# Home\n\n!!! tip\n    Use *it*.\n\n> [!NOTE]\n> Mind.\n\n"
    text += "::: {.callout-warning}\nStop.\n:::\n"
    html, warnings = built(make_app, source, text)
    assert warnings == ""
    boxes = [" ".join(box["class"][1:]) for box in body(html).select("div.admonition")]
    assert boxes == ["tip", "note", "warning"]
    assert body(html).select_one("div.tip em") is not None


def test_unknown_blocks_keep_their_content(make_app: type, source: Path) -> None:
    text = "# Home\n\n::: {.tabset}\nOne\n:::\n\n:::{noet}\nTwo\n:::\n\n"
    text += ":::{foo} Three\nFour\n:::\n"
    html, warnings = built(make_app, source, text)
    assert all(word in body(html).get_text() for word in ("One", "Two", "Three", "Four"))
    assert "index.md:3: WARNING: the block '::: {.tabset}' is not known" in warnings
    assert (
        "index.md:7: WARNING: the directive 'noet' is not known; did you mean 'note'?"
        in warnings
    )
    assert "Unknown directive" not in warnings


def test_unknown_roles_keep_their_text(make_app: type, source: Path) -> None:
    html, warnings = built(make_app, source, "# Home\n\nA {reff}`home` {doc}`index`\n")
    assert "home" in body(html).get_text()
    assert "the role 'reff' is not known; did you mean 'ref'?" in warnings
    assert len(warnings.strip().splitlines()) == 1


def test_included_files_are_read_too(make_app: type, source: Path) -> None:
    (source / "part.txt").write_text("\n\nA {{ b }} c\n")
    _, warnings = built(make_app, source, "# Home\n\n```{include} part.txt\n```\n")
    assert "part.txt:3: WARNING: the variable '{{ b }}'" in warnings


def test_settings(make_app: type, source: Path) -> None:
    text = "# Home\n\n{{ a }}\n\n```{plantuml}\n{{ b }}\n```\n"
    with (source / "conf.py").open("a") as conf:
        conf.write('foreign_markdown_ignore = ["variable", "directive"]\n')
        conf.write('foreign_markdown_literal = ["plantuml"]\n')
    _, warnings = built(make_app, source, text)
    assert "WARNING" in warnings
    assert "site.foreign" not in warnings


def test_warnings_can_be_suppressed(make_app: type, source: Path) -> None:
    with (source / "conf.py").open("a") as conf:
        conf.write('suppress_warnings = ["site.foreign"]\n')
    assert built(make_app, source, "# Home\n\n{{ a }} ~~b~~\n")[1] == ""


def test_pages_of_other_formats_are_left_alone(make_app: type, source: Path) -> None:
    (source / "other.rst").write_text("Other\n=====\n\n{{ a }} and .. {% b %}\n")
    _, warnings = built(make_app, source, "# Home\n\n```{toctree}\nother\n```\n")
    assert warnings == ""


def test_it_knows_nothing_of_research_records() -> None:
    root = Path(__file__).parents[2] / "_ext/foreign_markdown"
    assert not [path for path in root.glob("*.py") if "research_site" in path.read_text()]


@pytest.mark.parametrize(
    "block", ["```python\nx\n\nText.", "~~~\nx", ":::{note}\nText.", "````\n```\nx"]
)
def test_a_fence_that_nothing_closes_is_told(make_app: type, source: Path, block: str) -> None:
    _, warnings = built(make_app, source, f"# Home\n\n{block}\n")
    assert "index.md:3: WARNING: found" in warnings
    assert "which nothing closes" in warnings


@pytest.mark.parametrize(
    "block",
    [
        "```python\nx\n```",
        "- a\n  ```\n  x\n  ```\n- b",
        "> ```\n> x\n> ```\n\nText.",
        "~~~~\n```\n~~~~",
    ],
)
def test_a_closed_fence_is_told_nothing(make_app: type, source: Path, block: str) -> None:
    assert built(make_app, source, f"# Home\n\n{block}\n")[1] == ""
