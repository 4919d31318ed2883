r"""Formulas are MathML in the page: no script, and no request to another host.

Sphinx shows formulas by a script of a public network unless an extension gives it
another way to draw them. LaTeX is translated by math-core, which refuses what it does
not know; docutils' own translator drops unbalanced braces and reads ``\frac12``
wrongly, without a word.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

#: Equation numbers are Sphinx's, so environments that number by themselves get a star.
_NUMBERED = re.compile(
    r"(\\(?:begin|end)\{(?:equation|align|gather|multline|alignat|flalign))\}"
)
_LABEL = re.compile(r"\\label\{[^{}]*\}|\\nonumber\b|\\notag\b")


@cache
def _translator() -> LatexToMathML:
    return LatexToMathML(xml_namespace=True, fancy_error=False)


@cache
def mathml(latex: str, is_block: bool) -> str:
    r"""Return a formula as MathML.

    Args:
        latex: The formula. Blank lines part the lines of a block, as in Sphinx's
            directive; ``\\`` outside of an environment breaks and aligns it.
        is_block: Whether it stands in a paragraph of its own.

    Raises:
        LatexError: It is not LaTeX, or holds a command that is not known.
    """
    source = _LABEL.sub("", latex.replace("{split}", "{aligned}")).strip()
    source = _NUMBERED.sub(r"\1*}", source)
    parts = [part.strip() for part in re.split(r"\n\s*\n", source)]
    source = r"\\ ".join(part for part in parts if part)
    outside = source.partition(r"\begin{")[0] + source.rpartition(r"\end{")[2]
    if is_block and ("\\\\" in outside or len(parts) > 1):
        source = rf"\begin{{aligned}}{source}\end{{aligned}}"
    found = _translator().convert_with_local_state(source, displaystyle=is_block)
    # Books are XML, which has no such name.
    return found.replace("&ApplyFunction;", "\u2061")


class Formulas(SphinxTransform):
    """Translate each formula, and report those that cannot be translated."""

    #: Before Sphinx numbers formulas and writes the doctree.
    default_priority = 46

    def apply(self) -> None:
        """Note the translation at its node."""
        for node in self.document.findall(nodes.math):
            self._translate(node)
        for block in self.document.findall(nodes.math_block):
            self._translate(block)

    def _translate(self, node: nodes.math | nodes.math_block) -> None:
        try:
            node["mathml"] = mathml(node.astext(), isinstance(node, nodes.math_block))
        except LatexError as error:
            logger.warning(
                "formula: %s; it is shown as LaTeX",
                error,
                type="site",
                subtype="maths",
                location=node,
            )
        # MyST gives environments random ids; no build would be like the next.
        if "amsmath" in node["classes"]:
            node["ids"] = []
            target = node.parent[node.parent.index(node) - 1]
            if isinstance(target, nodes.target) and node.get("label"):
                node.parent.remove(target)


def _formula(node: nodes.Element) -> str:
    return node.get("mathml") or f"<code>{escape(node.astext())}</code>"


def visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a text."""
    opening = translator.starttag(node, "span", "", CLASS="math notranslate")
    translator.body.append(f"{opening}{_formula(node)}</span>")
    raise nodes.SkipNode


def visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula in a paragraph of its own, with its number where it has one."""
    opening = translator.starttag(node, "div", "", CLASS="math notranslate")
    # Furo gives the box in which a formula scrolls the same id.
    if node["ids"] and node.parent["ids"] == node["ids"]:
        opening = opening.replace(f' id="{node["ids"][0]}"', "")
    translator.body.append(opening)
    if node.get("number"):
        number = get_node_equation_number(translator, node) if node["ids"] else node["number"]
        translator.body.append(f'<span class="eqno">({number})')
        if node["ids"]:
            translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(f"{_formula(node)}</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the translation; Sphinx prefers what is added to its own script."""
    app.add_transform(Formulas)
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
