"""One document while it is translated: what its pages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes

from typst_pdf.pages import below
from typst_pdf.tags import Tags
from typst_pdf.translator import Translator

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from typst_pdf.images import Images

__all__ = ["Book", "linked_places", "target_of"]

#: Pages below pages; what lies deeper follows at the end.
MAX_DEPTH = 30
#: PDF has six levels of headings (ISO 32000-1, 14.8.4.3.2).
LEVELS = 6


@dataclass
class Book:
    """The pages of one document, and what is noted while they are translated."""

    builder: Builder
    #: The first page.
    start: str
    #: Page -> its doctree with references resolved, in the toctrees' order.
    trees: Mapping[str, nodes.document]
    #: Places that links lead to and that exist, as (page, id).
    targets: AbstractSet[tuple[str, str]]
    images: Images
    #: How deep the contents go; 0 is none at all.
    contents: int
    #: Macros of the formulas: name -> (how many arguments, LaTeX).
    macros: Mapping[str, tuple[int, str]]
    #: Nodes that Typst refused, by `id`, and how they are shown instead.
    refused: Mapping[int, int]
    #: Functions of ``app.add_node`` by the name of the node.
    handlers: Mapping[str, tuple[Any, Any]]
    #: Told the subtype, the message and the node of a problem.
    warn: Callable[[str, str, nodes.Node | None], None]

    #: The source of all pages and of the index, once it is made.
    pages_source: str = ""
    #: What the marks in the source stand for.
    places: list[nodes.Node] = field(default_factory=list)
    #: Nodes without a rule, by their kind.
    unknown: dict[str, list[nodes.Element]] = field(default_factory=dict)
    #: Nodes that a program would draw that is not there.
    undrawn: list[nodes.Element] = field(default_factory=list)
    #: What the finished file's tags are completed with.
    tags: Tags = field(default_factory=Tags)
    #: Web addresses that the chapter has printed, and the label of the note.
    addresses: dict[str, str] = field(default_factory=dict)
    #: Level of the heading before; the next is at most one deeper (PDF/UA-1, 7.4.2).
    level: int = 0
    _printed: set[str] = field(default_factory=set)
    _notes: int = 0
    _depth: int = 0

    # ---- pages ----

    def source(self) -> str:
        """Return the source of all pages."""
        parts = [self.page(self.start, 1, "#chapter()")]
        parts += [self.page(name, LEVELS, "#subpage()") for name in self.trees]
        return "".join(parts)

    def page(self, docname: str, level: int, start: str) -> str:
        """Return the source of a page and of those below it, or nothing.

        Args:
            docname: The page; nothing if it is printed already.
            level: Of its title.
            start: What comes before it.
        """
        tree = self.trees.get(docname)
        if tree is None or docname in self._printed or self._depth > MAX_DEPTH:
            return ""
        self._printed.add(docname)
        is_chapter = start.startswith("#chapter")
        if is_chapter:
            self.addresses.clear()
        self._depth += 1
        translator = Translator(docname, level, self, is_chapter=is_chapter)
        source = translator.page(tree)
        if self.refused.get(id(tree)):  # words alone: no section to stand below
            lower = level if docname == self.start else level + 1
            start_of = "#chapter()" if lower == 1 else "#subpage()"
            source += "".join(self.page(name, lower, start_of) for name in below(tree))
        self._depth -= 1
        return f"\n{start}\n{source}\n"

    def is_waiting(self, docname: str) -> bool:
        """Tell whether a page is part of this document and not printed yet."""
        return docname in self.trees and docname not in self._printed

    def mark(self, node: nodes.Node) -> str:
        """Return a comment that says which node the source after it is of."""
        self.places.append(node)
        return f"//@ {len(self.places) - 1}\n"

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for page, name in self.targets:
            found.setdefault(page, set()).add(name)
        return found

    def names(self, docname: str) -> AbstractSet[str]:
        """Return the ids of a page that links lead to."""
        return self._names.get(docname, set())

    def note(self, uri: str) -> tuple[str, bool]:
        """Return the label of the note with an address, and whether it is new.

        Within a chapter an address is printed once.
        """
        is_new = uri not in self.addresses
        if is_new:
            self._notes += 1
            self.addresses[uri] = f"address:{self._notes}"
        return self.addresses[uri], is_new

    def heading_level(self, wanted: int) -> int:
        """Return the level of the next heading: the wanted one, with none skipped."""
        self.level = max(1, min(wanted, self.level + 1, LEVELS))
        return self.level

    # ---- numbers ----

    def section_number(self, docname: str, section: nodes.Element) -> str:
        """Return the number that a numbered toctree gives a section, or nothing."""
        numbers = self.builder.env.toc_secnumbers.get(docname, {})
        ids: list[str] = section.get("ids", [])
        number = next((numbers[f"#{i}"] for i in ids if f"#{i}" in numbers), None)
        if number is None and isinstance(section.parent, nodes.document):
            number = numbers.get("")
        return ".".join(map(str, number or ()))

    def caption_number(self, docname: str, node: nodes.Element) -> str:
        """Return what links to a numbered node say ("Fig. 2"), or nothing."""
        env = self.builder.env
        standard: Any = env.get_domain("std")
        kind = standard.get_enumerable_node_type(node)
        numbers: Mapping[str, tuple[int, ...]] = env.toc_fignumbers.get(docname, {}).get(
            kind or "", {}
        )
        number = next((numbers[i] for i in node["ids"] if i in numbers), ())
        form = str(self.builder.config.numfig_format.get(kind, ""))
        words = ".".join(map(str, number))
        form = form.replace("{number}", "%s").replace("{name}", "").strip(" :")
        said = form.replace("%s", words) if "%s" in form else form
        return said[:1].upper() + said[1:] if number else ""

    def equation_number(self, docname: str, node: nodes.Element) -> str:
        """Return the number of a formula, or nothing."""
        config = self.builder.config
        if config.numfig and config.math_numfig:
            numbers = self.builder.env.toc_fignumbers.get(docname, {})
            known = numbers.get("displaymath", {})
            number = next((known[i] for i in node["ids"] if i in known), ())
            return ".".join(map(str, number))
        return str(node.get("number") or "")


def target_of(node: nodes.Element, docname: str) -> tuple[str, str] | None:
    """Return page and id that an internal link leads to, or None.

    The builder's addresses are ``%page`` and ``%page#id``.
    """
    if "refid" in node:
        return docname, node["refid"]
    uri = node.get("refuri", "")
    if uri.startswith("%"):
        page, _, name = uri[1:].partition("#")
        return page, name
    return None


def linked_places(
    trees: Mapping[str, nodes.Element], indexed: AbstractSet[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return the places that links and the index lead to and that exist.

    Args:
        trees: Page -> its doctree.
        indexed: Page and id that the index names.
    """
    linked = set(indexed)
    existing = {(docname, "") for docname in trees}
    for docname, tree in trees.items():
        linked.add((docname, ""))
        for node in tree.findall(nodes.Element):
            if isinstance(node, nodes.reference):
                target = target_of(node, docname)
                linked.update([target] if target else [])
            ids: list[str] = node.get("ids", [])
            existing.update((docname, name) for name in ids)
    return linked & existing
