"""The front matter that every page may carry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from research_site import identifiers
from research_site.problems import Problem, Subtype

__all__ = [
    "Country",
    "Date",
    "Doi",
    "Id",
    "Orcid",
    "Page",
    "Reference",
    "Ror",
    "SitePath",
    "Text",
    "Url",
    "as_list",
]


def as_list(value: Any) -> Any:
    """Let a single text stand for a list of one, as Hugo does."""
    return [value] if isinstance(value, str) else value


def _site_path(text: str) -> str:
    if (
        not text.startswith("/")
        or text.startswith("//")
        or any(c.isspace() for c in text)
    ):
        raise ValueError("a path on this site that begins with / and has no spaces")
    return text


def _id(text: str) -> str:
    if text != text.strip() or not text or "/" in text or text.endswith(".md"):
        raise ValueError("an id: a file name without folder and without .md")
    return text


Text = Annotated[str, Field(max_length=2000)]
Date = Annotated[str, AfterValidator(identifiers.parse_date)]
Url = Annotated[str, AfterValidator(identifiers.parse_url)]
Orcid = Annotated[str, AfterValidator(identifiers.parse_orcid)]
Ror = Annotated[str, AfterValidator(identifiers.parse_ror)]
Doi = Annotated[str, AfterValidator(identifiers.parse_doi)]
Country = Annotated[str, AfterValidator(identifiers.parse_country)]
SitePath = Annotated[str, AfterValidator(_site_path)]
#: The id of a record, or, for people, a name in quotes.
Id = Annotated[str, AfterValidator(_id)]
Texts = Annotated[list[Text], BeforeValidator(as_list)]


class Reference(NamedTuple):
    """One mention of another record in front matter.

    Attributes:
        kind: The kind of record that is named, such as ``person``.
        target: Its id.
        path: Where it stands, such as ``supervisors.ing.0``.
    """

    kind: str
    target: str
    path: str


class Page(BaseModel):
    """What any page may say about itself; Hugo's names and meanings.

    Attributes:
        title: The page's name, as text; becomes the H1.
        description: One or two sentences for search engines and lists.
        date: When the content was first published.
        lastmod: When it was last changed.
        weight: Place among its siblings; lower comes first, 0 counts as none.
        draft: Left out of every output and list.
        aliases: Former addresses of the page on this site.
        tags: Topics.
        keywords: Words for search engines.
        image: Picture for previews in social media, a path on this site.
        noindex: Ask search engines to leave the page out.
        lang: Language of the page (BCP 47) where it is not the site's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    kind_name: ClassVar[str] = "page"
    #: Fields without which a record of this kind says too little.
    required: ClassVar[tuple[str, ...]] = ()
    #: Field name -> kind of the records that its values name.
    names: ClassVar[dict[str, str]] = {}

    title: Text | None = None
    description: Text | None = None
    date: Date | None = None
    lastmod: Date | None = None
    weight: int = 0
    draft: bool = False
    aliases: Texts = []
    tags: Texts = []
    keywords: Texts = []
    image: SitePath | None = None
    noindex: bool = False
    lang: (
        Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] | None
    ) = None

    @property
    def old_addresses(self) -> list[str]:
        """Return the aliases that are addresses; a person's may be names too."""
        return [alias for alias in self.aliases if alias.startswith("/")]

    def missing(self) -> list[str]:
        """Return the required fields that the page does not give."""
        return [name for name in self.required if getattr(self, name) in (None, [], {})]

    def references(self) -> Iterator[Reference]:
        """Yield every mention of another record, in the order of the fields."""
        for field, kind in self.names.items():
            value = getattr(self, field)
            if isinstance(value, str):
                value = {field: value}
            elif isinstance(value, list):
                value = {f"{field}.{number}": item for number, item in enumerate(value)}
            for path, target in (value or {}).items():
                if not (kind == "person" and identifiers.is_name(target)):
                    yield Reference(kind, target, path)

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the fields say against each other."""
        start, end = getattr(self, "start", None), getattr(self, "end", None)
        if start and end and identifiers.last_day(end) < identifiers.first_day(start):
            yield Problem(
                Subtype.FIELD,
                f"end: found {end!r}, expected a date not before the start, {start!r}",
            )


def ended(end: str | None, today: datetime.date) -> bool:
    """Tell whether a possibly partial end date lies wholly in the past."""
    return end is not None and identifiers.last_day(end) < today
