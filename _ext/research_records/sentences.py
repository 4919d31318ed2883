"""What somebody does and did, as a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
#: Names from which on they are counted instead.
MANY = 3


def number(value: int) -> str:
    """Return a number as a sentence has it: words up to nine."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else str(value)


class Work(NamedTuple):
    """Things of one kind, under way and done.

    Attributes:
        now: Names of those that are under way.
        done: Names of the others.
    """

    now: list[str]
    done: list[str]

    def counted(self, does: str, did: str, one: str, many: str, about: str = "") -> list[str]:
        """Return clauses such as "supervised two theses"; *about* follows what is done."""
        return [
            f"{verb} {one if len(names) == 1 else f'{number(len(names))} {many}'}{more}"
            for verb, names, more in ((does, self.now, ""), (did, self.done, about))
            if names
        ]

    def named(self, does: str, did: str, many: str) -> list[str]:
        """Return clauses such as "leads Net and Work"; of many names how many there are."""
        clauses = []
        for verb, names in ((does, self.now), (did, self.done)):
            what = _joined(names) if len(names) < MANY else f"{number(len(names))} {many}"
            clauses += [f"{verb} {what}"] if names else []
        return clauses


def sentence(clauses: Iterable[str]) -> str:
    """Return clauses as one sentence; ``""`` for none."""
    text = "; ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _joined(names: Sequence[str]) -> str:
    """Return names, without what explains them, with "and" before the last."""
    short = [re.split(r": | \(", name)[0] for name in names]
    return " and ".join(filter(None, [", ".join(short[:-1]), *short[-1:]]))
