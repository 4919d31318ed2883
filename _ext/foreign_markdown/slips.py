"""Markdown that is almost right, and would be shown as its signs: told, never changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

#: Where an address begins that no prose has.
_ADDRESS = r"(?:/|#|\.{1,2}/|https?://|mailto:)"
_LETTERS = r"[A-Za-z][\w:.+-]*"


def _always(match: re.Match[str]) -> bool:
    return True


def _is_undefined(match: re.Match[str]) -> bool:
    """Tell whether no line says what a name in brackets stands for."""
    name = re.escape(match["name"])
    return not re.search(rf"^[ >]*\[{name}\]:", match.string, re.MULTILINE | re.IGNORECASE)


def _is_no_task(match: re.Match[str]) -> bool:
    """Tell whether brackets are no mark of a task, and name nothing."""
    is_mark = match["name"] in {" ", "x", "X"}
    is_first = re.search(r"(?:[*+-]|\d[.)]) \Z", match.string[: match.start()][-9:])
    return not (is_mark and is_first) and _is_undefined(match)


def _is_formula(match: re.Match[str]) -> bool:
    """Tell a formula from words in brackets that are escaped."""
    text = match[0][2:-2]
    signs = r"[\^_]\{" if re.search(r"[^\W\d_]{3}", text) else r"[\^_=]"
    return re.search(rf"\\[A-Za-z]|{signs}", text) is not None


def _is_prose(match: re.Match[str]) -> bool:
    """Tell whether the line opens no block."""
    begin = match.string.rfind("\n", 0, match.start()) + 1
    return not re.match(r"[ >]*(?:```|~~~|:::|#|\|)", match.string[begin:])


#: Pattern, what it is with the remedy, and whether a match is one.
SLIPS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], bool]], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), message, test)
    for pattern, message, test in (
        (
            rf"(?<!\\)\[(?!\^)(?P<name>[^\[\]\n]*[^\[\]\n\\])\][ ]+"
            rf"\({_ADDRESS}[^()\s]*\)",
            "the link '{}'; take out the space between ] and (",
            _is_no_task,
        ),
        (
            rf"""\]\({_ADDRESS}[^()\s<>]*(?:[ ]+(?=[^\s"'(=)])|[ ]*$(?!\n[ >]*["'()]))""",
            "the address of a link, '{}', which a space ends or no ) closes",
            _always,
        ),
        (
            r"(?<![\w\]\\!])\[(?!\^)[^\[\]\n]+\]\[(?P<name>[^\[\]\n^]*[A-Za-z][^\[\]\n]*)\](?![\[(:])",
            "the link '{}', of which no line says where it leads; write [words](/address/)",
            _is_undefined,
        ),
        (r"^#{2,6}[^\s#{].*$", "the heading '{}'; write a space behind its signs #", _always),
        (
            r"^[ >]*[*+-] \[[ xX]\](?=[^\s(\[:{,;.]).*$",
            "the task '{}'; write a space behind its brackets",
            _always,
        ),
        (
            r"\\\([^\n]{1,200}?\\\)|\\\[[^\n]{1,200}?\\\]",
            "the formula '{}'; write it between signs $",
            _is_formula,
        ),
        (
            r"(?<=[^\s>])[ ]+\{(?:[.#][A-Za-z]|[a-z]{2,}=)[^{}\n]*\}[ ]*$",
            "the attributes '{}' stand behind a space; write [words]{{.class}}, or "
            "{{.class}} in a line above",
            _is_prose,
        ),
    )
)


def slips(text: str, roles: AbstractSet[str]) -> Iterator[tuple[int, str, str]]:
    """Yield where something almost right stands, what was found, and the remedy.

    Args:
        text: A page whose code and formulas are masked.
        roles: The names of all roles.
    """
    for pattern, message, test in SLIPS:
        for match in pattern.finditer(text):
            if test(match):
                yield match.start(), match[0], message
                break
    # Alone it is a word: "the role {math}", "replace {file}".
    behind = r"(?=[ ]+\ufdd0|[ ]*`|[\w('\"<\[])"
    for match in re.finditer(rf"(?<!\\)\{{({_LETTERS})\}}{behind}", text):
        if match[1] in roles and _is_prose(match):
            yield (
                match.start(),
                match[0],
                "the role '{}'; write its text between ` right behind",
            )
            break
    dollars = [match.start() for match in re.finditer(r"(?<!\\)\$\$", text)]
    # Within a line it may be a price.
    if len(dollars) % 2 and re.search(r"(?:^|\n)[ >]*\Z", text[: dollars[-1]]):
        yield dollars[-1], "$$", "a formula that begins with '{}', which nothing closes"


def lost_notes(text: str) -> Iterator[re.Match[str]]:
    """Yield each mark of a footnote that no line explains."""
    for match in re.finditer(r"(?<!\\)\[(?P<name>\^[^\]\s\[]+)\](?!:)", text):
        if _is_undefined(match):
            yield match
