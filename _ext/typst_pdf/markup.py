"""Typst source: text that can never become code."""

from __future__ import annotations

__all__ = ["string", "text"]

_ESCAPES = {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    **{code: f"\\u{{{code:x}}}" for code in (*range(32), 0x7F, 0x2028, 0x2029)},
}


def string(value: str) -> str:
    """Return *value* as a Typst string literal (Typst reference, "String")."""
    clean = value.encode("utf-8", "replace").decode("utf-8")
    return f'"{clean.translate(_ESCAPES)}"'


def text(value: str) -> str:
    """Return *value* as content; line breaks of the source are spaces."""
    return f"#{string(' '.join(value.split(chr(10))))};" if value else ""
