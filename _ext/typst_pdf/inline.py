"""Inline nodes: emphasis, code, maths, raw HTML, and what is unknown."""

from __future__ import annotations

import html
import re

from docutils import nodes

from typst_pdf.dispatch import Dispatcher
from typst_pdf.markup import string, text
from typst_pdf.maths import UnknownMathError, to_typst

__all__ = ["InlineTranslator"]

_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.I)
_COMMENTS = re.compile(r"(\s*<!--.*?-->)+\s*", re.DOTALL)
_CHECKBOX = re.compile(r"<input\b[^>]*checkbox[^>]*>")


class InlineTranslator(Dispatcher):
    """The part of the translator that knows inline nodes."""

    def is_inline(self, node: nodes.Node) -> bool:
        """Tell whether a node stands within a paragraph."""
        if isinstance(node, nodes.Text):
            return True
        if isinstance(node, (nodes.image, nodes.raw, nodes.target)):
            return False
        if self.method(node, "on") is not None:
            return False
        is_known = isinstance(node, (nodes.Inline, nodes.reference))
        return is_known or self.method(node, "in") is not None

    def inlines(self, node: nodes.Element) -> str:
        """Return the source of the inline content of *node*."""
        return "".join(self.inline(child) for child in node.children)

    def inline(self, node: nodes.Node) -> str:
        """Return the source of one inline node."""
        if isinstance(node, nodes.Text):
            return self.words(node.astext())
        assert isinstance(node, nodes.Element)
        method = self.method(node, "in") or self.method(node, "on")
        if method is None:
            return self.unknown(node, self.inlines)
        places = self.label(*node.get("ids", []))
        return places + self.in_language(node, method(node))

    def plain(self, node: nodes.Element) -> tuple[str, str]:
        """Return inline content that can be printed twice, and what cannot.

        A title stands in the contents, too, and a table's header on each page.
        """
        outer, self.aside = self.aside, []
        source = self.inlines(node)
        rest, self.aside = "".join(self.aside), outer
        return source, rest

    def in_inline(self, node: nodes.Element) -> str:
        classes: list[str] = node["classes"]
        source = self.inlines(node)
        if "sd-badge" in classes:
            return f"#badge[{source}]"
        if {"guilabel", "menuselection"} & set(classes):
            return f"#interface[{source}]"
        if "versionmodified" in classes:
            return f"#emph[{source}]"
        return source

    in_generated = in_acronym = in_sd_badge = in_inline
    in_PassthroughTextElement = in_inline  # noqa: N815  sphinx-design's node
    in_pending_xref = in_download_reference = in_inline
    in_option = in_option_string = in_term = in_inline
    in_field_name = in_caption = in_line = in_problematic = in_desc_inline = in_inline

    def in_abbreviation(self, node: nodes.Element) -> str:
        said = node.get("explanation", "")
        note = text(f" ({said})") if said else ""
        return self.inlines(node) + note

    def in_classifier(self, node: nodes.Element) -> str:
        return text(" : ") + f"#emph[{self.inlines(node)}]"

    def in_option_argument(self, node: nodes.Element) -> str:
        return text(node.get("delimiter", " ")) + f"#emph[{self.inlines(node)}]"

    def in_option_group(self, node: nodes.Element) -> str:
        return text(", ").join(self.inline(child) for child in node.children)

    def in_emphasis(self, node: nodes.Element) -> str:
        return f"#emph[{self.inlines(node)}]"

    in_title_reference = in_emphasis

    def in_strong(self, node: nodes.Element) -> str:
        return f"#strong[{self.inlines(node)}]"

    def _mono(self, source: str) -> str:
        """Return source in the letters of code; within code all has them."""
        return source if self.is_verbatim or self.is_bare else f"#mono[{source}]"

    def in_literal_emphasis(self, node: nodes.Element) -> str:
        return self._mono(f"#emph[{self.inlines(node)}]")

    def in_literal_strong(self, node: nodes.Element) -> str:
        return self._mono(f"#strong[{self.inlines(node)}]")

    def in_literal(self, node: nodes.Element) -> str:
        if "kbd" in node["classes"]:
            return f"#key[{self.inlines(node)}]"
        is_code = self.is_verbatim or self.is_bare
        if is_code or any(not isinstance(child, nodes.Text) for child in node.children):
            return self._mono(self.inlines(node))
        words = " ".join(node.astext().split("\n"))
        is_long = re.search(rf"\S{{{self.longest}}}", words)
        return f"#{'loose-raw' if is_long else 'raw'}({string(words)});"

    in_manpage = in_literal

    def in_subscript(self, node: nodes.Element) -> str:
        return f"#sub[{self.inlines(node)}]"

    def in_superscript(self, node: nodes.Element) -> str:
        return f"#super[{self.inlines(node)}]"

    def in_label(self, node: nodes.Element) -> str:
        return ""

    in_index = in_target = in_substitution_definition = in_comment = in_label

    # ---- raw HTML ----

    def in_raw(self, node: nodes.raw) -> str:
        return self.raw(node)

    def raw(self, node: nodes.raw) -> str:
        """Report raw HTML and show its text; what is for other formats is theirs."""
        if "html" not in node.get("format", "").split():
            return ""
        source = node.astext().strip()
        if re.fullmatch(r"<br\s*/?>", source, re.I):
            return "#linebreak();"
        if _CHECKBOX.fullmatch(source):
            return text("☑ " if "checked" in source else "☐ ")
        if not source or _COMMENTS.fullmatch(source):
            return ""
        words = " ".join(html.unescape(_TAG.sub(" ", source)).split())
        self.warn("raw_html", f"raw HTML is shown as text: {source[:60]!r}", node)
        return text(words, longest=self.longest)

    # ---- maths ----

    def in_math(self, node: nodes.math) -> str:
        return self.formula(node, block=False)

    def formula(self, node: nodes.Element, *, block: bool) -> str:
        """Return maths with its LaTeX as the text alternative."""
        latex = node.astext().strip()
        kind = str(block).lower()
        # Sphinx's directive has a formula a paragraph.
        parts = re.split(r"\n\s*\n", latex) if block else [latex]
        try:
            source = " \\ ".join(map(to_typst, parts))
        except UnknownMathError as error:
            self.warn(
                "math", f"formula shown as LaTeX: no translation of {error}", node
            )
            return f"#raw({string(latex)}, block: {kind});"
        if not source.strip():
            return ""
        return f"#math.equation(alt: {string(latex)}, block: {kind}, ${source}$);"
