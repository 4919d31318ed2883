"""Formulas as nodes: LaTeX in, Typst's maths and words for those who hear it out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from html import unescape

from docutils import nodes
from latex2mathml.converter import convert_to_element

from typst_pdf.markup import string
from typst_pdf.nodes.macros import UnknownMathError, expand
from typst_pdf.nodes.mathml import typst_of
from typst_pdf.nodes.spoken import spoken
from typst_pdf.rules import block, inline
from typst_pdf.translator import Translator

__all__ = ["UnknownMathError", "to_typst"]

#: Letters; a longer formula is no formula.
MAX_LENGTH = 20_000
#: Typst gives up at levels beyond sixty or so.
MAX_DEPTH = 40
#: Letters of Typst's source; a formula that is shorter fits on a line.
SHORT = 90


@inline("math")
def math(page: Translator, node: nodes.math) -> str:
    """Show a formula within a line."""
    return _formula(page, node, block=False)


@block("math_block")
def math_block(page: Translator, node: nodes.math_block) -> str:
    """Show a formula on a line of its own, with its number."""
    number = page.book.equation_number(page.docname, node)
    source = _formula(page, node, block=True)
    return f"#numbered([{source}], {string(f'({number})')})" if number else source


def _formula(page: Translator, node: nodes.Element, *, block: bool) -> str:
    """Return a formula with words as its text alternative.

    Where a part of it is not known it is shown as LaTeX, with a warning.
    """
    latex = node.astext().strip()
    # Sphinx's directive has a formula a paragraph.
    parts = re.split(r"\n\s*\n", latex) if block else [latex]
    if block:
        parts = [_in_rows(part) for part in parts]
    try:
        if page.has_bare_formulas:
            raise UnknownMathError("what Typst refuses")
        made = [to_typst(part, page.book.macros) for part in parts]
    except UnknownMathError as error:
        if not page.has_bare_formulas:
            said = f"formula shown as LaTeX: no translation of {error}"
            page.warn("math", said, node)
        return f"#raw({string(latex)}, block: {str(block).lower()});"
    source = " \\ ".join(typst for typst, _ in made)
    if not source.strip():
        return ""
    is_english = (page.config.language or "en").startswith("en")
    alt = string("; ".join(said for _, said in made) if is_english else latex)
    if not block:
        return f"#math.equation(alt: {alt}, block: false, ${source}$);"
    if len(source) < SHORT:  # fits, and need not be measured
        return f"#math.equation(alt: {alt}, block: true, $ {source} $);"
    return f"#formula({alt}, $ {source} $)"


def _in_rows(latex: str) -> str:
    """Return a formula of several rows in the environment that Sphinx gives it."""
    bare = re.sub(r"\\begin\{.*\\end\{[^}]*\}|\\&", "", latex, flags=re.DOTALL)
    is_split = "&" in bare or r"\\" in bare
    return rf"\begin{{split}}{latex}\end{{split}}" if is_split else latex


def to_typst(
    latex: str, macros: Mapping[str, tuple[int, str]] | None = None
) -> tuple[str, str]:
    """Return a formula as Typst's maths, and as words.

    Args:
        latex: The formula.
        macros: Name -> how many arguments it takes, and LaTeX.

    Raises:
        UnknownMathError: The formula uses what neither library nor this knows.
    """
    if len(latex) > MAX_LENGTH:
        raise UnknownMathError(f"more than {MAX_LENGTH} letters")
    expanded = expand(latex, macros or {})
    if not expanded.strip():
        return "", ""
    try:
        root = convert_to_element(expanded)
        _check(root)
        return typst_of(root), spoken(root)
    except UnknownMathError:
        raise
    except Exception as error:  # the library has no common base of its errors
        raise UnknownMathError(f"{type(error).__name__} in {latex[:60]!r}") from error


def _check(root: ET.Element) -> None:
    """Refuse a formula that the library passed on without understanding it."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        words = element.text = unescape(element.text or "")
        if depth > MAX_DEPTH:
            raise UnknownMathError(f"more than {MAX_DEPTH} levels")
        if element.tag != "mtext" and (found := re.search(r"\\.+|^&$", words)):
            raise UnknownMathError(found[0])
        waiting.extend((child, depth + 1) for child in element)
