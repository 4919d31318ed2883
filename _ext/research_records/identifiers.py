"""Rules of the identifiers that records carry.

Each function takes the text that an editor wrote, returns it in its one
canonical form, or raises ``ValueError`` saying what was expected.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from babel import Locale

_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?",
    re.IGNORECASE,
)
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[0-9a-hjkmnp-tv-z]{6}\d{2})/?")
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/(?:[^\s\"<>\\]|<[^\s\"<>\\]*>)+)",
    re.IGNORECASE,
)
# What stands in the path of an address as it is (RFC 3986, section 3.3).
_IN_PATHS = "/:@!$&'()*+,;=-._~"
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
    match = _ORCID.fullmatch(_without_dot(text))
    if not match:
        raise ValueError("an ORCID iD such as 0000-0002-1825-0097")
    digits = match[1].upper().replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        raise ValueError(
            "an ORCID iD whose check digit fits (ISO 7064 mod 11-2): "
            "copy it from the person's page at orcid.org"
        )
    return match[1].upper()


def _without_dot(text: str) -> str:
    """Return what was pasted without space around it.

    Raises:
        ValueError: It ends in a stop, which belonged to the sentence around it.
    """
    if text.rstrip().endswith((".", ",", ";")):
        raise ValueError("an identifier without the stop at its end")
    return text.strip()


def parse_ror(text: str) -> str:
    """Return a ROR id as ``https://ror.org/0xxxxxxxx``.

    The last two digits are an ISO 7064 mod 97-10 checksum over the
    Crockford base-32 value of the rest, as ROR's "ROR Identifier Pattern" says.

    Raises:
        ValueError: The form or the checksum is wrong.
    """
    match = _ROR.fullmatch(_without_dot(text).lower())
    if not match:
        raise ValueError("a ROR id such as https://ror.org/006hf6230")
    number = 0
    for character in match[1][:-2]:
        number = number * 32 + _CROCKFORD.index(character)
    if 98 - number * 100 % 97 != int(match[1][-2:]):
        raise ValueError(
            "a ROR id whose checksum fits: copy it from the organisation's page at ror.org"
        )
    return f"https://ror.org/{match[1]}"


def parse_doi(text: str) -> str:
    """Return a DOI as ``10.prefix/suffix`` (DOI Handbook, section 2.2).

    Raises:
        ValueError: The form is wrong.
    """
    match = _DOI.fullmatch(unquote(_without_dot(text)))
    if not match:
        raise ValueError("a DOI such as 10.1000/182")
    return match[1]


def doi_url(doi: str) -> str:
    """Return the address that leads to a DOI's object."""
    return f"https://doi.org/{quote(doi, safe=_IN_PATHS)}"


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
    if not host or parts.scheme != "https" or "." not in host or re.search(r"[\s<>\"]", url):
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
    if not re.fullmatch("[A-Z]{2}", code) or code not in known or code in _NOT_COUNTRIES:
        raise ValueError("a country code of two letters (ISO 3166-1) such as NL")
    return code


def host_of(uri: str) -> str | None:
    """Return the host that an address names, ``""`` for none; None where it is none."""
    try:
        return urlsplit(uri.strip()).netloc
    except ValueError:
        return None
