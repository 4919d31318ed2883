"""Files that a page quotes, ``{literalinclude}`` and ``{csv-table}``, as links find them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from research_records.assets import find_asset, is_file
from research_records.problems import Problem, Subtype
from sphinx.application import Sphinx
from sphinx.directives.code import LiteralInclude
from sphinx.directives.patches import CSVTable
from sphinx.environment import BuildEnvironment

from research_site.catalogue import domain_of, report_here
from research_site.catalogue.hints import nothing_at


def find(env: BuildEnvironment, target: str, line: int) -> str | None:
    """Return a file's path from the source folder; it may stand in a static folder.

    Reports, and returns None, where there is none.
    """
    here = env.current_document.docname
    if is_file(Path(env.relfn2path(target, here)[1])):
        return target
    path = urljoin(f"/{here}", target)
    if file := find_asset(path, domain_of(env).static_folders):
        return "/" + Path(os.path.relpath(file, Path(env.srcdir).resolve())).as_posix()
    message = f"file: {nothing_at(domain_of(env), here, target, path)}"
    report_here(env, Problem(Subtype.LINK, message, line))
    return None


class QuotedText(LiteralInclude):
    """``{literalinclude}`` of a file of the site."""

    def run(self) -> list[nodes.Node]:
        """Return the text, or nothing where there is no such file."""
        file = find(self.env, self.arguments[0], self.lineno)
        self.arguments[0] = file or ""
        return super().run() if file else []


class QuotedTable(CSVTable):
    """``{csv-table}`` of a file of the site."""

    def run(self) -> list[Any]:
        """Return the table, or nothing where there is no such file."""
        env: BuildEnvironment = self.state.document.settings.env
        if url := self.options.get("url"):
            message = f"file: found {url[:60]!r}, expected a file of the site: save it there"
            report_here(env, Problem(Subtype.LINK, message, self.lineno))
            return []
        if "file" in self.options:
            file = find(env, self.options["file"], self.lineno)
            if file is None:
                return []
            self.options["file"] = file
        return list(super().run())


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's own directives."""
    app.add_directive("literalinclude", QuotedText, override=True)
    app.add_directive("csv-table", QuotedTable, override=True)
