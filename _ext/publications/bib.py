"""A BibTeX file as entries with the lines of their fields; every mistake, not the first."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict
from research_records.problems import Problem

SYNTAX = "bib_syntax"


class Raw(NamedTuple):
    """An entry as it is written.

    Attributes:
        type: Its type in small letters, such as ``article``.
        key: By what it is cited.
        fields: Name in small letters -> value, still LaTeX, white space made one.
        lines: Name of a field -> its line; ``""`` has the line of the entry.
    """

    type: str
    key: str
    fields: dict[str, str]
    lines: dict[str, int]


#: BibTeX takes ``@comment`` without braces for the word alone.
_BARE_COMMENT = re.compile(r"comment\b(?!\s*[{(])", re.IGNORECASE)


class _Parser(LowLevelParser):  # type: ignore[misc]
    """Notes where fields stand, and goes on after a mistake."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self.at: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.broken = False

    def parse_command(self) -> Any:
        self.at, self.broken = {"": self.lineno}, False
        before = self.text[self.text.rfind("\n", 0, self.pos) + 1 : self.pos]
        if before.lstrip().startswith("%"):  # an entry that an editor has taken out
            self.pos: int = self.text.find("\n", self.pos) % (len(self.text) + 1)
            raise SkipEntry
        if word := _BARE_COMMENT.match(self.text, self.pos):
            self.pos = word.end()
            raise SkipEntry
        try:
            return super().parse_command()
        except SkipEntry:  # @comment, with all that is in its braces
            if self.text[self.pos - 1] == "{":
                self.flatten_string(self.parse_string(self.RBRACE))
            raise

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.lineno
        super().parse_field()
        if self.current_field_name:
            name = self.current_field_name.lower()
            if name in self.at:
                self._tell(f"{name}: stands twice in {self.current_entry_key!r}", line)
            self.at.setdefault(name, line)

    def handle_error(self, error: PybtexSyntaxError) -> None:
        self.broken = True
        what = str(error.args[0] if error.args else error)
        key = f" of {self.current_entry_key!r}" if self.current_entry_key else ""
        if what == "premature end of file":
            what = f"the entry{key} does not end; close its braces"
            self._tell(what, self.at.get("", error.lineno))
        elif error.error_type == "undefined string":
            self._tell(f"found the word {what!r}; put it in braces, or define it by @string",
                       error.lineno)  # fmt: skip
        else:
            hint = "; look above for a brace or comma that is missing or too many"
            self._tell(f"BibTeX{key}: {what}{hint}", error.lineno)

    def _tell(self, message: str, line: int) -> None:
        self.problems.append(Problem(SYNTAX, message, line))


def read(text: str) -> tuple[list[Raw], list[Problem]]:
    """Return the entries of a BibTeX file, and what is wrong with its syntax.

    An entry that cannot be read to its end is left out and told. What ``crossref``
    names stands before or after, and gives the fields that the entry lacks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parser = _Parser(text)
    for lost in re.finditer(
        r"^[ \t]*(\w+)[ \t]*\{[ \t]*[\w:.+-]+[ \t]*,[ \t]*$", text, re.MULTILINE
    ):
        line = text.count("\n", 0, lost.start()) + 1
        message = f"found '{lost[1]}{{', expected '@{lost[1]}{{'"
        parser.problems.append(Problem(SYNTAX, message, line))
    found: dict[str, Raw] = {}
    for command, content in parser:
        kind = command.lower()
        if kind in ("string", "preamble") or parser.broken:
            continue
        key, given = content
        fields: dict[str, str] = {}
        for name, parts in given:
            fields.setdefault(name.lower(), re.sub(r"\s+", " ", "".join(parts)).strip())
        raw = Raw(kind, key, fields, dict(parser.at))
        first = found.setdefault(key.casefold(), raw)
        if first is not raw:
            line = first.lines[""]
            message = f"key: {key!r} stands also in line {line}; give one of the two another"
            parser.problems.append(Problem(SYNTAX, message, raw.lines[""]))
    return [_inherited(raw, found, parser.problems) for raw in found.values()], parser.problems


def _inherited(raw: Raw, found: dict[str, Raw], problems: list[Problem]) -> Raw:
    """Return an entry with what it takes over from the one that it is part of."""
    fields, above, seen = dict(raw.fields), raw, {raw.key.casefold()}
    while name := above.fields.get("crossref"):
        parent = found.get(name.casefold())
        if parent is None or name.casefold() in seen:
            what = f"{name!r} is the entry itself, or a part of it"
            what = what if parent else f"no entry {name!r}"
            if above is raw or parent is raw:  # else the parent's own turn tells it
                problems.append(Problem(SYNTAX, f"crossref: {what}", raw.lines["crossref"]))
            break
        seen.add(name.casefold())
        given = dict(parent.fields)
        if "title" in given:
            given.setdefault("booktitle", given.pop("title"))
        taken = {name: value for name, value in given.items() if name not in NOT_INHERITED}
        fields, above = {**taken, **fields}, parent
    return raw._replace(fields=fields)


#: What is of the whole alone (biblatex manual, appendix B).
NOT_INHERITED = frozenset({"author", "crossref", "doi", "keywords", "preprintdoi", "url",
                           "pages", "abstract", "note"})  # fmt: skip
