"""The menu at the head of each page: the site's sections, and the pages of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from research_site.catalogue import get_domain, kind_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

__all__ = ["setup"]


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
                if name in env.titles and kind_of(name, kinds) == "page"
            ]
            for parent, children in env.toctree_includes.items()
        }

    def add(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Put the menu into the context of a page."""
        catalogue = get_domain(app.env).catalogue
        above = []
        step = catalogue.parent(pagename)
        while step is not None:
            above.append(step)
            step = catalogue.parent(step)

        def items(parent: str, depth: int = 1) -> list[MenuItem]:
            return [
                MenuItem(
                    name,
                    title,
                    name == pagename,
                    name in above,
                    items(name, 2) if depth == 1 and name in (pagename, *above) else [],
                )
                for name, title in self.below.get(parent, ())
            ]

        context["site_menu"] = items(app.config.root_doc)


def setup(app: Sphinx) -> None:
    """Connect the menu, which is collected once a build."""
    menu = Menu()
    app.connect("write-started", menu.collect)
    app.connect("html-page-context", menu.add)
