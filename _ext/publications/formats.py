"""A work for reference managers: BibTeX, RIS, CSL-JSON, and tags of web pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from research_records.names import Name

from publications.kind import RANGE
from publications.latex import tex
from publications.works import FORMS, Work

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
#: Suffix -> label of the files of one work; of all works there is CSL-JSON, too.
LABELS = {"bib": "BibTeX", "ris": "RIS"}
ALL_LABELS = {**LABELS, "json": "CSL-JSON"}


def bibtex(work: Work) -> str:
    """Return a BibTeX entry (BibTeX manual, section 3.1)."""

    def names(makers: list[Name], more: bool = False) -> str:
        shown = [
            f"{{{tex(one.family)}}}"
            if one.family in work.groups or (" " in one.family and not one.given)
            else tex(one.inverted)
            for one in makers
        ]
        return " and ".join([*shown, *(["others"] if more else [])])

    kind, _, _, venue = FORMS[work.type]
    fields = {
        "author": names(work.authors, work.more),
        "editor": names(work.editors),
        "title": f"{{{tex(work.title)}}}",
        "year": work.year,
        venue: tex(work.venue),
        "institution" if kind == "techreport" else "publisher": tex(work.publisher),
        "series": tex(work.series),
        "edition": tex(work.edition),
        "volume": tex(work.volume),
        "number": tex(work.number),
        "pages": tex(work.pages).replace(RANGE, "--"),
        "isbn": work.isbn,
        "issn": work.issn,
        "type": tex(work.genre),
        "note": tex(work.note),
        "keywords": tex(", ".join(work.keywords)),
        "doi": work.doi,
        "url": work.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if work.month:
        lines.append(f"  month = {MONTHS[work.month - 1]},")
    return "\n".join([f"@{kind}{{{work.id},", *lines, "}", ""])


def ris(work: Work) -> str:
    """Return a record of RIS (Research Information Systems' format, 2011)."""
    first, _, last = work.pages.partition(RANGE)
    pairs = [
        ("TY", FORMS[work.type][1]),
        ("ID", work.id),
        *(("AU", _reversed(one)) for one in work.authors),
        *(("ED", _reversed(one)) for one in work.editors),
        ("TI", work.title),
        ("PY", work.year),
        ("DA", f"{work.year}/{work.month:02}//" if work.month else ""),
        ("PB" if work.genre else "T2", work.venue),
        ("PB", work.publisher),
        ("T3", work.series),
        ("ET", work.edition),
        ("VL", work.volume),
        ("IS", work.number),
        ("SP", first),
        ("EP", last),
        ("SN", work.isbn or work.issn),
        ("M3", work.genre),
        ("N1", work.note),
        ("AB", work.abstract),
        *(("KW", word) for word in work.keywords),
        ("DO", work.doi),
        ("UR", work.address),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _reversed(name: Name) -> str:
    """Return ``Family, Given, Suffix``, the order of RIS."""
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def csl(work: Work) -> dict[str, Any]:
    """Return a CSL-JSON item (CSL 1.0.2, appendix III)."""

    def names(makers: list[Name]) -> list[dict[str, str]]:
        return [
            {"literal": one.family}
            if not one.given
            else {
                "family": one.family,
                "given": one.given,
                **({"suffix": one.suffix} if one.suffix else {}),
            }
            for one in makers
        ]

    others = [{"literal": "others"}] if work.more else []
    item: dict[str, Any] = {
        "id": work.id,
        "type": FORMS[work.type][2],
        "title": work.title,
        "author": [*names(work.authors), *others],
        "editor": names(work.editors),
        "issued": {"date-parts": [[int(work.year), *([work.month] if work.month else [])]]},
        "genre": work.genre,
        "publisher": work.venue if work.genre else work.publisher,
        "container-title": "" if work.genre else work.venue,
        "collection-title": work.series,
        "edition": work.edition,
        "volume": work.volume,
        "issue": work.number,
        "page": work.pages,
        "ISBN": work.isbn,
        "ISSN": work.issn,
        "abstract": work.abstract,
        "note": work.note,
        "keyword": ", ".join(work.keywords),
        "DOI": work.doi,
        "URL": work.url,
    }
    return {name: value for name, value in item.items() if value}


def tags(work: Work, address: str | None) -> list[tuple[str, str]]:
    """Return names and contents of Highwire's and Dublin Core's tags.

    Source: Google Scholar, "Inclusion Guidelines for Webmasters": authors in order,
    a tag each; of a thesis the school.
    """
    first, _, last = work.pages.partition(RANGE)
    venue = {
        "article": "citation_journal_title",
        "paper": "citation_conference_title",
        "chapter": "citation_inbook_title",
        "phd": "citation_dissertation_institution",
        "thesis": "citation_dissertation_institution",
        "report": "citation_technical_report_institution",
    }.get(work.type, "")
    date = f"{work.year}/{work.month:02}" if work.month else work.year
    pairs = [
        ("citation_title", work.title),
        *(("citation_author", _reversed(one)) for one in work.authors),
        *(("citation_editor", _reversed(one)) for one in work.editors),
        ("citation_publication_date", date),
        (venue, work.venue),
        ("citation_dissertation_name", work.genre.removesuffix(" thesis")),
        ("citation_publisher", work.publisher),
        ("citation_volume", work.volume),
        ("citation_issue", work.number),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_issn", work.issn),
        ("citation_isbn", work.isbn),
        ("citation_keywords", "; ".join(work.keywords)),
        ("citation_doi", work.doi),
        ("citation_abstract_html_url", address or ""),
        ("DC.title", work.title),
        *(("DC.creator", _reversed(one)) for one in work.authors),
        ("DC.date", date.replace("/", "-")),
        ("DC.type", "Thesis" if work.genre else "Text"),
        ("DC.publisher", work.venue if work.genre else work.publisher),
        ("DC.identifier", f"doi:{work.doi}" if work.doi else ""),
        *(("DC.contributor", name) for name in work.supervisors),
    ]
    return [(name, value) for name, value in pairs if name and value]


def json_of(works: Iterable[Work]) -> str:
    """Return CSL-JSON of works."""
    return json.dumps([csl(one) for one in works], indent=1, ensure_ascii=False) + "\n"


def texts(work: Work) -> dict[str, str]:
    """Return the files that cite one work, by suffix."""
    return {"bib": bibtex(work), "ris": ris(work)}


def all_texts(works: list[Work]) -> dict[str, str]:
    """Return the files that cite several works, by suffix."""
    return {
        "bib": "\n".join(map(bibtex, works)),
        "ris": "".join(map(ris, works)),
        "json": json_of(works),
    }
