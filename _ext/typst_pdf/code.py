"""Highlighted code, each colour dark enough to read."""

from __future__ import annotations

from pygments import lex
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.styles import get_style_by_name
from pygments.util import ClassNotFound

from typst_pdf.markup import string

__all__ = ["coloured_lines", "contrast"]

#: The template's ground of code, and the least contrast of text on it
#: (WCAG 2.2, 1.4.3).
GROUND = "f3f6f9"
LEAST = 4.5
#: The template's colour of plain text.
INK = "17212b"


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, definition)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, ground: str = GROUND) -> float:
    """Return the contrast ratio of two colours, each six hexadecimal digits."""
    high, low = sorted([_luminance(colour), _luminance(ground)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def _readable(colour: str) -> str:
    while contrast(colour) < LEAST:
        parts = [int(int(colour[i : i + 2], 16) * 0.9) for i in (0, 2, 4)]
        colour = "".join(f"{part:02x}" for part in parts)
    return colour


def coloured_lines(code: str, language: str) -> list[str]:
    """Return each line of *code* as Typst content."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    style = get_style_by_name("default")
    styled = {known for known, _ in style}
    lines: list[list[str]] = [[]]
    for token, value in lex(code.rstrip("\n"), lexer):
        # Some lexers make kinds of their own; a style knows those above them.
        kind = next(k for k in reversed(token.split()) if k in styled)
        colour = _readable(style.style_for_token(kind)["color"] or INK)
        for number, part in enumerate(value.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(f'#token("#{colour}", {string(part)});')
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [f"[{''.join(line)}]" for line in lines]
