"""Lists of every kind: bullets, numbers, terms, fields, options, lines."""

from __future__ import annotations

from docutils import nodes

from typst_pdf.markup import string, text
from typst_pdf.rules import block
from typst_pdf.translator import Translator
from typst_pdf.weight import is_short

__all__ = ["is_picture_list", "picture_item"]

_NUMBERINGS = {
    "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I",
}  # fmt: skip
#: Letters of a name and of a line about it, which stay close together.
SHORT = 160


def _items(page: Translator, node: nodes.Element) -> str:
    """Return the items; one with nothing to print is none."""
    shown = []
    for item in node.children:
        if isinstance(item, nodes.Element):
            source = page.book.mark(item) + page.in_language(item, _item(page, item))
            places = page.label(*item["ids"])
            if places or source.partition("\n")[2].strip():
                shown.append(f"[\n{source}{places}]")
    return ", ".join(shown)


def _item(page: Translator, item: nodes.Element) -> str:
    lines = [child for child in item.children if isinstance(child, nodes.paragraph)]
    is_pair = len(item.children) == len(lines) == 2
    if is_pair and all(len(line.astext()) < SHORT for line in lines):
        return "#linebreak();".join(map(page.inlines, lines))
    return page.blocks(item).rstrip("\n")


@block("bullet_list")
def bullet_list(page: Translator, node: nodes.bullet_list) -> str:
    """Show a list, or a grid where it has nothing but pictures."""
    items = _items(page, node)
    if not items:
        return ""
    if is_picture_list(node):
        return f"#logo-grid({items})"
    return f"#list(tight: {_is_tight(node)}, {items})"


@block("list_item")
def list_item(page: Translator, node: nodes.list_item) -> str:
    """Show an item that stands in no list."""
    return f"{text('• ')}{page.blocks(node)}"


@block("enumerated_list")
def enumerated_list(page: Translator, node: nodes.enumerated_list) -> str:
    """Show a numbered list."""
    form = _NUMBERINGS.get(node.get("enumtype", ""), "1")
    numbering = node.get("prefix", "") + form + node.get("suffix", ".")
    start = int(node.get("start", 1))
    options = f"numbering: {string(numbering)}, start: {start}, tight: {_is_tight(node)}"
    items = _items(page, node)
    return f"#enum({options}, {items})" if items else ""


@block("hlist")
def hlist(page: Translator, node: nodes.Element) -> str:
    """Show lists side by side."""
    columns = [f"[{page.render(child)}]" for child in node.children]
    return f"#side-by-side({', '.join(columns)})" if columns else ""


def _pairs(page: Translator, node: nodes.Element, function: str, options: str = "") -> str:
    pairs = []
    for item in node.children:
        if isinstance(item, nodes.Element):
            if function == "facts":  # a table whose first column are headers
                page.book.tags.row_headers += [True, False]
            term, body = _pair(page, item)
            places = page.label(*item["ids"])
            pairs.append(f"([{places}{term}], [{body}])")
    return f"#{function}({options}{', '.join(pairs)})" if pairs else ""


def _pair(page: Translator, item: nodes.Element) -> tuple[str, str]:
    """Return the terms of an item and what is said of them."""
    lines: list[str] = []
    body = ""
    for child in item.children:
        if _is_body(child):
            body += page.render(child) + "\n"
        elif isinstance(child, nodes.classifier):
            lines[-1:] = [(lines or [""])[-1] + page.render(child)]
        else:
            lines.append(page.render(child))
    return text(", ").join(lines), body


@block("definition_list")
def definition_list(page: Translator, node: nodes.definition_list) -> str:
    """Show terms and what they mean, or facts where the list has a class."""
    # Docutils' and MyST's own classes say nothing about the content.
    is_panel = set(node["classes"]) - {"simple", "myst", "glossary"}
    if not is_panel:
        return _pairs(page, node, "entries")
    return _pairs(page, node, "facts", f"whole: {str(is_short(node, 70)).lower()}, ")


@block("field_list", "option_list")
def field_list(page: Translator, node: nodes.Element) -> str:
    """Show names, or options of a command, and what is said of them."""
    return _pairs(page, node, "options" if isinstance(node, nodes.option_list) else "fields")


@block("line_block")
def line_block(page: Translator, node: nodes.line_block) -> str:
    """Show lines as they are."""
    return f"#lines[{_lines(page, node, 0)}]"


def _lines(page: Translator, node: nodes.Element, depth: int) -> str:
    parts = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            parts.append(_lines(page, child, depth + 1))
        elif isinstance(child, nodes.Element):
            parts.append(f"#h({1.5 * depth}em);" + page.inlines(child))
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
