"""What the YAML library says of a mistake, in words that help an editor."""

from __future__ import annotations

import re

import yaml

#: What YAML was reading when it gave up -> what was left open.
_OPEN = {
    "scanning a quoted scalar": "quotation mark",
    "parsing a flow sequence": "bracket [",
    "parsing a flow mapping": "bracket {",
}
_COLON = "write a colon and a space after the field's name"
_QUOTES = "a quotation mark within a text ends it: put the text into quotes of the other kind"
_HINTS = {
    "cannot start any token": "put unusual text into quotes",
    "could not find expected ':'": _COLON,
}


def explained(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str]:
    """Return the line of a mistake, counted from 0, and what it is with the remedy."""
    what, context = str(error.problem), str(error.context)
    number = error.problem_mark.line if error.problem_mark else 0
    column = error.problem_mark.column if error.problem_mark else 0
    line = "".join(lines[number : number + 1])
    hint = next((hint for words, hint in _HINTS.items() if words in what), "")
    if "mapping values are not allowed" in what:
        number, hint = _colon(lines, number, line[:column])
    elif "did not find expected key" in what:
        hint = _key(line, column)
    elif error.context_mark:
        opened = next((sign for words, sign in _OPEN.items() if words in context), "")
        if opened or "simple key" in context:
            number = error.context_mark.line
            hint = f"close the {opened} that opens here" if opened else hint
    if re.match(" *\t", "".join(lines[number : number + 1])):
        hint = "indent with spaces, not with tabs"
    return number, f"{what}; {hint}" if hint else what


def _colon(lines: list[str], number: int, before: str) -> tuple[int, str]:
    """Return line and remedy of a colon where none can be."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    if above is not None and re.fullmatch(r"\s*[\w-]+", before):
        if not re.search(r":(\s|$)", lines[above]):
            return above, _COLON
        if len(before) - len(before.lstrip()) > len(lines[above]) - len(lines[above].lstrip()):
            return number, "indent it as the line above"
    return number, "put a text that holds a colon into quotes"


def _key(line: str, column: int) -> str:
    """Return the remedy of something that is no field where one is expected."""
    if line[:column].strip():
        return _QUOTES
    if line[column:].startswith("-"):
        return "a list stands below a field of its own, or in brackets: [one, two]"
    return "begin it under the first letter of the field above"


def taken_for_a_comment(event: yaml.ScalarEvent, lines: list[str]) -> str:
    """Return what stands behind a text without quotes and was meant as a part of it.

    YAML leaves out what follows a space and ``#``. Who writes a comment leaves a space
    behind the sign, too; ``#1`` is text.
    """
    if event.style or not event.end_mark:
        return ""
    rest = "".join(lines[event.end_mark.line : event.end_mark.line + 1])[
        event.end_mark.column :
    ]
    found = re.match(r"\s+(#[^\s#].*)", rest)
    return found[1].strip() if found else ""
