"""Descriptions of functions, classes and options, as the domains write them."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from typst_pdf.markup import text
from typst_pdf.rules import block, inline, wrapped
from typst_pdf.translator import Translator

wrapped(
    {
        "desc_addname desc_type desc_signature_line desc_sig_element desc_parameter"
        " desc_type_parameter": "@",
        "desc_name": "#strong[@]",
        "desc_annotation": "#emph[@]",
        "desc_returns": '#" → ";@',
    }
)


@block("desc_signature")
def desc_signature(page: Translator, node: nodes.Element) -> str:
    """Show a signature, unless it only marks a place."""
    if node.parent.get("no-typesetting"):
        return ""
    lines = [c for c in node.children if type(c).__name__ == "desc_signature_line"]
    page.is_bare = True
    source = "#linebreak();".join(map(page.render, lines)) or page.inlines(node)
    page.is_bare = False
    return f"#signature[{source}]"


@block("desc_content")
def desc_content(page: Translator, node: nodes.Element) -> str:
    """Show what is said, further in."""
    source = page.blocks(node)
    return source if page.is_deep or not source else f"#description[{source}]"


@inline("desc_parameterlist", "desc_type_parameter_list")
def desc_parameterlist(page: Translator, node: nodes.Element) -> str:
    """Show parameters; those of a type are in brackets."""
    is_round = isinstance(node, addnodes.desc_parameterlist)
    return _parameters(page, node, *("()" if is_round else "[]"))


def _parameters(page: Translator, node: nodes.Element, start: str, end: str) -> str:
    """Return parameters; optional ones bring their own comma, others' parts none."""
    parts: list[str] = []
    has_one = False
    for child in node.children:
        is_parameter = type(child).__name__ in ("desc_parameter", "desc_type_parameter")
        if has_one and is_parameter:
            parts.append(text(", "))
        has_one = has_one or is_parameter
        parts.append(page.render(child))
    return text(start) + "".join(parts) + text(end)


@inline("desc_optional")
def desc_optional(page: Translator, node: nodes.Element) -> str:
    """Show parameters that may be left out."""
    is_first = node.parent is not None and node.parent.index(node) == 0
    return _parameters(page, node, "[" if is_first else "[, ", "]")


@block("productionlist")
def productionlist(page: Translator, node: nodes.Element) -> str:
    """Show a grammar; before Sphinx 8.2 the names of rules are no part of them."""
    page.is_verbatim = True
    lines = []
    has_names = "::=" in node.astext()
    for rule in node.children:
        assert isinstance(rule, nodes.Element)
        name = "" if has_names else rule.get("tokenname", "")
        start = f"{name} ::= " if name else "" if has_names else "    "
        lines.append(page.words(start) + page.inlines(rule))
    page.is_verbatim = False
    return f"#verbatim[{'#linebreak();'.join(lines)}]"
