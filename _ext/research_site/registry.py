"""What the core offers to features: kinds, tags, files and problem types to add.

Each function takes the application, as ``app.add_node`` and its like do, and is
called in a feature's ``setup()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from weakref import WeakKeyDictionary

from research_records.entry import Entry
from research_records.page import Page
from research_records.problems import Subtype, unknown
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader
from sphinx.util.fileutil import copy_asset

from research_site.kinds import KINDS


class File(NamedTuple):
    """A file to be published.

    Attributes:
        make: Returns what it contains; called once, when all pages are written.
        docname: The page that it belongs to, where it belongs to one.
        line: The line in that page that asks for it.
        is_fixed: Whether the path names the content, so that a file that is
            there already is not made again.
    """

    make: Callable[[], bytes]
    docname: str | None = None
    line: int | None = None
    is_fixed: bool = False


#: (application, docname, template context) -> elements of the page's head.
HeadTags = Callable[["Sphinx", str, dict[str, Any]], Iterable[str]]
#: (application) -> pairs of a path below the output folder and its file.
OutputFiles = Callable[[Sphinx], Iterable[tuple[str, File]]]
#: (application, pages by docname) -> records that have no page of their own.
Records = Callable[[Sphinx, Mapping[str, Entry]], Iterable[Entry]]
#: (application, docname, template context): may change the context.
PageContext = Callable[["Sphinx", str, dict[str, Any]], None]


#: Kinds of features, with their lists: where one is left out, its pages stay, without facts.
OF_FEATURES = {"event": "events", "position": "positions", "publication": "publications"}


class LeftOut(Page):
    """A record of a kind whose feature is left out: a plain page."""

    takes_any: ClassVar[bool] = True


class Registry:
    """What one site has: its kinds, and what its features added."""

    def __init__(self) -> None:
        """Begin with the core's kinds and problem types."""
        self.kinds: dict[str, type[Page]] = {kind.kind_name: kind for kind in KINDS}
        self.head_tags: list[HeadTags] = []
        self.contexts: list[PageContext] = []
        self.files: list[OutputFiles] = []
        self.published: set[str] = set()  # paths of files, once all pages are read
        self.records: list[Records] = []
        self.problem_types: dict[str, str] = {
            subtype.value: subtype.meaning for subtype in Subtype
        }

    @property
    def meanings(self) -> dict[str, str]:
        """Return each problem type with what it tells, in alphabetical order."""
        ids = {unknown(name): f"The id of a {name} that no page has." for name in self.kinds}
        return dict(sorted({**self.problem_types, **ids}.items()))

    def model(self, kind: str) -> type[Page]:
        """Return the model of a kind; of an unknown one that of a plain page."""
        return self.kinds.get(kind, LeftOut if kind in OF_FEATURES else Page)

    def of_plural(self, plural: str) -> str | None:
        """Return the kind whose directive is called so."""
        return next((n for n, k in self.kinds.items() if k.plural == plural), None)


_registries: WeakKeyDictionary[Config, Registry] = WeakKeyDictionary()


def registry(config: Config) -> Registry:
    """Return the registry of the site that has these settings."""
    return _registries.setdefault(config, Registry())


def add_kind(app: Sphinx, kind: type[Page]) -> None:
    """Add a kind of record; ``site_kinds`` in conf.py names its folder."""
    registry(app.config).kinds[kind.kind_name] = kind


def add_records(app: Sphinx, function: Records) -> None:
    """Add records that no Markdown file stands for, in each build before pages are read.

    *function* gets the application and the pages; an entry that it returns says in
    ``shown_on`` which page shows it, with an anchor of its id.
    """
    registry(app.config).records.append(function)


def add_head_tags(app: Sphinx, function: HeadTags) -> None:
    """Add elements to the head of each page.

    *function* gets the application, the page's name and its template context,
    and returns elements as HTML, escaped.
    """
    registry(app.config).head_tags.append(function)


def add_page_context(app: Sphinx, function: PageContext) -> None:
    """Let *function* change a page's template context, its ``body`` included."""
    registry(app.config).contexts.append(function)


def add_files(app: Sphinx, function: OutputFiles) -> None:
    """Publish files beside the pages.

    *function* gets the application when all pages are read, and returns
    pairs of a path below the output folder and a `File`. Paths are claimed before
    anything is written, and what is no longer among them is deleted.
    """
    registry(app.config).files.append(function)


def add_problem_type(app: Sphinx, name: str, meaning: str) -> None:
    """Add a subtype of the warning type ``site`` and what it tells."""
    registry(app.config).problem_types[name] = meaning


def add_theme_files(app: Sphinx, folder: Path) -> None:
    """Add a feature's ``templates`` and ``static`` folders to the site's own.

    Not by ``templates_path`` and ``html_static_path``: Sphinx keeps a digest of these
    in what is published, and that must not depend on where the extension lies.
    """

    def add_templates(app: Sphinx) -> None:
        templates = getattr(app.builder, "templates", None)
        if isinstance(templates, BuiltinTemplateLoader) and (folder / "templates").is_dir():
            # After the site's own, before the theme's, which "!page.html" names.
            loader = SphinxFileSystemLoader(folder / "templates")
            templates.loaders.insert(templates.templatepathlen, loader)
            templates.templatepathlen += 1

    def copy_static(app: Sphinx, builder: Builder) -> None:
        if builder.format == "html":
            copy_asset(folder / "static", Path(builder.outdir, "_static"), force=True)

    app.connect("builder-inited", add_templates)
    app.connect("write-started", copy_static, priority=600)
