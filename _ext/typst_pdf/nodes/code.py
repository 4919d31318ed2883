"""Highlighted code, each colour dark enough to read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from pygments import lex
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.styles import get_style_by_name
from pygments.token import Error
from pygments.util import ClassNotFound

from typst_pdf.markup import string, without_colours

__all__ = ["code_block", "contrast"]

#: The template's grounds of code, plain and marked, and the least contrast of
#: text on them (WCAG 2.2, 1.4.3).
GROUNDS = ("f3f6f9", "e3e9f0")
LEAST = 4.5
#: The template's colour of plain text.
INK = "17212b"
#: Columns between the stops of a tabulator.
TAB = 8
#: Letters without a space that are wider than a line.
LONG = 40


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, definition)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, ground: str = GROUNDS[0]) -> float:
    """Return the contrast ratio of two colours, each six hexadecimal digits."""
    high, low = sorted([_luminance(colour), _luminance(ground)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@cache
def _readable(colour: str) -> str:
    while min(contrast(colour, ground) for ground in GROUNDS) < LEAST:
        parts = [int(int(colour[i : i + 2], 16) * 0.9) for i in (0, 2, 4)]
        colour = "".join(f"{part:02x}" for part in parts)
    return colour


def code_block(node: nodes.Element) -> str:
    """Return code with its line numbers and marked lines."""
    code = without_colours(node.astext()).replace("\r\n", "\n")
    code = code.expandtabs(TAB).rstrip("\n")
    lines = list(_lines(code, node.get("language", "text")))
    given: dict[str, Any] = node.get("highlight_args", {})
    first = int(given.get("linenostart", 1))
    marked = [n for n in given.get("hl_lines", []) if isinstance(n, int)]
    options = [f"first: {first if node.get('linenos') else 'none'}"]
    if marked:
        options.append(f"marked: ({', '.join(map(str, marked))},)")
    source = ", ".join(lines)
    return f"#code({string(code)}, ({source},), {', '.join(options)})"


def _lexer(code: str, language: str) -> Lexer:
    """Return Pygments' lexer; code without a language is Python if it can be."""
    plain = TextLexer(stripnl=False)
    try:
        name = "python" if language == "default" else language
        lexer: Lexer = get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return plain
    if language == "default" and any(kind is Error for kind, _ in lex(code, lexer)):
        return plain
    return lexer


def _lines(code: str, language: str) -> Iterator[str]:
    """Yield each line as Typst content."""
    style = get_style_by_name("default")
    styled = {known for known, _ in style}
    parts: list[tuple[str, str]] = []
    for token, value in lex(code, _lexer(code, language)):
        # Some lexers make kinds of their own; a style knows those above them.
        kind = next(k for k in reversed(token.split()) if k in styled)
        colour = _readable(style.style_for_token(kind)["color"] or INK)
        for number, part in enumerate(value.split("\n")):
            if number:
                yield _line(parts)
                parts = []
            if part:
                parts.append((colour, part))
    if parts:
        yield _line(parts)


def _line(parts: list[tuple[str, str]]) -> str:
    """Return a line; neighbours of one colour are one piece."""
    joined: list[tuple[str, str]] = []
    for colour, part in parts:
        if joined and (joined[-1][0] == colour or not part.strip()):
            joined[-1] = (joined[-1][0], joined[-1][1] + part)
        else:
            joined.append((colour, part))
    is_long = any(len(word) > LONG for _, part in joined for word in part.split())
    kind = "loose-token" if is_long else "token"
    source = "".join(f'#{kind}("#{colour}", {string(part)});' for colour, part in joined)
    return f"[{source}]"
