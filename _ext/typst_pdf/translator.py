"""Translate a page's doctree into Typst source, one method a node."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes
from sphinx.locale import admonitionlabels

from typst_pdf.book import Book
from typst_pdf.code import code_block
from typst_pdf.design import DesignTranslator
from typst_pdf.markup import labelled, string, text
from typst_pdf.tables import table
from typst_pdf.weight import is_short

__all__ = ["Translator"]

_NESTING = (
    nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list,
    nodes.option_list, nodes.block_quote, nodes.Admonition, nodes.topic, nodes.sidebar,
    nodes.table, nodes.figure, nodes.line_block,
)  # fmt: skip
_BOXES = ("card", "dropdown", "tab-item", "grid-row")


class Translator(DesignTranslator):
    """One page: call `page` and get its source.

    Args:
        docname: The page.
        depth: How deep it stands; its title is a heading of this level.
        book: What all pages share.
    """

    def __init__(self, docname: str, depth: int, book: Book) -> None:
        """Begin a page."""
        super().__init__(docname, book)
        self.level = max(depth, 1) - 1
        #: For each cell of a table's body, whether it is the header of its row.
        self.row_headers: list[bool] = []
        self._top: nodes.Element | None = None

    def page(self, doctree: nodes.document) -> str:
        """Return the source of the whole page."""
        self.collect_notes(doctree)
        self._top = doctree.next_node(nodes.section)
        head = "" if self._top else self.label("")
        body = head + self.blocks(doctree)
        # What a link leads to is somewhere, even where its node is not shown.
        return body + self.label(*sorted(self.book.names(self.docname)))

    def sequence(self, children: Iterable[nodes.Node]) -> str:
        """Return the source of blocks, with the lines they came from."""
        parts: list[str] = []
        is_open = False
        for child in children:
            is_inline = self.is_inline(child)
            source = self.block(child)
            if not source.strip():
                continue
            if is_inline and is_open:
                parts[-1] += source
                continue
            is_open = is_inline
            line = getattr(child, "line", None)
            parts.append((f"//@ {line}\n" if line else "") + source)
        return "\n\n".join(parts) + "\n"

    def block(self, node: nodes.Node) -> str:
        """Return the source of one block node; what is unknown shows its content."""
        if self.is_inline(node):
            return self.inline(node)
        assert isinstance(node, nodes.Element)
        method = self.method(node, "on") or self.method(node, "in")
        is_box = isinstance(node, _NESTING) or type(node).__name__ == "desc"
        if is_box or node.get("design_component") in _BOXES:
            self.nesting += 1
            if self.is_deep or method is None:
                source = self.blocks(node)
            else:
                source = method(node)
            self.nesting -= 1
        elif method is None:
            source = self.unknown(node, self.blocks)
        else:
            source = method(node)
        if isinstance(node, nodes.section):
            return source
        return self.label(*node.get("ids", [])) + self.in_language(node, source)

    # ---- structure ----

    def on_document(self, node: nodes.Element) -> str:
        return self.blocks(node)

    on_compound = on_only = on_glossary = on_start_of_file = on_acks = on_document
    on_list_entry = on_definition_list_item = on_definition = on_field = on_document
    on_field_body = on_option_list_item = on_description = on_tgroup = on_document
    on_thead = on_tbody = on_row = on_entry = on_hlistcol = on_document

    def on_section(self, node: nodes.section) -> str:
        # A second title at the top of a page is part of the first.
        is_second = isinstance(node.parent, nodes.document) and node is not self._top
        self.level += 2 if is_second else 1
        result = self.blocks(node)
        self.level -= 2 if is_second else 1
        return self.in_language(node, result)

    def on_title(self, node: nodes.title) -> str:
        section = node.parent
        if not isinstance(section, nodes.section):
            return self.on_rubric(node)
        level = self.book.heading_level(self.level)
        number = self.book.section_number(self.docname, section)
        body, rest = self.plain(node)
        if rest:
            body = re.sub(r'\s+";$', '";', body)  # the space before a note
        if number:
            body = text(f"{number} ") + body
        ids = ["", *section["ids"]] if section is self._top else section["ids"]
        keys = [self.key(self.docname, name) for name in ids if self.is_target(name)]
        # The template shows this supplement, which the contents do not repeat.
        notes = f', supplement: [#metadata("notes"){rest}]' if rest else ""
        first = f"#label({string(keys[0])})" if keys else ""
        heading = f"#heading(level: {level}{notes})[{body}]"
        return heading + first + "".join(map(labelled, keys[1:]))

    def on_subtitle(self, node: nodes.Element) -> str:
        return f"#emph[{self.inlines(node)}]"

    def on_paragraph(self, node: nodes.Element) -> str:
        return self.inlines(node)

    def on_compact_paragraph(self, node: nodes.Element) -> str:
        return self.blocks(node)

    def on_centered(self, node: nodes.Element) -> str:
        return f"#align(center, strong[{self.inlines(node)}])"

    def on_rubric(self, node: nodes.Element) -> str:
        return f"#rubric[{self.inlines(node)}]"

    def on_transition(self, node: nodes.transition) -> str:
        return "#transition"

    def on_container(self, node: nodes.Element) -> str:
        component = self.component(node)
        if component is not None:
            return component
        if node.get("literal_block"):
            return self._captioned_code(node)
        return self.blocks(node)

    def on_topic(self, node: nodes.Element) -> str:
        titles = [c for c in node.children if isinstance(c, nodes.title)]
        rest = [c for c in node.children if c not in titles]
        body = self.sequence(rest)
        title = self.inlines(titles[0]) if titles else ""
        if "contents" in node["classes"]:
            return f"#rubric[{title}]\n{body}" if title else body
        whole = str(is_short(node, 90)).lower()
        return f"#panel([{title}], whole: {whole})[\n{body}]"

    on_sidebar = on_topic

    def on_toctree(self, node: nodes.Element) -> str:
        return ""

    on_comment = on_index = on_substitution_definition = on_pending = on_toctree
    on_meta = on_target = on_tabular_col_spec = on_system_message = on_toctree
    on_highlightlang = on_colspec = on_decoration = on_toctree

    # ---- quotations, code, maths ----

    def on_block_quote(self, node: nodes.block_quote) -> str:
        if all(isinstance(c, (nodes.bullet_list, nodes.enumerated_list)) for c in node):
            return self.blocks(node)  # only an indented list
        return f"#quotation[\n{self.blocks(node)}]"

    def on_attribution(self, node: nodes.attribution) -> str:
        return f"#align(right)[{text('— ')}{self.inlines(node)}]"

    def on_literal_block(self, node: nodes.Element) -> str:
        if all(isinstance(child, nodes.Text) for child in node.children):
            return code_block(node)
        self.is_verbatim = True
        source = self.inlines(node)
        self.is_verbatim = False
        return f"#verbatim[{source}]"

    on_doctest_block = on_literal_block

    def _captioned_code(self, node: nodes.Element) -> str:
        captions = [c for c in node.children if isinstance(c, nodes.caption)]
        rest = [c for c in node.children if c not in captions]
        head = "".join(f"#code-caption[{self.caption(node, c)}]" for c in captions)
        return head + "\n" + self.sequence(rest)

    def on_math_block(self, node: nodes.math_block) -> str:
        number = self.book.equation_number(self.docname, node)
        formula = self.formula(node, block=True)
        if not number:
            return formula
        return f"#numbered([{formula}], {string(f'({number})')})"

    # ---- boxes ----

    def on_Admonition(self, node: nodes.Element) -> str:  # noqa: N802  docutils' base
        kind = type(node).__name__
        titles = [c for c in node.children[:1] if isinstance(c, nodes.title)]
        if titles:
            title = self.inlines(titles[0])
        else:
            label = admonitionlabels.get(kind, kind.replace("_", " ").capitalize())
            title = text(str(label))
        rest = [c for c in node.children if c not in titles]
        body = self.sequence(rest)
        whole = str(is_short(node, 90)).lower()
        return f"#admonition({string(kind)}, [{title}], whole: {whole})[\n{body}]"

    def on_versionmodified(self, node: nodes.Element) -> str:
        return f"#version-note[{self.blocks(node)}]"

    def on_raw(self, node: nodes.raw) -> str:
        return self.raw(node)

    # ---- tables ----

    def on_table(self, node: nodes.table) -> str:
        return table(node, self)
