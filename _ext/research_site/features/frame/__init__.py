"""The frame of each page: head, breadcrumbs, contents, ways on, footer."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from research_records.addresses import folder_of
from research_records.dates import show_date
from research_records.problems import WARNING_TYPE
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, domain_of, logger
from research_site.catalogue.hints import nothing_at
from research_site.catalogue.reading import today
from research_site.registry import add_page_context, add_theme_files, registry
from research_site.words import word

SCRIPT = "site/frame.js"
#: Headings from which on a page shows its contents.
ENTRIES = 3


class MenuItem(NamedTuple):
    """A page in the menu at the head of each page.

    Attributes:
        docname: The page.
        title: Its title.
        is_here: Whether it is the page that shows the menu.
        is_above: Whether that page stands below it.
        below: The pages below it; no further ones below these.
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
        self.order: dict[str, list[str]] = {}

    def collect(self, app: Sphinx, builder: Builder) -> None:
        """Note which pages stand below which, and their titles; leave out records."""
        env = app.env
        self.order.clear()
        kinds: dict[str, str] = app.config.site_kinds
        in_footer = {catalogue_of(env).page_at(path) for path in app.config.site_footer}
        self.below = {
            parent: [
                (name, env.titles[name].astext())
                for name in children
                if name in env.titles
                and folder_of(name) not in kinds
                and name not in in_footer
                and not _is_view(name, children)
            ]
            for parent, children in env.toctree_includes.items()
        }

    def add(self, app: Sphinx, docname: str, context: dict[str, Any]) -> None:
        """Put the frame into the context of a page of Furo's."""
        if "furo_version" not in context or app.builder.name == "singlehtml":
            return
        above = catalogue_of(app.env).above(docname)

        def items(parent: str, depth: int = 1) -> list[MenuItem]:
            return [
                MenuItem(
                    name,
                    title,
                    name == docname,
                    name in above,
                    items(name, 2) if depth == 1 else [],
                )
                for name, title in self.below.get(parent, ())
            ]

        context["site_word"] = word
        context["site_day"] = show_date(today().isoformat())
        context["site_menu"] = items(app.config.root_doc)
        scripts: list[Any] = context["script_files"]
        own = [file for file in scripts if str(file.filename).endswith(SCRIPT)]
        context["site_scripts"] = own  # in the head, before the page is drawn
        context["script_files"] = [file for file in scripts if file not in own]
        if context.get("toc", "").count("<a ") <= ENTRIES:  # the first is the page's title
            context["furo_hide_toc"] = True
        self._ways_on(app, docname, context)
        context["site_footer"] = self._footer(app, context)

    def _footer(self, app: Sphinx, context: dict[str, Any]) -> list[dict[str, str]]:
        """Return the links that conf.py names for the foot of each page."""
        catalogue, ways = catalogue_of(app.env), []
        for path, label in app.config.site_footer.items():
            name = catalogue.page_at(path)
            if name in app.env.found_docs:
                title = label or catalogue.entries[name].title
                ways.append({"link": context["pathto"](name), "title": title})
            elif path.lstrip("/") in registry(app.config).published:
                link = context["pathto"](path.lstrip("/"), 1)
                ways.append({"link": link, "title": label})
        return ways

    def _ways_on(self, app: Sphinx, docname: str, context: dict[str, Any]) -> None:
        """Lead from a record to its list, and to the ones beside it there."""
        catalogue, env = catalogue_of(app.env), app.env
        context.update(prev=None, next=None, site_list=None)
        entry = catalogue.entries.get(docname)
        above = catalogue.parent(docname)
        if entry is None or above is None or folder_of(docname) not in app.config.site_kinds:
            return
        if entry.kind not in self.order:
            listed = catalogue.listing(entry.kind)
            self.order[entry.kind] = [e.docname for e in listed if e.docname in env.found_docs]

        def way(name: str) -> dict[str, str]:
            link = app.builder.get_relative_uri(docname, name)
            return {"link": link, "title": catalogue.entries[name].title}

        context["site_list"] = way(above)
        order = self.order[entry.kind]
        if docname in order:
            here = order.index(docname)
            context["prev"] = way(order[here - 1]) if here else None
            context["next"] = way(order[here + 1]) if here + 1 < len(order) else None


def check_footer(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell of a link that leads to no page; a file may need the site's address to be."""
    domain = domain_of(env)
    for path in app.config.site_footer:
        if domain.catalogue.page_at(path) is None and not PurePosixPath(path).suffix:
            message = nothing_at(domain, "", path, path)
            logger.warning("site_footer: %s", message, type=WARNING_TYPE, subtype="config")


def _is_view(name: str, beside: list[str]) -> bool:
    """Tell whether a page such as ``theses-by-year`` orders anew what another lists."""
    listed, by, _ = name.partition("-by-")
    return bool(by) and not {listed, f"{listed}/index"}.isdisjoint(beside)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the menu, which is collected once a build."""
    app.setup_extension("research_site")
    app.add_config_value("site_footer", {}, "html", types=dict)
    app.connect("env-updated", check_footer)
    menu = Menu()
    app.connect("write-started", menu.collect)
    add_page_context(app, menu.add)
    add_theme_files(app, Path(__file__).parent)
    app.add_js_file(SCRIPT)
    app.add_css_file("site/frame.css")
    return METADATA
