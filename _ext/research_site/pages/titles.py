"""The title of the front matter becomes the H1, as text."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from research_site.catalogue import domain_of
from research_site.pages.nodes import section
from research_site.pages.steps import Step


class TitleFromFrontMatter(SphinxTransform):
    """Give the page one H1."""

    default_priority = Step.TITLE

    def apply(self) -> None:
        """Put the page under its H1."""
        document = self.document
        entry = domain_of(self.env).entries.get(self.env.current_document.docname)
        if entry is None:
            return
        if entry.page.title:
            document["title"] = entry.title
        if entry.page.keywords:
            words = ", ".join(entry.page.keywords)
            document.insert(0, nodes.meta("", name="keywords", content=words))
        # What MyST made of its own fields stays where Sphinx looks for it.
        rest = list(document.children)
        while rest and isinstance(rest[0], (nodes.meta, nodes.field_list)):
            rest = rest[1:]
        shown = [n for n in rest if not isinstance(n, nodes.Invisible)]
        if (
            shown
            and isinstance(shown[0], nodes.section)
            and HeadingLevels(self.env).of(shown[0]) == 1
        ):
            top = shown[0]
            rest = rest[rest.index(top) + 1 :]
        else:
            top = section(document, entry.title)
            for title in top.findall(nodes.title):
                title["support_smartquotes"] = False
                title.rawsource = entry.title
                title.source, title.line = document["source"], 1
        for node in rest:
            document.remove(node)
            top.append(node)
        if top.parent is None:
            document.append(top)


class HeadingLevels:
    """Tells by the source which level a heading was given; docutils forgets it."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with the page that is being read."""
        self._page = str(env.doc2path(env.current_document.docname))
        self._lines: dict[str, list[str]] = {}

    def of(self, heading: nodes.section) -> int | None:
        """Return the level, or None where the source does not tell."""
        if self._page.endswith(".rst"):
            return 1 if isinstance(heading.parent, nodes.document) else None
        line = heading.line
        lines = self._text(heading.source or self._page)
        if line is None or not 0 < line <= len(lines):
            return None
        marks = re.match(r"\s*(?:>\s*)*(#{1,6})(?:\s|$)", lines[line - 1])
        if marks:
            return len(marks[1])
        following = lines[line : line + 1]
        if following and re.fullmatch(r" {0,3}(=+|-+)\s*", following[0]):
            return 1 if "=" in following[0] else 2
        return None

    def _text(self, source: str) -> list[str]:
        """Return the lines of a file; headings may come from one that is included."""
        if source not in self._lines:
            path = Path(source)
            text = path.read_text("utf-8-sig", "replace") if path.is_file() else ""
            self._lines[source] = text.split("\n")
        return self._lines[source]


def let_texts_begin_at_h2(app: Sphinx, config: Config) -> None:
    """Silence MyST's warning about texts that begin at H2: the H1 is the title."""
    config.suppress_warnings = [*config.suppress_warnings, "myst.header"]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(TitleFromFrontMatter)
    app.connect("config-inited", let_texts_begin_at_h2)
