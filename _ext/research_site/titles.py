"""The title of the front matter becomes the H1, as text; headings are checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from research_site.catalogue import get_domain, note_at
from research_site.catalogue.nodes import section
from research_site.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup"]


class TitleFromFrontMatter(SphinxTransform):
    """Give the page one H1 and report headings that skip a level."""

    # Early: before MyST's slugs (700) and before Sphinx collects titles (880).
    default_priority = 20

    def apply(self) -> None:
        """Put the page under its H1 and check the headings."""
        document = self.document
        entry = get_domain(self.env).entries.get(self.env.current_document.docname)
        if entry is None:
            return
        self._page = self.env.doc2path(entry.docname)
        self._lines: dict[str, list[str]] = {}
        if entry.page.title:
            document["title"] = entry.page.title
        shown = [n for n in document.children if not isinstance(n, nodes.Invisible)]
        if shown and isinstance(shown[0], nodes.section) and self._level(shown[0]) == 1:
            top, rest = shown[0], list(document.children)
            rest = rest[rest.index(top) + 1 :]
        else:
            top = section(document, entry.title)
            for title in top.findall(nodes.title):
                title["support_smartquotes"] = False
            rest = list(document.children)
        for node in rest:
            document.remove(node)
            top.append(node)
        if top.parent is None:
            document.append(top)
        self._check(top, 1)

    def _level(self, heading: nodes.section) -> int | None:
        line = heading.line
        lines = self._text(heading.source or str(self._page))
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

    def _check(self, parent: nodes.section, above: int) -> None:
        previous = above
        for child in parent.children:
            if not isinstance(child, nodes.section):
                continue
            level = self._level(child)
            text = child[0].astext()
            if level == 1:
                self._report(
                    child, f"heading: found a second H1, {text!r}, expected H2"
                )
            elif level is not None and level > max(above + 1, previous):
                self._report(
                    child,
                    f"heading: found H{level}, {text!r}, under an H{above}, "
                    f"expected H{above + 1}",
                )
            previous = level or above + 1
            self._check(child, above + 1 if level is None else max(level, 2))

    def _report(self, heading: nodes.section, message: str) -> None:
        note_at(self.env, Subtype.HEADING, message, heading)


def leave_headings_to_us(app: Sphinx, config: Config) -> None:
    """Silence MyST's warning about headings: ours tells the same and more."""
    config.suppress_warnings = [*config.suppress_warnings, "myst.header"]


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(TitleFromFrontMatter)
    app.connect("config-inited", leave_headings_to_us)
