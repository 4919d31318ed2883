"""What LaTeX writes, as plain text; and plain text as LaTeX reads it."""

from __future__ import annotations

import re
import unicodedata

from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

_LATEX = re.compile(r"[\\~$]|--|``|''|^[^{]*\}|\{[^}]*$")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%",
        "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)  # fmt: skip
#: What no title has when it is plain text: a command, a formula, a tag, an entity, a
#: control character.
_LEFT = re.compile(
    r"[\x00-\x1f\x7f]|\\[A-Za-z]+|\$[^$]*\$|</?[A-Za-z][^<>]*>|&[a-zA-Z]+;|&#\d+;|\{|\}"
)


def plain(value: str) -> str:
    """Return a field of BibTeX as text: accents, braces, escaped signs, dashes."""
    if not _LATEX.search(value):
        value = value.replace("{", "").replace("}", "")  # most have no more than these
    else:
        try:
            value = str(Text.from_latex(value))
        except (PybtexError, ValueError, RecursionError):  # braces, signs, a thousand levels
            return value
    text = re.sub(r"\\([$#_%&])", r"\1", value.replace("\\textit ", "")).replace("\u00a0", " ")
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()


def left_over(text: str) -> str | None:
    """Return the first HTML or LaTeX in a text that should be plain; None where it is."""
    found = _LEFT.search(text)
    return found[0] if found else None


def tex(text: str) -> str:
    """Return a text with the signs that TeX reads as commands escaped."""
    return text.translate(_TEX)


def unescaped(value: str) -> str:
    """Return an address or identifier without what BibTeX users escape in it."""
    return re.sub(r"\\([_%&#~])", r"\1", value).replace("{", "").replace("}", "")
