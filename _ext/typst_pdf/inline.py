"""Inline nodes: emphasis, links, notes, maths, and what is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any

from docutils import nodes
from sphinx.util import logging

from typst_pdf.markup import string, text
from typst_pdf.maths import UnknownMathError, to_typst

__all__ = ["InlineTranslator", "language_of", "target_of"]

logger = logging.getLogger(__name__)
_TAG = re.compile(r"<[^>]*>")


def target_of(node: nodes.reference, docname: str) -> tuple[str, str] | None:
    """Return page and id that an internal link leads to, or None.

    The builder's addresses are ``%page`` and ``%page#id``.
    """
    if "refid" in node:
        return docname, node["refid"]
    uri = node.get("refuri", "")
    if uri.startswith("%"):
        page, _, name = uri[1:].partition("#")
        return page, name
    return None


def language_of(node: nodes.Element) -> str | None:
    """Return the language that a node is marked with, as Typst names it, or None.

    docutils marks it with a class such as ``language-nl``. Typst has codes of two
    or three letters (ISO 639); a region is left out.
    """
    classes: list[str] = node.get("classes", [])
    for name in classes:
        start, _, tag = name.partition("-")
        code = tag.partition("-")[0].lower()
        if start == "language" and code.isalpha() and len(code) in (2, 3):
            return code
    return None


class InlineTranslator:
    """The part of the translator that knows inline nodes."""

    def __init__(self, docname: str, targets: AbstractSet[tuple[str, str]]) -> None:
        """Begin a page; *targets* are the (page, id) that exist and are linked."""
        self.docname = docname
        self.targets = targets
        self.done: set[str] = set()
        self.notes: dict[str, nodes.footnote] = {}

    def blocks(self, node: nodes.Element) -> str:
        """Return the source of the blocks in *node*."""
        raise NotImplementedError

    def collect_notes(self, doctree: nodes.document) -> None:
        """Find the page's footnotes, which are printed where they are called."""
        for note in doctree.findall(nodes.footnote):
            for name in note["ids"]:
                self.notes[name] = note

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report a problem at the line of *node*."""
        logger.warning("%s", message, type="typst_pdf", subtype=subtype, location=node)

    # ---- places ----

    @staticmethod
    def key(docname: str, name: str) -> str:
        """Return the label of a place in a page."""
        return f"{docname}#{name}"

    def is_target(self, name: str) -> bool:
        """Tell whether a place of this page is linked and not labelled yet."""
        key = self.key(self.docname, name)
        if (self.docname, name) not in self.targets or key in self.done:
            return False
        self.done.add(key)
        return True

    def label(self, docname: str, name: str) -> str:
        """Return an invisible label where a link leads there, else nothing."""
        if not self.is_target(name):
            return ""
        return f"#metadata(none)#label({string(self.key(docname, name))})"

    # ---- inline nodes ----

    @staticmethod
    def is_inline(node: nodes.Node) -> bool:
        """Tell whether a node stands within a paragraph."""
        return isinstance(node, (nodes.Inline, nodes.reference)) and not isinstance(
            node, (nodes.image, nodes.raw, nodes.target)
        )

    def inlines(self, node: nodes.Element) -> str:
        """Return the source of the inline content of *node*."""
        return "".join(self.inline(child) for child in node.children)

    def inline(self, node: nodes.Node) -> str:
        """Return the source of one inline node."""
        if isinstance(node, nodes.Text):
            return text(node.astext())
        assert isinstance(node, nodes.Element)
        name = type(node).__name__
        method: Callable[[Any], str] | None = getattr(self, f"in_{name}", None)
        if method is None:
            method = getattr(self, f"on_{name}", None)
        if method is None:
            return self.unknown(node, self.inlines)
        ids: list[str] = node.get("ids", [])
        places = "".join(self.label(self.docname, name) for name in ids)
        source = places + method(node)
        language = language_of(node)
        if language:
            return f"#text(lang: {string(language)})[{source}]"
        return source

    def unknown(self, node: nodes.Node, render: Callable[[nodes.Element], str]) -> str:
        """Report a node that has no translation, and show what is in it."""
        name = type(node).__name__
        self.warn("unknown_node", f"node {name!r} has no translation", node)
        return render(node) if isinstance(node, nodes.Element) else ""

    def in_inline(self, node: nodes.inline) -> str:
        if "sd-badge" in node["classes"]:
            return f"#badge[{self.inlines(node)}]"
        return self.inlines(node)

    def in_sd_badge(self, node: nodes.Element) -> str:
        return f"#badge[{self.inlines(node)}]"

    in_generated = in_abbreviation = in_acronym = in_inline
    in_PassthroughTextElement = in_inline  # noqa: N815  sphinx-design's node
    in_pending_xref = in_download_reference = in_number_reference = in_inline
    in_option_group = in_option = in_option_string = in_term = in_classifier = in_inline
    in_field_name = in_caption = in_inline

    def in_option_argument(self, node: nodes.Element) -> str:
        return text(node.get("delimiter", " ")) + self.inlines(node)

    def in_emphasis(self, node: nodes.Element) -> str:
        return f"#emph[{self.inlines(node)}]"

    in_title_reference = in_literal_emphasis = in_emphasis

    def in_strong(self, node: nodes.Element) -> str:
        return f"#strong[{self.inlines(node)}]"

    in_literal_strong = in_strong

    def in_literal(self, node: nodes.Element) -> str:
        return f"#raw({string(node.astext())});"

    in_manpage = in_literal

    def in_subscript(self, node: nodes.Element) -> str:
        return f"#sub[{self.inlines(node)}]"

    def in_superscript(self, node: nodes.Element) -> str:
        return f"#super[{self.inlines(node)}]"

    def in_problematic(self, node: nodes.Element) -> str:
        return self.inlines(node)

    def in_label(self, node: nodes.Element) -> str:
        return ""

    in_index = in_target = in_label

    def in_math(self, node: nodes.math) -> str:
        return self.formula(node, block=False)

    def in_raw(self, node: nodes.raw) -> str:
        return self.raw(node)

    def raw(self, node: nodes.raw) -> str:
        """Report raw HTML and show its text; pass Typst through to nobody."""
        if "html" not in node.get("format", ""):
            return ""
        words = _TAG.sub(" ", node.astext()).strip()
        self.warn("raw_html", f"raw HTML is shown as text: {words[:60]!r}", node)
        return text(words)

    def formula(self, node: nodes.Element, *, block: bool) -> str:
        """Return maths with its LaTeX as the text alternative."""
        latex = node.astext()
        try:
            source = to_typst(latex)
        except UnknownMathError as error:
            self.warn(
                "math", f"formula shown as LaTeX: no translation of {error}", node
            )
            return f"#raw({string(latex)}, block: {str(block).lower()});"
        options = f"alt: {string(latex)}, block: {str(block).lower()}"
        return f"#math.equation({options}, ${source}$)"

    def in_reference(self, node: nodes.reference) -> str:
        body = self.inlines(node)
        target = target_of(node, self.docname)
        if target is not None:
            if target not in self.targets:
                self.warn("link", f"link to nothing: {self.key(*target)}", node)
                return body
            key = string(self.key(*target))
            if node.next_node(nodes.image) and not any(node.findall(nodes.Text)):
                return f"#link(label({key}), [{body}])"
            return f"#xref({key}, [{body}])"
        uri = node.get("refuri", "")
        if not re.match(r"(https?|mailto|tel|ftp):", uri):
            return body
        bare = uri.partition(":")[2].strip("/")
        shown = str(bare in node.astext() or not node.astext()).lower()
        return f"#external({string(uri)}, [{body}], {shown})"

    def in_footnote_reference(self, node: nodes.footnote_reference) -> str:
        note = self.notes.get(node.get("refid", ""))
        if note is None:
            return f"#super[{self.inlines(node)}]"
        children = [c for c in note.children if not isinstance(c, nodes.label)]
        body = " ".join(
            self.inlines(c) if isinstance(c, nodes.paragraph) else self.blocks(c)
            for c in children
            if isinstance(c, nodes.Element)
        )
        return f"#footnote[{body}]"

    def in_citation_reference(self, node: nodes.Element) -> str:
        return text(f"[{node.astext()}]")
