"""Links, footnotes and citations."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from docutils import nodes

from typst_pdf.book import target_of
from typst_pdf.markup import string, text
from typst_pdf.rules import block, inline
from typst_pdf.translator import Translator

_SCHEMES = re.compile(r"(https?|mailto|tel|ftp):", re.I)
_SAFE = ":/?#[]@!$&'()*+,;=%~"


@inline("reference")
def reference(page: Translator, node: nodes.reference) -> str:
    """Show a link: within the document with its page, else with its address."""
    if page.is_linked:  # a link in a link is words
        return page.inlines(node)
    page.is_linked = True
    body = page.inlines(node)
    page.is_linked = False
    target = target_of(node, page.docname)
    uri = node.get("refuri", "")
    if target is not None and target not in page.book.targets:
        uri = _published(page, target, node)
    elif target is not None:
        return _internal(page, node, page.key(*target), body)
    if not body or not _SCHEMES.match(uri):
        return body
    # Letters beyond ASCII are written as RFC 3987 (3.1) maps them.
    uri = quote(uri, safe=_SAFE)
    bare = uri.partition(":")[2].strip("/")
    said = _said(node)
    is_shown = bare in quote(said, safe=_SAFE) or (
        not said and node.next_node(nodes.image) is None
    )
    if page.aside is not None:  # printed twice: no link, and its address once
        page.aside.append("" if is_shown else _note(page, uri))
        return body
    page.book.tags.links.append(_name(node))
    if {"sd-btn", "sd-badge"} & set(node["classes"]):
        body = f"#button[{body}]"
    return f"#external({string(uri)}, [{body}]);" + ("" if is_shown else _note(page, uri))


def _note(page: Translator, uri: str) -> str:
    """Return the note with an address; where it is printed already, its number."""
    name, is_new = page.book.note(uri)
    if is_new:
        page.book.tags.links.append(uri)
    return f"#address({string(uri)}, {string(name)}, {str(is_new).lower()});"


def _internal(page: Translator, node: nodes.Element, key: str, body: str) -> str:
    if page.aside is not None or not body:
        return body
    page.book.tags.links.append(_name(node))
    is_picture = node.next_node(nodes.image) is not None and not _said(node)
    if is_picture or page.is_bare:
        return f"#link(label({string(key)}), [{body}]);"
    if {"sd-btn", "sd-badge"} & set(node["classes"]):
        body = f"#button[{body}]"
    return f"#xref({string(key)}, [{body}]);"


def _published(page: Translator, target: tuple[str, str], node: nodes.Node) -> str:
    """Return the web address of a place that is not in this document.

    A place that ought to be in it is reported.
    """
    name, place = target
    book = page.book
    if name in book.trees or name not in book.builder.env.all_docs:
        page.warn("link", f"link to nothing: {name}#{place}", node)
        return ""
    base = book.builder.config.html_baseurl.rstrip("/")
    if not base:
        return ""
    if book.builder.config.typst_pdf_site == "dirhtml":
        path = "" if name == "index" else name.removesuffix("/index") + "/"
    else:
        path = name + (book.builder.config.html_file_suffix or ".html")
    return f"{base}/{path}" + (f"#{place}" if place else "")


# ---- notes ----


def collect_notes(page: Translator, doctree: nodes.Element) -> None:
    """Find the page's footnotes, which are printed where they are called."""
    page.notes = {
        name: note for note in doctree.findall(nodes.footnote) for name in note["ids"]
    }
    refused = page.book.refused

    def is_shown(node: nodes.Node | None) -> bool:
        while node is not None and refused.get(id(node)) != 2:
            node = node.parent
        return node is None

    calls = doctree.findall(nodes.footnote_reference)
    page.calls = Counter(
        call.get("refid", "") for call in calls if not refused or is_shown(call)
    )


@inline("footnote_reference")
def footnote_reference(page: Translator, node: nodes.footnote_reference) -> str:
    """Show a note where it is called first; later its number alone."""
    name = node.get("refid", "")
    note = page.notes.get(name)
    if note is None:
        return f"#super[{page.inlines(node)}]"
    key = string(page.key(page.docname, f"note:{name}"))
    if name in page.printed:
        source = f"#note-again({key});"
    else:
        page.printed.add(name)
        outer, page.aside = page.aside, None
        source = f"#note({key})[{_body(page, note)}];"
        page.aside = outer
    if page.aside is None:
        return source
    page.aside.append(source)
    return ""


def _body(page: Translator, note: nodes.Element) -> str:
    children = [c for c in note.children if not isinstance(c, nodes.label)]
    if len(children) == 1 and isinstance(children[0], nodes.paragraph):
        return page.inlines(children[0])
    return page.sequence(children)


@block("footnote")
def footnote(page: Translator, node: nodes.footnote) -> str:
    """Show a note that nothing calls; the others stand where they are called."""
    if any(page.calls[name] for name in node["ids"]):
        return ""
    return citation(page, node)


@block("citation")
def citation(page: Translator, node: nodes.Element) -> str:
    """Show what is cited after its label."""
    label = node.next_node(nodes.label)
    head = label.astext() if label else ""
    return f"#entries(([{text(f'[{head}]')}], [{_body(page, node)}]))"


@inline("citation_reference")
def citation_reference(page: Translator, node: nodes.Element) -> str:
    """Show the label of what is cited."""
    return text(f"[{node.astext()}]")


def _name(node: nodes.Element) -> str:
    """Return what a link is called: its words, else those of its picture."""
    alts = (image.get("alt", "") for image in node.findall(nodes.image))
    return " ".join((_said(node) or " ".join(alts)).split())


def _said(node: nodes.Element) -> str:
    """Return the words of a link, without the alternative texts of its pictures."""
    return "".join(words.astext() for words in node.findall(nodes.Text)).strip()
