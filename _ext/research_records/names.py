"""Names of people: references by name, order, spellings without accents."""

from __future__ import annotations

import unicodedata


def is_name(reference: str) -> bool:
    """Tell whether a reference to a person is a name, not an id.

    Ids are file names and hold no spaces: ``"Ada Lovelace, London"`` is a name.
    """
    return " " in reference.strip()


def name_alone(reference: str) -> str:
    """Return the name of a reference such as ``Name, Organisation``."""
    return reference.partition(",")[0].strip()


#: Letters that are not a plain letter with a mark.
_SMALL = {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "ß": "ss", "æ": "ae"}
_CAPITAL = {"Ł": "L", "Ø": "O", "Đ": "D", "Æ": "Ae"}
_BASES = str.maketrans({**_SMALL, **_CAPITAL})


def without_accents(text: str) -> str:
    """Return *text* without marks on its letters (Unicode's canonical decomposition).

    By this, Ö stands with O in an alphabetical list.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_BASES))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def family_first(family: str, given: str) -> str:
    """Return a name to sort by: family name, then given name.

    A particle such as "van" does not count (Dutch custom, NEN 1888).
    """
    words = family.split()
    while len(words) > 1 and words[0].islower():
        words.pop(0)
    return " ".join([*words, given])
