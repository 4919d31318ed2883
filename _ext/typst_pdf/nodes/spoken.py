"""A formula as words, for those who hear it."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET

__all__ = ["spoken"]

_SIGNS = {
    "+": "plus", "−": "minus", "-": "minus", "=": "equals", "<": "less than",
    ">": "greater than", "≤": "less than or equal to", "∑": "sum", "∏": "product",
    "≥": "greater than or equal to", "∫": "integral", "∂": "partial", "∈": "in",
    "→": "to", "·": "times", "×": "times", "⋅": "times", "∞": "infinity", "/": "over",
    "′": "prime", "″": "double prime", "*": "star", "!": "factorial",
    "≠": "not equal to",
    "∣": "given", "^": "hat", "~": "tilde", "―": "bar", "¯": "bar", "⏞": "brace",
    "⏟": "brace", "√": "root", "∇": "nabla", "ℓ": "l", "ϵ": "epsilon",
    "⊤": "top", "…": "dots", "⋯": "dots", "⋮": "dots", "↦": "maps to",
}  # fmt: skip
#: What stands above or below one letter.
_MARKS = {
    "prime": "prime", "double prime": "double prime", "hat": "hat", "tilde": "tilde",
    "bar": "bar", "brace": "brace", "to": "vector",
}  # fmt: skip
_FORMS = {
    "mfrac": "{} over {}", "msup": "{} to the power {}", "msub": "{} sub {}",
    "msubsup": "{} sub {} to {}", "munderover": "{} from {} to {}",
    "mover": "{} with {} above", "munder": "{} with {} below",
    "mroot": "{0} under root {1}", "msqrt": "root of {} {} {}",
}  # fmt: skip
#: Words of Unicode's names that only tell one alphabet from another.
_ALPHABET = re.compile(
    r"\b(mathematical|greek|latin|small|letter|symbol|italic|n-ary|operator|sign"
    r"|script|double-struck|black-letter)\b"
)


def spoken(element: ET.Element) -> str:
    """Return a formula in MathML as English words."""
    return " ".join(_words(element).split())


def _words(element: ET.Element) -> str:
    parts = [_words(child) for child in element]
    if element.tag in ("msup", "mover", "munder") and parts[1].strip() in _MARKS:
        return f"{parts[0]} {_MARKS[parts[1].strip()]}"
    if element.tag in _FORMS:
        given = [*map(_group, parts), "", "", ""]
        power = {"2": " squared", "3": " cubed"}.get(given[1].strip())
        if element.tag == "msup" and power:
            return given[0] + power
        return _FORMS[element.tag].format(*given)
    if element.tag == "mtr":
        return ", ".join(filter(str.strip, parts)) + ";"
    if element.tag == "mtable":
        return " ".join(parts).rstrip(";")
    words = (element.text or "").replace("\u00a0", " ")
    if element.tag in ("mi", "mo") and len(words.strip()) == 1:
        return _sign(words.strip())
    if element.tag == "mtext":
        words = re.sub(r"\\(.)", r"\1", words)
    return "" if element.tag == "mphantom" else " ".join([words, *parts])


def _group(words: str) -> str:
    return f"( {words} )" if len(words.split()) > 1 else words


def _sign(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    if letter.isascii():
        return letter
    name = unicodedata.name(letter, letter).lower()
    plain = unicodedata.normalize("NFKC", letter)
    if plain.isascii() and plain.isalpha():
        return f"bold {plain}" if "bold" in name else plain
    return " ".join(_ALPHABET.sub("", name).split()) or letter
