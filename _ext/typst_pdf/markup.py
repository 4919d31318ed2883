"""Typst source: text that can never become code."""

from __future__ import annotations

import re

__all__ = ["labelled", "string", "text", "without_colours"]

_ESCAPES = {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    **{code: f"\\u{{{code:x}}}" for code in (*range(32), 0x7F, 0x2028, 0x2029)},
}
#: Letters without a space that may be wider than a line or a table's column.
LONG = 30


#: What programs colour their output with (ECMA-48, "Control sequences").
_COLOURS = re.compile("\x1b\\[[0-9;?]*[A-Za-z]")


def without_colours(value: str) -> str:
    """Return words without a terminal's codes of colours."""
    return _COLOURS.sub("", value)


def string(value: str) -> str:
    """Return *value* as a Typst string literal (Typst reference, "String")."""
    clean = without_colours(value).encode("utf-8", "replace").decode("utf-8")
    return f'"{clean.translate(_ESCAPES)}"'


def text(value: str, *, longest: int = LONG, lines: bool = False) -> str:
    """Return *value* as content.

    Args:
        value: The words.
        longest: What is longer than this without a space may be broken anywhere.
        lines: Whether line breaks and spaces stay as they are; else a line break
            of the source is a space.
    """
    if not value:
        return ""
    if lines:
        parts = value.split("\n")
        return "#linebreak();".join(text(part, longest=longest) for part in parts)
    words = " ".join(value.split("\n"))
    if re.search(rf"\S{{{longest}}}", words):
        return f"#loose({string(words)});"
    return f"#{string(words)};"


def labelled(key: str) -> str:
    """Return an invisible place with the label *key*."""
    return f"#metadata(none)#label({string(key)})"
