"""What the guide says of fields, messages and settings: ``guide.toml``, read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("guide.toml")


class Message(NamedTuple):
    """What the guide says of a type of message.

    Attributes:
        name: Its name, such as ``site.link``.
        cause: What is wrong.
        remedy: How to mend it.
        example: A page that causes it; ``""`` where none is short.
        tells: The name that the example's message has.
    """

    name: str
    cause: str
    remedy: str
    example: str
    tells: str


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def meaning(kind: str, field: str) -> tuple[str, str]:
    """Return what a field means and an example; ``""`` where nothing is said.

    Args:
        kind: The kind of record; what is not said of it is said of any page.
        field: The field's name; that of a part has its own after a dot.
    """
    fields = _read()["fields"]
    found = fields.get(kind, {}).get(field, fields["page"].get(field, ""))
    return (found, "") if isinstance(found, str) else (found[0], found[1])


def messages() -> list[Message]:
    """Return what is said of each type of message, in the order of the file."""
    return [
        Message(
            name,
            said["cause"],
            said["remedy"],
            said.get("example", "").strip("\n"),
            f"site.{said['example_is_of']}" if "example_is_of" in said else name,
        )
        for name, said in _read()["messages"].items()
    ]


def settings() -> dict[str, str]:
    """Return what each setting of conf.py means."""
    return dict(_read()["settings"])


def bibliography() -> dict[str, tuple[str, str]]:
    """Return meaning and example of each field of an entry in the bibliography."""
    return {name: (said[0], said[1]) for name, said in _read()["bibliography"].items()}


def kinds_said() -> dict[str, list[str]]:
    """Return the fields of which something is said, by kind."""
    return {kind: list(fields) for kind, fields in _read()["fields"].items()}
