"""The documents of the configuration, and what stands on their covers."""

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

__all__ = ["Document", "default_documents", "documents", "language", "last_change"]


class Document(NamedTuple):
    """One PDF, as in ``typst_pdf_documents``."""

    start: str
    filename: str
    title: str
    author: str


def default_documents(config: Config) -> list[tuple[str, str, str, str]]:
    """Return one document from the root, named after the project."""
    name = re.sub(r"\W+", "-", config.project.lower()).strip("-") or "document"
    return [(config.root_doc, f"{name}.pdf", config.project, config.author)]


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
