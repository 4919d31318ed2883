"""The PDF: formulas say what KaTeX reads, sign by sign, and never end the build."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
import typst
from test_nodes import made
from test_pdf import places, site, tags, words
from typst_pdf.nodes.macros import macros_of
from typst_pdf.nodes.maths import UnknownMathError, to_typst

__all__ = ["site"]

#: KaTeX's MathML of each command that is one sign: "name sign", two spaces between.
TABLE = (Path(__file__).parent / "symbols.txt").read_text(encoding="utf-8")
SYMBOLS = dict(pair.split(" ") for pair in re.split(r"  |\n", TABLE.strip()))
#: Signs that are painted alike and that KaTeX writes as the other one.
ALIKE = str.maketrans({"∣": "|", "∥": "‖", "·": "⋅", "′": "’", "⦵": "⊖", "∹": "−"})


def painted(typst_source: str) -> str:
    """Return the letters and signs of a formula in Typst."""
    bare = re.sub(r'class\("normal", |#h\([^)]*\)|[a-z.]+\(|"', "", typst_source)
    found = re.findall(r"\\u\{(\w+)\}|(\S)", bare)
    letters = "".join(chr(int(code, 16)) if code else sign for code, sign in found)
    return unicodedata.normalize("NFKC", letters.rstrip(")")).translate(ALIKE)


def test_no_sign_is_taken_for_another() -> None:
    wrong = {}
    for name, sign in SYMBOLS.items():
        shown = painted(to_typst(f"\\{name}")[0])
        if shown != unicodedata.normalize("NFKC", sign).translate(ALIKE):
            wrong[name] = shown
    # Colons before signs are two signs here and one there; \i and \j have no dot.
    assert wrong.keys() <= {"eqcolon", "minuscolon", "imath", "jmath", "not"}
    assert len(SYMBOLS) > 500


def test_what_kinds_of_formulas_become() -> None:
    for latex, source in (
        ("a-b", r"a \u{2212} b"),
        (r"\underbrace{a}_{n}", "underbrace(a, n)"),
        (r"\overbrace{a}^{n}", "overbrace(a, n)"),
        (r"\text{50\%}", '"50%"'),
        ("|x|", r'class("normal", \u{7c}) x class("normal", \u{7c})'),
        (r"\mathrm{d}x", "upright(d) x"),
        (r"\begin{aligned} a &= b & c &= d \end{aligned}",
         r"a & \u{3d} b & #h(2em) c & \u{3d} d"),
        (r"\left( \frac{a}{b} \right.", r"lr(\u{28} frac(a, b) )"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
         r"lr(\u{28} mat(delim: #none, a, b; c, d) \u{29})"),
        (r"\not=", r"\u{2260}"),
        (r"\newcommand{\p}[2]{#2|#1} \p{x}{y}",
         r'y class("normal", \u{7c}) x'),
        ("{}^{14}C", 'attach("", t: 14) C'),
    ):  # fmt: skip
        assert to_typst(latex)[0] == source, latex


@pytest.mark.parametrize(
    "latex",
    [
        r"\input{x}", r"\frac{a}", r"\left( x", r"\begin{pmatrix} a", r"\foo",
        r"\begin{tikz} a \end{tikz}", r"\begin", "a & b", r"\def\x{\x\x}\x",
        "{" * 5000 + "}" * 5000, r"\hat" * 5000, "x_" * 5000, "a" * 30_000,
    ],
)  # fmt: skip
def test_what_is_no_formula_is_said(latex: str) -> None:
    with pytest.raises(UnknownMathError):
        to_typst(latex)


def test_typst_takes_whatever_formulas_become(tmp_path: Path) -> None:
    pieces = [
        r"\frac", r"\left(", r"\right)", "{", "}", "^", "_", "&", r"\\", "x", "1",
        r"\begin{matrix}", r"\end{matrix}", r"\sqrt", r"\text{a}", "[", "]", r"\hat",
        r"\over", r"\sum", r"\middle|", "|", ",", ";", "'", '"', "#", "$", r"\(", "~",
        r"\begin{aligned}", r"\end{aligned}", r"\binom", r"\cancel", ":", "/", r"\not",
    ]  # fmt: skip
    chance = random.Random(7)
    sources = [to_typst(f"\\{name}")[0] for name in SYMBOLS]
    for _ in range(4000):
        latex = "".join(chance.choices(pieces, k=chance.randint(1, 9)))
        try:
            sources.append(to_typst(latex)[0])
        except UnknownMathError:
            continue
    file = tmp_path / "all.typ"
    start = "#let boxed(body) = body\n"
    file.write_text(start + "\n".join(f"$ {source} $" for source in sources))
    assert len(sources) > 1000
    assert typst.compile(str(file))


def test_formulas_are_words_to_those_who_hear_them() -> None:
    for latex, said in (
        (r"\frac{a+1}{b}", "( a plus 1 ) over b"),
        (r"x_i^2 \le \sqrt{y}", "x sub i to 2 less than or equal to root of y"),
        (r"\alpha \in \mathbb{R}", "alpha in R"),
    ):
        assert to_typst(latex)[1] == said


def test_macros_of_the_settings(make_app: type, site: Path) -> None:
    given = {"tex": {"macros": {"E": r"\mathbb{E}", "p": [r"\|#1\|", 1], "bad": 3}}}
    config = SimpleNamespace(mathjax3_config={"tex": {"macros": {"E": "e"}}})
    assert macros_of(config) == {"E": (0, "e")}
    assert macros_of(SimpleNamespace(mathjax3_config=None)) == {}
    source = "T\n=\n\n:math:`\\E \\p{x}`, :math:`\\bad`\n"
    pdf, warnings = made(make_app, site, source, f"mathjax3_config = {given!r}\n")
    assert "formula shown as LaTeX: no translation of \\bad" in warnings
    assert "𝔼‖𝑥‖, \\bad" in words(pdf).replace(" ‖", "‖").replace("‖ ", "‖")


def test_a_long_formula_stays_on_the_page(make_app: type, site: Path) -> None:
    long = " + ".join(f"a_{{{n}}}" for n in range(60))
    wide = " & ".join("abcdefghij" for _ in range(12))
    source = f"T\n=\n\n.. math:: {long}\n\n.. math:: \\begin{{matrix}}{wide}"
    source += "\\end{matrix}\n\n.. math::\n\n   a &= b \\\\\n   c &= d\n"
    pdf, warnings = made(make_app, site, source)
    assert warnings == ""
    assert [name for name, _ in tags(pdf)].count("Formula") == 3
    assert max(left for _, left in places(pdf)) < 595 - 60
