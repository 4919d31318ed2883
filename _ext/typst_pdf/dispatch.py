"""What all parts of the translator share: methods by kind of node, labels, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util import logging

from typst_pdf.book import Book
from typst_pdf.markup import labelled, string, text
from typst_pdf.settings import language

__all__ = ["Dispatcher", "language_of"]

logger = logging.getLogger(__name__)
#: Typst gives up at 64 levels of styled elements; what lies deeper than this
#: many lists, quotations and boxes is printed without further indentation.
MAX_NESTING = 10


def language_of(node: nodes.Element) -> tuple[str, str] | None:
    """Return the language and region that a node is marked with, or None.

    docutils marks it with a class such as ``language-nl``.
    """
    classes: list[str] = node.get("classes", [])
    for name in classes:
        start, _, tag = name.partition("-")
        if start == "language" and (found := language(tag or "-")) != ("en", ""):
            return found
        if start == "language" and tag.lower() == "en":
            return "en", ""
    return None


class Dispatcher:
    """One page while it is translated.

    Methods named ``on_<node>`` return blocks, those named ``in_<node>`` what stands
    within a paragraph; a class of nodes without a method has that of its base.
    """

    def __init__(self, docname: str, book: Book) -> None:
        """Begin a page."""
        self.docname = docname
        self.book = book
        self.done: set[str] = set()
        #: While set, labels go here: what is around them is printed twice.
        self.aside: list[str] | None = None
        #: Whether spaces and line breaks stay as they are.
        self.is_verbatim = False
        #: How many lists, quotations and boxes are around.
        self.nesting = 0
        #: Whether links go without the page they lead to.
        self.is_bare = False
        #: Letters that fit beside each other where the words stand.
        self.longest = 30

    def sequence(self, children: Iterable[nodes.Node]) -> str:
        """Return the source of blocks."""
        raise NotImplementedError

    def blocks(self, node: nodes.Element) -> str:
        """Return the source of the blocks in *node*."""
        return self.sequence(node.children)

    @property
    def is_deep(self) -> bool:
        """Tell whether so much is around that more indentation is too much."""
        return self.nesting > MAX_NESTING

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report a problem at the line of *node*."""
        logger.warning("%s", message, type="typst_pdf", subtype=subtype, location=node)

    def method(self, node: nodes.Node, prefix: str) -> Callable[[Any], str] | None:
        """Return the method for a node or for what it is a kind of."""
        for kind in type(node).__mro__:
            name = f"{prefix}_{kind.__name__}"
            if hasattr(self, name):
                found: Callable[[Any], str] = getattr(self, name)
                return found
        return None

    def unknown(self, node: nodes.Node, render: Callable[[nodes.Element], str]) -> str:
        """Report a node that has no translation, and show what is in it."""
        name = type(node).__name__
        self.warn("unknown_node", f"node {name!r} has no translation", node)
        return render(node) if isinstance(node, nodes.Element) else ""

    def words(self, value: str) -> str:
        """Return words as they are to stand here."""
        return text(value, longest=self.longest, lines=self.is_verbatim)

    # ---- places ----

    @staticmethod
    def key(docname: str, name: str) -> str:
        """Return the label of a place in a page."""
        return quote(f"{docname}#{name}", safe="#/")

    def is_target(self, name: str) -> bool:
        """Tell whether a place of this page is linked and not labelled yet."""
        key = self.key(self.docname, name)
        if (self.docname, name) not in self.book.targets or key in self.done:
            return False
        self.done.add(key)
        return True

    def label(self, *names: str) -> str:
        """Return invisible labels where links lead there, else nothing."""
        places = "".join(
            labelled(self.key(self.docname, name))
            for name in names
            if self.is_target(name)
        )
        if self.aside is None:
            return places
        self.aside.append(places)
        return ""

    def in_language(self, node: nodes.Element, source: str) -> str:
        """Return source marked with the language of its node."""
        tongue = language_of(node)
        if tongue is None or not source:
            return source
        code, region = tongue
        place = string(region) if region else "none"
        return f"#text(lang: {string(code)}, region: {place})[{source}]"
