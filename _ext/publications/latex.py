"""What LaTeX writes, as plain text; and plain text as LaTeX reads it."""

from __future__ import annotations

import re
import unicodedata

from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

_LATEX = re.compile(r"[\\~$]|--|``|''|^[^{]*\}|\{[^}]*$")
#: An accent on the letter without a dot that takes the dot's place: ``\'{\i}``.
_DOTLESS = re.compile(
    r"(\\(?:[`'^\"~=.]|[uvHcr](?![A-Za-z])))\s*(?:\{\s*\\([ij])\s*\}|\\([ij])(?![A-Za-z])(?:\{\})?)"
)
#: Thin spaces; places where a word may be parted, or a ligature is not wanted.
_SPACES, _NOTHING = re.compile(r"\\[,;:]"), re.compile(r"\\[-/!]")
#: Commands of style and of addresses, whose text is all that is shown.
_STYLED = re.compile(r"\\(?:textit|emph) ")
_URL = re.compile(r"\\url\s*\{([^{}]*)\}")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%",
        "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)  # fmt: skip
#: What no title has when it is plain text: a command, a formula, a tag, an entity, a
#: control character.
#: Two prices are no formula, and "R&D;" is no entity.
_LEFT = re.compile(
    r"[\x00-\x1f\x7f]|\\(?:[A-Za-z]+|.)|\$(?=[^\s$])[^$]*(?<=\S)\$(?!\d)|</?[A-Za-z][^<>]*>"
    r"|&[a-zA-Z][a-z]+\d*;"
    r"|&#x?[\da-fA-F]+;|\{|\}"
)


def plain(value: str) -> str:
    """Return a field of BibTeX as text: accents, braces, escaped signs, dashes."""
    if not _LATEX.search(value):
        value = value.replace("{", "").replace("}", "")  # most have no more than these
    else:
        value = _DOTLESS.sub(lambda m: f"{m[1]}{{{m[2] or m[3]}}}", value)
        value = _NOTHING.sub("", _SPACES.sub(" ", value))
        # A percent sign begins a comment in LaTeX, but not in what people paste.
        value = re.sub(r"(?<!\\)%", r"\\%", _URL.sub(_typed, value))
        try:
            value = str(Text.from_latex(value))
        except (PybtexError, ValueError, RecursionError):  # braces, signs, a thousand levels
            return value
    text = re.sub(r"\\([$#_%&])", r"\1", _STYLED.sub("", value)).replace("\u00a0", " ")
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()


def _typed(address: re.Match[str]) -> str:
    return address[1].replace("~", r"\textasciitilde{}")


def left_over(text: str) -> str | None:
    """Return the first HTML or LaTeX in a text that should be plain; None where it is."""
    found = _LEFT.search(text)
    return found[0] if found else None


def tex(text: str) -> str:
    """Return a text with the signs that TeX reads as commands escaped."""
    return text.translate(_TEX)


def unescaped(value: str) -> str:
    """Return an address or identifier without what BibTeX users escape in it."""
    plain = re.sub(r"\\([_%&#~])", r"\1", value).replace("{", "").replace("}", "")
    return plain.replace("\\textless", "<").replace("\\textgreater", ">")
