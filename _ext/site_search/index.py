"""The index: all that may be found, as a script that a browser reads."""

from __future__ import annotations

import json
import re
from typing import Any

from research_records.entry import Entry
from research_records.values import Cards, Link, Logos, Reference, Value, capital
from research_site.catalogue import Catalogue, catalogue_of
from research_site.words import word
from sphinx.application import Sphinx

from site_search.texts import texts

#: Kinds whose hits stand first.
FIRST = ("person", "project")
#: Characters of a text that results may show; of the rest each word is kept once.
SHOWN = 1500
#: Sphinx's fields of pages that are not to be found.
HIDDEN = {"no-search", "nosearch"}


def make_index(app: Sphinx, synonyms: list[list[str]]) -> bytes:
    """Return the index of a site.

    It sets `siteIndex` to an object of ``kinds`` (heading, label), ``words`` that mean
    the same, and ``pages``: kind, title, address, line in lists, names, shown values,
    description, text, further words of the text.
    """
    catalogue, found = catalogue_of(app.env), texts(app.env)
    order = sorted(catalogue.kinds, key=lambda kind: kind not in FIRST)
    pages = [
        [
            order.index(entry.kind) if entry.kind in order else len(order),
            entry.title,
            app.builder.get_target_uri(entry.docname),
            _line(catalogue, entry),
            _names(entry),
            _shown(catalogue, entry),
            entry.page.description or "",
            *_head_and_words(found.get(entry.docname, "")),
        ]
        for _, entry in sorted({**catalogue.beside, **catalogue.entries}.items())
        if not HIDDEN & app.env.metadata[entry.docname].keys()
    ]
    models = [catalogue.kinds[kind] for kind in order]
    kinds = [[word(capital(kind.plural)), word(kind.label)] for kind in models]
    content: dict[str, Any] = {
        "kinds": [*kinds, [word("Pages"), ""]],
        "words": synonyms,
        "pages": pages,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"window.siteIndex = {text};\n".encode()


def _head_and_words(text: str) -> tuple[str, str]:
    """Part a text, so that the index does not grow with all that a long page says."""
    if len(text) <= SHOWN:
        return text, ""
    end = text.rfind(" ", 0, SHOWN) + 1 or SHOWN
    known = {word.casefold() for word in re.findall(r"\w+", text[:end])}
    rest = dict.fromkeys(word.casefold() for word in re.findall(r"\w+", text[end:]))
    return text[:end].rstrip(), " ".join(word for word in rest if word not in known)


def _names(entry: Entry) -> list[str]:
    """Return what else a record is called, and its topics."""
    page = entry.page
    names = [name for name in page.aliases if not name.startswith("/")]
    acronym = getattr(page, "acronym", None)
    makers = {one.name.full for one in getattr(page, "makers", ())}  # among what is shown
    keywords = [one for one in page.keywords if one not in makers]
    return [*names, *([acronym] if acronym else []), *keywords, *page.tags]


def _line(catalogue: Catalogue, entry: Entry) -> str:
    parts = [_text(catalogue, one) for one in entry.page.line(entry.status)]
    return " · ".join(part for part in parts if part)


def _shown(catalogue: Catalogue, entry: Entry) -> str:
    """Return the values that a record's page shows, a semicolon between them."""
    values: list[str] = []
    for label, shown, at, _ in entry.page.facts(entry.status):
        # Without its label a former role would be said of today.
        before = f"{word(label)}: " if label.startswith("Former") else ""
        values += [f"{before}{_text(catalogue, one)}" for one in shown]
        values += [_text(catalogue, at)] if at else []
    values += [one.name.full for one in getattr(entry.page, "makers", ())]  # of publications
    values += [getattr(entry.page, "doi", None) or ""]
    for _, blocks in entry.page.sections(entry.status):
        for block in blocks:
            if isinstance(block, (Cards, Logos)):
                values += [_text(catalogue, one) for one in block.records]
    return "; ".join(dict.fromkeys(filter(None, values)))


def _text(catalogue: Catalogue, one: Value) -> str:
    if isinstance(one, Link):
        return one.text
    return catalogue.name_of(one)[0] if isinstance(one, Reference) else str(one)
