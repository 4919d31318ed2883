"""Say problems as Sphinx warnings, each with file, line and subtype."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.util import logging

from research_site.problems import WARNING_TYPE, Problem, Subtype

__all__ = ["logger", "report", "report_node"]

logger = logging.getLogger(__name__)


def report(docname: str, problems: Iterable[Problem]) -> None:
    """Log each problem of the page *docname* as a warning ``[site.subtype]``."""
    for problem in problems:
        logger.warning(
            "%s",
            problem.message,
            type=WARNING_TYPE,
            subtype=problem.subtype.value,
            location=(docname, problem.line),
        )


def report_node(node: nodes.Node, subtype: Subtype, message: str) -> None:
    """Log *message* as a warning at the line of *node*."""
    logger.warning(
        "%s", message, type=WARNING_TYPE, subtype=subtype.value, location=node
    )
