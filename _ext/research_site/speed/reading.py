"""What is the same for each page that is read: settings, parser, the way through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import Values
from docutils.utils import DependencyList

from research_site.speed.stock import PARSER, SETTINGS, WALK, say_changed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx

__all__ = ["connect"]


def settings_once(stock: Callable[..., Values]) -> Callable[..., Values]:
    """Return *stock* with its answers kept: docutils reads its 80 options anew."""
    known: list[tuple[object, Values]] = []

    def settings(*components: object, **options: Any) -> Values:
        kinds = [part if isinstance(part, type) else type(part) for part in components]
        asked = (kinds, {name: copy(value) for name, value in options.items()})
        answer = next((values for question, values in known if question == asked), None)
        if answer is None:
            answer = stock(*components, **options)
            known.append((asked, answer))
        values = answer.copy()
        values.record_dependencies = DependencyList()
        return values

    return settings


class ParserOfPages:
    """Lets a page be parsed by the parser of the page before: its rules are the same.

    Only the first parser of a page is shared, and only where it has the site's own
    settings: a page may include another one, and may have settings of its own.
    """

    def __init__(self, app: Sphinx) -> None:
        """Share from the first page on that *app* reads."""
        self.app = app
        self.is_free = False
        self.kept: tuple[object, object, MarkdownIt] | None = None

    def begin_page(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Free the parser: the page before has been parsed."""
        self.is_free = True

    def share(self, stock: Callable[..., MarkdownIt]) -> Callable[..., MarkdownIt]:
        """Return MyST's ``create_md_parser``, *stock*, that makes but one parser."""

        def create_md_parser(config: object, renderer: object) -> MarkdownIt:
            is_own = config is not getattr(self.app.env, "myst_config", None)
            if is_own or not self.is_free:
                return stock(config, renderer)
            self.is_free = False
            if self.kept is None or self.kept[:2] != (config, renderer):
                self.kept = (config, renderer, stock(config, renderer))
            return self.kept[2]

        return create_md_parser


def walk(stock: object) -> Callable[..., Iterator[nodes.Node]]:
    """Return a way through a doctree that needs no generator for each node.

    Transforms go through a page a hundred times, mostly to find nothing. The order
    is docutils' own, and so is what happens where a node changes meanwhile.
    """

    def _fast_findall(self: nodes.Node, cls: type) -> Iterator[nodes.Node]:
        if isinstance(self, cls):
            yield self
        above: list[Iterator[nodes.Node]] = []
        level = iter(self.children)
        while True:
            for child in level:
                if isinstance(child, cls):
                    yield child
                if child.children:
                    above.append(level)
                    level = iter(child.children)
                    break
            else:
                if not above:
                    return
                level = above.pop()

    return _fast_findall


def forget_doctree(app: Sphinx, doctree: nodes.document) -> None:
    """Keep no doctrees in memory; Sphinx keeps all until they are written.

    They are read from their files instead, as in a parallel build. That costs
    less than to look through all of them for unreachable objects.
    """
    kept = getattr(app.env, "_write_doc_doctree_cache", None)
    if not isinstance(kept, dict):
        say_changed("BuildEnvironment._write_doc_doctree_cache")
        return
    kept.clear()


def connect(app: Sphinx) -> None:
    """Put the overrides in place."""
    for override in SETTINGS:
        override.replace(settings_once)
    parser = ParserOfPages(app)
    PARSER.replace(parser.share)
    WALK.replace(walk)
    app.connect("source-read", parser.begin_page)
    app.connect("doctree-read", forget_doctree)
