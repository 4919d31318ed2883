"""What a record gives to be shown, as plain data: a kind draws nothing itself."""

from __future__ import annotations

from typing import Any, NamedTuple


class Reference(NamedTuple):
    """One mention of another record.

    Attributes:
        kind: The kind of record that is named, such as ``person``; where it may be
            one of several, ``person or partner``.
        target: Its id; of people outside the team the name.
        path: Where in the front matter it stands, such as ``supervisors.ing.0``.
    """

    kind: str
    target: str
    path: str = ""


class Link(NamedTuple):
    """Words that lead to an address of another site."""

    text: str
    url: str


#: Characters up to which an address is shown with its path.
LONG = 40


def web_link(url: str) -> Link:
    """Return a link in the words of its address: of a long one, the host alone."""
    text = url.removeprefix("https://").rstrip("/")
    return Link(text if len(text) <= LONG else text.partition("/")[0], url)


Value = str | Reference | Link
#: A thing in JSON-LD; a `Reference` in it stands for the thing of that record.
Thing = dict[str, Any]
#: Stands in a thing for the site itself.
SITE = Reference("site", "")


class Fact(NamedTuple):
    """A label and its values: texts, records, links.

    Attributes:
        label: What the values are.
        values: Shown with commas between them.
        at: The organisation whose name follows the label.
        is_now: Whether it is said of the present, so that who has left is marked.
    """

    label: str
    values: list[Value]
    at: Reference | None = None
    is_now: bool = False


class Cards(NamedTuple):
    """Records as a list; those that are only names come as plain items."""

    records: list[Reference]


class Logos(NamedTuple):
    """Organisations by their logos."""

    records: list[Reference]


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Image(NamedTuple):
    """A picture with its size in CSS pixels."""

    uri: str
    alt: str
    width: int
    height: int


Block = Cards | Logos | Text | Image


class Section(NamedTuple):
    """A part of a record's page with a heading."""

    title: str
    blocks: list[Block]


class Related(NamedTuple):
    """A list on a record's page of the records that name it.

    Attributes:
        title: The list's heading.
        kind: Kind of the records in it.
        fields: Only those that name it in one of these fields; all where none
            is given.
        past: The heading of those that belong to it no more; empty where the two
            stand in one list.
    """

    title: str
    kind: str
    fields: tuple[str, ...] = ()
    past: str = ""


def capital(text: str | None) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:] if text else ""


def alone(values: list[Any]) -> Any:
    """Return the one value of a list that has no other, as JSON-LD writes it."""
    return values[0] if len(values) == 1 else values
