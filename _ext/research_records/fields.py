"""The types of fields: what a value may be, and what it becomes."""

from __future__ import annotations

import re
from typing import Annotated, Any

from markdown_it import MarkdownIt
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from research_records import identifiers
from research_records.dates import parse_date, parse_moment
from research_records.names import SUFFIX_BETWEEN
from research_records.zones import parse_zone


def _as_list(value: Any) -> Any:
    """Let a single text stand for a list of one, as Hugo does."""
    return [value] if isinstance(value, str) else value


def _as_topics(value: Any) -> Any:
    """Refuse a text that was meant as several."""
    if isinstance(value, str) and re.search("[,;]", value):
        raise ValueError(f"a list: [{value.replace(';', ',')}]")
    return _as_list(value)


def _as_names(value: Any) -> Any:
    """Let a text stand for a list; semicolons part the names in it."""
    if isinstance(value, str) and re.fullmatch(r"[\w-]+(\s*,\s*[a-z\d]+-[\w-]+)+", value):
        raise ValueError(f"a list: [{value}]")
    parts = _as_list(value)
    if not isinstance(parts, list):
        return parts
    split = (
        re.split(r"\s*;\s+(?![^(]*\))", one) if isinstance(one, str) else [one]
        for one in parts
    )
    names = [one for several in split for one in several]
    bare = [re.sub(SUFFIX_BETWEEN, "", one) for one in names if isinstance(one, str)]
    if any(re.fullmatch("([^(,]*,){2}[^(]*", one) for one in bare):
        raise ValueError("names parted by semicolons, organisations in brackets: A Bo (ETH)")
    return names


def _once(ids: list[str]) -> list[str]:
    if twice := next((one for one in ids if ids.count(one) > 1), ""):
        raise ValueError(f"each once; {twice!r} stands twice")
    return ids


def _degree(text: str) -> str:
    """Refuse a degree in other letters than all others have: lists go by them."""
    usual = {one.casefold(): one for one in ("BSc", "MSc", "BA", "MA", "PhD", "EngD", "MBA")}
    if (one := usual.get(text.casefold().replace(".", ""), text)) != text:
        raise ValueError(one)
    return text


def _site_path(text: str) -> str:
    if not text.startswith("/") or text.startswith("//") or any(c.isspace() for c in text):
        raise ValueError("a path on this site that begins with / and has no spaces")
    return text


def _plain(text: str) -> str:
    """Return the words of Markdown, for where no markup can stand."""
    if not re.search(r"[*_`\[\\]", text):
        return text
    parts = [
        one for block in MarkdownIt("commonmark").parse(text) for one in block.children or ()
    ]
    words = (" " if one.type.endswith("break") else one.content for one in parts)
    return "".join(words).strip() or text


def _id(text: str) -> str:
    if text != text.strip() or not text or "/" in text or text.endswith(".md"):
        raise ValueError("an id: a file name without folder and without .md")
    return text


Short = Annotated[str, Field(max_length=2000)]
#: A text without markup, though it was written as Markdown.
Plain = Annotated[Short, AfterValidator(_plain)]
Date = Annotated[str, AfterValidator(parse_date)]
#: A date that may be midnight.
Moment = Annotated[str, AfterValidator(parse_moment)]
Zone = Annotated[str, AfterValidator(parse_zone)]
Url = Annotated[str, AfterValidator(identifiers.parse_url)]
Orcid = Annotated[str, AfterValidator(identifiers.parse_orcid)]
Ror = Annotated[str, AfterValidator(identifiers.parse_ror)]
Doi = Annotated[str, AfterValidator(identifiers.parse_doi)]
Country = Annotated[str, AfterValidator(identifiers.parse_country)]
SitePath = Annotated[str, AfterValidator(_site_path)]
#: The id of a record, or, for people, a name in quotes.
Id = Annotated[str, AfterValidator(_id)]
Ids = Annotated[list[Id], BeforeValidator(_as_names), AfterValidator(_once)]
Dois = Annotated[list[Doi], BeforeValidator(_as_list)]
Texts = Annotated[list[Short], BeforeValidator(_as_list)]
#: Words of which each is one topic.
Topics = Annotated[list[Short], BeforeValidator(_as_topics)]
Degree = Annotated[Short, AfterValidator(_degree)]
Links = dict[Short, Url]


class Model(BaseModel):
    """A set of fields; an unknown one is refused, a number is taken as written."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Picture(Model):
    """A picture on this site and what it shows; as a text, its path alone."""

    src: SitePath
    alt: Short = ""

    @model_validator(mode="before")
    @classmethod
    def _from_path(cls, value: Any) -> Any:
        return {"src": value} if isinstance(value, str) else value
