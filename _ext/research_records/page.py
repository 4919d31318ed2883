"""The front matter that every page may carry, and what any page gives to be shown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from research_records.dates import first_day, last_day, show_date, show_years
from research_records.fields import Date, Model, Picture, Plain, Short, Texts, Topics
from research_records.names import collation_key, is_name
from research_records.problems import Problem, Subtype
from research_records.values import (
    Fact,
    Reference,
    Related,
    Section,
    Thing,
    Value,
    alone,
    capital,
    web_link,
)


class Page(Model):
    """What any page may say about itself; Hugo's names and meanings.

    Attributes:
        title: The page's name, as text; becomes the H1.
        description: One or two sentences for search engines and lists.
        date: When the content was first published.
        lastmod: When it was last changed.
        weight: Place among its siblings; lower comes first, 0 counts as none.
        draft: Left out of every output and list.
        aliases: Former addresses of the page on this site.
        tags: Topics, shown on the page.
        keywords: Words to find the page by.
        image: Picture for previews in social media: a path on this site, or
            ``src`` and ``alt``.
        noindex: Ask search engines to leave the page out.
        lang: Language of the page (BCP 47) where it is not the site's.
    """

    #: Name of the kind, which is also its role: ``{thesis}`` links to one.
    kind_name: ClassVar[str] = "page"
    #: Name of its directive, which lists records: ``{theses}``.
    plural: ClassVar[str] = ""
    #: What a preview says above the title.
    label: ClassVar[str] = ""
    #: Fields without which a record of this kind says too little.
    required: ClassVar[tuple[str, ...]] = ()
    #: Field -> kind of the records that its values name.
    names: ClassVar[dict[str, str]] = {}
    #: Field -> why no two records may have the same value, or the same picture.
    unique: ClassVar[dict[str, str]] = {}
    #: Fields that hold a picture.
    picture_fields: ClassVar[tuple[str, ...]] = ("image",)
    #: The filter by which a section's index page groups its list.
    group_by: ClassVar[str] = ""
    #: Value of a filter -> heading of the records that have it.
    headings: ClassVar[dict[str, str]] = {}
    #: Fields that lists show below the title.
    line_fields: ClassVar[tuple[str, ...]] = ("description",)
    #: Labels and fields that the record's page shows; a method gives facts of its own.
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = ()
    #: Fields of those facts that are said of the present until the record is completed.
    present_fields: ClassVar[tuple[str, ...]] = ()
    #: How lists show such records: as cards, to choose among faces, or as rows, to read.
    shown_as: ClassVar[Literal["cards", "rows"]] = "cards"
    #: Lists of other records on the record's page.
    related_lists: ClassVar[tuple[Related, ...]] = ()
    #: Whether records with a weight are the organisations that lead the site.
    can_lead: ClassVar[bool] = False
    #: Whether fields of no kind are left alone: the feature that reads them is left out.
    takes_any: ClassVar[bool] = False
    #: Whether lists show the newest first instead of going by title.
    newest_first: ClassVar[bool] = False
    #: Type of what the page is about (schema.org).
    schema_type: ClassVar[str] = "WebPage"
    #: schema.org's property -> the fields that give it.
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {}

    title: Short | None = None
    description: Plain | None = None
    date: Date | None = None
    lastmod: Date | None = None
    weight: int = 0
    draft: bool = False
    aliases: Texts = []
    tags: Topics = []
    keywords: Topics = []
    image: Picture | None = None
    noindex: bool = False
    lang: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")] | None = None

    @property
    def old_addresses(self) -> list[str]:
        """Return the aliases that are addresses; a person's may be names too."""
        return [alias for alias in self.aliases if alias.startswith("/")]

    # ---- what can be wrong ----

    def missing(self) -> list[str]:
        """Return the required fields that the page does not give."""
        return [name for name in self.required if getattr(self, name) in (None, "", [], {})]

    def untimely(self, today: datetime.date) -> Iterator[Problem]:
        """Yield what is not so yet, or not any more, on a day."""
        year: int | None = getattr(self, "year", None)
        if self.status_on(today) == "completed" and (year or 0) > today.year:
            message = f"year: found {year} of what is completed, expected {today.year} at most"
            yield Problem(Subtype.FIELD, message)

    def on(self, day: datetime.date) -> Self:
        """Return the page as it is to be shown on a day."""
        return self

    def is_held_back(self, today: datetime.date) -> bool:
        """Tell whether the page asks to be left out until a later day."""
        return self.draft

    def references(self) -> Iterator[Reference]:
        """Yield every mention of another record; of people outside there is none."""
        for one in self.mentions():
            if not (one.kind.startswith("person") and is_name(one.target)):
                yield one

    def mentions(self) -> Iterator[Reference]:
        """Yield every id and every name in quotes, in the order of the fields."""
        for field, kind in self.names.items():
            value = getattr(self, field)
            if isinstance(value, str):
                value = {field: value}
            elif isinstance(value, list):
                value = {f"{field}.{number}": item for number, item in enumerate(value)}
            for path, target in (value or {}).items():
                yield Reference(kind, target, path)

    def pictures(self) -> Iterator[tuple[str, str]]:
        """Yield each field that has a picture, and the picture's path on this site."""
        for field in self.picture_fields:
            if picture := getattr(self, field):
                yield field, getattr(picture, "src", picture)

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the fields say against each other."""
        start, end = getattr(self, "start", None), getattr(self, "end", None)
        if start and end and last_day(end) < first_day(start):
            said = f"found {end!r}, expected a date not before the start, {start!r}"
            yield Problem(Subtype.FIELD, f"end: {said}")
        for field in ("title", "description"):
            if found := re.search(r"\{\{.*?\}\}", getattr(self, field) or ""):
                message = "expected words, as nothing is put in place of it in front matter"
                yield Problem(Subtype.FIELD, f"{field}: found {found[0]!r}, {message}")
        if self.image and not self.image.alt:
            src = self.image.src
            said = f'say what it shows: image: {{src: "{src}", alt: "…"}}'
            yield Problem(Subtype.ALT, f"image: {src!r} has no alternative text; {said}")

    # ---- order, lists and filters ----

    @property
    def when(self) -> str | None:
        """Return the kind's own date, by which its lists sort and group."""
        return self.date

    @property
    def years(self) -> str | None:
        """Return from which year to which, where the kind has a start."""
        return show_years(getattr(self, "start", None), getattr(self, "end", None))

    def sort_name(self, title: str) -> str:
        """Return the name to sort by and to be looked up under."""
        return title

    def sort_key(self, title: str) -> tuple[object, ...]:
        """Return what a record is sorted by after its weight."""
        if self.newest_first:
            day = f"{self.when or '':~<16}" if self.when else ""
            return self.kind_name, not day, tuple(-ord(character) for character in day)
        name = collation_key(self.sort_name(title))
        return ("page" if self.sort_name(title) == title else self.kind_name), name

    def status_on(self, today: datetime.date) -> str | None:
        """Return the record's status on a day, derived where it is not given."""
        status: str | None = getattr(self, "status", None)
        return status

    def is_counted(self, status: str | None) -> bool:
        """Tell whether counts have the record already."""
        return True

    def is_past(self, status: str | None, of: str = "") -> bool:
        """Tell whether the record belongs to the site, or to the record *of*, no more."""
        return False

    def filed_under(self, name: str, status: str | None) -> list[str]:
        """Return the values of a filter that find this record.

        Args:
            name: The filter: ``status``, ``year``, ``area``, or a field's name.
            status: The record's status today.
        """
        value: Any
        if name == "status":
            value = status
        elif name == "year":
            value = (self.when or "")[:4]
        else:
            value = getattr(self, {"area": "areas"}.get(name, name), None)
        values = value if isinstance(value, list) else [value]
        return [str(one) for one in values if one]

    # ---- what is shown ----

    def values_of(self, field: str, status: str | None) -> list[Value]:
        """Return how the value of a field is shown; nothing where there is none."""
        value = status if field == "status" else getattr(self, field)
        if field in self.names:
            return list(self._named(field))
        if not value:
            return []
        text = ", ".join(value) if isinstance(value, list) else str(value)
        if text.startswith("https://"):
            return [web_link(text)]
        if field in ("date", "start", "end"):
            return [show_date(text)]
        return [capital(text) if field in ("kind", "status") else text]

    def _named(self, field: str) -> list[Reference]:
        value = getattr(self, field) or []
        kind = self.names[field]
        return [Reference(kind, one) for one in ([value] if isinstance(value, str) else value)]

    def line(self, status: str | None) -> list[Value]:
        """Return what lists say below the title, in parts."""
        return [one for field in self.line_fields for one in self.values_of(field, status)]

    def facts(self, status: str | None) -> list[Fact]:
        """Return what the record's page shows as labels and values."""
        facts: list[Fact] = []
        for label, field in self.fact_fields:
            value = getattr(self, field, None)
            if callable(value):
                facts += value(status)
            elif values := self.values_of(field, status):
                is_now = field in self.present_fields and status != "completed"
                facts.append(Fact(label, values, is_now=is_now))
        return facts

    def sections(self, status: str | None) -> list[Section]:
        """Return the parts of the record's page below its text."""
        return []

    @property
    def logos(self) -> tuple[str | None, str | None]:
        """Return the logo and its variant for dark mode, as paths on this site."""
        return None, None

    @property
    def initials(self) -> str:
        """Return the letters that stand where there is no photo; mostly none."""
        return ""

    def portrait(self, status: str | None) -> Picture | None:
        """Return the photo to show at the head of the record's page."""
        return None

    # ---- in the words of schema.org ----

    @property
    def same_as(self) -> str | None:
        """Return the identifier by which other sites know the record."""
        return None

    def type_in_schema(self) -> str:
        """Return the type of what the page is about."""
        return self.schema_type

    def thing(self, status: str | None) -> Thing:
        """Return what is said of it beyond type, name, description and address."""
        thing: Thing = {}
        for term, fields in self.schema_fields.items():
            if isinstance(fields, tuple):
                named = [one for field in fields for one in self._named(field)]
                thing[term] = list(dict.fromkeys(named))
            elif fields in self.names:
                thing[term] = alone(self._named(fields))
            else:
                thing[term] = getattr(self, fields)
        return thing

    def grants(self) -> list[Thing]:
        """Return the grants that pay for it."""
        return []
