"""LaTeX formulas as Typst's, by way of the MathML that latex2mathml makes of them.

Letters and signs go from MathML to Typst by their code points, so that none is
taken for another, and nothing of a formula can become Typst code.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from latex2mathml.converter import convert_to_element

from typst_pdf.markup import string
from typst_pdf.nodes.macros import UnknownMathError, expand
from typst_pdf.nodes.spoken import spoken

if TYPE_CHECKING:
    from typst_pdf.translator import Translator

__all__ = ["UnknownMathError", "formula", "to_typst"]

#: Letters; a longer formula is no formula.
MAX_LENGTH = 20_000
#: Letters of Typst's source; a formula that is shorter fits on a line.
SHORT = 90
#: Typst gives up at levels beyond sixty or so.
MAX_DEPTH = 40
#: Signs above or below -> Typst's function (Typst reference, "Accent").
_ABOVE = {
    "^": "hat", "~": "tilde", "¯": "macron", "→": "arrow", "←": "arrow.l", "↔":
    "arrow.l.r", "˙": "dot", "¨": "dot.double", "⃛": "dot.triple", "⃜": "dot.quad",
    "´": "acute", "`": "grave", "˘": "breve", "ˇ": "caron", "˚": "circle",
    "―": "overline", "‾": "overline", "⏞": "overbrace", "⎴": "overbracket",
    "⏜": "overparen", "⏠": "overshell", "⇀": "harpoon", "↼": "harpoon.lt",
}  # fmt: skip
_BELOW = {
    "―": "underline", "‾": "underline", "_": "underline", "⏟": "underbrace",
    "⎵": "underbracket", "⏝": "underparen", "⏡": "undershell",
}  # fmt: skip
_BRACES = {"overbrace", "underbrace", "overbracket", "underbracket"}
#: Functions whose index stands below them.
_LIMITS = {"lim", "max", "min", "sup", "inf", "limsup", "liminf", "det", "gcd", "Pr"}
#: MathML's names of alphabets -> Typst's functions.
_ALPHABETS = {
    "normal": "upright", "bold": "bold", "italic": "italic", "script": "cal",
    "fraktur": "frak", "double-struck": "bb", "sans-serif": "sans",
    "monospace": "mono",
}  # fmt: skip
_SIZES = {
    "negativethinmathspace": -0.167, "thinmathspace": 0.167, "mediummathspace": 0.222,
    "thickmathspace": 0.278, "em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1,
    "px": 0.075, "cm": 2.85, "mm": 0.285, "in": 7.23,
}  # fmt: skip
#: How latex2mathml writes signs.
_ENTITY = re.compile(r"&#x([0-9A-Fa-f]{4,5});|&(lt|gt|amp);")
_SCHEME = "{http://www.w3.org/1998/Math/MathML}"


def formula(page: Translator, node: nodes.Element, *, block: bool) -> str:
    """Return a formula with words as its text alternative.

    Where a part of it is not known it is shown as LaTeX, with a warning.
    """
    latex = node.astext().strip()
    # Sphinx's directive has a formula a paragraph.
    parts = re.split(r"\n\s*\n", latex) if block else [latex]
    if block:
        parts = [_in_rows(part) for part in parts]
    try:
        if page.has_bare_formulas:
            raise UnknownMathError("what Typst refuses")
        made = [to_typst(part, page.book.macros) for part in parts]
    except UnknownMathError as error:
        if not page.has_bare_formulas:
            said = f"formula shown as LaTeX: no translation of {error}"
            page.warn("math", said, node)
        return f"#raw({string(latex)}, block: {str(block).lower()});"
    source = " \\ ".join(typst for typst, _ in made)
    if not source.strip():
        return ""
    is_english = (page.config.language or "en").startswith("en")
    alt = string("; ".join(said for _, said in made) if is_english else latex)
    if not block:
        return f"#math.equation(alt: {alt}, block: false, ${source}$);"
    if len(source) < SHORT:  # fits, and need not be measured
        return f"#math.equation(alt: {alt}, block: true, $ {source} $);"
    return f"#formula({alt}, $ {source} $)"


def _in_rows(latex: str) -> str:
    """Return a formula of several rows in the environment that Sphinx gives it."""
    bare = re.sub(r"\\begin\{.*\\end\{[^}]*\}|\\&", "", latex, flags=re.DOTALL)
    is_split = "&" in bare or r"\\" in bare
    return rf"\begin{{split}}{latex}\end{{split}}" if is_split else latex


def to_typst(
    latex: str, macros: Mapping[str, tuple[int, str]] | None = None
) -> tuple[str, str]:
    """Return a formula as Typst's maths, and as words.

    Args:
        latex: The formula.
        macros: Name -> how many arguments it takes, and LaTeX.

    Raises:
        UnknownMathError: The formula uses what neither library nor this knows.
    """
    if len(latex) > MAX_LENGTH:
        raise UnknownMathError(f"more than {MAX_LENGTH} letters")
    expanded = expand(latex, macros or {})
    if not expanded.strip():
        return "", ""
    try:
        root = convert_to_element(expanded)
        _check(root)
        return _shown(root), spoken(root)
    except UnknownMathError:
        raise
    except Exception as error:  # the library has no common base of its errors
        raise UnknownMathError(f"{type(error).__name__} in {latex[:60]!r}") from error


def _shown(root: ET.Element) -> str:
    lone = root
    while len(lone) == 1 and (lone.tag != "mtable" or len(lone[0]) == 1):
        lone = lone[0]
    if lone.tag == "mtable" and _is_aligned(lone):  # may be longer than a page
        return " \\ ".join(" & #h(2em) ".join(row) for row in _pairs(lone))
    return _typst(root)


def _check(root: ET.Element) -> None:
    """Refuse a formula that the library passed on without understanding it."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        words = element.text = _ENTITY.sub(_character, element.text or "")
        if depth > MAX_DEPTH:
            raise UnknownMathError(f"more than {MAX_DEPTH} levels")
        if element.tag != "mtext" and (found := re.search(r"\\.+|^&$", words)):
            raise UnknownMathError(found[0])
        waiting.extend((child, depth + 1) for child in element)


def _character(entity: re.Match[str]) -> str:
    named = {"lt": "<", "gt": ">", "amp": "&"}
    return chr(int(entity[1], 16)) if entity[1] else named[entity[2]]


def _typst(element: ET.Element) -> str:
    tag = element.tag.removeprefix(_SCHEME)
    if tag in _TAGS:
        return _TAGS[tag](element)
    return _row(list(element))  # what only groups or spaces: mrow, mstyle, mpadded


def _argument(element: ET.Element) -> str:
    """Return what stands between commas; Typst wants something there."""
    return _typst(element).strip() or '""'


def _inner(element: ET.Element) -> str:
    return _row(list(element)) or '""'


def _letter(letter: str) -> str:
    if letter.isascii() and letter.isalnum():
        return letter
    return f"\\u{{{ord(letter):x}}}"


def _styled(element: ET.Element, source: str) -> str:
    """Return source in the alphabet that MathML names."""
    for name in re.findall(r"sans-serif|double-struck|[a-z]+", element.get("mathvariant", "")):
        if name == "bold" and "italic" not in element.get("mathvariant", ""):
            source = f"upright({source})"
        source = f"{_ALPHABETS[name]}({source})" if name in _ALPHABETS else source
    return source


def _identifier(element: ET.Element) -> str:
    words = (element.text or "").strip()
    if len(words) == 1:
        return _styled(element, _letter(words))
    if not words:
        return ""
    is_low = words in _LIMITS
    return f"op({string(words)}{', limits: #true' if is_low else ''})"


def _number(element: ET.Element) -> str:
    words = (element.text or "").strip()
    plain = words if re.fullmatch(r"\d+(\.\d+)?", words) else string(words)
    return _styled(element, plain)


def _operator(element: ET.Element) -> str:
    if len(element):  # words that are made an operator
        return f"op({_row(list(element))}, limits: #true)"
    words = unicodedata.normalize("NFC", (element.text or "").strip())
    is_low = element.get("movablelimits") == "true" and len(words) > 1
    if len(words) > 1:
        words = words.replace("\u2006", " ")
        is_low = is_low or words in _LIMITS
        return f"op({string(words)}{', limits: #true' if is_low else ''})"
    if not words:
        return ""
    sign = _letter(words)
    if words in "|‖/":
        sign = f'class("normal", {sign})'
    size = re.match(r"[\d.]+", element.get("minsize", ""))
    return f"lr({sign}, size: #{float(size[0]) * 1.1:.2f}em)" if size else sign


def _text(element: ET.Element) -> str:
    """Return words; a formula within them is between dollar signs."""
    words = (element.text or "").replace("\u00a0", " ")
    parts = re.split(r"(?<!\\)\$", words)
    shown = []
    for number, part in enumerate(parts):
        if number % 2 and number < len(parts) - 1:
            shown.append(to_typst(part)[0])
        elif part:
            plain = re.sub(r"\\([%#&_{}$ ])", r"\1", part)
            shown.append(_styled(element, string(plain)))
    return " ".join(shown)


def _space(element: ET.Element) -> str:
    if element.get("linebreak") == "newline":
        return "#linebreak()"
    width = re.fullmatch(r"\s*(-?[\d.]*)\s*([a-z]+)\s*", element.get("width", ""))
    if width is None or width[2] not in _SIZES:
        return ""
    factor = float(width[1]) if width[1] not in ("", "-", ".") else 1.0
    return f"#h({min(max(factor * _SIZES[width[2]], -3), 30):.3f}em)"


def _row(children: Sequence[ET.Element]) -> str:
    """Return a sequence, with delimiters as high as what is between them."""
    parts: list[str] = []
    first, last = (children[0], children[-1]) if children else (None, None)
    if first is not None and last is not None and _is_fence(first, "prefix"):
        is_closed = _is_fence(last, "postfix")
        inner = children[1:-1] if is_closed else children[1:]
        signs = [(side.text or "").strip() for side in (first, last)]
        left, right = (" ".join(map(_letter, sign)) for sign in signs)
        return f"lr({left} {_row(inner)} {right if is_closed else ''})"
    index = 0
    while index < len(children):
        child = children[index]
        three = children[index : index + 3]
        if _is_stretched(three):
            start, end = (_letter((side.text or "").strip()) for side in three[::2])
            parts.append(f"lr({start} {_typst(three[1])} {end})")
            index += 3
            continue
        if _is_slash(child) and index + 1 < len(children):
            sign = unicodedata.normalize("NFC", f"{children[index + 1].text}\u0338")
            parts.append(" ".join(map(_letter, sign)))
            index += 2
            continue
        is_middle = _is_fence(child, None) and child.get("form") is None
        source = _typst(child)
        parts.append(f"mid({source})" if is_middle and source else source)
        index += 1
    return " ".join(filter(None, parts))


def _is_fence(element: ET.Element, form: str | None) -> bool:
    is_fence = element.tag == "mo" and element.get("stretchy") == "true"
    is_plain = element.get("minsize") is None and element.get("fence") == "true"
    return is_fence and is_plain and (form is None or element.get("form") == form)


def _is_stretched(three: Sequence[ET.Element]) -> bool:
    """Tell whether a matrix or a fraction without a line is between delimiters."""
    if len(three) < 3 or [three[0].tag, three[2].tag] != ["mo", "mo"]:
        return False
    middle = three[1]
    is_binomial = middle.tag == "mfrac" and middle.get("linethickness") == "0"
    is_pair = all(len((side.text or "").strip()) == 1 for side in (three[0], three[2]))
    is_open = (three[0].text or "") in "([{|‖⟨⌊⌈⎰"
    return is_pair and is_open and (middle.tag == "mtable" or is_binomial)


def _is_slash(element: ET.Element) -> bool:
    """Tell whether a sign that strikes through the next one stands here."""
    return element.tag == "mpadded" and "".join(element.itertext()) == "⧸"


def _fraction(element: ET.Element) -> str:
    above, below = map(_argument, element)
    if element.get("linethickness") == "0":
        return f"mat(delim: #none, {above}; {below})"
    return f"frac({above}, {below})"


def _attached(*names: str) -> Callable[[ET.Element], str]:
    """Return what writes a base with indices at the named places."""

    def write(element: ET.Element) -> str:
        base, *rest = element
        pairs = zip(names, rest, strict=False)
        places = ", ".join(f"{name}: {_argument(part)}" for name, part in pairs)
        return f"attach({_argument(base)}, {places})"

    return write


def _over(element: ET.Element) -> str:
    """Return what has something above, below or both: an accent, a brace, words."""
    is_above = element.tag == "mover"
    base, *rest = element
    sign = (rest[0].text or "").strip() if len(rest) == 1 else ""
    name = (_ABOVE if is_above else _BELOW).get(sign)
    if name and not len(rest[0]):
        if name in ("arrow", "arrow.l", "arrow.l.r") or "." not in name:
            return f"{name}({_argument(base)})"
        return f"accent({_argument(base)}, {name})"
    inner = list(base)
    if len(rest) == 1 and base.tag == element.tag and len(inner) == 2:
        brace = (_ABOVE if is_above else _BELOW).get((inner[1].text or "").strip())
        if brace in _BRACES:  # its words
            return f"{brace}({_argument(inner[0])}, {_argument(rest[0])})"
    names = ["b", "t"] if len(rest) == 2 else ["t" if is_above else "b"]
    places = ", ".join(
        f"{place}: {_argument(part)}" for place, part in zip(names, rest, strict=True)
    )
    arrow = "".join(base.itertext()).strip()
    is_arrow = len(arrow) == 1 and unicodedata.name(arrow, "").find("ARROW") >= 0
    shown = f"stretch({_letter(arrow)})" if is_arrow else f"limits({_argument(base)})"
    return f"attach({shown}, {places})"


def _table(element: ET.Element) -> str:
    if _is_aligned(element):
        lines = (", ".join(f"display({p})" for p in row) for row in _pairs(element))
        options = "delim: #none, column-gap: #2em, row-gap: #0.6em"
        return f"mat({options}, {'; '.join(lines)})"
    rows = [[(_argument(cell), cell) for cell in row] for row in element]
    columns = max((len(row) for row in rows), default=0)
    shown = []
    for row in rows:
        cells = []
        for source, cell in row:
            side = cell.get("columnalign", "")
            pair = {"left": ("& ", ""), "right": ("", " &")}.get(side, ("", ""))
            cells.append(source.join(pair))
        shown.append(", ".join([*cells, *['""'] * (columns - len(cells))]))
    drawn = [
        f"{name}: ({', '.join(map(str, places))},)"
        for name, kind in (("vline", "columnlines"), ("hline", "rowlines"))
        if (places := _lines(element.get(kind, ""), columns, len(rows), kind))
    ]
    augment = f"augment: #({', '.join(drawn)}), " if drawn else ""
    source = f"mat(delim: #none, {augment}{'; '.join(shown)})" if rows else ""
    is_display = element.get("displaystyle") == "true"
    return f"display({source})" if source and is_display else source


def _lines(kinds: str, columns: int, rows: int, name: str) -> list[int]:
    """Return after which columns or rows a line is drawn."""
    given = kinds.split()
    most = (columns if name == "columnlines" else rows) - 1
    given += given[-1:] * (most - len(given))  # the last one is repeated (MathML 3)
    return [n for n, kind in enumerate(given[:most], 1) if kind != "none"]


def _is_aligned(table: ET.Element) -> bool:
    return table.get("columnspacing", "").startswith("0em")


def _pairs(table: ET.Element) -> list[list[str]]:
    """Return rows of equations, each side of one after an alignment point."""
    rows = [[_typst(cell) for cell in row] for row in table]
    return [[" & ".join(row[n : n + 2]) for n in range(0, len(row), 2)] for row in rows]


def _enclosed(element: ET.Element) -> str:
    inner = _inner(element)
    notation = element.get("notation", "").split()
    if "box" in notation or "roundedbox" in notation or "circle" in notation:
        return f"#boxed(${inner}$)"
    if {"updiagonalstrike", "downdiagonalstrike"} <= set(notation):
        return f"cancel({inner}, cross: #true)"
    if "updiagonalstrike" in notation:
        return f"cancel({inner})"
    if "downdiagonalstrike" in notation:
        return f"cancel({inner}, inverted: #true)"
    if "horizontalstrike" in notation:
        return f"cancel({inner}, angle: #90deg)"
    if set(notation) & {"top", "longdiv", "actuarial", "radical"}:
        return f"overline({inner})"
    return f"underline({inner})" if "bottom" in notation else inner


def _phantom(element: ET.Element) -> str:
    return f"#hide(${_inner(element)}$)"


_TAGS: dict[str, Callable[[ET.Element], str]] = {
    "mi": _identifier, "mn": _number, "mo": _operator, "mtext": _text,
    "mspace": _space, "mfrac": _fraction, "mtable": _table, "menclose": _enclosed,
    "mphantom": _phantom, "msub": _attached("b"), "msup": _attached("t"),
    "msubsup": _attached("b", "t"), "mover": _over, "munder": _over,
    "munderover": _over, "msqrt": lambda e: f"sqrt({_inner(e)})",
    "mroot": lambda e: f"root({_argument(e[1])}, {_argument(e[0])})",
}  # fmt: skip
