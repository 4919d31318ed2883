"""What is the same for each page that is written: titles, templates, the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from research_site.catalogue import kind_of
from research_site.publishing import is_web
from research_site.speed.stock import TITLE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["connect"]


def titles_once(stock: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    """Return ``render_partial`` that renders a title once, not on each page near it."""
    known: dict[str, dict[str, str]] = {}

    def render_partial(self: object, node: nodes.Node | None) -> dict[str, str]:
        plain = isinstance(node, nodes.title) and all(
            isinstance(child, nodes.Text) for child in node
        )
        if not plain or node is None:
            return stock(self, node)
        text = node.astext()
        if text not in known:
            known[text] = stock(self, node)
        return known[text]

    return render_partial


def keep_templates(app: Sphinx) -> None:
    """Compile the theme's templates once, and look once a build whether they changed.

    Jinja looks before each use otherwise, twenty times a page.
    """
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader) and is_web(app):
        cache = FileSystemBytecodeCache(str(app.doctreedir))
        templates.environment.bytecode_cache = cache
        templates.environment.auto_reload = False


def keep_sidebar(
    known: dict[object, str],
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the records of one folder share the tree of pages in their sidebar.

    No record stands in that tree (see ``navigation``), so it is the same for all
    that have the same folder and parent; but for those that a toctree of the
    editor's names.
    """
    stock = context.get("toctree")
    is_page = kind_of(pagename, app.config.site_kinds) == "page"
    if stock is None or is_page or app.env.files_to_rebuild.get(pagename):
        return

    def toctree(**options: Any) -> str:
        parents = [parent["link"] for parent in context.get("parents", [])]
        key = (pagename.rpartition("/")[0], *parents, *sorted(options.items()))
        if key not in known:
            known[key] = stock(**options)
        return known[key]

    context["toctree"] = toctree


def connect(app: Sphinx) -> None:
    """Put the overrides in place; the sidebar's before Furo reads the tree."""
    TITLE.replace(titles_once)
    app.connect("builder-inited", keep_templates)
    sidebars: dict[object, str] = {}
    app.connect("write-started", lambda *_: sidebars.clear())
    app.connect("html-page-context", partial(keep_sidebar, sidebars), priority=100)
