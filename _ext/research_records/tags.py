"""The tags of a piece of HTML, and the addresses in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it.common.html_blocks import block_names

#: Attributes whose address a browser loads at once, and those that lead somewhere.
LOADED = frozenset(["src", "srcset", "poster", "data", "background"])
LEADING = frozenset(["href", "action", "formaction"])
#: Elements that have no end (HTML, section 13.1.2), or may do without (13.1.2.4).
_ENDLESS = re.compile(
    "/.*|area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|tr|td|th"
    "|thead|tbody|tfoot|option|optgroup|colgroup|rt|rp"
)
#: Elements within a text (HTML, sections 4.5 to 4.12); markdown-it knows those of blocks.
_INLINE = (
    "a abbr audio b bdi bdo br button canvas cite code data datalist del dfn em embed i img "
    "input ins kbd label map mark math meter noscript object output picture pre progress q rp "
    "rt ruby s samp script select slot small span strong style sub sup svg template textarea "
    "time tt u var video wbr font big strike nobr hgroup search portal"
)
_KNOWN = frozenset([*_INLINE.split(" "), *block_names])


class Tag(NamedTuple):
    """A tag.

    Attributes:
        start: Where it begins in its text; *end*: where it ends.
        name: In lower case; of an end with ``/`` before it.
        attributes: Name in lower case -> value, unescaped; None where there is none.
        ends_itself: Whether it is written ``<x/>``, which HTML reads as ``<x>`` but in
            drawings and formulas.
    """

    start: int
    end: int
    name: str
    attributes: dict[str, str | None]
    ends_itself: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether something has to close it."""
        return not _ENDLESS.fullmatch(self.name)

    @property
    def is_known(self) -> bool:
        """Tell whether HTML has such an element; one with a hyphen is the page's own."""
        return self.name.strip("/") in _KNOWN or "-" in self.name

    def loads(self, name: str) -> bool:
        """Tell whether a browser loads what the attribute *name* says at once."""
        return name in LOADED or (self.name == "link" and name == "href")

    def references(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes that hold addresses, and each address in them."""
        for name, value in self.attributes.items():
            if (
                name in LOADED | LEADING
                and value
                and (name != "data" or self.name == "object")
            ):
                for part in _parts(name, value):
                    yield name, part.split()[0] if name == "srcset" else part.strip()

    def rewritten(self, change: Callable[[str], str], more: dict[str, str]) -> str:
        """Return the tag as HTML, with other addresses and more attributes."""
        given = {**self.attributes, **more}
        for name, _ in self.references():
            changed = []
            for part in _parts(name, given[name] or ""):
                uri, *sizes = part.split() if name == "srcset" else [part.strip()]
                changed.append(" ".join([change(uri), *sizes]))
            given[name] = ", ".join(changed)
        words = [
            name if value is None else f'{name}="{escape(value)}"'
            for name, value in given.items()
        ]
        return f"<{' '.join([self.name, *words])}>"


def _parts(name: str, value: str) -> list[str]:
    """Return the addresses of an attribute; a ``srcset`` has several, with sizes."""
    parts = re.split(r",\s+", value) if name == "srcset" else [value]
    return [part for part in parts if part.strip()]


class _Parser(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.found: list[Tag] = []
        # The parser raises for sections such as <![x, and reads on to the end of the text
        # for each tag that has none.
        self.feed(html[: html.rfind(">") + 1].replace("<![", "<!x"))
        self.close()

    def _add(self, name: str, text: str = "", *given: tuple[str, str | None]) -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        # The first of two equal names counts (HTML, section 13.2.5.33).
        attributes = dict(reversed(given))
        self.found.append(Tag(start, start + len(text), name, attributes, text.endswith("/>")))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, self.get_starttag_text() or "", *attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._add(f"/{tag}")


def tags(html: str) -> list[Tag]:
    """Return the tags of a piece of HTML, in their order."""
    return _Parser(html).found


def runs_code(uri: str) -> bool:
    """Tell whether following an address runs code; browsers skip blanks in its scheme."""
    plain = re.sub(r"[\x00-\x20]", "", uri).lower()
    return plain.startswith(("javascript:", "vbscript:", "data:text/html"))
