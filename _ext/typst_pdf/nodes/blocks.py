"""Sections, paragraphs, quotations, code and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.locale import admonitionlabels

from typst_pdf.markup import labelled, string, text
from typst_pdf.nodes.code import code_block
from typst_pdf.nodes.links import collect_notes
from typst_pdf.pages import entries, own_toctrees
from typst_pdf.rules import block, wrapped
from typst_pdf.translator import Translator
from typst_pdf.weight import is_short

#: What a paragraph that ends with a colon announces.
_ANNOUNCED = (
    nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list,
    nodes.literal_block, nodes.math_block, nodes.table,
)  # fmt: skip


wrapped(
    {
        "subtitle": "#emph[@]",
        "centered": "#align(center, strong[@])",
        "transition": "#transition",
        "attribution": '#align(right)[#"— ";@]',
    },
    block,
)


@block(
    "compound", "only", "glossary", "start_of_file", "acks", "list_entry",
    "definition_list_item", "definition", "field", "field_body", "option_list_item",
    "description", "tgroup", "thead", "tbody", "row", "entry", "hlistcol",
    "compact_paragraph", "legend", "system_message", "desc",
)  # fmt: skip
def transparent(page: Translator, node: nodes.Element) -> str:
    """Show what is in a node."""
    return page.blocks(node)


# ---- structure ----


@block("document")
def document(page: Translator, node: nodes.Element) -> str:
    """Show a page; pages whose toctree is in no section follow at its own level."""
    collect_notes(page, node)
    shown = page.blocks(node)
    return shown + "".join(_below(page, node, page.level))


@block("section")
def section(page: Translator, node: nodes.section) -> str:
    """Show a section, then the pages that its toctrees name, one level below."""
    is_top = isinstance(node.parent, nodes.document)
    is_start = page.docname == page.book.start
    outer = page.level
    # A second title at the top of a page is part of the first.
    if not is_top or node is not _first_section(node.parent):
        page.level += 1
    is_part = is_start and not is_top and page.level == 2 and own_toctrees(node)
    if is_part:  # a heading of the first page that has chapters below it
        page.level = 1
    source = page.blocks(node)
    if is_part:
        page.book.addresses.clear()
        source = "#chapter()\n" + source
    below = page.level if is_start and is_top else page.level + 1
    pages = "".join(_below(page, node, below))
    page.level = outer
    return page.in_language(node, source) + pages


def _first_section(doctree: nodes.Element) -> nodes.Node:
    return next(c for c in doctree.children if isinstance(c, nodes.section))


def _below(page: Translator, holder: nodes.Element, level: int) -> Iterator[str]:
    """Yield the pages that the toctrees of a section name; a caption is a heading."""
    for toctree in own_toctrees(holder):
        caption = toctree.get("caption") or ""
        start = "#chapter()" if level == 1 else "#subpage()"
        depth = level
        names = [entry.target for entry in entries(toctree)]
        pages = [name for name in names if page.book.is_waiting(name)]
        if caption and pages:
            yield f"\n{start}\n{_title(page, level, text(caption))}\n"
            depth += 1
            start = "#chapter(breaks: false)" if level == 1 else "#subpage()"
        for name in pages:
            yield page.book.page(name, depth, start)
            start = "#chapter()" if level == 1 else "#subpage()"


def _title(
    page: Translator, level: int, body: str, rest: str = "", *, is_listed: bool = True
) -> str:
    # The template shows this supplement, which the contents do not repeat.
    notes = f', supplement: [#metadata("notes"){rest}]' if rest else ""
    outlined = "" if is_listed else ", outlined: false"
    level = page.book.heading_level(level)
    return f"#heading(level: {level}{notes}{outlined})[{body}]"


@block("title")
def title(page: Translator, node: nodes.title) -> str:
    """Show a heading; that of a picture alone is the picture's alternative text."""
    holder = node.parent
    if not isinstance(holder, nodes.section):
        return rubric(page, node)
    ids = holder["ids"]
    if isinstance(holder.parent, nodes.document) and (holder is _first_section(holder.parent)):
        ids = ["", *ids]
    body, rest = page.once(node)
    if not _has_words(node):
        alts = (image.get("alt", "") for image in node.findall(nodes.image))
        said = " ".join(filter(None, alts)) or _icon(node)
        if not said:
            return page.label(*ids) + rest
        body = text(said)
    if rest:
        body = re.sub(r'\s+";$', '";', body)  # the space before a note
    if number := page.book.section_number(page.docname, holder):
        body = text(f"{number} ") + body
    keys = [page.key(page.docname, name) for name in ids if page.is_target(name)]
    first = f"#label({string(keys[0])})" if keys else ""
    # The contents list pages, and of chapters their sections, too.
    is_listed = page.is_chapter or "" in ids
    heading = _title(page, page.level, body, rest, is_listed=is_listed)
    return heading + first + "".join(map(labelled, keys[1:]))


def _has_words(node: nodes.Element) -> bool:
    return any(
        words.strip()
        for words in node.findall(nodes.Text)
        if not isinstance(words.parent, nodes.raw)
    )


def _icon(node: nodes.Element) -> str:
    names = (icon_name(part) for part in node.findall(nodes.Element))
    return " ".join(filter(None, names))


def icon_name(node: nodes.Element) -> str:
    """Return what an icon is called: "github" for the classes ``fab fa-github``."""
    words = [*node.get("classes", []), node.get("svg", "")[:200], node.astext()]
    found = re.findall(r"\b(?:fa|octicon)-(?!fw\b|lg\b|\d)([a-z][\w-]*)", " ".join(words))
    return found[-1].replace("-", " ") if found else ""


@block("paragraph")
def paragraph(page: Translator, node: nodes.Element) -> str:
    """Show a paragraph; one that announces a list stays with it."""
    source = page.inlines(node)
    after = node.next_node(siblings=True, descend=False, ascend=False)
    is_announcement = isinstance(after, _ANNOUNCED) and node.astext().endswith(":")
    if not is_announcement or not source or page.aside is not None:
        return source
    return f"#announcement[{source}]"


@block("rubric")
def rubric(page: Translator, node: nodes.Element) -> str:
    """Show a heading that is not in the contents."""
    return f"#rubric[{page.inlines(node)}]"


@block("toctree")
def toctree(page: Translator, node: nodes.Element) -> str:
    """List what a visible toctree names and neither the contents nor a heading say."""
    if node.get("hidden"):
        return ""
    items = []
    for title, target in entries(node):
        if target in page.book.trees:
            own = page.builder.env.titles[target].astext()
            is_deep = page.level + 1 > page.book.contents
            if title in (None, own) and not is_deep:
                continue
            uri = f"%{target}"
        else:
            own = title or target
            uri = target if "://" in target else f"%{target}"
            if target in page.builder.env.titles:
                own = page.builder.env.titles[target].astext()
        link = nodes.reference("", title or own, refuri=uri, internal="://" not in uri)
        items.append(f"[{page.render(link)}]")
    return f"#list({', '.join(items)})" if items else ""


# ---- quotations, code ----


@block("block_quote")
def block_quote(page: Translator, node: nodes.block_quote) -> str:
    """Show a quotation, or a list that is indented."""
    if all(isinstance(c, (nodes.bullet_list, nodes.enumerated_list)) for c in node):
        return page.blocks(node)
    page.book.tags.boxes.append("")
    return f"#quotation[\n{page.blocks(node)}]"


@block("literal_block", "doctest_block")
def literal_block(page: Translator, node: nodes.Element) -> str:
    """Show code; with markup in it its words stand as they are."""
    if all(isinstance(child, nodes.Text) for child in node.children):
        return code_block(node)
    page.is_verbatim = True
    source = page.inlines(node)
    page.is_verbatim = False
    return f"#verbatim[{source}]"


@block("container")
def container(page: Translator, node: nodes.Element) -> str:
    """Show what is in a container; code has a caption there."""
    name = node.get("tabname")
    head = f"#rubric[{text(str(name))}]\n" if name else ""
    if not node.get("literal_block"):
        return head + page.blocks(node)
    captions = [c for c in node.children if isinstance(c, nodes.caption)]
    rest = [c for c in node.children if c not in captions]
    head += "".join(f"#code-caption[{caption(page, node, c)}]" for c in captions)
    return head + "\n" + page.sequence(rest)


def caption(page: Translator, node: nodes.Element, words: nodes.Element) -> str:
    """Return a caption with its number."""
    number = page.book.caption_number(page.docname, node)
    start = f"#strong[{text(number)}] " if number else ""
    return start + page.inlines(words)


# ---- boxes ----


@block("Admonition")
def admonition(page: Translator, node: nodes.Element) -> str:
    """Show a note or warning, or a numbered box such as a theorem."""
    kind = type(node).__name__
    titles = [c for c in node.children[:1] if isinstance(c, nodes.title)]
    rest = [c for c in node.children if c not in titles]
    number = page.book.caption_number(page.docname, node)
    words = [text(number)] if number else []
    if not titles and kind in admonitionlabels:
        words.append(text(str(admonitionlabels[kind])))
    elif node.get("realtype") and not number:
        words.append(text(str(node["realtype"]).capitalize()))
    said = [page.inlines(part) for part in titles]
    if number and titles and number in titles[0].astext():
        words = []
    heading = text(" ").join([*words, *filter(None, said)])
    plain = " ".join([number, *(part.astext() for part in titles)]).strip()
    page.book.tags.boxes.append(plain or str(admonitionlabels.get(kind, "Note")))
    whole = str(is_short(node, 90)).lower()
    body = page.sequence(rest)
    return f"#admonition({string(kind)}, [{heading}], whole: {whole})[\n{body}]"


@block("topic", "sidebar")
def topic(page: Translator, node: nodes.Element) -> str:
    """Show a matter of its own, or a list of contents without a frame."""
    titles = [c for c in node.children if isinstance(c, nodes.title)]
    body = page.sequence(c for c in node.children if c not in titles)
    heading = page.inlines(titles[0]) if titles else ""
    if "contents" in node["classes"]:
        return f"#rubric[{heading}]\n{body}" if heading else body
    whole = str(is_short(node, 90)).lower()
    return f"#panel([{heading}], whole: {whole})[\n{body}]"


@block("versionmodified")
def versionmodified(page: Translator, node: nodes.Element) -> str:
    """Show since when something is so."""
    return f"#version-note[{page.blocks(node)}]"
