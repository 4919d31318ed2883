"""Search of a research site, in the visitor's browser, without a server.

Every record is found by its title, names and shown values, every page by its text. The
index is a script (`search-index.js`), so that it can be read from a disk as well, and is
written whole in each build. How hits are weighed stands in ``static/search/search.js``.

Settings:
    site_search_words: A file of words that mean the same; see `site_search.synonyms`.

A page with ``no-search: true`` in its front matter is not found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from research_site import METADATA
from research_site.catalogue import catalogue_of
from research_site.output.head import is_web
from research_site.registry import File, add_files, add_problem_type, add_theme_files
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from site_search import texts
from site_search.index import make_index
from site_search.synonyms import read_synonyms

INDEX = "search-index.js"


class Search:
    """The index and the page of one site."""

    def __init__(self) -> None:
        """Begin without words that mean the same."""
        self.synonyms: list[list[str]] = []
        self.index = b""
        self.is_on = False

    def replace_stock(self, app: Sphinx) -> None:
        """Let Sphinx make no index and no page of its own."""
        builder = app.builder
        self.is_on = isinstance(builder, StandaloneHTMLBuilder) and builder.search
        self.is_on = self.is_on and is_web(app) and builder.name != "singlehtml"
        if self.is_on:
            builder.search = False  # type: ignore[attr-defined]
            app.add_css_file("search/search.css")

    def read_words(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Read the words that mean the same, and tell what is wrong with them."""
        self.synonyms = read_synonyms(app)
        return []

    def files(self, app: Sphinx) -> Iterable[tuple[str, File]]:
        """Return the index, which is made when the page that asks for it is."""
        return [(INDEX, File(lambda: self.index))] if self.is_on else []

    def page(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Make the index, and yield the page that searches it."""
        if not self.is_on:
            return
        Path(app.outdir, "searchindex.js").unlink(missing_ok=True)  # of Sphinx's own search
        self.index = make_index(app, self.synonyms)
        digest = hashlib.blake2b(self.index, digest_size=4).hexdigest()
        catalogue = catalogue_of(app.env)
        lists = [f"{folder}/index" for folder in app.config.site_kinds]
        ways = [catalogue.entries[name] for name in lists if name in catalogue.entries]
        context = {
            "title": "Search",
            "metatags": '\n    <meta name="robots" content="noindex">',
            "search_index": f"{INDEX}?v={digest}",
            "search_ways": [
                (app.builder.get_relative_uri("search", one.docname), one.title)
                for one in ways
            ],
        }
        yield "search", context, "search.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, the texts of pages, the index and the page."""
    app.setup_extension("research_site")
    search = Search()
    app.add_config_value("site_search_words", "", "", types=str)
    texts.setup(app)
    add_problem_type(app, "search", "A mistake in the words that mean the same.")
    add_theme_files(app, Path(__file__).parent)
    add_files(app, search.files)
    app.connect("builder-inited", search.replace_stock)
    app.connect("env-updated", search.read_words)
    app.connect("html-collect-pages", search.page)
    return {**METADATA, "env_version": 1}
