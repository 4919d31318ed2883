"""A page's file becomes an entry of the catalogue."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from research_records.addresses import record_id
from research_records.entry import Entry
from research_records.front_matter import parse
from research_records.page import Page
from research_records.problems import Problem, Subtype


def read_entry(
    docname: str, path: Path, model: type[Page], kinds: Collection[type[Page]]
) -> Entry | Problem:
    """Read the front matter of the file *path*.

    Args:
        docname: Sphinx's name of the page.
        path: Its file.
        model: The kind of record that it is, by its folder.
        kinds: All kinds of the site.

    Returns:
        The entry, or a problem where the file cannot be read as text in UTF-8.
    """
    try:
        # A pipe or a device would never end.
        if not stat.S_ISREG(path.stat().st_mode):
            return _left_out("found a pipe, device or folder, expected a file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        return _left_out(f"found a file that cannot be read ({error})")
    text = decoded(data)
    if isinstance(text, Problem):
        return _left_out(text.message, text.line or 1)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # macOS writes letters with accents as two signs.
    text = unicodedata.normalize("NFC", text)
    parsed = parse(text, model, kinds)
    problems = list(parsed.problems)
    title = (parsed.page.title or "").strip()
    if not title:
        title = first_heading(parsed.text)
        if not title and parsed.readable and "title" not in parsed.given:
            message = "title: missing; a page needs title: in its front matter, or an H1"
            problems.append(Problem(Subtype.MISSING_FIELD, message, 1))
    return Entry(
        docname,
        parsed.page,
        title or record_id(docname).replace("-", " ").capitalize(),
        problems,
        parsed.lines,
        parsed.given,
        "orphan" in parsed.passed_on,
        tuple(parsed.text.split("\n")[: parsed.head]),
        readable=parsed.readable,
    )


def decoded(data: bytes) -> str | Problem:
    """Return a file as text, or why it is none in UTF-8, with the line."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = data[error.start : error.start + 1].decode("latin-1")
        return Problem(
            Subtype.FRONT_MATTER,
            f"found a byte that is not UTF-8 text (in Latin-1 it would be {guess!r}); "
            "save the file in the encoding UTF-8",
            data.count(b"\n", 0, error.start) + 1,
        )


def _left_out(message: str, line: int = 1) -> Problem:
    return Problem(Subtype.FRONT_MATTER, f"{message}; the page is left out", line)


def first_heading(text: str) -> str:
    """Return the words of a page's first H1, without Markdown; ``""`` where there is none."""
    for opening, inline in pairwise(MarkdownIt("commonmark").parse(text)):
        if opening.type == "heading_open" and opening.tag == "h1" and not opening.level:
            words = "".join(
                p.content for p in inline.children or () if p.type != "html_inline"
            )
            title, _, marks = words.strip().rpartition("{")
            return title.strip() if re.fullmatch(r"[.#][^{}]*\}", marks) else words.strip()
    return ""
