"""Which parts of a page are code, and how they are kept from being changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.token import Token

#: Deeper than any page needs; what stands deeper is left as it is.
MAX_DEPTH = 30
IsLiteral = Callable[[Token], bool]
_DIRECTIVE = re.compile(r"\s*\{([A-Za-z][\w:.+-]*)\}")
#: A code span stands in the text as its number between these; no text holds them, as
#: Unicode keeps them for use within programs.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_SAVED = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_SCRIPT = re.compile(r"\s*<(script|style|pre|textarea)\b", re.IGNORECASE)
_FENCE = re.compile(r"[ >]*(```|~~~|:::)")
_OPENING = re.compile(r"[ >]*(```|~~~)[^\n]*$")
#: Two lines between which no code span can stand: one is blank, or opens a block.
_ENDS_TEXT = re.compile(rf"\s*\n|.*\n\s*$|{_FENCE.pattern}|.*\n{_FENCE.pattern}")
#: Formulas, but not what costs $5 or $6 (as Pandoc tells them apart).
_FORMULA = re.compile(
    r"\$\$(?:[^$\\]|\\[\s\S])+\$\$"
    r"|(?<![\\$])\$(?=[^\s$])(?:[^$\n\\]|\\.)*(?<=[^\s\\])\$(?![\d$])"
    r"|^[ >]*\\begin\{(\w+\*?)\}[\s\S]*?\\end\{\1\}",
    re.MULTILINE,
)


def _plain_parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable("inline")


def _block_parser() -> MarkdownIt:
    parser = _plain_parser()
    fence = make_fence_rule(markers=(":",), token_type="colon_fence")
    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "colon_fence", fence, {"alt": ends})
    return parser


_PLAIN, _PARSER = _plain_parser(), _block_parser()


def blocks(
    text: str, is_literal: IsLiteral, *, is_plain: bool = False, first: int = 0, depth: int = 0
) -> Iterator[tuple[Token, range]]:
    """Yield each block of a page and the lines of what is in it.

    Args:
        text: The page, or the content of a directive.
        is_literal: Tells whether the content of a fence is no Markdown.
        is_plain: Whether ``:::`` means nothing. So it is in other systems, where ends of
            such blocks are not told by their length.
        first: The line of the page at which *text* begins, counted from 0.
        depth: How many directives are around it.
    """
    for token in (_PLAIN if is_plain else _PARSER).parse(text):
        if token.map is None:
            continue
        start, end = (first + number for number in token.map)
        if token.type in {"fence", "colon_fence"}:
            inner = range(start + 1, start + 1 + token.content.count("\n"))
            yield token, inner
            if depth < MAX_DEPTH and not is_literal(token):
                yield from blocks(
                    token.content,
                    is_literal,
                    is_plain=is_plain,
                    first=inner.start,
                    depth=depth + 1,
                )
        else:
            yield token, range(start, end)


def directive(token: Token) -> str:
    """Return the name of the directive that a fence calls, or ``""``."""
    name = _DIRECTIVE.match(token.info)
    return name[1] if name else ""


def code_lines(text: str, is_literal: IsLiteral, *, is_plain: bool = False) -> set[int]:
    """Return the lines, counted from 0, that hold code or the like."""
    found: set[int] = set()
    for token, lines in blocks(text, is_literal, is_plain=is_plain):
        is_fence = token.type in {"fence", "colon_fence"}
        is_script = token.type == "html_block" and _SCRIPT.match(token.content)
        if token.type == "code_block" or is_script or (is_fence and is_literal(token)):
            found.update(lines)
    return found


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where inline code begins and ends (CommonMark 0.31, section 6.1)."""
    runs = [match.span() for match in re.finditer(r"(?:(?<!\\)|(?<=\\\\))`+", text)]
    of_length: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(runs):
        of_length[end - start].append(number)
    number = 0
    while number < len(runs):
        start, end = runs[number]
        same = of_length[end - start]
        place = bisect_right(same, number)
        if place < len(same):
            number = same[place]
            yield start, runs[number][1]
        number += 1


class Masked:
    """A page whose code, comments and formulas are out of reach.

    Attributes:
        text: The page with a mark for each of these.
    """

    def __init__(self, text: str, is_literal: IsLiteral, *, formulas: bool) -> None:
        """Take out what is no prose; *formulas* between dollars are none, if there are."""
        self._saved: list[str] = []
        lines = text.split("\n")
        code = code_lines(text, is_literal)
        result: list[str] = []
        number = 0
        while number < len(lines):
            is_code, end = number in code, number + 1
            while (
                end < len(lines)
                and (end in code) == is_code
                and (is_code or not _ENDS_TEXT.match(lines[end - 1] + "\n" + lines[end]))
            ):
                end += 1
            part = "\n".join(lines[number:end])
            is_code = is_code or _OPENING.match(part) is not None
            result.append(self._save(part) if is_code else self._without_spans(part))
            number = end
        text = self._without_comments("\n".join(result))
        if formulas:
            text = _FORMULA.sub(lambda match: self._save(match[0]), text)
        self.text = text

    def _save(self, part: str) -> str:
        self._saved.append(part)
        return f"{_OPEN}{len(self._saved) - 1}{_CLOSE}"

    def _without_spans(self, part: str) -> str:
        if "`" not in part or _FENCE.match(part):
            return part
        result, done = [], 0
        for start, end in code_spans(part):
            result += [part[done:start], self._save(part[start:end])]
            done = end
        return "".join([*result, part[done:]])

    def _without_comments(self, text: str) -> str:
        result, done = "", 0
        while (start := text.find("<!--", done)) >= 0 and (
            end := text.find("-->", start)
        ) >= 0:
            result += text[done:start] + self._save(text[start : end + 3])
            done = end + 3
        return result + text[done:]

    def restore(self, text: str) -> str:
        """Put everything back into a text that may have been changed."""
        while _SAVED.search(text):
            text = _SAVED.sub(lambda match: self._saved[int(match[1])], text)
        return text

    def line_of(self, text: str, position: int) -> int:
        """Return the line of the page, counted from 1, at a position of a masked text."""
        return self.restore(text[:position]).count("\n") + 1
