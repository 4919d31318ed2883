"""Formulas: MathML in the page, numbers and references, and a message for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from math_core import LatexError
from mathml_pages import mathml
from sphinx.testing.util import SphinxTestApp

CONF = """\
extensions = ["myst_parser", "research_site", "accessible_pages.tables", "mathml_pages"]
html_theme = "furo"
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_dmath_allow_digits = myst_dmath_allow_space = False
"""


def build(make_app: type, folder: Path, body: str, builder: str = "html") -> tuple[str, str]:
    """Return the home page with this text, and the warnings."""
    source = folder / "src"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(CONF)
    (source / "index.md").write_text(f"---\ntitle: Home\n---\n\n{body}\n")
    app: SphinxTestApp = make_app(builder, srcdir=source, builddir=folder / f"out-{builder}")
    app.build()
    app.cleanup()
    suffix = "xhtml" if builder == "epub" else "html"
    return (Path(app.outdir) / f"index.{suffix}").read_text(), app.warning.getvalue()


BODY = r"""A fraction $\frac12$ costs $5 and $6.

$$
e = mc^2
$$ (energy)

As {eq}`energy` says.

```{math}
:label: second

a &= b \\
c &= d
```

\begin{align}
x &= y
\end{align}
"""


def test_formulas_without_script_or_other_host(make_app: type, tmp_path: Path) -> None:
    text, warnings = build(make_app, tmp_path, BODY)
    assert warnings == ""
    page = BeautifulSoup(text, "html.parser")
    inline = page.select_one("p span.math > math")
    assert inline is not None
    half = inline.find("mfrac")
    assert half is not None
    assert [number.get_text() for number in half.find_all("mn")] == ["1", "2"]
    assert "costs $5 and $6" in page.get_text()
    numbers = [str(one.contents[0]) for one in page.select("div.math > span.eqno")]
    assert numbers == ["(1)", "(2)", "(3)"]
    reference = page.select_one('p a[href="#equation-energy"]')
    assert reference is not None
    assert reference.get_text() == "(1)"
    assert page.select_one("#equation-energy") is not None
    assert len(page.select("div.math mtable mtr")) >= 3
    assert len(page.select("#equation-energy")) == 1
    assert len(page.select('[tabindex="0"][aria-label^="Formula"] > div.math')) == 3
    assert "mathjax" not in text.lower()
    assert not [s for s in page.select("script[src]") if "//" in str(s["src"])]


def test_two_builds_are_alike(make_app: type, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = (build(make_app, tmp_path / name, BODY)[0] for name in ("a", "b"))
    assert first.partition("<article")[2] == second.partition("<article")[2]


def test_what_cannot_be_translated_is_told_and_shown(make_app: type, tmp_path: Path) -> None:
    text, warnings = build(make_app, tmp_path, r"Here $\foo<b$." + "\n\nAnd $a}$.")
    lines = warnings.strip().splitlines()
    assert "index.md:5: WARNING: formula: " in lines[0]
    assert r"\foo" in lines[0]
    assert "it is shown as LaTeX [site.maths]" in lines[0]
    assert "index.md:7: WARNING: formula: " in lines[1]
    assert r"<code>\foo&lt;b</code>" in text


def test_books_are_xml(make_app: type, tmp_path: Path) -> None:
    import xml.etree.ElementTree as ET

    (tmp_path / "src").mkdir()
    text, _ = build(make_app, tmp_path, r"$\ln x$", "epub")
    assert ET.fromstring(text).find(".//{http://www.w3.org/1998/Math/MathML}math") is not None


@pytest.mark.parametrize(
    "latex", ["{", "}", r"\left(", "a & b", r"\href{javascript:alert(1)}{x}", r"\frac" * 999]
)
def test_nothing_is_drawn_wrongly_in_silence(latex: str) -> None:
    with pytest.raises(LatexError):
        mathml(latex, False)


def test_nothing_in_a_formula_becomes_html() -> None:
    assert "<script>" not in mathml(r"\text{<script>alert(1)</script>}", False)


def test_lines_of_a_block_are_aligned() -> None:
    for latex in (r"a &= b \\ c &= d", "a\n\nb", r"\begin{split}a&=b\\c&=d\end{split}"):
        assert mathml(latex, True).count("<mtr>") == 2
