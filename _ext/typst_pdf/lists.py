"""Lists of every kind: bullets, numbers, terms, fields, options, lines."""

from __future__ import annotations

from docutils import nodes

from typst_pdf.inline import InlineTranslator
from typst_pdf.markup import string, text

__all__ = ["ListTranslator", "is_picture_list", "picture_item"]


class ListTranslator(InlineTranslator):
    """The part of the translator that knows lists."""

    def labels(self, node: nodes.Element) -> str:
        """Return labels for the ids of a node that links lead to."""
        raise NotImplementedError

    def block(self, node: nodes.Node) -> str:
        """Return the source of one block node."""
        raise NotImplementedError

    def _items(self, node: nodes.Element) -> str:
        items = [item for item in node.children if isinstance(item, nodes.Element)]
        return ", ".join(f"[{self.labels(item)}{self._item(item)}]" for item in items)

    def _item(self, item: nodes.Element) -> str:
        """Return an item; a name and a line about it stay close together."""
        lines = [child for child in item.children if isinstance(child, nodes.paragraph)]
        if len(item.children) == len(lines) == 2:
            return "#linebreak()".join(map(self.inlines, lines))
        return self.blocks(item)

    def on_bullet_list(self, node: nodes.bullet_list) -> str:
        if is_picture_list(node):
            return f"#logo-grid({self._items(node)})"
        return f"#list({self._items(node)})"

    def on_list_item(self, node: nodes.list_item) -> str:
        return f"{text('• ')}{self.blocks(node)}"

    def on_enumerated_list(self, node: nodes.enumerated_list) -> str:
        style = {
            "loweralpha": "a",
            "upperalpha": "A",
            "lowerroman": "i",
            "upperroman": "I",
        }
        numbering = (
            style.get(node.get("enumtype", ""), "1") + node.get("suffix", ".")[:1]
        )
        start = int(node.get("start", 1))
        options = f"numbering: {string(numbering)}, start: {start}"
        return f"#enum({options}, {self._items(node)})"

    def _pairs(self, node: nodes.Element, function: str) -> str:
        pairs = []
        for item in node.children:
            assert isinstance(item, nodes.Element)
            heads = [c for c in item.children if not _is_body(c)]
            bodies = [c for c in item.children if _is_body(c)]
            term = " ".join(self.labels(h) + self.inlines(h) for h in heads)  # type: ignore[arg-type]
            body = "".join(self.blocks(b) for b in bodies)  # type: ignore[arg-type]
            pairs.append(f"([{term}], [{body}])")
        if function == "facts":
            return f"#facts({', '.join(pairs)})"
        return f"#terms({', '.join(f'terms.item{pair}' for pair in pairs)})"

    def on_definition_list(self, node: nodes.definition_list) -> str:
        return self._pairs(node, "facts" if node["classes"] else "terms")

    def on_field_list(self, node: nodes.field_list) -> str:
        return self._pairs(node, "terms")

    def on_option_list(self, node: nodes.option_list) -> str:
        return self._pairs(node, "terms")

    def on_line_block(self, node: nodes.line_block) -> str:
        lines = [
            self.inlines(c) if isinstance(c, nodes.line) else self.block(c)
            for c in node.children
        ]
        inset = "1.5em" if isinstance(node.parent, nodes.line_block) else "0pt"
        return f"#pad(left: {inset})[{'#linebreak()'.join(lines)}]"


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
        and node.next_node(nodes.image) is not None
        and not any(words.strip() for words in node.findall(nodes.Text))
    )


def _is_body(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.definition, nodes.field_body, nodes.description))
