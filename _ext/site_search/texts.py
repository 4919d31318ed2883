"""What a page says, noted when it is read."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

#: Attribute of the environment: docname -> text.
_ATTRIBUTE = "site_search_texts"
#: What is no text.
_SKIPPED = (nodes.Invisible, nodes.raw, nodes.image, nodes.math, nodes.math_block)
_BLOCKS = (nodes.paragraph, nodes.literal_block, nodes.term, nodes.title, nodes.line)


def texts(env: BuildEnvironment) -> dict[str, str]:
    """Return the text of each page, as its author wrote it."""
    if not hasattr(env, _ATTRIBUTE):
        setattr(env, _ATTRIBUTE, {})
    found: dict[str, str] = getattr(env, _ATTRIBUTE)
    return found


class NoteText(SphinxTransform):
    """Note the text of a page."""

    default_priority = 42  # before facts and lists are added to a record (45)

    def apply(self) -> None:
        """Note it, but not the page's title, which is in the catalogue."""
        tops = [part for part in self.document if isinstance(part, nodes.section)]
        parts = [part for part in self.document if not isinstance(part, nodes.field_list)]
        blocks = [text for part in parts for text in _blocks(part)]
        if tops and blocks and blocks[0] == _joined(tops[0][0]):
            del blocks[0]
        texts(self.env)[self.env.current_document.docname] = " ".join(blocks)


def _blocks(node: nodes.Node) -> Iterator[str]:
    """Yield blocks of text; lists of records are indexed by the records."""
    if not isinstance(node, nodes.Element) or isinstance(node, _SKIPPED):
        return
    if any(name.startswith("site-") for name in node["classes"]):
        return
    if isinstance(node, _BLOCKS):
        if text := _joined(node):
            yield text
    else:
        for child in node.children:
            yield from _blocks(child)


def _joined(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the text of a page that is read again, or gone."""
    texts(env).pop(docname, None)


def merge(
    app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
) -> None:
    """Take over the texts of pages that another process has read."""
    found = texts(other)
    texts(env).update({name: found[name] for name in docnames if name in found})


def setup(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    app.add_transform(NoteText)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
