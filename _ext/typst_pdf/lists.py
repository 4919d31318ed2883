"""Lists of every kind: bullets, numbers, terms, fields, options, lines."""

from __future__ import annotations

from docutils import nodes

from typst_pdf.links import LinkTranslator
from typst_pdf.markup import string, text
from typst_pdf.weight import is_short

__all__ = ["ListTranslator", "is_picture_list", "picture_item"]

_NUMBERINGS = {
    "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I",
}  # fmt: skip
#: Letters of a name and of a line about it, which stay close together.
SHORT = 160


class ListTranslator(LinkTranslator):
    """The part of the translator that knows lists."""

    def block(self, node: nodes.Node) -> str:
        """Return the source of one block node."""
        raise NotImplementedError

    def _items(self, node: nodes.Element) -> str:
        items = [item for item in node.children if isinstance(item, nodes.Element)]
        return ", ".join(
            f"[{self.label(*item['ids'])}{self.in_language(item, self._item(item))}]"
            for item in items
        )

    def _item(self, item: nodes.Element) -> str:
        lines = [child for child in item.children if isinstance(child, nodes.paragraph)]
        is_pair = len(item.children) == len(lines) == 2
        if is_pair and all(len(line.astext()) < SHORT for line in lines):
            return "#linebreak();".join(map(self.inlines, lines))
        return self.blocks(item)

    def on_bullet_list(self, node: nodes.bullet_list) -> str:
        if is_picture_list(node):
            return f"#logo-grid({self._items(node)})"
        return f"#list(tight: {_is_tight(node)}, {self._items(node)})"

    def on_list_item(self, node: nodes.list_item) -> str:
        return f"{text('• ')}{self.blocks(node)}"

    def on_enumerated_list(self, node: nodes.enumerated_list) -> str:
        form = _NUMBERINGS.get(node.get("enumtype", ""), "1")
        numbering = node.get("prefix", "") + form + node.get("suffix", ".")
        start = int(node.get("start", 1))
        options = (
            f"numbering: {string(numbering)}, start: {start}, tight: {_is_tight(node)}"
        )
        return f"#enum({options}, {self._items(node)})"

    def on_hlist(self, node: nodes.Element) -> str:
        columns = [f"[{self.blocks(c)}]" for c in node.children]  # type: ignore[arg-type]
        return f"#side-by-side({', '.join(columns)})"

    def _pairs(self, node: nodes.Element, function: str, options: str = "") -> str:
        pairs = []
        for item in node.children:
            assert isinstance(item, nodes.Element)
            term, body = self._pair(item)
            pairs.append(f"([{term}], [{body}])")
        return f"#{function}({options}{', '.join(pairs)})" if pairs else ""

    def _pair(self, item: nodes.Element) -> tuple[str, str]:
        """Return the terms of an item and what is said of them."""
        lines: list[str] = []
        body = ""
        for child in item.children:
            assert isinstance(child, nodes.Element)
            if _is_body(child):
                body += self.blocks(child) + "\n"
            elif isinstance(child, nodes.classifier):
                lines[-1:] = [(lines or [""])[-1] + self.inline(child)]
            else:
                lines.append(self.inline(child))
        return text(", ").join(lines), body

    def on_definition_list(self, node: nodes.definition_list) -> str:
        # Docutils' and MyST's own classes say nothing about the content.
        is_panel = set(node["classes"]) - {"simple", "myst", "glossary"}
        if not is_panel:
            return self._pairs(node, "entries")
        return self._pairs(node, "facts", f"whole: {str(is_short(node, 70)).lower()}, ")

    def on_field_list(self, node: nodes.field_list) -> str:
        return self._pairs(node, "fields")

    def on_option_list(self, node: nodes.option_list) -> str:
        return self._pairs(node, "options")

    def on_line_block(self, node: nodes.line_block) -> str:
        return f"#lines[{self._lines(node, 0)}]"

    def _lines(self, node: nodes.Element, depth: int) -> str:
        parts = []
        for child in node.children:
            assert isinstance(child, nodes.Element)
            if isinstance(child, nodes.line_block):
                parts.append(self._lines(child, depth + 1))
            else:
                parts.append(f"#h({1.5 * depth}em);" + self.inlines(child))
        return "#linebreak();".join(parts)


def is_picture_list(node: nodes.Element) -> bool:
    """Tell whether every item of a list, two or more, is a picture alone."""
    return len(node.children) > 1 and all(map(_is_picture, node.children))


def picture_item(node: nodes.Node) -> nodes.Element | None:
    """Return the list item that holds nothing but the picture *node*, if any."""
    above = node.parent
    while above is not None and not _is_picture(above):
        above = above.parent
    return above


def _is_picture(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.list_item)
        and len(list(node.findall(nodes.image))) == 1
        and not any(words.strip() for words in node.findall(nodes.Text))
    )


def _is_tight(node: nodes.Element) -> str:
    """Tell, as Typst says it, whether the items are lines rather than paragraphs."""
    lists = (nodes.bullet_list, nodes.enumerated_list)
    loose = any(
        sum(not isinstance(child, lists) for child in item.children) > 1
        and len(item.astext()) > SHORT
        for item in node.children
        if isinstance(item, nodes.Element)
    )
    return str(not loose).lower()


def _is_body(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.definition, nodes.field_body, nodes.description))
