"""Where the front matter of a page is, and its fields as texts with their lines.

YAML's typed scalars are not used: every scalar is taken as the editor wrote it, and
the field's own type says what it means. So a title may be ``2024`` or ``yes``, and
``2025-02-30`` is a date that does not exist, not a traceback. TOML and JSON, which
Hugo knows too, come out the same.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

from research_records.problems import Problem, Subtype, shortened
from research_records.yaml_mistakes import explained, taken_for_a_comment

#: More is no front matter: the longest of 1,500 pages of other sites has 9,000
#: characters, 300 values and 5 levels. The YAML library itself overflows the stack
#: of the process at some 50,000 levels.
MAX_LENGTH, MAX_VALUES, MAX_DEPTH = 100_000, 5_000, 20
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile(
    "[^\\t\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)


class UnreadableError(Exception):
    """The front matter cannot be understood at all.

    Args:
        message: What was found and what was expected.
        line: The line in the file.
        head: How many lines the front matter takes, as far as that can be told.
    """

    def __init__(self, message: str, line: int = 1, head: int = 0) -> None:
        """Note the place."""
        super().__init__(f"front matter: {message}")
        self.line, self.head = line, head


class Fields(NamedTuple):
    """The front matter of a page, before it is checked.

    Attributes:
        values: Field -> its value: texts, lists and mappings of these.
        lines: Path of a field (``supervisors.ing.0``) -> its line in the file.
        problems: What could be read, but not as it was meant.
        head: How many lines of the file it takes.
        plain: Paths of texts without quotes.
    """

    values: dict[str, Any]
    lines: dict[str, int]
    problems: list[Problem]
    head: int
    plain: frozenset[str] = frozenset()


def read_fields(text: str) -> Fields:
    """Read the front matter at the beginning of a page, whatever its format.

    Args:
        text: The page; blank lines may stand before its front matter.

    Raises:
        UnreadableError: It is not valid in its format, or has no end.
    """
    lines = text.split("\n")
    begin = next((n for n, line in enumerate(lines) if line.strip()), 0)
    first = lines[begin].rstrip()
    if re.match(r'\{\s*("|$)', first):
        return _json(text, begin)
    if first not in {"---", "+++"}:
        _refuse_look_alikes(lines, begin)
        return Fields({}, {}, [], 0)
    ends = ("---", "...") if first == "---" else ("+++",)
    close = next((n for n in range(begin + 1, len(lines)) if lines[n].rstrip() in ends), None)
    if close is None:
        if re.match(r"\w[\w-]*\s*[:=]", "".join(lines[begin + 1 : begin + 2])):
            what = f"found no closing line, expected {first} after the fields"
            raise UnreadableError(what, begin + 1, begin + 1)
        return Fields({}, {}, [], 0)
    head = close + 1
    source = "\n".join(lines[begin + 1 : close])
    if len(source) > MAX_LENGTH:
        raise UnreadableError(_too_much("characters", MAX_LENGTH), begin + 2, head)
    _refuse_marks(lines, head)
    return (_toml if first == "+++" else _yaml)(source, begin + 2, head)


def _refuse_look_alikes(lines: list[str], begin: int) -> None:
    """Refuse fields that were meant as front matter, as a page's text would hold them."""
    first, following = lines[begin].rstrip(), "".join(lines[begin + 1 : begin + 2])
    if re.fullmatch(r"[-\u2013\u2014=_*~]{1,9}", first) and re.match(r"[\w-]+:\s", following):
        raise UnreadableError(f"found {first!r}, expected ---", begin + 1, begin + 1)
    above = lines[begin : begin + 6]
    if first.startswith("title:") and any(line.rstrip() == "---" for line in lines):
        raise UnreadableError("found its fields, expected a line --- above them", begin + 1)
    for number, (line, after) in enumerate(pairwise(above), begin + 1):
        if line.rstrip() == "---" and after.startswith("title:"):
            raise UnreadableError("found text above it, expected --- as first line", number)
        if line.startswith(("```", "~~~")):
            return


def _refuse_marks(lines: list[str], head: int) -> None:
    for number, line in enumerate(lines[:head], 1):
        if re.match(r"<{7}|>{7}|={7}$", line):
            what = f"found {shortened(line)!r}, Git's mark of two versions; keep one of them"
            raise UnreadableError(what, number, head)


def _yaml(source: str, first: int, head: int) -> Fields:
    return _YamlReader(first, head).read(source)


def _json(text: str, begin: int) -> Fields:
    start = len(text) - len(text.lstrip())
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
    ends = [n + 1 for n, line in enumerate(text.split("\n")) if line.rstrip() == "}"]
    head = min(ends, default=0)
    try:
        values, end = decoder.raw_decode(text, start)
        if text[end:].partition("\n")[0].strip():
            raise json.JSONDecodeError("text behind the last brace", text, end)
        return _plain(values, text[start:end], begin + 1, text.count("\n", 0, end) + 1)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not valid JSON: {error.msg}", error.lineno, head) from None
    except RecursionError:
        raise UnreadableError(_too_much("levels", MAX_DEPTH), begin + 1, head) from None


def _toml(source: str, first: int, head: int) -> Fields:
    try:
        return _plain(tomllib.loads(source), source, first, head)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        last = int(line[1]) if line else source.count("\n") + 1
        raise UnreadableError(f"not valid TOML: {what}", first + last - 1, head) from None
    except RecursionError:
        raise UnreadableError(_too_much("levels", MAX_DEPTH), first, head) from None


def _plain(values: dict[str, Any], source: str, first: int, head: int) -> Fields:
    """Look up the lines of values that were read without them."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.split("\n"), first):
        name = re.match(r"""[\s{]*+(\[*+)\s*+["']?([\w.-]++)["']?\s*+[\]=:]""", line)
        if name:
            path = name[2] if name[1] else f"{table}{name[2]}"
            table = f"{path}." if name[1] else table
            lines.setdefault(path, number)
            lines.setdefault(path.partition(".")[0], number)
    texts = _as_texts(values)
    fields = {key: value for key, value in texts.items() if value is not None}
    return Fields(fields, lines, [], head)


def _as_texts(value: Any, depth: int = 0) -> Any:
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, dict):
        return {_as_texts(key): _as_texts(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_texts(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    # JSON may hold half a character, which no file can.
    return None if value is None else str(value).encode(errors="replace").decode()


def _too_much(what: str, limit: int) -> str:
    return f"found more than {limit:,} {what}, expected a few fields"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


class _YamlReader:
    """Builds the fields from the parser's events, which nest without recursion."""

    def __init__(self, first: int, head: int) -> None:
        self._first, self._head = first, head
        self._lines: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._plain: set[str] = set()
        self._count = 0

    def read(self, source: str) -> Fields:
        self._events: Iterator[yaml.Event] = yaml.parse(source, Loader=_Loader)
        self._source = source.split("\n")
        try:
            event = next(self._events)
            while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                event = next(self._events)
            is_empty = isinstance(event, yaml.StreamEndEvent)
            values = {} if is_empty else self._value(event, "", 1)
            while not is_empty and not isinstance(event, yaml.StreamEndEvent):
                event = next(self._events)
        except yaml.MarkedYAMLError as error:
            mark, words = explained(error, source.split("\n"))
            raise self._error(f"not valid YAML: {words}", mark) from None
        except yaml.YAMLError:
            mark = next(
                n for n, line in enumerate(source.split("\n")) if _CONTROL.search(line)
            )
            raise self._error("found a character that no text has", mark) from None
        if not isinstance(values, dict) and values is not None:
            what = "a list" if isinstance(values, list) else "a text"
            raise self._error(f"found {what}, expected fields such as title: Our team")
        fields = {key: value for key, value in (values or {}).items() if value is not None}
        plain = frozenset(self._plain)
        return Fields(fields, self._lines, self._problems, self._head, plain)

    def _error(self, message: str, line: int = 0) -> UnreadableError:
        return UnreadableError(message, self._first + line, self._head)

    def _value(self, event: yaml.Event, path: str, depth: int) -> Any:
        line = _line(event)
        self._count += 1
        before = self._count
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise self._error(f"found *{event.anchor}, which stands for nothing", line)
            value, size = self._anchors[event.anchor]
            self._count += size
        elif isinstance(event, yaml.ScalarEvent):
            is_null = event.implicit[0] and event.value in {"", "~", "null", "Null", "NULL"}
            value = None if is_null else event.value
            if not event.style:
                self._plain.add(path)
            tag = event.tag if (event.tag or "").startswith("!") else ""
            comment = taken_for_a_comment(event, self._source)
            for lost, meant in ((comment, "a comment"), (tag, "a type")):
                if lost:
                    what = f"{shortened(path.partition('.')[0])}: found {shortened(lost)!r}, "
                    what += f"which YAML leaves out as {meant}; put the whole text into quotes"
                    self._problems.append(Problem(Subtype.FIELD, what, self._first + line))
        elif depth > MAX_DEPTH:
            raise self._error(_too_much("levels", MAX_DEPTH), line)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
                value.append(self._at(item, f"{path}.{len(value)}", depth))
        else:
            value = self._mapping(path, depth)
        if self._count > MAX_VALUES:
            raise self._error(_too_much("values", MAX_VALUES), line)
        if anchor := getattr(event, "anchor", None):
            self._anchors.setdefault(anchor, (value, self._count - before))
        return value

    def _at(self, event: yaml.Event, path: str, depth: int, line: int | None = None) -> Any:
        path = path.lstrip(".")
        mark = _line(event) if line is None else line
        self._lines[path] = self._first + mark
        return self._value(event, path, depth + 1)

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error("found a field without a name", line)
            key = event.value
            if key in result:
                what = f"{shortened(key)}: found twice, expected once; delete one of the two"
                self._problems.append(Problem(Subtype.FIELD, what, self._first + line))
            result[key] = self._at(next(self._events), f"{path}.{key}", depth, line)
        return result
