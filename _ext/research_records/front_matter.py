"""Front matter: text in; a record, or problems with line numbers, out.

YAML's typed scalars are not used: every scalar is taken as the editor wrote
it, and the field's own type says what it means. So a title may be ``2024`` or
``yes``, and ``2025-02-30`` is a date that does not exist, not a traceback.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from research_records.page import Page
from research_records.problems import Problem, Subtype, did_you_mean

#: Fields that mean something to MyST, Sphinx or Furo: passed on, not checked.
PASSED_ON = frozenset(
    {
        "myst", "html_meta", "substitutions", "orphan", "tocdepth", "nocomments",
        "no-search", "nosearch", "no-secondary-sidebar", "hide-toc",
    }
)  # fmt: skip
# Sphinx and Furo look only whether these are there, so `false` must go.
_FLAGS = frozenset({"orphan", "nocomments", "no-search", "nosearch", "hide-toc"})
_MAX_NODES = 5000
_MAX_SHOWN = 60
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Parsed(NamedTuple):
    """A page's front matter, understood.

    Attributes:
        page: The record; what was wrong is left out of it.
        problems: All that was wrong.
        lines: Path of a field (``supervisors.ing.0``) -> its line in the file.
        given: Fields that the editor wrote, wrong ones too.
        text: The page with the front matter that MyST shall see, as many
            lines as before.
        readable: Whether the front matter could be read at all.
        passed_on: Fields that MyST, Sphinx and Furo get to see.
        head: How many lines of *text* stand where the front matter stood.
    """

    page: Page
    problems: list[Problem]
    lines: dict[str, int]
    given: frozenset[str]
    text: str
    readable: bool = True
    passed_on: frozenset[str] = frozenset()
    head: int = 0


def parse(text: str, model: type[Page] = Page, others: Collection[type[Page]] = ()) -> Parsed:
    """Read a page's front matter.

    Args:
        text: The page.
        model: The kind of record that it is.
        others: All kinds of the site, to say whose a field is that this one lacks.
    """
    lines = text.split("\n")
    first = lines[0].rstrip()
    if first in {"+++", "{"} or re.match(r'\{\s*"', first):
        name = "TOML" if first == "+++" else "JSON"
        return _unreadable(
            model,
            text,
            f"front matter: found {name}, expected YAML between two lines of ---, "
            'such as title: "Our team"',
        )
    if first != "---":
        return Parsed(model(), [], {}, frozenset(), text)
    close = next(
        (n for n, line in enumerate(lines) if n and line.rstrip() in ("---", "...")), None
    )
    if close is None:
        if len(lines) > 1 and re.match(r"\w[\w-]*\s*:", lines[1]):
            return _unreadable(
                model,
                text,
                "front matter: found no closing line, expected --- after the fields",
            )
        return Parsed(model(), [], {}, frozenset(), text)
    body = lines[close + 1 :]
    reader = _Reader()
    try:
        fields = reader.read("\n".join(lines[1:close]))
    except (yaml.YAMLError, _NotReadableError, RecursionError) as error:
        blank = "\n".join([*[""] * (close + 1), *body])
        return _unreadable(model, blank, *_explain(error))._replace(head=close + 1)
    typed = {key: fields.pop(key) for key in list(fields) if key in PASSED_ON}
    passed_on = {
        key: value
        for key, value in ((key, _typed(value)) for key, value in typed.items())
        if not (key in _FLAGS and value in (False, None, ""))
    }
    page, problems = _validate(model, others, fields, reader.lines)
    if passed_on and close > 1:
        head = ["---", json.dumps(passed_on), *[""] * (close - 2), "---"]
    else:
        head = [""] * (close + 1)
    problems = sorted([*reader.problems, *problems], key=lambda p: p.line or 0)
    given = frozenset({*fields, *typed})
    text = "\n".join([*head, *body])
    passed = frozenset(passed_on)
    return Parsed(page, problems, reader.lines, given, text, True, passed, len(head))


def _unreadable(model: type[Page], text: str, message: str, line: int = 1) -> Parsed:
    problem = Problem(Subtype.FRONT_MATTER, message, line)
    return Parsed(model(), [problem], {}, frozenset(), text, readable=False)


class _NotReadableError(Exception):
    """The front matter is YAML but cannot be front matter."""


def _explain(error: Exception) -> tuple[str, int]:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        line = error.problem_mark.line + 2
        hint = ""
        if "mapping values are not allowed" in str(error.problem):
            hint = "; put a text that holds a colon into quotes"
        elif "\\t" in str(error.problem) or "cannot start any token" in str(error.problem):
            hint = "; indent with spaces, and put unusual text into quotes"
        return f"front matter: not valid YAML: {error.problem}{hint}", line
    if isinstance(error, RecursionError):
        return "front matter: found deeper nesting than any page needs", 1
    return f"front matter: {str(error).strip().splitlines()[0]}", 1


class _Reader:
    """Turns YAML into mappings, lists and texts, and notes the lines."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._count = 0

    def read(self, text: str) -> dict[str, Any]:
        node = yaml.compose(text, Loader=_Loader)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
            return {}
        if not isinstance(node, yaml.MappingNode):
            what = "a list" if isinstance(node, yaml.SequenceNode) else "a text"
            raise _NotReadableError(f"found {what}, expected fields such as title: Our team")
        result = self._value(node, "", ())
        assert isinstance(result, dict)
        return {key: value for key, value in result.items() if value is not None}

    def _value(self, node: yaml.Node, path: str, above: tuple[int, ...]) -> Any:
        self._count += 1
        if self._count > _MAX_NODES or id(node) in above:
            raise _NotReadableError(
                f"found more than {_MAX_NODES} values or an alias of itself, "
                "expected a few fields"
            )
        above = (*above, id(node))
        if isinstance(node, yaml.SequenceNode):
            return [
                self._at(item, f"{path}.{number}", item.start_mark.line, above)
                for number, item in enumerate(node.value)
            ]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, above)
        return None if node.tag.endswith(":null") else node.value

    def _at(self, node: yaml.Node, path: str, line: int, above: tuple[int, ...]) -> Any:
        path = path.lstrip(".")
        self.lines[path] = line + 2
        return self._value(node, path, above)

    def _mapping(
        self, node: yaml.MappingNode, path: str, above: tuple[int, ...]
    ) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                raise _NotReadableError(f"line {line + 2}: found a field without a name")
            key = key_node.value
            if key in result:
                message = f"{key}: found twice, expected once; delete one of the two"
                self.problems.append(Problem(Subtype.FIELD, message, line + 2))
            result[key] = self._at(value_node, f"{path}.{key}", line, above)
        return result


def _typed(value: Any) -> Any:
    """Return a value that is passed on with YAML's own types."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"true|false|-?\d{1,15}", value):
        return json.loads(value) if not re.match(r"-?0\d", value) else value
    return value


def _validate(
    model: type[Page],
    others: Collection[type[Page]],
    fields: dict[str, Any],
    lines: dict[str, int],
) -> tuple[Page, list[Problem]]:
    """Return the record that can be made of *fields*, and what is wrong."""
    problems = []
    good = dict(fields)
    for key in fields:
        if key not in model.model_fields:
            problems.append(_unknown(model, others, key, lines.get(key)))
            del good[key]
    try:
        page = model.model_validate(good)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            loc = [str(part) for part in detail["loc"] if part != "[key]"]
            line = next(
                (
                    lines[path]
                    for n in range(len(loc), 0, -1)
                    if (path := ".".join(loc[:n])) in lines
                ),
                None,
            )
            problems.append(
                Problem(Subtype.FIELD, f"{'.'.join(loc)}: {_expectation(detail)}", line)
            )
            good.pop(loc[0], None)
        page = model.model_validate(good)
    problems.extend(
        problem._replace(line=problem.line or lines.get(problem.message.split(":")[0], 1))
        for problem in page.contradictions()
    )
    return page, problems


def _unknown(
    model: type[Page], others: Collection[type[Page]], key: str, line: int | None
) -> Problem:
    owners = [other.kind_name for other in others if key in other.model_fields]
    known = [*model.model_fields, *PASSED_ON]
    hint = did_you_mean(key, known)
    if owners and not hint:
        hint = f"; it belongs to the front matter of a {' or '.join(owners)}"
    shown = key if len(key) <= _MAX_SHOWN else f"{key[:_MAX_SHOWN]}…"
    message = f"{shown}: a {model.kind_name} has no such field{hint}"
    return Problem(Subtype.UNKNOWN_FIELD, message, line)


def _expectation(detail: Any) -> str:
    """Say what was found and what was expected, in an editor's words."""
    found = detail["input"]
    if isinstance(found, dict):
        shown = "a mapping"
    elif isinstance(found, list):
        shown = "a list"
    else:
        text = str(found)
        shown = repr(text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…")
    kind, context = detail["type"], detail.get("ctx", {})
    hint = ""
    if kind == "value_error":
        expected = str(context["error"])
    elif kind == "literal_error":
        expected = f"one of {context['expected']}"
        choices = re.findall(r"'([^']*)'", str(context["expected"]))
        hint = did_you_mean(str(found), choices)
    elif kind == "missing":
        return "missing"
    elif kind == "extra_forbidden":
        return "no such field here"
    else:
        expected = {
            "string_type": "a text",
            "list_type": "a list",
            "dict_type": "a mapping of names to values",
            "model_type": "a mapping of fields",
            "bool_parsing": "true or false",
            "bool_type": "true or false",
            "int_parsing": "a whole number",
            "int_type": "a whole number",
            "int_parsing_size": "a whole number of reasonable size",
            "decimal_parsing": "a number",
        }.get(kind, str(detail["msg"]).removeprefix("Input should be ").lower())
        expected = expected.removeprefix("input should be ")
    return f"found {shown}, expected {expected}{hint}"
