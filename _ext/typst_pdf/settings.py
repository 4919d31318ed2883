"""The settings of conf.py: documents, dates, languages, and what is wrong there."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = [
    "Document",
    "author_of",
    "default_documents",
    "documents",
    "language",
    "last_change",
    "title_of",
]


#: What Sphinx takes where conf.py says nothing.
_UNSET_AUTHOR, _UNSET_PROJECT = "Author name not set", "Project name not set"


class Document(NamedTuple):
    """One PDF, as in ``typst_pdf_documents``."""

    start: str
    filename: str
    title: str
    author: str


def author_of(config: Config) -> str:
    """Return the author, or nothing where none is given."""
    return "" if config.author == _UNSET_AUTHOR else str(config.author)


def title_of(config: Config) -> str:
    """Return the project's name, else the site's title, else nothing."""
    if config.project != _UNSET_PROJECT:
        return str(config.project)
    # The title that Sphinx makes itself holds the project's name.
    made = _UNSET_PROJECT in str(config.html_title)
    return "" if made else str(config.html_title)


def default_documents(config: Config) -> list[tuple[str, str, str, str]]:
    """Return one document from the root, named after the project."""
    title = title_of(config)
    name = re.sub(r"\W+", "-", title.lower()).strip("-") or "document"
    return [(config.root_doc, f"{name}.pdf", title, author_of(config))]


def documents(
    given: object, is_page: Callable[[str], bool], warn: Callable[[str], None]
) -> Iterator[Document]:
    """Yield the documents whose settings are right, and tell what is wrong.

    Args:
        given: The value of ``typst_pdf_documents``.
        is_page: Whether a start document exists.
        warn: Told what is wrong, one sentence each.
    """
    form = "(start document, file name, title, author)"
    names: set[str] = set()
    for number, item in enumerate(given if isinstance(given, (list, tuple)) else []):
        place = f"typst_pdf_documents[{number}]"
        is_tuple = isinstance(item, (list, tuple)) and len(item) == 4
        if not is_tuple or not all(isinstance(part, str) for part in item):
            warn(f"{place}: expected four strings, {form}; found {item!r}")
            continue
        document = Document(*item)
        has_end = document.filename.lower().endswith(".pdf")
        name = document.filename + ("" if has_end else ".pdf")
        if Path(document.filename).name != document.filename or not document.filename:
            warn(f"{place}: {document.filename!r} is not a file name")
        elif not is_page(document.start):
            warn(f"{place}: there is no page {document.start!r}")
        elif name in names:
            warn(f"{place}: {name!r} is written by another document")
        else:
            names.add(name)
            yield document._replace(filename=name)


def language(tag: str | None) -> tuple[str, str]:
    """Return a language's code and region, as Typst knows them (ISO 639, ISO 3166).

    What is no such code is English, without a region.
    """
    code, _, region = (tag or "en").replace("_", "-").partition("-")
    if not re.fullmatch("[A-Za-z]{2,3}", code):
        return "en", ""
    is_region = re.fullmatch("[A-Za-z]{2}", region)
    return code.lower(), region.upper() if is_region else ""


def last_change(srcdir: Path) -> datetime.datetime | None:
    """Return the document's date: SOURCE_DATE_EPOCH, else the last commit's, if any."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        command = ["git", "-C", str(srcdir), "log", "-1", "--format=%ct"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            epoch = done.stdout.strip()
        except OSError:
            return None
    if not epoch.isdecimal():
        return None
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
