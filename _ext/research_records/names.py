"""Names of people: their parts, initials, order, and spellings without accents."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: Words before a family name that are part of it, in any case of their letters.
PARTICLES = frozenset(
    [
        "af",
        "al",
        "av",
        "ap",
        "bin",
        "d'",
        "da",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "delle",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "op",
        "'s",
        "'t",
        "te",
        "ten",
        "ter",
        "tot",
        "van",
        "vom",
        "von",
        "zu",
        "zum",
        "zur",
    ]
)
#: Particles that are written together with the name.
_JOINED = re.compile("^(?:[dl]['\u2019]|(?:[Aa]l|[Ee]l)-)(?=\\w)")
#: Words between two family names that are one (Spanish, Portuguese, Catalan).
_JOINING = frozenset(["y", "e", "i"])
#: Hyphens, breaking and not; and what else is not heard in a name.
_HYPHENS = "[-\u2010\u2011]"
_MARKS = "[-\u2010\u2011'\u2019.]"
#: Roman numbers in capitals: Xi and Vi are given names.
_SUFFIX = re.compile(r"(?:[Jj][Rr]|[Ss][Rr])\.?|[IVX]{2,}")
SUFFIX_BETWEEN = rf",\s*(?:{_SUFFIX.pattern})\s*(?=,|$)"
#: Academic titles, which are no part of a name.
_TITLE = re.compile(
    r"(?i:(?:prof|dr|drs|ir|ing|mr|mrs|ms|prof\.dr|ph\.d|m\.sc|b\.sc)\."
    r"|professor|prof|dr|drs|phd|ph\.d|msc|bsc)|MBA"  # Mba is a family name
)
_CJK = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff々・]+"
)


class Name(NamedTuple):
    """A name in parts.

    Attributes:
        family: Family name with its particles; the whole of a name of one part.
        given: Given names or initials.
        suffix: Such as ``Jr.`` or ``III``.
    """

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def full(self) -> str:
        """Return the name as people write it; Chinese, Japanese, Korean family first."""
        if self.given and _is_cjk(self.family + self.given):
            return f"{self.family} {self.given}"
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """Return ``Family, Suffix, Given``, which BibTeX reads without a doubt."""
        return ", ".join(part for part in (self.family, self.suffix, self.given) if part)

    @property
    def cited(self) -> str:
        """Return ``Family, G. N., Suffix`` (APA, 7th edition, section 9.8)."""
        parts = (self.family, initials(self.given), self.suffix)
        return ", ".join(part for part in parts if part)

    @property
    def sort_key(self) -> str:
        """Return what names are sorted by."""
        return collation_key(family_first(self.family, f"{self.given} {self.suffix}"))


def parse_name(text: str) -> Name:
    """Return the parts of a name as people or BibTeX write it.

    That is ``Given particle Family``, ``Family, Given``, ``Family, Jr., Given``, a name
    of one word, or ``{An Organisation}`` in braces, which is one part.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if text.startswith("{") and text.endswith("}"):
        return Name(text[1:-1].strip())
    parts = [part for one in text.split(",") if (part := one.strip())]
    if len(parts) >= 3 and _SUFFIX.fullmatch(parts[1]):
        return Name(parts[0], " ".join(parts[2:]), parts[1])
    family, _, last = parts[0].rpartition(" ") if parts else ("", "", "")
    if len(parts) == 2 and family and _SUFFIX.fullmatch(last):  # "Davis Jr., Sammy"
        return _with_particles(family, parts[1], last)
    if len(parts) >= 2 and not _SUFFIX.fullmatch(parts[1]):
        suffix = parts.pop() if _SUFFIX.fullmatch(parts[-1]) else ""
        return _with_particles(parts[0], " ".join(parts[1:]), suffix)
    words = " ".join(parts).split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2:
        return Name("".join(words), "", suffix)
    if all(map(_is_cjk, words)):
        return Name(words[0], " ".join(words[1:]), suffix)
    start = next((n for n, word in enumerate(words[1:-1], 1) if _is_particle(word)), -1)
    if start > 1 and words[start] in _JOINING:
        start -= 1
    if _is_particle(words[0]) and not words[0][0].isupper():
        start = 0
    return Name(" ".join(words[start:]), " ".join(words[:start]) if start else "", suffix)


def _with_particles(family: str, given: str, suffix: str) -> Name:
    """Return a name; libraries write particles last: ``Meer, Piet van der``."""
    words, moved = given.split(), [family]
    while len(words) > 1 and _is_particle(words[-1]) and words[-1][0].islower():
        moved.insert(0, words.pop())
    return Name(" ".join(moved), " ".join(words), suffix)


def _is_particle(word: str) -> bool:
    lower = word.lower().replace("\u2019", "'")
    # Georgian letters are small, too, and have no capitals in names.
    return lower in PARTICLES or (word[0].islower() and word[0].title() != word[0])


def title_in(text: str) -> str | None:
    """Return the first academic title in a name, such as ``Prof.``; None where it has none."""
    words = re.split(r"[\s,]+", text)
    return next((one for one in words if one.isascii() and _TITLE.fullmatch(one)), None)


def _is_cjk(text: str) -> bool:
    return bool(_CJK.fullmatch(text.replace(" ", "")))


def initials(given: str) -> str:
    """Return given names as initials: ``J.-P. R.``; names without capitals as they are."""
    given = re.sub(r"[(\"\u201c].*?[)\"\u201d]", "", given)  # what friends say
    words = re.sub(r"\.(?=[^\s.-])", ". ", given).split()
    shown = []
    for word in words:
        parts = [part.strip(".") for part in re.split(_HYPHENS, word)]
        if _is_cjk(word):
            shown.append(word)
        elif any(parts):
            shown.append("-".join(f"{_first(part)}." for part in parts if part))
    return " ".join(shown)


def _first(word: str) -> str:
    """Return the first letter with its marks (a whole sign for scripts that join)."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end].title()


# ---- references to people by name ----


def is_name(reference: str) -> bool:
    """Tell whether a reference to a person is a name, not an id.

    Ids are file names and hold no spaces: ``"Ada Lovelace, London"`` is a name.
    """
    return " " in reference.strip()


def name_and_place(reference: str) -> tuple[str, str]:
    """Return name and organisation of ``Name (Organisation)`` or ``Name, Organisation``."""
    if found := re.fullmatch(r"(.+?)\s*\(([^()]+)\)\s*", reference):
        return found[1].strip(), found[2].strip()
    name, *rest = re.split(r"\s*,\s*", reference.strip())
    if rest and _SUFFIX.fullmatch(rest[0]):
        name += f", {rest.pop(0)}"
    return name, ", ".join(rest)


def name_alone(reference: str) -> str:
    """Return the name of a reference such as ``Name, Organisation``."""
    return name_and_place(reference)[0]


def shown_name(reference: str) -> str:
    """Return a reference with the organisation in brackets, so that lists stay clear."""
    name, place = name_and_place(reference)
    return f"{name} ({place})" if place else name


# ---- order and spellings ----

#: Letters that are not a plain letter with a mark.
_SMALL = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "\u0131": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
}
_CAPITAL = {"Ł": "L", "Ø": "O", "Đ": "D", "Æ": "Ae", "Œ": "Oe", "Þ": "Th", "Ð": "D"}
_BASES = str.maketrans({**_SMALL, **_CAPITAL})
#: Letters of their own, after the one that they are drawn from (Unicode's root collation).
_AFTER = str.maketrans({"ł": "l\uffff", "ø": "o\uffff", "đ": "d\uffff", "ð": "d\uffff"})
#: How letters are typed where they are not at hand, by German and Nordic custom.
_TYPED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})


def without_accents(text: str) -> str:
    """Return *text* without marks on its letters (Unicode's canonical decomposition).

    By this, Ö stands with O in an alphabetical list.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_BASES))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def collation_key(text: str) -> str:
    """Return what a text sorts by: Ö with O, but Ł after all of L, and Ø after O.

    Unicode's root collation does so; Python has no collation of its own.
    """
    lower = text.casefold()
    return lower if lower.isascii() else without_accents(lower.translate(_AFTER))


def spellings(text: str) -> set[str]:
    """Return a name's spellings to compare by: without marks, and as ``oe`` for ``ö``."""
    lower = unicodedata.normalize("NFC", text).casefold()
    both = {without_accents(lower), without_accents(lower.translate(_TYPED))}
    return {" ".join(re.sub(_MARKS, " ", one).split()) for one in both}


def family_first(family: str, given: str) -> str:
    """Return a name to sort by: family name, then given name.

    A particle such as "van" does not count (Dutch custom, NEN 1888).
    """
    words = family.split()
    while len(words) > 1 and _is_particle(words[0]):
        words.pop(0)
    words[:1] = [_JOINED.sub("", one) for one in words[:1]]
    return " ".join([*words, given]).strip()
