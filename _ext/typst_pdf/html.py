"""Raw HTML as docutils nodes, which the translator knows.

Markdown gives each tag of a line as a node of its own, with the words between
them as ordinary nodes; all children of a parent are therefore read as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from docutils import nodes

__all__ = ["read_raw_html"]

#: Tags that are shown by an ordinary node of docutils.
_NODES: dict[str, Callable[[], nodes.Element]] = {
    "b": nodes.strong, "strong": nodes.strong, "i": nodes.emphasis,
    "em": nodes.emphasis, "cite": nodes.emphasis, "var": nodes.emphasis,
    "dfn": nodes.emphasis, "code": nodes.literal, "tt": nodes.literal,
    "samp": nodes.literal, "sub": nodes.subscript, "sup": nodes.superscript,
    "kbd": lambda: nodes.literal(classes=["kbd"]), "mark": nodes.strong,
    "p": nodes.paragraph, "blockquote": nodes.block_quote, "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list, "li": nodes.list_item, "pre": nodes.literal_block,
    "figcaption": nodes.paragraph, "summary": nodes.rubric, "hr": nodes.transition,
    "dl": nodes.container, "dt": nodes.rubric, "dd": nodes.block_quote,
    "table": nodes.container, "caption": nodes.rubric, "legend": nodes.rubric,
    **dict.fromkeys(("s", "del", "strike"), lambda: nodes.inline(classes=["strike"])),
    **{f"h{level}": nodes.rubric for level in range(1, 7)},
}  # fmt: skip
#: Tags around blocks without looks of their own.
_BOXES = {
    "div", "section", "article", "aside", "main", "header", "footer", "nav", "details",
    "figure", "center", "address", "fieldset", "form", "hgroup", "picture", "thead",
    "tbody", "tfoot",
}  # fmt: skip
_INLINE = {"span", "u", "ins", "small", "big", "font", "q", "abbr", "time", "label"}
#: Programs and what they fill are not prose.
_SILENT = {
    "script", "style", "template", "textarea", "py-script", "py-config", "noscript",
    "head", "svg", "canvas", "select", "datalist",
}  # fmt: skip
_VOID = {"br", "img", "input", "hr", "wbr", "source", "track", "link", "meta", "col"}
_MEDIA = {"iframe", "video", "audio", "embed", "object"}
#: Elements within elements; more is read as if it stood side by side.
MAX_DEPTH = 40


def read_raw_html(tree: nodes.Element) -> set[str]:
    """Replace raw HTML in a page by nodes; return the names of unknown tags."""
    unknown: set[str] = set()
    found = [n for n in tree.findall(nodes.raw) if "html" in n.get("format", "").split()]
    parents = {id(raw.parent): raw.parent for raw in found if raw.parent is not None}
    for parent in parents.values():
        reader = _Reader(is_inline=isinstance(parent, nodes.TextElement))
        for child in list(parent.children):
            if child in found:
                reader.line = child.line
                reader.feed(child.astext())
            else:
                reader.put(child)
        reader.close()
        parent.children = []
        parent.extend(reader.root.children)
        unknown |= reader.unknown
    return unknown


class line_break(nodes.Inline, nodes.Element):  # noqa: N801  named as nodes are
    """The end of a line."""


class _Reader(HTMLParser):
    """Builds nodes from tags, and puts the nodes between them where they belong."""

    def __init__(self, *, is_inline: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.root = nodes.inline() if is_inline else nodes.container()
        self.is_inline = is_inline
        self.open: list[tuple[str, nodes.Element]] = [("", self.root)]
        self.unknown: set[str] = set()
        self.line: int | None = None
        self.silent = ""

    def put(self, node: nodes.Node) -> None:
        """Add a node where the reader stands."""
        if self.silent:
            return
        if isinstance(node, nodes.section):  # sections are in no box
            del self.open[1:]
        above = self.open[-1][1]
        is_bare = isinstance(node, (nodes.Text, nodes.Inline)) and not self.is_inline
        if is_bare and not isinstance(above, (nodes.TextElement, nodes.Inline)):
            last = above.children[-1] if above.children else None
            if not isinstance(last, nodes.paragraph) or not last.get("is_html"):
                if isinstance(node, nodes.Text) and not node.strip():
                    return
                last = nodes.paragraph(is_html=True)
                last.line = self.line
                above.append(last)
            above = last
        above.append(node)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT and not self.silent:
            self.silent = tag
            if "octicon" in given.get("class", ""):
                self.open[-1][1].append(nodes.inline(classes=given["class"].split()))
        if self.silent:
            return
        if tag in ("br", "img", "input", "wbr", "a", *_MEDIA):
            self._special(tag, given)
        elif tag in _VOID - {"hr"}:
            return
        elif tag in ("tr", "td", "th"):
            self._cell(tag)
        elif tag in _NODES:
            self._open(tag, _NODES[tag]())
        elif tag in _BOXES:
            self._open(tag, nodes.inline() if self.is_inline else nodes.container())
        else:
            if tag not in _INLINE:
                self.unknown.add(tag)
            self._open(tag, nodes.inline())

    def _open(self, tag: str, node: nodes.Element) -> None:
        node.line = self.line
        if tag in ("p", "li", "dt", "dd") and not self.is_inline:
            self._close_before(tag)
        self.put(node)
        if tag not in _VOID and len(self.open) < MAX_DEPTH:
            self.open.append((tag, node))

    def _close_before(self, tag: str) -> None:
        """Close what may stay open in HTML and ends where the next one begins."""
        pairs = {"p": {"p"}, "li": {"li", "p"}, "dt": {"dt", "dd", "p"}}
        ends = pairs.get("dt" if tag == "dd" else tag, set())
        while self.open[-1][0] in ends:
            self.open.pop()

    def _cell(self, tag: str) -> None:
        """Open a row, which is a line, or a cell, apart from the one before it."""
        while self.open[-1][0] in ("td", "th") or (tag == "tr" and self.open[-1][0] == "tr"):
            self.open.pop()
        above = self.open[-1][1]
        if tag == "tr":
            self._open(tag, nodes.inline() if self.is_inline else nodes.paragraph())
            return
        if above.children:
            above.append(nodes.Text(" | "))
        self._open(tag, nodes.strong() if tag == "th" else nodes.inline())

    def _special(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.put(line_break())
        elif tag == "img":
            names = ("alt", "width", "height")
            image = nodes.image(
                uri=given.get("src", ""), **{n: given[n] for n in names if n in given}
            )
            image.line = self.line
            self.put(image)
        elif tag == "input":
            if given.get("type") == "checkbox":
                self.put(nodes.Text("☑ " if "checked" in given else "☐ "))
        elif tag == "a":
            uri = given.get("href", "")
            is_link = re.match(r"(https?|mailto|tel|ftp):", uri, re.I)
            link = nodes.reference(refuri=uri) if is_link else nodes.inline()
            self._open(tag, link)
        elif tag in _MEDIA:
            self._media(tag, given)

    def _media(self, tag: str, given: dict[str, str]) -> None:
        """Show what moves or sounds as a link to it."""
        uri = given.get("src") or given.get("data") or ""
        uri = f"https:{uri}" if uri.startswith("//") else uri
        name = given.get("title") or given.get("aria-label") or uri
        if re.match(r"https?:", uri, re.I):
            self.put(nodes.reference("", name, refuri=uri))
        elif name:
            self.put(nodes.Text(name))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        if self.silent:
            self.silent = "" if tag == self.silent else self.silent
            return
        names = [name for name, _ in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Add words; lines are kept where they count."""
        if any(name == "pre" for name, _ in self.open):
            self.put(nodes.Text(data))
        elif data:
            self.put(nodes.Text(re.sub(r"\s+", " ", data)))
