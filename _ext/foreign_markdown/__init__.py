"""Markdown as other systems write it: converted where MyST has the like, else told.

For sites that come from Hugo, Jekyll, Quarto, Python-Markdown, Obsidian or GitHub. What
they write in their own way is turned into what MyST understands while a page is read:
boxes, listings, figures, addresses, attributes. What has no equivalent stays in the
page as text and is told as a warning ``[site.foreign]``, once a page and kind. Code is
never touched, and no line of a page moves. Comments are not published.

Settings in ``conf.py``:

``foreign_markdown_ignore``
    Kinds that are left alone: ``liquid``, ``shortcode``, ``variable``, ``box``, ``tabs``,
    ``block``, ``alert``, ``directive``, ``role``, ``attributes``, ``citation``,
    ``reference``, ``footnote``, ``wikilink``, ``abbreviation``, ``mark``, ``emoji``,
    ``address``, ``toc``, ``table``, ``cells``, ``pagebreak``, ``comment``, ``conflict``,
    ``fence``, ``slip`` (Markdown that is almost right); and, of
    what MyST has but conf.py does not turn on, ``task``, ``strike``, ``formula``.
``foreign_markdown_literal``
    Further directives whose content is no Markdown, such as ``["plantuml"]``.

Sphinx offers the source of pages beside them unless ``html_copy_source = False``; there
comments can still be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from foreign_markdown.conversion import Known, convert
from foreign_markdown.doctree import Comments, Struck, Tasks, struck, write_around

__all__ = ["setup"]

logger = logging.getLogger(__name__)

#: Directives whose content is no Markdown.
LITERAL = frozenset(
    [
        "code",
        "code-block",
        "code-cell",
        "sourcecode",
        "highlight",
        "literalinclude",
        "raw",
        "math",
        "eval-rst",
        "parsed-literal",
        "csv-table",
        "toctree",
        "mermaid",
        "graphviz",
        "digraph",
        "graph",
        "doctest",
        "testcode",
        "testsetup",
        "testoutput",
        "testcleanup",
        "productionlist",
    ]
)


def names_of(app: Sphinx, kind: str) -> frozenset[str]:
    """Return the names of all ``directives`` or all ``roles`` that a page may use."""
    module = {"directives": directives, "roles": roles}[kind]
    own = {*vars(module)[f"_{kind}"], *getattr(en, kind)}
    for domain in app.env.domains.sorted():
        of_domain = getattr(domain, kind)
        own.update(f"{domain.name}:{one}" for one in of_domain)
        if domain.name in {"std", app.config.primary_domain}:
            own.update(of_domain)
    return frozenset([*own, "eval-rst"])  # the last is MyST's own


def read(app: Sphinx, source: list[str], docname: str, included: Path | None = None) -> None:
    """Convert a text in place, and tell of what could not be converted.

    Args:
        app: The application.
        source: The text, as Sphinx hands it to extensions.
        docname: The page that is read.
        included: The file that it includes, where the text is that one's.
    """
    suffix = Path(app.env.doc2path(docname)).suffix
    if app.config.source_suffix.get(suffix) != "markdown":
        return
    literal = LITERAL | set(app.config.foreign_markdown_literal)
    enabled: Iterable[str] = app.config["myst_enable_extensions"]
    source[0], found = convert(
        source[0],
        literal,
        Known(names_of(app, "directives"), names_of(app, "roles")),
        frozenset(enabled),
        frozenset(app.config.foreign_markdown_ignore),
    )
    for line, message in found:
        place = f"{Path(app.srcdir, included)}:{line}" if included else (docname, line)
        logger.warning("%s", message, type="site", subtype="foreign", location=place)


def read_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Read a page."""
    read(app, source, docname)


def read_included(app: Sphinx, path: Path, docname: str, source: list[str]) -> None:
    """Read a file that a page includes."""
    read(app, source, docname, path)


def begin(app: Sphinx, config: Config) -> None:
    """Take back MyST's warning that only HTML can show struck text: `Struck` mends it."""
    config.suppress_warnings = [*config.suppress_warnings, "myst.strikethrough"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings, the conversion and the transforms."""
    app.setup_extension("myst_parser")
    app.add_config_value("foreign_markdown_ignore", [], "env", types=(list, tuple))
    app.add_config_value("foreign_markdown_literal", [], "env", types=(list, tuple))
    app.connect("config-inited", begin)
    # After what others do to the source, such as reading its front matter.
    app.connect("source-read", read_page, priority=700)
    app.connect("include-read", read_included, priority=700)
    app.add_node(
        struck,
        html=write_around("<s>", "</s>"),
        latex=write_around(r"\sout{", "}"),
        text=write_around("~~", "~~"),
    )
    app.add_latex_package("ulem", "normalem")
    for transform in (Comments, Struck, Tasks):
        app.add_transform(transform)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
