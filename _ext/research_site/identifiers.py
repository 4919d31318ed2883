"""Rules of the identifiers that records carry.

Each function takes the text that an editor wrote, returns it in its one
canonical form, or raises ``ValueError`` saying what was expected.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from urllib.parse import urlsplit

from babel import Locale

__all__ = [
    "country_name",
    "doi_url",
    "first_day",
    "is_name",
    "last_day",
    "name_alone",
    "parse_country",
    "parse_date",
    "parse_doi",
    "parse_orcid",
    "parse_ror",
    "parse_url",
    "plain_spellings",
    "show_date",
]

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_ROR = re.compile(r"(?:https?://ror\.org/)?(0[0-9a-hjkmnp-tv-z]{6}\d{2})")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]+)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})([T ][0-9:.+Z -]*)?)?)?")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
# Codes that CLDR lists beside ISO 3166-1's countries.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})


def parse_orcid(text: str) -> str:
    """Return an ORCID iD as ``0000-0000-0000-0000``.

    The last character is the check digit of ISO 7064 mod 11-2, as ORCID's
    "Structure of the ORCID Identifier" prescribes.

    Raises:
        ValueError: The form or the check digit is wrong.
    """
    match = _ORCID.fullmatch(text.strip())
    if not match:
        raise ValueError("an ORCID iD such as 0000-0002-1825-0097")
    digits = match[1].replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        raise ValueError(
            "an ORCID iD whose check digit fits (ISO 7064 mod 11-2): "
            "copy it from the person's page at orcid.org"
        )
    return match[1]


def parse_ror(text: str) -> str:
    """Return a ROR id as ``https://ror.org/0xxxxxxxx``.

    The last two digits are an ISO 7064 mod 97-10 checksum over the
    Crockford base-32 value of the rest, as ROR's "ROR Identifier Pattern" says.

    Raises:
        ValueError: The form or the checksum is wrong.
    """
    match = _ROR.fullmatch(text.strip().lower())
    if not match:
        raise ValueError("a ROR id such as https://ror.org/006hf6230")
    number = 0
    for character in match[1][:-2]:
        number = number * 32 + _CROCKFORD.index(character)
    if 98 - number * 100 % 97 != int(match[1][-2:]):
        raise ValueError(
            "a ROR id whose checksum fits: copy it from the organisation's "
            "page at ror.org"
        )
    return f"https://ror.org/{match[1]}"


def parse_doi(text: str) -> str:
    """Return a DOI as ``10.prefix/suffix`` (DOI Handbook, section 2.2).

    Raises:
        ValueError: The form is wrong.
    """
    match = _DOI.fullmatch(text.strip())
    if not match:
        raise ValueError("a DOI such as 10.1000/182")
    return match[1]


def doi_url(doi: str) -> str:
    """Return the address that leads to a DOI's object."""
    return f"https://doi.org/{doi}"


def parse_url(text: str) -> str:
    """Return a web address that browsers reach encrypted.

    Raises:
        ValueError: It is not ``https``, has no host, or holds white space.
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if (
        not host
        or parts.scheme != "https"
        or "." not in host
        or re.search(r"[\s<>\"]", url)
    ):
        raise ValueError("an address that begins with https:// and has no spaces")
    return url


def country_name(code: str) -> str:
    """Return the English name of a country given by its ISO 3166-1 code."""
    return str(Locale("en").territories.get(code, code))


def parse_country(text: str) -> str:
    """Return an ISO 3166-1 alpha-2 code in capitals.

    Raises:
        ValueError: No country has that code.
    """
    code = text.strip().upper()
    known = Locale("en").territories
    if (
        not re.fullmatch("[A-Z]{2}", code)
        or code not in known
        or code in _NOT_COUNTRIES
    ):
        raise ValueError("a country code of two letters (ISO 3166-1) such as NL")
    return code


def parse_date(text: str) -> str:
    """Return an ISO 8601 date: ``2024``, ``2024-01`` or ``2024-01-30``.

    A time of day, which Hugo writes, is dropped.

    Raises:
        ValueError: The form is wrong or the calendar has no such day.
    """
    expected = "a date that exists, written 2024-01-30, 2024-01 or 2024"
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(expected)
    year, month, day = match[1], match[2], match[3]
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(expected) from None
    return "-".join(part for part in (year, month, day) if part)


def first_day(date: str) -> datetime.date:
    """Return the first day of a possibly partial date from `parse_date`."""
    numbers = [int(part) for part in date.split("-")]
    return datetime.date(*[*numbers, 1, 1][:3])


def last_day(date: str) -> datetime.date:
    """Return the last day of a possibly partial date from `parse_date`."""
    numbers = [int(part) for part in date.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    if len(numbers) == 3:
        return datetime.date(year, month, numbers[2])
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def is_name(reference: str) -> bool:
    """Tell whether a reference to a person is a name, not an id.

    Ids are file names and hold no spaces: ``"Ada Lovelace, London"`` is a name.
    """
    return " " in reference.strip()


def show_date(date: str) -> str:
    """Return an ISO date, which may lack day and month, as people write it.

    ``2025-03-07`` is shown as ``7 March 2025``, ``2025-03`` as ``March 2025``.
    """
    day = first_day(date)
    month = f"{calendar.month_name[day.month]} {day.year}"
    return {4: str(day.year), 7: month}.get(len(date), f"{day.day} {month}")


def name_alone(reference: str) -> str:
    """Return the name of a reference such as ``Name, Organisation``."""
    return reference.partition(",")[0].strip()


#: Letters that are not a plain letter with a mark, and German custom.
_SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa"}
)
_BASES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "ß": "ss", "æ": "ae"}
)


def without_accents(text: str) -> str:
    """Return *text* without marks on its letters (Unicode's canonical decomposition).

    By this, Ö stands with O in an alphabetical list.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_BASES))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def plain_spellings(text: str) -> list[str]:
    """Return how the words with accents in *text* are typed without them.

    Each in two ways: without the marks (Unicode's canonical decomposition), and
    after the German and Scandinavian custom, ``ü`` as ``ue``.
    """
    spellings = []
    for word in text.lower().split():
        if word.isascii():
            continue
        spellings += [without_accents(word), word.translate(_SPELLINGS)]
    return [word for word in dict.fromkeys(spellings) if word.isascii()]
