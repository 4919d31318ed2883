"""How a node is shown that has no rule, or that Typst refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from typst_pdf.markup import string

if TYPE_CHECKING:
    from typst_pdf.translator import Translator

__all__ = ["made_from", "plain"]

_OF_PICTURES = ("uri", "alt", "width", "height", "scale", "align")


def made_from(page: Translator, node: nodes.Element) -> str:
    """Return what an unknown node without content is made from."""
    if node.get("uri"):
        given = {name: node[name] for name in _OF_PICTURES if node.get(name)}
        return page.render(nodes.image("", **given))
    for name in ("alt", "code", "source", "content", "text"):
        words = node.get(name)
        if isinstance(words, str):
            is_alt = name == "alt"
            return page.words(words) if is_alt else page.render(nodes.literal_block("", words))
    return page.words(node.astext())


def plain(page: Translator, node: nodes.Element) -> str:
    """Return a node as nothing but its words: nothing for Typst to refuse."""
    places: list[str] = []
    for part in node.findall(nodes.Element):
        places += part.get("ids", []) if part is not node else []
    title = node.next_node(nodes.title) if isinstance(node, nodes.section) else None
    head = "" if title is None else page.render(title)
    lines = "\n".join(
        part.astext()
        for part in node.findall(nodes.TextElement)
        if not isinstance(part.parent, nodes.TextElement) and part is not title
    )
    # Not in brackets: nothing around it may make a difference.
    return f"{head}\n\n#plain({string(lines or node.astext())})" + page.label(*places)
