"""What Sphinx, MyST and Furo work out anew for every page, worked out once.

Three overrides of functions that are not public. Each falls back to the stock
way, with a warning, where a new version has other functions than the pinned one.
"""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any

import myst_parser.mdit_to_docutils.base
import sphinx.util.docutils
from docutils import nodes
from docutils.frontend import Values
from docutils.utils import DependencyList
from jinja2 import FileSystemBytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

from research_site.catalogue import kind_of
from research_site.problems import WARNING_TYPE, Subtype
from research_site.reporting import logger

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

#: Objects that are made before Python looks for unreachable ones; its own 700
#: looks hundreds of times a page, as a doctree is made of small objects.
OBJECTS_BEFORE_COLLECTION = 50_000

#: Module, function, and the names of its arguments in the pinned version.
SETTINGS: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (
        sphinx.util.docutils,
        "_get_settings",
        ("components", "defaults", "read_config_files"),
    ),
    (myst_parser.mdit_to_docutils.base, "get_default_settings", ("components",)),
)
_STOCK = {name: getattr(module, name, None) for module, name, _ in SETTINGS}


def _once(stock: Callable[..., Values]) -> Callable[..., Values]:
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


def keep_settings(app: Sphinx) -> None:
    """Make docutils' settings once a build and not twice a page."""
    for module, name, arguments in SETTINGS:
        stock = _STOCK[name]
        if stock is None or tuple(inspect.signature(stock).parameters) != arguments:
            _say_changed(f"{module.__name__}.{name}")
            continue
        setattr(module, name, _once(stock))


def keep_titles(app: Sphinx) -> None:
    """Render a title once, not on each page that has it around its text."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    stock: Callable[[nodes.Node | None], dict[str, str]] | None = getattr(
        builder, "render_partial", None
    )
    if stock is None or tuple(inspect.signature(stock).parameters) != ("node",):
        _say_changed("StandaloneHTMLBuilder.render_partial")
        return
    known: dict[str, dict[str, str]] = {}

    def render_partial(node: nodes.Node | None) -> dict[str, str]:
        plain = isinstance(node, nodes.title) and all(
            isinstance(child, nodes.Text) for child in node
        )
        if not plain or node is None:
            return stock(node)
        text = node.astext()
        if text not in known:
            known[text] = stock(node)
        return known[text]

    builder.render_partial = render_partial  # type: ignore[method-assign]


def keep_templates(app: Sphinx) -> None:
    """Compile the theme's templates once, not in each build."""
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        cache = FileSystemBytecodeCache(str(app.doctreedir))
        templates.environment.bytecode_cache = cache


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
    that have the same folder and parent.
    """
    stock = context.get("toctree")
    if stock is None or kind_of(pagename, app.config.site_kinds) == "page":
        return

    def toctree(**options: Any) -> str:
        parents = [parent["link"] for parent in context.get("parents", [])]
        key = (pagename.rpartition("/")[0], *parents, *sorted(options.items()))
        if key not in known:
            known[key] = stock(**options)
        return known[key]

    context["toctree"] = toctree


def forget_doctrees(app: Sphinx, doctree: nodes.document) -> None:
    """Keep no doctrees in memory; Sphinx keeps all until they are written.

    They are read from their files instead, as in a parallel build. That costs
    less than to look through all of them for unreachable objects.
    """
    kept = getattr(app.env, "_write_doc_doctree_cache", None)
    if not isinstance(kept, dict):
        _say_changed("BuildEnvironment._write_doc_doctree_cache")
        return
    kept.clear()


def _say_changed(name: str) -> None:
    logger.warning(
        "%s is not as this site knows it, so building is slower: look whether "
        "_ext/research_site/speed.py is still needed",
        name,
        type=WARNING_TYPE,
        subtype=Subtype.SPEED.value,
        once=True,
    )


def setup(app: Sphinx) -> None:
    """Put the overrides in place; the sidebar's before Furo reads the tree."""
    if gc.get_threshold()[0] < OBJECTS_BEFORE_COLLECTION:
        gc.set_threshold(OBJECTS_BEFORE_COLLECTION, *gc.get_threshold()[1:])
    keep_settings(app)
    app.connect("builder-inited", keep_titles)
    app.connect("builder-inited", keep_templates)
    app.connect("doctree-read", forget_doctrees)
    sidebars: dict[object, str] = {}
    app.connect("write-started", lambda *_: sidebars.clear())
    app.connect("html-page-context", partial(keep_sidebar, sidebars), priority=100)
