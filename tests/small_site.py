"""A small site in a folder of its own: write its pages, build it, read what came out."""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import web_pictures
from bs4 import BeautifulSoup, Tag
from research_site import features
from sphinx.builders.html import _assets
from sphinx.testing.util import SphinxTestApp

__all__ = ["ALL_FEATURES", "Built", "Site", "contents"]

_FEATURES = [found.name for found in pkgutil.iter_modules(features.__path__)]
_PICTURES = pkgutil.iter_modules(web_pictures.__path__, "web_pictures.")
#: Every feature as `Site.conf` takes them: by its short name, or the full one where it
#: is for any project.
ALL_FEATURES = [
    *_FEATURES,
    *(found.name for found in _PICTURES),
    "foreign_markdown",
    "site_search",
    "list_filters",
    "publications",
]
#: What differs between two equal builds: Sphinx's own notes.
_NOTES = (".buildinfo", "environment.pickle")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is published in a folder: path -> content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _NOTES and ".doctrees" not in path.parts
    }


class Built:
    """What one build made.

    Attributes:
        app: The application that built.
        out: The folder that is published.
        read: Pages that were read, in order.
        written: Pages that were written, in order.
    """

    def __init__(self, app: SphinxTestApp) -> None:
        self.app = app
        self.out = Path(app.outdir)
        self.read: list[str] = []
        self.written: list[str] = []
        app.connect("env-before-read-docs", lambda a, e, names: self.read.extend(names))
        app.connect("doctree-resolved", lambda a, t, name: self.written.append(name))
        app.build()
        app.cleanup()

    @cached_property
    def warnings(self) -> list[str]:
        """The warnings, a line each, without colours and the source folder."""
        text = _COLOURS.sub("", self.app.warning.getvalue())
        return [line.replace(f"{self.app.srcdir}/", "") for line in text.strip().splitlines()]

    def path(self, page: str) -> Path:
        """Return the file of a page, by its address such as ``team/ann``."""
        folder = self.out / page
        return folder / "index.html" if folder.is_dir() else folder

    def page(self, page: str = "") -> BeautifulSoup:
        """Return a page, parsed."""
        return BeautifulSoup(self.path(page).read_text(encoding="utf-8"), "html.parser")

    def article(self, page: str = "") -> Tag:
        """Return a page's own text without frame and menus."""
        found = self.page(page).find("article") or self.page(page).find(role="main")
        assert isinstance(found, Tag)
        return found

    def texts(self, page: str, selector: str) -> list[str]:
        """Return the texts of the elements that a CSS selector finds."""
        return [found.get_text().strip() for found in self.page(page).select(selector)]

    def facts(self, page: str) -> dict[str, str]:
        """Return the facts of a record's page, by label."""
        words = self.texts(page, ".site-facts > *")
        return dict(zip(words[::2], words[1::2], strict=True))

    def meta(self, page: str = "") -> list[tuple[str, str]]:
        """Return the names and contents of a page's ``<meta>`` elements."""
        return [
            (str(tag.get("name") or tag.get("property")), str(tag["content"]))
            for tag in self.page(page).select("head meta[content]")
        ]

    def graph(self, page: str = "") -> list[dict[str, Any]]:
        """Return the things of a page's JSON-LD."""
        script = self.page(page).find("script", type="application/ld+json")
        assert script is not None
        data: dict[str, Any] = json.loads(script.get_text())
        assert data["@context"] == "https://schema.org"
        found: list[dict[str, Any]] = data["@graph"]
        return found

    def search_index(self) -> dict[str, Any]:
        """Return what the site's search reads."""
        text = (self.out / "search-index.js").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text[text.index("{") : text.rindex("}") + 1])
        return found


class Site:
    """The source of a small site."""

    def __init__(self, folder: Path, make_app: Callable[..., SphinxTestApp]) -> None:
        self.source = folder / "src"
        self._make_app = make_app

    def conf(self, *names: str, more: str = "", **settings: Any) -> None:
        """Write conf.py.

        Args:
            names: Features by their short names; others by their full ones.
            more: Lines of Python.
            settings: Sphinx's and the site's settings; groups of people are there.
        """
        given = {
            "extensions": [
                "myst_parser",
                "research_site",
                *(f"research_site.features.{n}" if n in _FEATURES else n for n in names),
            ],
            "html_theme": "furo",
            "exclude_patterns": ["_build", "_static"],
            "site_groups": {"ut": "UT", "ing": "ING", "alumni": "Alumni"},
            **settings,
        }
        lines = [f"{name} = {value!r}" for name, value in given.items()]
        self.write("conf.py", "\n".join([more, *lines, ""]))

    def write(self, name: str, text: str) -> Path:
        """Write a file below the source folder."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def page(self, name: str, fields: str, body: str = "") -> Path:
        """Write a page with front matter; fields stand a line each."""
        return self.write(f"{name}.md", f"---\n{fields}\n---\n\n{body}\n")

    def pages(self, pages: Iterable[tuple[str, str]]) -> None:
        """Write pages that have front matter alone."""
        for name, fields in pages:
            self.page(name, fields)

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words in a file."""
        path = self.source / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(
        self,
        builder: str = "dirhtml",
        out: str = "out",
        parallel: int = 0,
        before: Callable[[SphinxTestApp], None] | None = None,
        **over: Any,
    ) -> Built:
        """Build the site; by default on top of what the last build left.

        Args:
            builder: Sphinx's builder.
            out: Folder of doctrees and output.
            parallel: Processes.
            before: Called with the application before it builds.
            over: Settings that take the place of those in conf.py.
        """
        # Sphinx keeps digests of styles as long as a process lives.
        _assets._file_checksum_inner.cache_clear()
        app = self._make_app(
            builder,
            srcdir=self.source,
            builddir=self.source.parent / out,
            confoverrides=over,
            parallel=parallel,
        )
        if before:
            before(app)
        return Built(app)
