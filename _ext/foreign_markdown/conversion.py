"""One page: what other systems write in it, converted or told."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from markdown_it.token import Token

from foreign_markdown import fences
from foreign_markdown.blocks import IsLiteral, Masked, blocks, code_lines, directive
from foreign_markdown.rules import NEEDS, RULES, Rule, escaped
from foreign_markdown.slips import SLIPS, lost_notes, slips

#: A page without any of these is left alone at once.
_SIGNS = re.compile(
    r"[{@$<]|~~|==|\[\[|\^\[|\[\^|^[ >]*\||\*\[|\[TOC|\[!|\[[ xX]\]|:[a-z][\w.:+-]*:"
    r"|^[ >]*```"
    r"|^ *(?:!!!|\?\?\?|:::|\\[a-z])|-[ ]*\||\]\((?i:javascript|vbscript|file|data):",
    re.MULTILINE,
)
_ROLE = re.compile("\\{([A-Za-z][\\w:.+-]*)\\}(?=\ufdd0)")
_BOX = re.compile(r"^ *(?:!!!|\?\?\?|===.*\"|\{\{)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---\n.*?\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)


class Known(NamedTuple):
    """Names of the directives and roles that there are."""

    directives: AbstractSet[str]
    roles: AbstractSet[str]


class Found:
    """What was found in a page, once a kind."""

    def __init__(self, ignored: AbstractSet[str]) -> None:
        """Begin with nothing."""
        self._ignored = ignored
        self._first: dict[str, tuple[int, str]] = {}
        self._count: dict[str, int] = {}

    def tell(self, kind: str, line: int, message: str) -> None:
        """Note one of a kind."""
        if kind not in self._ignored:
            if kind not in self._first or line < self._first[kind][0]:
                self._first[kind] = line, message
            self._count[kind] = self._count.get(kind, 0) + 1

    def messages(self) -> list[tuple[int, str]]:
        """Return line and message of the first of each kind, in the order of lines."""
        return sorted(
            (line, f"{message}{self._more(kind)}")
            for kind, (line, message) in self._first.items()
        )

    def _more(self, kind: str) -> str:
        more = self._count[kind] - 1
        return f" ({more} more on this page)" if more else ""


def convert(
    text: str,
    literal: AbstractSet[str],
    known: Known,
    enabled: AbstractSet[str],
    ignored: AbstractSet[str] = frozenset(),
) -> tuple[str, list[tuple[int, str]]]:
    """Convert a page.

    Args:
        text: The page, or a file that it includes.
        literal: Directives whose content is no Markdown.
        known: The directives and roles that there are.
        enabled: The extensions of MyST that are turned on.
        ignored: Kinds that are left alone.

    Returns:
        The page with as many lines as before, and line and message of what could not
        be converted.
    """
    front = _FRONT_MATTER.match(text)
    begin = front.end() if front else 0
    body = text[begin:]
    if not _SIGNS.search(body) and not any(one.search(body) for one, _, _ in SLIPS):
        return text, []
    body = body.replace("\ufdd0", "\ufffd")  # no text holds it; `Masked` does
    above = text.count("\n", 0, begin)
    found = Found(ignored)

    def is_literal(token: Token) -> bool:
        name = directive(token)
        if token.markup[0] == ":":
            return name in literal
        return not name or name in literal or name not in known.directives

    written = body
    body = _convert_blocks(body, is_literal, known, ignored, found)
    masked = Masked(body, is_literal, formulas="dollarmath" in enabled)
    ignored = ignored | ({"variable"} if "substitution" in enabled else set())
    changed = masked.text
    for rule in RULES:
        if rule.kind not in ignored:
            changed = _apply(rule, changed, masked, found)
    if "role" not in ignored:
        changed = _ROLE.sub(lambda match: _role(match, masked, known.roles, found), changed)
    if "slip" not in ignored:
        changed = _slips(changed, masked, known.roles, found, formulas="dollarmath" in enabled)
    for extension, (kind, pattern, what) in NEEDS.items():
        place = pattern.search(masked.text) if extension not in enabled else None
        if place:
            message = f"{what}; add '{extension}' to myst_enable_extensions in conf.py"
            found.tell(kind, masked.line_of(masked.text, place.start()), message)
    result = masked.restore(changed)
    if "table" not in ignored:
        _broken_tables(result, is_literal, found)
    if "fence" not in ignored:
        # Other systems let their blocks of colons end in other ways.
        _unclosed(written, is_literal, found, "`~:" if body == written else "`~")
    messages = [(line + above, message) for line, message in found.messages()]
    return text[:begin] + result, messages


def _convert_blocks(
    body: str, is_literal: IsLiteral, known: Known, ignored: AbstractSet[str], found: Found
) -> str:
    lines = body.split("\n")

    def code(lines: list[str]) -> set[int]:
        # Anew for each step, as each may make text of what was code.
        return code_lines("\n".join(lines), is_literal, is_plain=True)

    has_boxes = False
    if "shortcode" not in ignored and "highlight" in body:
        fences.convert_listings(lines, code(lines))
    if "box" not in ignored and _BOX.search(body):
        has_boxes = fences.convert_boxes(lines, code, found.tell)
    if "alert" not in ignored and "[!" in body:
        fences.convert_alerts(lines, code(lines), found.tell)
    if "block" not in ignored and (has_boxes or ":::" in body):
        fences.convert_divs(lines, code(lines), found.tell, is_foreign=has_boxes)
    if "directive" not in ignored and re.search("[{`~]", body):
        code_of_myst = code_lines("\n".join(lines), is_literal)
        fences.convert_directives(lines, code_of_myst, known.directives, found.tell)
    return "\n".join(lines)


def _apply(rule: Rule, text: str, masked: Masked, found: Found) -> str:
    lines: list[int] = []

    def replace(match: re.Match[str]) -> str:
        converted = rule.convert(match)
        if converted is not None:
            lost = match[0].count("\n") - converted.count("\n")
            return converted + "\n" * lost
        shown = shortened(masked.restore(match[0]))
        # The first line is enough, and counting lines anew for each takes long.
        if not lines:
            blank = len(match[0]) - len(match[0].lstrip())
            lines.append(masked.line_of(text, match.start() + blank))
        found.tell(rule.kind, lines[0], rule.message.format(shown))
        return escaped(match[0])

    return rule.pattern.sub(replace, text)


def _role(match: re.Match[str], masked: Masked, names: AbstractSet[str], found: Found) -> str:
    """Show the text of a role that is not known as code."""
    name = match[1]
    if name in names or name.lower() in names:
        return match[0]
    line = masked.line_of(match.string, match.start())
    what = f"the role '{name}' is not known{fences.near(name, names)}"
    found.tell("role", line, f"{what}; its text is shown as code")
    return ""


def _slips(
    text: str, masked: Masked, roles: AbstractSet[str], found: Found, *, formulas: bool
) -> str:
    """Tell of what is almost right; make text of the marks of footnotes that have none."""
    for number, (place, what, message) in enumerate(slips(text, roles)):
        if what != "$$" or formulas:
            shown = shortened(masked.restore(what))
            found.tell(f"slip {number}", masked.line_of(text, place), message.format(shown))
    if "{include}" in masked.restore(text):
        return text
    for match in reversed(list(lost_notes(text))):
        message = f"no footnote {match[0]}; write a line {match[0]}: with its text"
        found.tell(f"slip {match[0]}", masked.line_of(text, match.start()), message)
        text = text[: match.start()] + escaped(match[0]) + text[match.end() :]
    return text


def shortened(text: str) -> str:
    """Return a text as messages show it: one line of at most 60 characters."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _broken_tables(text: str, is_literal: IsLiteral, found: Found) -> None:
    """Tell of paragraphs that were to be tables, and of cells that a table has no room for."""
    source, columns = text.split("\n"), 0
    for token, lines in blocks(text, is_literal):
        if token.type == "table_open":
            columns = _cells(source[lines.start])
        elif token.type == "tr_open" and columns < (many := _cells(source[lines.start])):
            message = (
                f"a row of {many} cells in a table of {columns} columns, which shows no more"
            )
            found.tell("cells", lines.start + 1, message)
        rows = token.content.split("\n") if token.type == "inline" else []
        if len(rows) > 1 and "|" in rows[0] and {"|", "-"} <= set(rows[1]) <= set(" |:-"):
            cells = [_cells(row) for row in rows[:2]]
            message = "a table whose second line does not fit its first; write |---| a column"
            if cells[0] != cells[1]:
                message += f" (found {cells[1]}, expected {cells[0]})"
            found.tell("table", lines.start + 2, message)
        elif len(rows) > 1 and all(re.fullmatch(r"\s*\|.+\|\s*", row) for row in rows):
            message = "a table without a second line; write |---| a column below its first"
            found.tell("table", lines.start + 1, message)


def _cells(row: str) -> int:
    """Return how many cells a line of a table has."""
    return len(re.split(r"(?<!\\)\|", re.sub(r"^[\s>]*\||(?<!\\)\|\s*$", "", row)))


def _unclosed(text: str, is_literal: IsLiteral, found: Found, marks: str) -> None:
    """Tell of fences that take in all that follows, as nothing closes them."""
    rows = text.split("\n")
    for token, lines in blocks(text, is_literal):
        if token.type not in ("fence", "colon_fence") or token.markup[0] not in marks:
            continue
        end = re.compile(rf"[\s>]*{token.markup[0]}{{{len(token.markup)},}}\s*")
        if lines.stop >= len(rows) or not end.fullmatch(rows[lines.stop]):
            what = f"found '{token.markup}{token.info}', which nothing closes"
            remedy = f"expected a line {token.markup} at its end, as it takes in what follows"
            found.tell("fence", lines.start, f"{what}; {remedy}")
