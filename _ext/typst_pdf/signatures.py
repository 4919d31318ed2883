"""Descriptions of functions, classes and options, as the domains write them."""

from __future__ import annotations

from docutils import nodes

from typst_pdf.lists import ListTranslator
from typst_pdf.markup import text

__all__ = ["SignatureTranslator"]


class SignatureTranslator(ListTranslator):
    """The part of the translator that knows ``desc`` nodes."""

    def on_desc(self, node: nodes.Element) -> str:
        return self.blocks(node)

    def on_desc_signature(self, node: nodes.Element) -> str:
        if node.parent.get("no-typesetting"):
            return ""
        lines = [c for c in node.children if type(c).__name__ == "desc_signature_line"]
        self.is_bare = True
        source = "#linebreak();".join(self.inline(c) for c in lines)
        source = source or self.inlines(node)
        self.is_bare = False
        return f"#signature[{source}]"

    def on_desc_content(self, node: nodes.Element) -> str:
        source = self.blocks(node)
        return source if self.is_deep else f"#description[{source}]"

    def in_desc_name(self, node: nodes.Element) -> str:
        return f"#strong[{self.inlines(node)}]"

    def in_desc_addname(self, node: nodes.Element) -> str:
        return self.inlines(node)

    in_desc_type = in_desc_signature_line = in_desc_addname
    in_desc_sig_element = in_desc_addname

    def in_desc_annotation(self, node: nodes.Element) -> str:
        return f"#emph[{self.inlines(node)}]"

    def in_desc_returns(self, node: nodes.Element) -> str:
        return text(" → ") + self.inlines(node)

    def in_desc_parameter(self, node: nodes.Element) -> str:
        return self.inlines(node)

    in_desc_type_parameter = in_desc_parameter

    def in_desc_parameterlist(self, node: nodes.Element) -> str:
        return self._parameters(node, "(", ")")

    def in_desc_type_parameter_list(self, node: nodes.Element) -> str:
        return self._parameters(node, "[", "]")

    def _parameters(self, node: nodes.Element, start: str, end: str) -> str:
        """Return parameters; optional ones bring their own comma."""
        parts: list[str] = []
        for child in node.children:
            is_optional = type(child).__name__ == "desc_optional"
            if parts and not is_optional:
                parts.append(text(", "))
            parts.append(self.inline(child))
        return text(start) + "".join(parts) + text(end)

    def in_desc_optional(self, node: nodes.Element) -> str:
        parent = node.parent
        is_first = parent is not None and parent.index(node) == 0
        start = "[" if is_first else "[, "
        return self._parameters(node, start, "]")

    # ---- grammars ----

    def on_productionlist(self, node: nodes.Element) -> str:
        self.is_verbatim = True
        lines = [self.inlines(c) for c in node.children]  # type: ignore[arg-type]
        self.is_verbatim = False
        return f"#verbatim[{'#linebreak();'.join(lines)}]"
