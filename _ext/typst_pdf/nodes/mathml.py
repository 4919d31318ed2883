"""MathML as Typst's maths.

Letters and signs go by their code points, so that none is taken for another, and
nothing of a formula can become Typst code.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence

from typst_pdf.markup import string

__all__ = ["typst_of"]

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
#: What MathML's "menclose" draws, the first that is asked for.
_LINES: list[tuple[set[str], str]] = [
    ({"box", "roundedbox", "circle"}, "#boxed(${}$)"),
    ({"updiagonalstrike"}, "cancel({})"),
    ({"downdiagonalstrike"}, "cancel({}, inverted: #true)"),
    ({"horizontalstrike"}, "cancel({}, angle: #90deg)"),
    ({"top", "longdiv", "actuarial", "radical"}, "overline({})"),
    ({"bottom"}, "underline({})"),
]
_SIZES = {
    "negativethinmathspace": -0.167, "thinmathspace": 0.167, "mediummathspace": 0.222,
    "thickmathspace": 0.278, "em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1,
    "px": 0.075, "cm": 2.85, "mm": 0.285, "in": 7.23,
}  # fmt: skip


def typst_of(root: ET.Element) -> str:
    """Return MathML as Typst's maths."""
    lone = root
    while len(lone) == 1 and (lone.tag != "mtable" or len(lone[0]) == 1):
        lone = lone[0]
    is_aligned = lone.get("columnspacing", "").startswith("0em")
    if lone.tag == "mtable" and is_aligned:  # may be longer than a page
        return " \\ ".join(" & #h(2em) ".join(row) for row in _pairs(lone))
    return _typst(root)


def _typst(element: ET.Element) -> str:
    # The others only group or space: mrow, mstyle, mpadded.
    return _TAGS.get(element.tag, _row)(element)


def _argument(element: ET.Element) -> str:
    """Return what stands between commas; Typst wants something there."""
    return _typst(element).strip() or '""'


def _inner(element: ET.Element) -> str:
    return _row(element) or '""'


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


def _operator_words(words: str, *, is_low: bool = False) -> str:
    """Return a function's name; what is low has its index below it."""
    limits = ", limits: #true" if is_low or words in _LIMITS else ""
    return f"op({string(words)}{limits})" if words else ""


def _identifier(element: ET.Element) -> str:
    words = (element.text or "").strip()
    if len(words) == 1:
        return _styled(element, _letter(words))
    return _operator_words(words)


def _number(element: ET.Element) -> str:
    words = (element.text or "").strip()
    plain = words if re.fullmatch(r"\d+(\.\d+)?", words) else string(words)
    return _styled(element, plain)


def _operator(element: ET.Element) -> str:
    if len(element):  # words that are made an operator
        return f"op({_row(element)}, limits: #true)"
    words = unicodedata.normalize("NFC", (element.text or "").strip())
    if len(words) != 1:
        is_low = element.get("movablelimits") == "true"
        return _operator_words(words.replace("\u2006", " "), is_low=is_low)
    sign = _letter(words)
    if words in "|‖/":
        sign = f'class("normal", {sign})'
    size = re.match(r"[\d.]+", element.get("minsize", ""))
    return f"lr({sign}, size: #{float(size[0]) * 1.1:.2f}em)" if size else sign


def _text(element: ET.Element) -> str:
    words = (element.text or "").replace("\u00a0", " ")
    plain = re.sub(r"\\([%#&_{}$ ])", r"\1", words)
    return _styled(element, string(plain)) if plain else ""


def _space(element: ET.Element) -> str:
    if element.get("linebreak") == "newline":
        return "#linebreak()"
    width = re.fullmatch(r"\s*(-?[\d.]*)\s*([a-z]+)\s*", element.get("width", ""))
    if width is None or width[2] not in _SIZES:
        return ""
    factor = float(width[1]) if width[1] not in ("", "-", ".") else 1.0
    return f"#h({min(max(factor * _SIZES[width[2]], -3), 30):.3f}em)"


def _row(element: Iterable[ET.Element]) -> str:
    """Return a sequence, with delimiters as high as what is between them."""
    children = list(element)
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
    if element.get("columnspacing", "").startswith("0em"):
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


def _pairs(table: ET.Element) -> list[list[str]]:
    """Return rows of equations, each side of one after an alignment point."""
    rows = [[_typst(cell) for cell in row] for row in table]
    return [[" & ".join(row[n : n + 2]) for n in range(0, len(row), 2)] for row in rows]


def _enclosed(element: ET.Element) -> str:
    """Return what a line is around, over, below or through."""
    notation = set(element.get("notation", "").split())
    form = next((form for names, form in _LINES if names & notation), "{}")
    if {"updiagonalstrike", "downdiagonalstrike"} <= notation:
        form = "cancel({}, cross: #true)"
    return form.replace("{}", _inner(element))


_TAGS: dict[str, Callable[[ET.Element], str]] = {
    "mi": _identifier, "mn": _number, "mo": _operator, "mtext": _text,
    "mspace": _space, "mfrac": _fraction, "mtable": _table, "menclose": _enclosed,
    "mphantom": lambda e: f"#hide(${_inner(e)}$)",
    "msub": _attached("b"), "msup": _attached("t"),
    "msubsup": _attached("b", "t"), "mover": _over, "munder": _over,
    "munderover": _over, "msqrt": lambda e: f"sqrt({_inner(e)})",
    "mroot": lambda e: f"root({_argument(e[1])}, {_argument(e[0])})",
}  # fmt: skip
