"""Say problems as Sphinx warnings, each with file, line and subtype."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from docutils import nodes
from research_records.problems import WARNING_TYPE, Problem
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

logger = logging.getLogger(__name__)


def refuse(message: str) -> NoReturn:
    """End the build with a sentence; of any other exception Sphinx shows a traceback."""
    raise SystemExit(f"Cannot build: {message}")


def report(docname: str, problems: Iterable[Problem]) -> None:
    """Log each problem of the page *docname* as a warning ``[site.subtype]``."""
    for problem in problems:
        logger.warning("%s", problem.message, type=WARNING_TYPE, subtype=str(problem.subtype),
                       location=(docname, problem.line))  # fmt: skip


def report_here(env: BuildEnvironment, problem: Problem) -> None:
    """Report a problem of the page that is being read."""
    report(env.current_document.docname, [problem])


def report_at(env: BuildEnvironment, subtype: str, message: str, node: nodes.Element) -> None:
    """Report a problem at the line of *node*; name the file that is included there."""
    place = node if node.line or node.parent is None else node.parent
    line, source = place.line, place.source
    page = Path(env.doc2path(env.current_document.docname))
    if source and Path(source) != page and Path(source).is_file():
        message += f" (in {Path(source).name}, line {line})"
        line = None
    report_here(env, Problem(subtype, message, line))
