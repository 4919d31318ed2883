"""Front matter: text in; a record, or problems with line numbers, out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from pydantic import ValidationError

from research_records.formats import Fields, UnreadableError, read_fields
from research_records.page import Page
from research_records.problems import Problem, Subtype, one, shortened
from research_records.wording import expectation, meant, no_such_field, quoted_twice

_Test = Callable[[Any], bool]


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _number(value: Any) -> bool:
    return re.fullmatch("[0-9]{1,2}", str(value)) is not None


# Sphinx and Furo look only whether these are there, so `false` must go.
_FLAGS = frozenset(
    ["orphan", "nocomments", "no-search", "nosearch", "no-secondary-sidebar", "hide-toc"]
)
#: As pydantic reads them in fields of our own.
_YES, _NO = frozenset(["true", "yes", "on", "1"]), frozenset(["false", "no", "off", "0", ""])
#: Fields that mean something to MyST, Sphinx or Furo, and what their value must be.
PASSED_ON: dict[str, tuple[_Test, str]] = {
    **dict.fromkeys(_FLAGS, (lambda value: str(value).lower() in _YES | _NO, "true")),
    "tocdepth": (_number, "a number such as 2"),
    "myst": (lambda value: isinstance(value, dict), "a mapping of MyST's settings"),
    "html_meta": (_texts, "a mapping of names to texts"),
    "substitutions": (_texts, "a mapping of names to texts"),
}


class Parsed(NamedTuple):
    """A page's front matter, understood.

    Attributes:
        page: The record; what was wrong is left out of it.
        problems: All that was wrong.
        lines: Path of a field (``supervisors.ing.0``) -> its line in the file.
        given: Fields that the editor wrote or meant to write, wrong ones too.
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
    try:
        found = read_fields(text)
    except UnreadableError as error:
        problem = Problem(Subtype.FRONT_MATTER, str(error), error.line)
        blank = "\n".join([*[""] * error.head, *text.split("\n")[error.head :]])
        return Parsed(model(), [problem], {}, frozenset(), blank, False, head=error.head)
    checked = _Check(found, model, others)
    passed_on = checked.pass_on()
    page = checked.page()
    head = [""] * found.head
    if passed_on and found.head > 2:
        head = ["---", json.dumps(passed_on), *[""] * (found.head - 3), "---"]
    elif passed_on:
        name = next(iter(passed_on))
        checked.tell(name, "found all in one line, expected a line for each field")
    return Parsed(
        page,
        sorted([*found.problems, *checked.problems], key=lambda p: p.line or 0),
        found.lines,
        frozenset(checked.given),
        "\n".join([*head, *text.split("\n")[found.head :]]),
        passed_on=frozenset(passed_on),
        head=found.head,
    )


def _typed(value: Any) -> Any:
    """Return a value that is passed on with YAML's own types."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    is_json = re.fullmatch(r"true|false|0|-?[1-9][0-9]{0,14}", str(value))
    return json.loads(value) if is_json else value


class _Check:
    """Makes the record that can be made of the fields, and notes what is wrong."""

    def __init__(
        self, found: Fields, model: type[Page], others: Collection[type[Page]]
    ) -> None:
        self._fields = dict(found.values)
        self._lines, self._model, self._others = found.lines, model, others
        self._plain = found.plain
        self.given = set(found.values)
        self.problems: list[Problem] = []

    def tell(self, path: str, message: str, subtype: str = Subtype.FIELD) -> None:
        """Note a problem of the value at *path*, with the nearest line that is known."""
        parts = path.split(".")
        above = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
        line = next((self._lines[one] for one in above if one in self._lines), 1)
        self.problems.append(Problem(subtype, f"{shortened(path)}: {message}", line))

    def pass_on(self) -> dict[str, Any]:
        """Take out the fields that are not ours, and return those that are fit."""
        result: dict[str, Any] = {}
        for key in [key for key in self._fields if key in PASSED_ON]:
            value = self._fields.pop(key)
            is_fit, expected = PASSED_ON[key]
            if not is_fit(value):
                shown = "a mapping or list" if isinstance(value, (dict, list)) else repr(value)
                self.tell(key, f"found {shortened(shown)}, expected {expected}")
            elif key in _FLAGS:
                result.update({key: True} if str(value).lower() in _YES else {})
            else:
                result[key] = value if key in {"html_meta", "substitutions"} else _typed(value)
        for key in {"html_meta", "substitutions"} & result.keys():  # MyST has moved them
            below = result.setdefault("myst", {})
            below[key] = {**result.pop(key), **below.get(key, {})}
        return result

    def page(self) -> Page:
        """Return the record; every field that is wrong is told once and left out."""
        if not self._model.takes_any:
            self._tell_folder()
        for key, value in list(self._fields.items()):
            if key not in self._model.model_fields and self._model.takes_any:
                del self._fields[key]
            elif key not in self._model.model_fields:
                known = [*self._model.model_fields, *PASSED_ON]
                guess = meant(key, known, value)
                message = no_such_field(key, self._model, self._others, guess)
                line = self._lines.get(key, 1)
                self.problems.append(Problem(Subtype.UNKNOWN_FIELD, message, line))
                self.given.add(guess or key)
                del self._fields[key]
            elif key in self._plain and (quotes := quoted_twice(str(value))):
                self.tell(key, quotes)
                self._fields[key] = value[1:-1]
        while True:
            try:
                page = self._model.model_validate(self._fields)
                break
            except ValidationError as error:
                self._refuse(error)
        for name in self._fields.keys() & set(page.missing()):
            self.tell(name, "found nothing, expected a value")
        for problem in page.contradictions():
            path, _, message = problem.message.partition(": ")
            # What follows from a value that is told already is left out.
            name = path.partition(".")[0]
            if name in self._fields or name not in self.given:
                self.tell(path, message, problem.subtype)
        return page

    def _tell_folder(self) -> None:
        """Tell once that all fields are those of another kind; leave them out."""
        strange = [key for key in self._fields if key not in self._model.model_fields]
        of = [
            k
            for k in self._others
            if self._fields.keys() <= k.model_fields.keys() and k.plural
        ]
        if len(strange) < 2 or not of:
            return
        names, kinds = ", ".join(strange), " or ".join(one(kind.kind_name) for kind in of)
        here = self._model.plural or "no records"
        message = f"{names}: fields of {kinds}, found where {here} are; "
        message += f"move the file to the folder of {' or '.join(kind.plural for kind in of)}"
        line = self._lines.get(strange[0], 1)
        self.problems.append(Problem(Subtype.UNKNOWN_FIELD, message, line))
        self.given.update(self._model.required)
        self._fields = {k: v for k, v in self._fields.items() if k in Page.model_fields}

    def _as_written(self, place: tuple[int | str, ...]) -> list[int | str]:
        """Return a place without the number that a single value got by its model."""
        is_list = bool(place) and isinstance(self._fields.get(str(place[0])), (list, tuple))
        parts = [place[0], *place[2:]] if place[1:2] == (0,) and not is_list else place
        # Where a value may be one of two things, pydantic names the type.
        return [part for part in parts if not re.search(r"^bool$|[\[(]", str(part))]

    def _refuse(self, error: ValidationError) -> None:
        """Tell each wrong value, but nothing that follows from another one."""
        # Fields that are not known come first: what is missing may be one of them.
        details = sorted(
            error.errors(include_url=False), key=lambda detail: detail["type"] == "missing"
        )
        paths = [
            ".".join(str(part) for part in self._as_written(detail["loc"]))
            for detail in details
        ]
        told: set[str] = set()
        messages: dict[str, str] = {}
        for path, detail in zip(paths, details, strict=True):
            message = expectation(detail)
            if path in messages:
                messages[path] += f", or {message.partition('expected ')[2]}"
            if path in told:
                continue
            told.add(path)
            if detail["type"] == "extra_forbidden":
                above, _, name = path.rpartition(".")
                lacking = [one.removeprefix(f"{above}.") for one in paths]
                guess = meant(name, {*lacking, "alt"} - {name})
                message += f"; did you mean '{guess}'?" if guess else ""
                told.add(f"{above}.{guess}")
            messages[path] = message
        for path, message in messages.items():
            self.tell(path, message)
        wrong = {str(detail["loc"][0]) for detail in details if detail["loc"]}
        for key in wrong or set(self._fields):
            self._fields.pop(key, None)
