"""What a kind's fields are, read from its model: the form, the choices, what they name."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo
from research_records import fields as types_of_fields
from research_records.fields import Picture
from research_records.page import Page

#: Type of field -> how its form is told, and an example.
_NAMED: tuple[tuple[str, str, str], ...] = (
    ("Date", "a day, month or year", "2026-01-31"),
    ("Moment", "a day, month or year, or a day and an hour", "2026-01-31 10:30"),
    ("Zone", "a time zone", "Europe/Berlin"),
    ("Url", "an address", "https://example.org/"),
    ("Orcid", "an ORCID iD", "0000-0002-1825-0097"),
    ("Ror", "a ROR", "https://ror.org/006hf6230"),
    ("Doi", "a DOI", "10.1000/182"),
    ("Country", "a country's two letters (ISO 3166)", "NL"),
    ("SitePath", "a path on this site", "/images/name.svg"),
    ("Id", "an id", "name-of-the-file"),
)


def _validators(annotation: object) -> Iterator[Callable[..., Any]]:
    """Yield the functions that read a value of a type."""
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, AfterValidator):
            yield part.func


#: The function that reads a value -> its form and an example.
FORMS = {
    func: (form, example)
    for name, form, example in _NAMED
    for func in _validators(getattr(types_of_fields, name))
}


#: Fields whose ids are people's though the kind parts them by organisation.
PEOPLE = ("supervisors",)


class Field(NamedTuple):
    """One field of a kind, as an editor meets it.

    Attributes:
        name: Its name in the front matter.
        form: What a value looks like, in words.
        example: A value, in YAML.
        names: Kind of the records whose ids it takes; ``""`` where it takes none.
        choices: The values that it allows; empty where any will do.
        many: Whether it takes several values.
        needed: Whether a page of this kind must have it.
        parts: The fields within, where its values have some.
    """

    name: str
    form: str
    example: str
    names: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    needed: bool = False
    parts: tuple[Field, ...] = ()


class _Form(NamedTuple):
    """What an annotation says of a value."""

    words: str = "a text"
    example: str = '"A text"'
    choices: tuple[str, ...] = ()
    many: bool = False
    is_id: bool = False
    model: type[BaseModel] | None = None


def fields_of(model: type[Page], groups: Mapping[str, str]) -> list[Field]:
    """Return a kind's own fields first, those that it needs before the others.

    Args:
        model: The kind.
        groups: The groups of people that conf.py has, id -> label.
    """
    own = [name for name in model.model_fields if name not in Page.model_fields]
    names = ["title", *own, *(n for n in Page.model_fields if n != "title")]
    fields = [_field(model, name, groups) for name in names]
    return sorted(fields, key=lambda field: not field.needed)


def _field(model: type[BaseModel], name: str, groups: Mapping[str, str]) -> Field:
    info = model.model_fields[name]
    form = _form(info.annotation, info)
    names, needed = "", info.is_required()
    if issubclass(model, Page):
        names = model.names.get(name, "")
        needed = name in ("title", *model.required)
    if form.is_id and not names and name in PEOPLE:
        names = "person"
    choices = tuple(groups) if name == "group" else form.choices
    inner = form.model
    parts = [_field(inner, one, groups) for one in inner.model_fields] if inner else []
    words, example = form.words, form.example
    if inner is Picture:
        words, example = "a picture, and what it shows", '{src: "/images/a.avif", alt: "Ada"}'
    elif inner is not None:
        within = ", ".join(f"{part.name}: {part.example}" for part in parts if part.needed)
        words, example = "lines of their own", f"[{{{within}}}]"
    elif choices:
        words, example = "one of these", choices[0]
    elif names:
        words = f"{'ids' if form.many else 'the id'} of {_article(names, many=form.many)}"
    name = str(info.validation_alias or name)  # as it is written
    return Field(name, words, example, names, choices, form.many, needed, tuple(parts))


def _article(kind: str, *, many: bool) -> str:
    plurals = {"person": "people", "news": "news"}
    plural = " or ".join(plurals.get(one, f"{one}s") for one in kind.split(" or "))
    return plural if many else f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def _form(annotation: Any, info: FieldInfo | None = None) -> _Form:
    """Return what an annotation says of a value; of alternatives the first that says more."""
    metadata = [*getattr(annotation, "__metadata__", ()), *(info.metadata if info else ())]
    for part in metadata:
        if isinstance(part, AfterValidator) and part.func in FORMS:
            words, example = FORMS[part.func]
            quoted = example if example[0] not in "0123456789" else f'"{example}"'
            is_id = part.func in set(_validators(types_of_fields.Id))
            return _Form(words, quoted, is_id=is_id)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form(inner[0])
    if origin is Literal:
        return _Form("one of these", str(inner[0]), tuple(map(str, inner)))
    if origin in (types.UnionType, typing.Union):
        found = [_form(one) for one in inner if one is not type(None)]
        plain = _Form()
        best = next((one for one in found if one != plain), plain)
        return best._replace(many=any(one.many for one in found))
    if origin in (list, tuple):
        one = _form(inner[0])
        words = one.words.removeprefix("a ").removeprefix("an ")
        return one._replace(
            words=f"{words}, one or several", example=f"[{one.example}]", many=True
        )
    if origin is dict:
        one = _form(inner[1])
        return one._replace(words=f"names, each with {one.words}", many=True)
    if annotation is bool:
        return _Form("true or false", "true")
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Form(model=annotation)
    if isinstance(annotation, type) and not issubclass(annotation, str):
        return _Form("a number", "1")
    return _Form()
