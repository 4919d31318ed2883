"""Translate a page's doctree into Typst source, one method a node."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util import logging

from typst_pdf.code import coloured_lines
from typst_pdf.images import BadImageError, prepare
from typst_pdf.inline import language_of
from typst_pdf.lists import ListTranslator, is_picture_list, picture_item
from typst_pdf.markup import string, text
from typst_pdf.tables import table

__all__ = ["Translator"]

logger = logging.getLogger(__name__)

_ADMONITIONS = (
    "attention", "caution", "danger", "error", "hint", "important", "note",
    "seealso", "tip", "warning",
)  # fmt: skip
#: PDF has six levels of headings (ISO 32000-1, 14.8.4.3.2).
MAX_LEVEL = 6
#: Typst gives up at 64 levels of styled elements; what lies deeper than this
#: many lists and quotations is printed without further indentation.
MAX_NESTING = 12
_NESTING = (nodes.bullet_list, nodes.enumerated_list, nodes.block_quote)


class Translator(ListTranslator):
    """One page: call `page` and get its source.

    Args:
        docname: The page.
        depth: How deep it stands; its title is a heading of this level.
        targets: Ids that links lead to, as (page, id).
        srcdir: Where image paths begin.
        images: Folder for images that Typst may read.
    """

    def __init__(
        self,
        docname: str,
        depth: int,
        targets: AbstractSet[tuple[str, str]],
        srcdir: Path,
        images: Path,
    ) -> None:
        """Begin a page."""
        super().__init__(docname, targets)
        self.level = max(depth, 1) - 1
        self.nesting = 0
        #: For each cell of a table's body, whether it is the header of its row.
        self.row_headers: list[bool] = []
        self.srcdir = srcdir
        self.images = images

    def page(self, doctree: nodes.document) -> str:
        """Return the source of the whole page."""
        self.collect_notes(doctree)
        head = (
            self.label(self.docname, "") if not doctree.next_node(nodes.title) else ""
        )
        return head + self.blocks(doctree)

    def blocks(self, node: nodes.Element) -> str:
        """Return the source of what is in *node*, with the lines it came from."""
        parts = []
        for child in node.children:
            source = self.block(child)
            if source.strip():
                line = getattr(child, "line", None)
                parts.append((f"//@ {line}\n" if line else "") + source)
        return "\n\n".join(parts) + "\n"

    def block(self, node: nodes.Node) -> str:
        """Return the source of one block node; what is unknown shows its content."""
        if isinstance(node, nodes.Text) or self.is_inline(node):
            return self.inline(node)
        assert isinstance(node, nodes.Element)
        name = type(node).__name__
        method: Callable[[Any], str] | None = getattr(self, f"on_{name}", None)
        if method is None and name in _ADMONITIONS:
            return self._admonition(node, name.capitalize())
        if isinstance(node, _NESTING):
            self.nesting += 1
            is_deep = self.nesting > MAX_NESTING
            source = self.blocks(node) if is_deep or method is None else method(node)
            self.nesting -= 1
            return self.labels(node) + source
        if method is None and hasattr(self, f"in_{name}"):
            return self.inline(node)
        if method is None:
            return self.unknown(node, self.blocks)
        return self.labels(node) + method(node)

    # ---- structure ----

    def on_document(self, node: nodes.document) -> str:
        return self.blocks(node)

    def on_section(self, node: nodes.section) -> str:
        self.level += 1
        result = self.blocks(node)
        self.level -= 1
        language = language_of(node)
        return (
            f"#[#set text(lang: {string(language)})\n{result}]" if language else result
        )

    def labels(self, node: nodes.Element) -> str:
        """Return labels for the ids of a node; a section's stand at its title."""
        if isinstance(node, nodes.section):
            return ""
        ids: list[str] = node.get("ids", [])
        return "".join(self.label(self.docname, name) for name in ids)

    def on_title(self, node: nodes.title) -> str:
        if not isinstance(node.parent, nodes.section):
            return f"#rubric[{self.inlines(node)}]"
        ids = ["", *node.parent["ids"]] if self._is_first(node) else node.parent["ids"]
        keys = [self.key(self.docname, name) for name in ids if self.is_target(name)]
        level = min(self.level, MAX_LEVEL)
        heading = f"#heading(level: {level})[{self.inlines(node)}]"
        rest = "".join(f"#metadata(none)#label({string(key)})" for key in keys[1:])
        return heading + (f"#label({string(keys[0])})" if keys else "") + rest

    @staticmethod
    def _is_first(node: nodes.title) -> bool:
        document = node.document
        return document is not None and document.next_node(nodes.title) is node

    def on_paragraph(self, node: nodes.paragraph) -> str:
        return self.inlines(node)

    on_compact_paragraph = on_paragraph

    def on_rubric(self, node: nodes.rubric) -> str:
        return f"#rubric[{self.inlines(node)}]"

    def on_transition(self, node: nodes.transition) -> str:
        return "#align(center, line(length: 30%, stroke: 0.6pt))"

    def on_container(self, node: nodes.Element) -> str:
        if node.get("design_component") in ("card", "tab-item", "dropdown"):
            return f"#card[\n{self.blocks(node)}]"
        return self.blocks(node)

    on_compound = on_topic = on_sidebar = on_container
    on_glossary = on_centered = on_only = on_highlightlang = on_legend = on_container

    def on_toctree(self, node: nodes.Element) -> str:
        return ""

    on_comment = on_index = on_substitution_definition = on_pending = on_toctree
    on_meta = on_target = on_footnote = on_tabular_col_spec = on_system_message = (
        on_toctree
    )

    # ---- quotations, code, maths ----

    def on_block_quote(self, node: nodes.block_quote) -> str:
        return f"#quotation[\n{self.blocks(node)}]"

    def on_attribution(self, node: nodes.attribution) -> str:
        return f"#align(right)[{text('— ')}{self.inlines(node)}]"

    def on_literal_block(self, node: nodes.literal_block) -> str:
        lines = coloured_lines(node.astext(), node.get("language", "text"))
        return f"#code-lines(({', '.join(lines)},))"

    on_doctest_block = on_literal_block

    def on_math_block(self, node: nodes.math_block) -> str:
        return self.formula(node, block=True)

    def _admonition(self, node: nodes.Node, kind: str) -> str:
        assert isinstance(node, nodes.Element)
        return f"#admonition({string(kind)})[\n{self.blocks(node)}]"

    def on_admonition(self, node: nodes.admonition) -> str:
        title = node.next_node(nodes.title)
        kind = title.astext() if title else "Note"
        rest = nodes.container("", *(c for c in node.children if c is not title))
        return self._admonition(rest, kind)

    def on_versionmodified(self, node: nodes.Element) -> str:
        return self._admonition(node, node.get("type", "Note").capitalize())

    def on_raw(self, node: nodes.raw) -> str:
        return self.raw(node)

    def on_citation(self, node: nodes.citation) -> str:
        label = node.next_node(nodes.label)
        head = label.astext() if label else ""
        rest = [child for child in node.children if child is not label]
        body = self.blocks(nodes.container("", *rest))
        return f"#terms(terms.item([{text(f'[{head}]')}], [{body}]))"

    # ---- tables and images ----

    def on_table(self, node: nodes.table) -> str:
        return table(node, self)

    def on_figure(self, node: nodes.figure) -> str:
        caption = node.next_node(nodes.caption)
        body = "".join(
            self.block(child) for child in node.children if child is not caption
        )
        words = f", caption: [{self.inlines(caption)}]" if caption else ""
        return f"#figure([{body}]{words})"

    def on_image(self, node: nodes.image) -> str:
        """Return the image, or its alternative text where it cannot be shown."""
        alt = node.get("alt", "")
        if "only-dark" in node["classes"]:
            return ""
        source = (self.srcdir / node["uri"]).resolve()
        try:
            if "://" in node["uri"] or not source.is_file():
                raise BadImageError("is not a file of this project")
            name, width = prepare(source, self.images)
        except (BadImageError, OSError) as error:
            self.warn("image", f"image {node['uri']!r} {error}", node)
            return text(alt)
        given = re.fullmatch(r"([\d.]+)(px|%)?", str(node.get("width", "")))
        size = f"{width:.1f}pt"
        if given:
            number = float(given[1])
            size = f"{number}%" if given[2] == "%" else f"{number * 0.75:.1f}pt"
        file = string(f"/images/{name}")
        item = picture_item(node)
        if item is not None:
            # Among names a picture is as high as they are.
            name = "logo" if is_picture_list(item.parent) else "logo-in-line"
            return f"#{name}({file}, {string(alt)})" if alt else ""
        if not alt:
            return f"#pdf.artifact(picture({file}, {size}, none))"
        return f"#picture({file}, {size}, {string(alt)})"
