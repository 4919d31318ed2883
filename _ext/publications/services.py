"""OpenAlex and Crossref: the works of an ORCID iD, page by page, politely."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from research_records.identifiers import parse_doi, parse_orcid
from research_records.names import Name, parse_name

OPENALEX = "https://api.openalex.org"
CROSSREF = "https://api.crossref.org"
#: Works on a page; more pages than these are an answer that does not end.
ROWS, PAGES = 200, 50
#: Seconds: between two questions, for an answer, and the longest wait that is asked for.
PAUSE, PATIENCE, LONGEST = 0.2, 30.0, 60.0
TRIES = 4
#: Bytes of an answer.
LARGEST = 50_000_000
#: Type in OpenAlex or Crossref -> type of BibTeX.
TYPES = {
    "article": "article",
    "journal-article": "article",
    "review": "article",
    "editorial": "article",
    "letter": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "report": "techreport",
    "preprint": "misc",
    "posted-content": "misc",
}


class ServiceError(Exception):
    """A service gives no answer that can be used; the text says which and why."""


class Found(NamedTuple):
    """A work as a service describes it; *type* is one of BibTeX, ``""`` for others."""

    title: str
    doi: str
    year: int | None
    type: str
    venue: str
    authors: list[tuple[Name, str]]
    more: dict[str, str]


class Client:
    """Asks one question after the other.

    Args:
        mail: An address by which the services can reach who asks; they like to know.
        sleep: Waits for some seconds.
        patience: Seconds after which an answer is given up.
    """

    def __init__(
        self,
        mail: str = "",
        sleep: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        """Begin at once."""
        self._mail, self._sleep, self._patience = mail, sleep, patience

    def get(self, address: str, **query: str) -> dict[str, Any]:
        """Return a JSON answer.

        Raises:
            ServiceError: There is none, after the waits that the service asks for.
        """
        given = {**query, **({"mailto": self._mail} if self._mail else {})}
        asked = Request(
            f"{address}?{urlencode(given)}",
            headers={"Accept": "application/json", "User-Agent": "research-site/2.0"},
        )
        fault = ""
        for attempt in range(TRIES):
            wait = 2.0**attempt
            try:
                with urlopen(asked, timeout=self._patience) as answer:
                    text = answer.read(LARGEST + 1)
                if len(text) > LARGEST:
                    raise ServiceError(f"{address}: the answer is too large")
                found = json.loads(text)
                if not isinstance(found, dict):
                    raise ServiceError(f"{address}: found {type(found).__name__}, no object")
                self._sleep(PAUSE)
                return found
            except HTTPError as error:
                fault = f"status {error.code} {error.reason}"
                if error.code not in (429, 500, 502, 503, 504):
                    break
                asked_for = error.headers.get("Retry-After", "")
                wait = float(asked_for) if asked_for.isdecimal() else wait
                if wait > LONGEST:
                    fault += f"; it asks to wait {asked_for} seconds: try again then"
                    break
            except (URLError, TimeoutError, HTTPException, OSError) as error:
                fault = f"no answer ({getattr(error, 'reason', None) or error})"
            except (ValueError, RecursionError) as error:
                fault = f"the answer is no JSON ({error})"
            if attempt < TRIES - 1:
                self._sleep(wait)
        raise ServiceError(f"{address}: {fault}")


def openalex(client: Client, base: str, orcid: str) -> Iterator[Found]:
    """Yield the works that OpenAlex has for an iD."""
    cursor: str | None = "*"
    for _ in range(PAGES):
        if not cursor:
            return
        answer = client.get(f"{base}/works", filter=f"author.orcid:{orcid}",
                            **{"per-page": str(ROWS)}, cursor=cursor)  # fmt: skip
        works = answer.get("results")
        if not isinstance(works, list):
            raise ServiceError(f"{base}: the answer has no list of results")
        yield from (found for work in works if (found := _from_openalex(work)))
        cursor = _word(_dict(answer.get("meta")).get("next_cursor")) if works else None
    raise ServiceError(f"{base}: more than {PAGES} pages for {orcid}")


def crossref(client: Client, base: str, orcid: str) -> Iterator[Found]:
    """Yield the works that Crossref has for an iD."""
    cursor: str | None = "*"
    for _ in range(PAGES):
        answer = client.get(f"{base}/works", filter=f"orcid:{orcid}", rows=str(ROWS),
                            cursor=cursor or "*")  # fmt: skip
        message = answer.get("message")
        works = message.get("items") if isinstance(message, dict) else None
        if not isinstance(message, dict) or not isinstance(works, list):
            raise ServiceError(f"{base}: the answer has no list of items")
        yield from (found for work in works if (found := _from_crossref(work)))
        cursor = message.get("next-cursor")
        if len(works) < ROWS or not cursor:
            return
    raise ServiceError(f"{base}: more than {PAGES} pages for {orcid}")


def _from_openalex(work: Any) -> Found | None:
    if not isinstance(work, dict):
        return None
    place = _dict(_dict(work.get("primary_location")).get("source"))
    authors = []
    for one in _list(work.get("authorships")):
        person = _dict(_dict(one).get("author"))
        name = parse_name(_word(person.get("display_name")))
        authors.append((name, _checked(parse_orcid, person.get("orcid"))))
    numbers = _dict(work.get("biblio"))
    first, last = _word(numbers.get("first_page")), _word(numbers.get("last_page"))
    return Found(
        " ".join(_word(work.get("title")).split()),
        _checked(parse_doi, work.get("doi")),
        _year(work.get("publication_year")),
        TYPES.get(str(work.get("type")), ""),
        _word(place.get("display_name")),
        authors,
        {
            "volume": _word(numbers.get("volume")),
            "number": _word(numbers.get("issue")),
            "pages": f"{first}--{last}" if first and last and first != last else first,
        },
    )


def _from_crossref(work: Any) -> Found | None:
    if not isinstance(work, dict):
        return None
    dates = _list(_dict(work.get("issued")).get("date-parts"))
    authors = []
    for one in map(_dict, _list(work.get("author"))):
        family, given = _word(one.get("family")), _word(one.get("given"))
        name = Name(family, given, _word(one.get("suffix")))
        name = name if family else Name(_word(one.get("name")) or given)
        authors.append((name, _checked(parse_orcid, one.get("ORCID"))))
    return Found(
        _first(work.get("title")),
        _checked(parse_doi, work.get("DOI")),
        _year(next(iter(_list(next(iter(dates), None))), None)),
        TYPES.get(str(work.get("type")), ""),
        _first(work.get("container-title")) or _first(work.get("institution")),
        authors,
        {
            "volume": _word(work.get("volume")),
            "number": _word(work.get("issue")),
            "pages": _word(work.get("page")).replace("-", "--"),
        },
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(value: Any) -> str:
    found = value[0] if isinstance(value, list) and value else value
    found = found.get("name") if isinstance(found, dict) else found
    return " ".join(found.split()) if isinstance(found, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _word(value: Any) -> str:
    return str(value) if isinstance(value, (str, int)) else ""


def _year(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _checked(rule: Callable[[str], str], value: Any) -> str:
    try:
        return rule(value) if isinstance(value, str) else ""
    except ValueError:
        return ""
