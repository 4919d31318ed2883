"""The frame of each page: head with menu and search, breadcrumbs, footer, landmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from research_records.addresses import folder_of
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of
from research_site.registry import add_page_context, add_theme_files
from research_site.words import word


class MenuItem(NamedTuple):
    """A page in the menu at the head of each page.

    Attributes:
        docname: The page.
        title: Its title.
        is_here: Whether it is the page that shows the menu.
        is_above: Whether that page stands below it.
        below: The pages below it, where it is above or here.
    """

    docname: str
    title: str
    is_here: bool
    is_above: bool
    below: list[MenuItem]


class Menu:
    """Gives each page's template the sections of the site, and the pages of its own."""

    def __init__(self) -> None:
        """Begin without pages."""
        self.below: dict[str, list[tuple[str, str]]] = {}

    def collect(self, app: Sphinx, builder: Builder) -> None:
        """Note which pages stand below which, and their titles; leave out records."""
        env = app.env
        kinds: dict[str, str] = app.config.site_kinds
        self.below = {
            parent: [
                (name, env.titles[name].astext())
                for name in children
                if name in env.titles and folder_of(name) not in kinds
            ]
            for parent, children in env.toctree_includes.items()
        }

    def add(self, app: Sphinx, docname: str, context: dict[str, Any]) -> None:
        """Put the menu into the context of a page."""
        above = catalogue_of(app.env).above(docname)

        def items(parent: str, depth: int = 1) -> list[MenuItem]:
            return [
                MenuItem(
                    name,
                    title,
                    name == docname,
                    name in above,
                    items(name, 2) if depth == 1 and name in (docname, *above) else [],
                )
                for name, title in self.below.get(parent, ())
            ]

        context["site_word"] = word
        context["site_menu"] = items(app.config.root_doc)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the menu, which is collected once a build."""
    app.setup_extension("research_site")
    menu = Menu()
    app.connect("write-started", menu.collect)
    add_page_context(app, menu.add)
    app.add_js_file("site/storage.js", priority=10)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/frame.css")
    return METADATA
