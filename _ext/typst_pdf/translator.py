"""The core of the translation: nodes in, Typst source out, by a table of rules.

A node without a rule has that of the class it is derived from; one that has none
at all is shown by what is in it, and reported once for its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util import logging

from typst_pdf.fallback import made_from, plain
from typst_pdf.markup import labelled, string, text
from typst_pdf.rules import RULES, Render
from typst_pdf.settings import language

if TYPE_CHECKING:
    from typst_pdf.book import Book

__all__ = ["Translator"]

logger = logging.getLogger(__name__)
#: Typst gives up at 64 levels of styled elements; what lies deeper than this
#: many lists, quotations and boxes is printed without further indentation.
MAX_NESTING = 10
#: Nodes with nothing to print. What is derived from them may have.
INVISIBLE = {
    "comment", "pending", "index", "substitution_definition", "meta", "target",
    "tabular_col_spec", "highlightlang", "colspec", "decoration",
    "sd_tab_input", "docinfo", "header", "footer", "generated",
}  # fmt: skip
_NESTING = {
    "bullet_list", "enumerated_list", "definition_list", "field_list", "option_list",
    "block_quote", "Admonition", "topic", "sidebar", "table", "figure", "line_block",
    "desc",
}  # fmt: skip
_BOXES = {"card", "dropdown", "tab-item", "grid-row"}
#: How a node that Typst refused is shown: without formulas, then as plain text.
BARE_FORMULAS, PLAIN = 1, 2


class Translator:
    """One page while it is translated.

    Args:
        docname: The page.
        level: Of the heading that its title is.
        book: What all pages share.
        is_chapter: Whether it begins a sheet.
    """

    def __init__(
        self, docname: str, level: int, book: Book, *, is_chapter: bool = True
    ) -> None:
        """Begin a page."""
        self.docname = docname
        self.book = book
        self.is_chapter = is_chapter
        #: What functions of `app.add_node` look for, and append to, as in Sphinx's own.
        self.builder, self.config = book.builder, book.builder.config
        self.body: list[str] = []
        #: Level of the headings of the section that is translated.
        self.level = level
        self.done: set[str] = set()
        #: While set, labels go here: what is around them is printed twice.
        self.aside: list[str] | None = None
        #: Whether spaces and line breaks stay as they are.
        self.is_verbatim = False
        #: How many lists, quotations and boxes are around.
        self.nesting = 0
        #: Whether links go without the page they lead to.
        self.is_bare = False
        #: Whether a link is around.
        self.is_linked = False
        #: Whether formulas are shown as their LaTeX.
        self.has_bare_formulas = False
        #: Letters that fit beside each other where the words stand.
        self.longest = 30
        #: Notes of this page by name, how often each is called, which are printed.
        self.notes: dict[str, nodes.Element] = {}
        self.calls: dict[str, int] = {}
        self.printed: set[str] = set()
        #: How many pictures with an alternative text there are so far.
        self.pictures = 0

    # ---- nodes ----

    def page(self, doctree: nodes.document) -> str:
        """Return the source of the whole page."""
        has_title = any(isinstance(child, nodes.section) for child in doctree.children)
        start = "" if has_title else self.label("")
        body = start + self.render(doctree)
        # What a link leads to is somewhere, even where its node is not shown.
        return body + self.label(*sorted(self.book.names(self.docname)))

    def is_inline(self, node: nodes.Node) -> bool:
        """Tell whether a node stands within a paragraph."""
        if isinstance(node, nodes.Text):
            return True
        if isinstance(node, (nodes.image, nodes.raw, nodes.target)):
            return False
        for kind in type(node).__mro__:
            if kind.__name__ in RULES:
                return RULES[kind.__name__].is_inline
        return isinstance(node, (nodes.Inline, nodes.reference))

    def blocks(self, node: nodes.Element) -> str:
        """Return the source of the blocks in *node*."""
        return self.sequence(node.children)

    def sequence(self, children: Iterable[nodes.Node]) -> str:
        """Return the source of blocks, each after a comment with its place."""
        parts: list[str] = []
        is_open = False
        for child in children:
            is_inline = self.is_inline(child)
            mark = self.book.mark(child)
            source = self.render(child)
            if not source.strip():
                continue
            if is_inline and is_open:
                parts[-1] += source
                continue
            is_open = is_inline
            parts.append(mark + source)
        return "\n\n".join(parts) + "\n" if parts else ""

    def inlines(self, node: nodes.Element) -> str:
        """Return the source of the inline content of *node*."""
        return "".join(map(self.render, node.children))

    def render(self, node: nodes.Node) -> str:
        """Return the source of one node."""
        if isinstance(node, nodes.Text):
            return self.words(node.astext())
        assert isinstance(node, nodes.Element)
        refused = self.book.refused.get(id(node), 0)
        if refused == PLAIN:
            return plain(self, node)
        outer, self.has_bare_formulas = (
            self.has_bare_formulas,
            self.has_bare_formulas or refused == BARE_FORMULAS,
        )
        source = self._nested(node) if _is_nesting(node) else self._shown(node)
        self.has_bare_formulas = outer
        if isinstance(node, nodes.section):
            return source
        return self.label(*node.get("ids", [])) + self.in_language(node, source)

    def _nested(self, node: nodes.Element) -> str:
        self.nesting += 1
        source = self.blocks(node) if self.is_deep else self._shown(node)
        self.nesting -= 1
        return source

    def _shown(self, node: nodes.Element) -> str:
        for kind in type(node).__mro__:
            handler = self.book.handlers.get(kind.__name__)
            if handler is not None:
                return self._visited(node, *handler)
            if kind.__name__ in RULES:
                return self._ruled(node, RULES[kind.__name__].render)
            if kind.__name__ in INVISIBLE:
                return "" if kind is type(node) else self._children(node)
        self.book.unknown.setdefault(type(node).__name__, []).append(node)
        return self._children(node) or made_from(self, node)

    def _ruled(self, node: nodes.Element, render: Render) -> str:
        try:
            return render(self, node)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            # Another's node of a known name, made otherwise; the book goes on.
            name = type(node).__name__
            self.warn("node", f"{name!r} is not as expected ({error!r})", node)
            return self.words(node.astext())

    def _visited(
        self,
        node: nodes.Element,
        visit: Callable[[Any, Any], None],
        depart: Callable[[Any, Any], None] | None,
    ) -> str:
        """Return what functions of `app.add_node` append for a node."""
        outer, self.body = self.body, []
        try:
            try:
                visit(self, node)
                self.body.append(self._children(node))
            except nodes.SkipChildren:
                pass
            except nodes.SkipDeparture:
                depart = None
                self.body.append(self._children(node))
            if depart is not None:
                depart(self, node)
        except nodes.SkipNode:
            pass
        except Exception as error:  # another's function; the book goes on
            name = type(node).__name__
            self.warn("node", f"{name!r}: its function fails ({error!r})", node)
            self.body = [self._children(node)]
        source, self.body = "".join(self.body), outer
        return source

    def _children(self, node: nodes.Element) -> str:
        if all(map(self.is_inline, node.children)):
            return self.inlines(node)
        return self.blocks(node)

    # ---- what rules use ----

    @property
    def is_deep(self) -> bool:
        """Tell whether so much is around that more indentation is too much."""
        return self.nesting > MAX_NESTING

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report a problem at the line of *node*."""
        self.book.warn(subtype, message, node)

    def words(self, value: str) -> str:
        """Return words as they are to stand here."""
        return text(value, longest=self.longest, lines=self.is_verbatim)

    def once(self, node: nodes.Element) -> tuple[str, str]:
        """Return inline content that can be printed twice, and what cannot.

        A title stands in the contents, too, and a table's header on each page.
        """
        outer, self.aside = self.aside, []
        source = self.inlines(node)
        rest, self.aside = "".join(self.aside), outer
        return source, rest

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
            labelled(self.key(self.docname, name)) for name in names if self.is_target(name)
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


def _is_nesting(node: nodes.Element) -> bool:
    return node.get("design_component") in _BOXES or any(
        kind.__name__ in _NESTING for kind in type(node).__mro__
    )
