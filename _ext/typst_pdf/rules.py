"""The table of rules: how each kind of node is translated.

A rule is a function of the translator and a node that returns source. The modules
in ``nodes`` fill the table: ``@block("paragraph")`` for what stands on its own,
``@inline("emphasis")`` for what stands within a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from typst_pdf.translator import Translator

__all__ = ["RULES", "Render", "block", "inline", "wrapped"]

Render = Callable[["Translator", Any], str]


class Rule(NamedTuple):
    """How one kind of node is translated."""

    render: Render
    is_inline: bool


#: Name of a node's class -> its rule.
RULES: dict[str, Rule] = {}


def _register(*names: str, is_inline: bool) -> Callable[[Render], Render]:
    def register(render: Render) -> Render:
        RULES.update((name, Rule(render, is_inline)) for name in names)
        return render

    return register


#: Register a function for nodes, named as their classes, that stand alone.
block = partial(_register, is_inline=False)
#: Register a function for nodes that stand within a paragraph.
inline = partial(_register, is_inline=True)


def wrapped(
    forms: Mapping[str, str], register: Callable[..., Callable[[Render], Render]] = inline
) -> None:
    """Register nodes that are their inline content in a form.

    Args:
        forms: Names of nodes, separated by spaces -> Typst with ``@`` for the content.
        register: Whether they stand alone (`block`) or within a paragraph (`inline`).
    """
    for names, form in forms.items():
        before, has_content, after = form.partition("@")

        def render(
            page: Translator,
            node: nodes.Element,
            ends: tuple[str, str] = (before, after),
            shows: bool = bool(has_content),
        ) -> str:
            return (page.inlines(node) if shows else "").join(ends)

        register(*names.split())(render)
