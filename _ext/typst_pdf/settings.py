"""The settings of conf.py: documents, dates, languages, and what is wrong there."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = [
    "SETTINGS", "SITES", "Document", "author_of", "default_documents", "documents",
    "language", "last_change", "mend", "title_of",
]  # fmt: skip


logger = logging.getLogger(__name__)
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


#: Whose addresses pages have that are on the web alone: Sphinx's builders.
SITES = ("html", "dirhtml")
#: Colours that a site may name: of text, of what stands beside it, of titles, of links.
COLOURS = ("ink", "quiet", "brand", "accent")
#: Each setting without "typst_pdf_": its default and its type. README.md says more.
SETTINGS: dict[str, tuple[Any, type]] = {
    "documents": (default_documents, list), "exclude": ([], list),
    "cover": (True, bool), "subtitle": ("", str), "licence": ("", str),
    "logos": ([], list), "toc_depth": (3, int), "index": (True, bool),
    "paper": ("a4", str), "fonts": ([], list), "site": ("html", str),
    "template": ("", str), "colours": ({}, dict),
}  # fmt: skip


def mend(app: Sphinx, config: Config) -> None:
    """Take the default of a setting that has the wrong type, which Sphinx reports.

    What is no string in lists of strings is reported here and left out.
    """
    for name, (default, kind) in SETTINGS.items():
        value = getattr(config, f"typst_pdf_{name}")
        is_wrong = not isinstance(value, (list, tuple) if kind is list else kind)
        if is_wrong or (name == "site" and value not in SITES):
            value = default(config) if callable(default) else default
            setattr(config, f"typst_pdf_{name}", value)
        if name in ("exclude", "fonts"):
            for item in [item for item in value if not isinstance(item, str)]:
                said = "typst_pdf_%s: expected strings; found %r"
                logger.warning(said, name, item, type="typst_pdf", subtype="config")
            kept = [item for item in value if isinstance(item, str)]
            setattr(config, f"typst_pdf_{name}", kept)
    for name, colour in list(config.typst_pdf_colours.items()):
        is_colour = re.fullmatch("#[0-9a-fA-F]{6}", str(colour))
        if name not in COLOURS or not is_colour:
            said = (
                "typst_pdf_colours: expected a colour such as #12355b for one of %s; found %r"
            )
            pair = (", ".join(COLOURS), {name: colour})
            logger.warning(said, *pair, type="typst_pdf", subtype="config")
            del config.typst_pdf_colours[name]


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
