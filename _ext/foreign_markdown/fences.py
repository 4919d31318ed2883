"""Blocks of other systems, whose lines stand for themselves: fences, boxes, shortcodes.

Each function changes lines of a page in place and never their number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from difflib import get_close_matches

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

#: Tells of something that MyST does not know: kind, line (from 1), what to do.
Tell = Callable[[str, int, str], None]
#: Returns which of some lines, counted from 0, hold code.
CodeOf = Callable[[list[str]], set[int]]

#: Name of a box in another system -> the admonition that is its like.
BOXES = {
    **dict.fromkeys(
        ["note", "info", "abstract", "summary", "tldr", "quote", "example"], "note"
    ),
    **dict.fromkeys(["tip", "hint", "success", "check", "done"], "tip"),
    **dict.fromkeys(["important", "question", "help", "faq"], "important"),
    **dict.fromkeys(["warning", "attention"], "warning"),
    **dict.fromkeys(["caution", "failure", "bug"], "caution"),
    **dict.fromkeys(["danger", "error"], "danger"),
}
#: Alerts that GitHub and MyST know.
ALERTS = {"note", "tip", "important", "warning", "caution"}
_INDENTED_BOX = re.compile(r'(\s*)(?:!!!|\?\?\?\+?)\s*(\w+)[^"\n]*+(?:"([^"]*)")?\s*')
_TAB = re.compile(r'(\s*)===[!+]*(\s+)"([^"]*)"\s*')
_LISTING = re.compile(
    r"(\s*)(?:\{%-?\s*highlight\s+(\w+)[^%]*%\}|\{\{[<%]\s*highlight\s+\"?(\w+)[^>%]*[>%]\}\})\s*"
)
_LISTING_END = re.compile(
    r"(\s*)(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/highlight\s*[>%]\}\})\s*"
)
_SHORTCODE_BOX = re.compile(r"(\s*)\{\{[<%]\s*+(/?)\s*+([\w-]+)([^<>%]*)[>%]\}\}\s*")
_COLONS = re.compile(r"([\s>]*)(:{3,})[ \t]*(.*)")
_BRACED = re.compile(r"([\s>]*)(`{3,}|~{3,}|:{3,})[ \t]*\{{1,4}([^{}]*)\}{1,4}([^`\n]*)")
_BARE = re.compile(r"([\s>]*(?:`{3,}|~{3,}))[ \t]*([A-Za-z][\w:-]*)[ \t]*")
_ALERT = re.compile(r"([\s>]*>\s*)\[!(\w+)\]([+-]?)[ \t]*(.*)")
#: Languages whose cells Quarto and R Markdown run.
_CELLS = {"r", "python", "julia", "ojs", "sql", "bash", "stan", "mermaid", "dot"}


def convert_listings(lines: list[str], code: set[int]) -> None:
    """Turn the listings of Jekyll and Hugo into fences."""
    for number, line in enumerate(lines):
        if number in code:
            continue
        if begin := _LISTING.fullmatch(line):
            lines[number] = f"{begin[1]}```{begin[2] or begin[3]}"
        elif end := _LISTING_END.fullmatch(line):
            lines[number] = f"{end[1]}```"


def convert_boxes(lines: list[str], code_of: CodeOf, tell: Tell) -> bool:
    """Turn boxes and tabs of Python-Markdown, and those of shortcodes, into admonitions.

    Args:
        lines: The page.
        code_of: Returns which of some lines hold code.
        tell: Takes what is not like an admonition.

    Returns:
        Whether there were any; `convert_divs` then gives each its number of colons.
    """
    found = False
    code = code_of(lines)
    ends: list[int] = []
    for number, line in enumerate(lines):
        ends = [end for end in ends if end > number]
        if number in code:
            continue
        if begin := _INDENTED_BOX.fullmatch(line) or _TAB.fullmatch(line):
            # The more is around, the fewer colons, so that ends find their beginning.
            colons = begin[1] + ":" * max(3, 20 - len(ends))
            end = _dedent(lines, number, begin[1], colons)
            content = [line[len(begin[1]) :] for line in lines[number + 1 : end]]
            code.difference_update(range(number + 1, end))
            code.update(number + 1 + line for line in code_of(content))
            ends.append(end)
            lines[number] = colons + _admonition(begin[2].strip(), begin[3])
            if not begin[2].strip():
                tell("tabs", number + 1, f"a tab, '{line.strip()}'; it is shown as a box")
            found = True
        elif box := _SHORTCODE_BOX.fullmatch(line):
            words = re.findall(r"[\w-]+", box[4].lower())
            kinds = [word for word in [box[3].lower(), *words] if word in BOXES]
            if box[3].lower() in {"notice", "callout", "alert", "admonition", *BOXES}:
                lines[number] = box[1] + (":::" if box[2] else f":::{_admonition(*kinds[:1])}")
                found = True
    return found


def _dedent(lines: list[str], number: int, indent: str, close: str) -> int:
    """Take the four blanks off the content of a box, close it, and return its end."""
    end = number + 1
    while end < len(lines) and (
        not lines[end].strip() or lines[end].startswith(f"{indent}    ")
    ):
        lines[end] = indent + lines[end][len(indent) + 4 :] if lines[end].strip() else ""
        end += 1
    if end < len(lines) and end > number + 1 and not lines[end - 1]:
        lines[end - 1] = close
    return end


def _admonition(kind: str = "note", title: str | None = None) -> str:
    return f"{{admonition}} {title}" if title else f"{{{BOXES.get(kind.lower(), 'note')}}}"


def convert_divs(
    lines: list[str], code: set[int], tell: Tell, *, is_foreign: bool = False
) -> None:
    """Turn Pandoc's and Docusaurus' ``:::`` blocks into what MyST has of the kind.

    MyST asks for more colons outside than inside; the others count openings and ends.
    Where a page has none of theirs, and is not known to be *foreign*, it stays as it is.
    """
    stack: list[int] = []
    heights: dict[int, int] = {}
    widths: dict[int, int] = {}
    ends: dict[int, int] = {}
    for number, line in enumerate(lines):
        fence = None if number in code else _COLONS.fullmatch(line)
        if fence is None:
            continue
        info = fence[3].strip()
        if info:
            stack.append(number)
            heights[number] = 0
            widths[number] = len(fence[2])
            is_foreign = is_foreign or not re.match(r"\{[\w:-]+\}", info)
        elif stack:
            # What is as wide ends here, with all that is open within; else the inmost.
            same = [opened for opened in stack if widths[opened] == len(fence[2])]
            last = (same or stack)[-1]
            ends[last] = number
            while last in stack:
                opened = stack.pop()
                if stack:
                    heights[stack[-1]] = max(heights[stack[-1]], heights[opened] + 1)
    if not is_foreign:
        return
    for number, height in heights.items():
        colons = ":" * (3 + height)
        fence = _COLONS.fullmatch(lines[number])
        assert fence is not None
        lines[number] = f"{fence[1]}{colons}{_div(fence[3].strip(), number + 1, tell)}"
        if number in ends:
            indent = re.match(r"[\s>]*", lines[ends[number]])
            lines[ends[number]] = f"{indent[0] if indent else ''}{colons}"


def _div(info: str, line: int, tell: Tell) -> str:
    """Return what stands after the colons; tell of a block that MyST does not know."""
    if re.match(r"\{[\w:-]+\}", info):
        return info
    callout = re.search(r"\.callout-(\w+)", info)
    if callout:
        words = re.search(r'title="([^"]*)"', info)
        return _admonition(callout[1], words[1] if words else None)
    named = re.fullmatch(r"([\w-]+)(?:\[(.*)\]|\s+(.*))?", info)
    name, title = (named[1], named[2] or named[3]) if named else ("", None)
    if name.lower() in BOXES:
        return _admonition(name, title)
    if name and not title:
        return name
    tell("block", line, f"the block '::: {info}' is not known; its text is shown as any other")
    classes = re.findall(r"\.([A-Za-z][\w-]*)", info)
    return f"{{admonition}} {title}" if title else (classes or ["div"])[0]


def _is_language(name: str) -> bool:
    """Tell whether listings may be in a language of this name."""
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True


def near(name: str, known: AbstractSet[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest of the names, else ``""``."""
    found = get_close_matches(name[:40], sorted(known), 1, 0.75)
    return f"; did you mean '{found[0]}'?" if found else ""


def convert_directives(
    lines: list[str], code: set[int], known: AbstractSet[str], tell: Tell
) -> None:
    """Keep the content of directives that nobody knows, and of cells of other systems.

    Args:
        lines: The page.
        code: Lines of it that hold code.
        known: The names of all directives.
        tell: Takes what is not known.
    """
    for number, line in enumerate(lines):
        fence = None if number in code else _BRACED.fullmatch(line)
        bare = None if number in code else _BARE.fullmatch(line)
        if bare and bare[2] in known and not _is_language(bare[2]):
            what = f"a block '{bare[2]}' without braces; write {{{bare[2]}}}"
            tell("directive", number + 1, f"{what}; its content is shown as it is")
            lines[number] = f"{bare[1]}text"
        if fence is None:
            continue
        indent, mark, info, rest = fence.groups()
        words = re.split(r"[\s,]+", info.strip())
        if "{{" in line and mark[0] != ":":  # Quarto's way to show a cell
            lines[number] = f"{indent}{mark}{words[0]}"
        elif info.startswith("="):
            lines[number] = f"{indent}{mark}{{raw}} {info[1:].strip()}"
        elif (
            mark[0] != ":"
            and words[0].lower() in _CELLS
            and (len(words) > 1 or words[0] not in known)
        ):
            lines[number] = f"{indent}{mark}{words[0].lower()}"
        elif mark[0] != ":" and info.startswith("."):
            lines[number] = f"{indent}{mark}{words[0][1:]}"
        elif re.fullmatch(r"[A-Za-z][\w:.+-]*", info) and not {info, info.lower()} & known:
            what = f"the directive '{info}' is not known{near(info, known)}"
            tell("directive", number + 1, f"{what}; its content is shown as it is")
            plain = "" if mark[0] == ":" else "text"
            is_empty = not "".join(lines[number + 1 : number + 2]).strip(f" {mark[0]}")
            shown = f"{{{'rubric' if is_empty else 'admonition'}}}{rest}"
            lines[number] = indent + mark + (shown if rest.strip() else plain)


def convert_alerts(lines: list[str], code: set[int], tell: Tell) -> None:
    """Turn the boxes of Obsidian and Docsify into alerts as GitHub has them."""
    for number, line in enumerate(lines):
        alert = None if number in code else _ALERT.fullmatch(line)
        if alert is None or (alert[2].lower() in ALERTS and not alert[3] and not alert[4]):
            continue
        if alert[2].lower() not in BOXES and (hint := near(alert[2].lower(), ALERTS)):
            what = f"a box '[!{alert[2]}]' is not known{hint}"
            tell("alert", number + 1, what)
        kind = BOXES.get(alert[2].lower(), "note")
        kind = "caution" if kind == "danger" else kind
        lines[number] = f"{alert[1]}[!{kind.upper()}]"
        if alert[4]:
            what = f"a box '[!{alert[2]}]' with a title; write the title in bold below it"
            tell("alert", number + 1, what)
            lines[number] = f"{alert[1]}**{alert[4]}**"
