"""Inline nodes: emphasis, code, and source for Typst itself."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from typst_pdf.markup import string, text
from typst_pdf.nodes.blocks import icon_name
from typst_pdf.rules import inline, wrapped
from typst_pdf.translator import Translator

wrapped(
    {
        "generated desc_inline download_reference option option_string term field_name"
        " caption problematic acronym pending_xref PassthroughTextElement": "@",
        "emphasis title_reference": "#emph[@]",
        "strong sd_tab_label": "#strong[@]",
        "line": "@#linebreak();",
        "sd_line_break line_break": "#linebreak();",
        "subscript": "#sub[@]",
        "superscript": "#super[@]",
        "classifier": '#" : ";#emph[@]',
    }
)


@inline("inline")
def span(page: Translator, node: nodes.inline) -> str:
    """Show words with the looks that their classes ask for."""
    body = page.inlines(node)
    names = set(node["classes"])
    if not body:  # an icon alone has a name
        return text(_icon(node))
    if "guilabel" in names or "menuselection" in names:
        return f"#interface[{body}]"
    if "sd-badge" in names:
        return f"#badge[{body}]"
    if "versionmodified" in names:
        return f"#emph[{body}]"
    return f"#strike[{body}]" if names & {"s", "strike", "del"} else body


def _icon(node: nodes.Element) -> str:
    """Return an icon's name where nothing else is said beside it."""
    parent = node.parent
    is_alone = isinstance(parent, nodes.reference) or (
        isinstance(parent, nodes.TextElement) and len(parent.children) == 1
    )
    has_words = any(words.strip() for words in parent.findall(nodes.Text))
    return icon_name(node) if is_alone and not has_words else ""


@inline("sd_icon", "fontawesome")
def icon(page: Translator, node: nodes.Element) -> str:
    """Leave out an icon: it repeats the words beside it, unless there are none."""
    return text(_icon(node))


@inline("abbreviation")
def abbreviation(page: Translator, node: nodes.Element) -> str:
    """Show an abbreviation and what it stands for, signatures apart."""
    said = "" if page.is_bare else node.get("explanation", "")
    return page.inlines(node) + (text(f" ({said})") if said else "")


@inline("option_argument")
def option_argument(page: Translator, node: nodes.Element) -> str:
    """Show the argument of an option."""
    return text(node.get("delimiter", " ")) + f"#emph[{page.inlines(node)}]"


@inline("option_group")
def option_group(page: Translator, node: nodes.Element) -> str:
    """Show the names of an option."""
    return text(", ").join(map(page.render, node.children))


def _mono(page: Translator, source: str) -> str:
    """Return source in the letters of code; within code all has them."""
    return source if page.is_verbatim or page.is_bare else f"#mono[{source}]"


@inline("literal_emphasis", "literal_strong")
def literal_emphasis(page: Translator, node: nodes.Element) -> str:
    """Show emphasis in code."""
    kind = "strong" if isinstance(node, addnodes.literal_strong) else "emph"
    return _mono(page, f"#{kind}[{page.inlines(node)}]")


@inline("literal", "manpage")
def literal(page: Translator, node: nodes.Element) -> str:
    """Show code within a line."""
    if "kbd" in node["classes"]:
        return f"#key[{page.inlines(node)}]"
    is_code = page.is_verbatim or page.is_bare
    if is_code or any(not isinstance(child, nodes.Text) for child in node.children):
        return _mono(page, page.inlines(node))
    words = " ".join(node.astext().split("\n"))
    is_long = re.search(rf"\S{{{page.longest}}}", words)
    return f"#{'loose-raw' if is_long else 'raw'}({string(words)});"


@inline("label")
def label(page: Translator, node: nodes.Element) -> str:
    """Show the label of a tab; that of a note stands before the note."""
    is_note = isinstance(node.parent, (nodes.footnote, nodes.citation))
    return "" if is_note else f"#rubric[{page.inlines(node)}]"


@inline("raw")
def raw(page: Translator, node: nodes.raw) -> str:
    """Let Typst read what is written for it; what is for other formats is theirs."""
    if "typst" not in node.get("format", "").split():
        return ""
    return f'#eval({string(node.astext())}, mode: "markup");'
