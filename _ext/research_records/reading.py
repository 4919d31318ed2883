"""A page's file becomes an entry of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from research_records.addresses import record_id
from research_records.entry import Entry
from research_records.front_matter import parse
from research_records.page import Page
from research_records.problems import Problem, Subtype

_H1 = re.compile(r"^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$|^([^\n]+)\n=+[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~|:::).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)


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
        The entry, or a problem where the file is not text in UTF-8.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = data[error.start : error.start + 1].decode("latin-1")
        return Problem(
            Subtype.FRONT_MATTER,
            f"found a byte that is not UTF-8 text (in Latin-1 it would be {guess!r}); "
            "the page is left out: save the file in the encoding UTF-8",
            line,
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse(text, model, kinds)
    problems = list(parsed.problems)
    title: str | None = parsed.page.title
    if title is None or not title.strip():
        heading = _H1.search(_FENCE.sub("", parsed.text))
        title = heading[1] or heading[2] if heading else None
        if title is None and parsed.readable:
            message = "title: missing; a page needs title: in its front matter, or an H1"
            problems.append(Problem(Subtype.MISSING_FIELD, message, 1))
    return Entry(
        docname,
        parsed.page,
        (title or record_id(docname).replace("-", " ").capitalize()).strip(),
        problems,
        parsed.lines,
        parsed.given,
        "orphan" in parsed.passed_on,
        tuple(parsed.text.split("\n")[: parsed.head]),
    )
