"""What MyST writes for HTML only, or into the page though nobody shall read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

Visitor = Callable[[Any, Any], None]
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _is_html(node: nodes.Node, start: str) -> bool:
    is_raw = isinstance(node, nodes.raw) and node.get("format") == "html"
    return is_raw and node.astext().startswith(start)


class Comments(SphinxTransform):
    """Take comments out of the page, of Markdown as of HTML."""

    default_priority = 10  # before anything asks what a page holds

    def apply(self) -> None:
        """Remove each comment."""
        for comment in list(self.document.findall(nodes.comment)):
            comment.parent.remove(comment)
        for raw in list(self.document.findall(nodes.raw)):
            if not _is_html(raw, "") or "<!--" not in raw.astext():
                continue
            # In a script this may be code.
            if re.search(r"<(script|style|textarea)\b", raw.astext(), re.IGNORECASE):
                continue
            html = _COMMENT.sub("", raw.astext())
            if html.strip():
                raw.children = [nodes.Text(html)]
                raw.rawsource = html
            else:
                raw.parent.remove(raw)


class struck(nodes.inline):  # noqa: N801  docutils writes its nodes so
    """Text that is no longer valid; of class ``s`` for outputs that know the class only."""


def write_around(before: str, after: str) -> tuple[Visitor, Visitor]:
    """Return visitors that write something before and after a node's text."""

    def visit(translator: Any, node: nodes.Element) -> None:
        _write(translator, before)

    def depart(translator: Any, node: nodes.Element) -> None:
        _write(translator, after)

    return visit, depart


def _write(translator: Any, words: str) -> None:
    # Sphinx's writer of plain text has a method, the others have a list.
    add = getattr(translator, "add_text", None) or translator.body.append
    add(words)


class Struck(SphinxTransform):
    """Make of ``~~text~~`` a node that every output can show."""

    default_priority = 10

    def apply(self) -> None:
        """Put what stands between MyST's ``<s>`` and ``</s>`` into one node."""
        for start in list(self.document.findall(nodes.raw)):
            if not _is_html(start, "<s>"):
                continue
            parent = start.parent
            begin = parent.index(start)
            following = parent.children[begin + 1 :]
            end = next((n for n, node in enumerate(following) if _is_html(node, "</s>")), None)
            if end is not None:
                node = struck("", "", *following[:end], classes=["s"])
                parent[begin : begin + end + 2] = [node]


class Tasks(SphinxTransform):
    """Show the boxes of tasks as signs, in every output; HTML's would need a label."""

    default_priority = 10

    def apply(self) -> None:
        """Replace each box."""
        for raw in list(self.document.findall(nodes.raw)):
            if _is_html(raw, "<input") and "task-list-item-checkbox" in raw.astext():
                sign = "\u2611 " if "checked" in raw.astext() else "\u2610 "
                raw.replace_self(nodes.Text(sign))
