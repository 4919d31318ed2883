"""Functions that are not public, and whether they are those of the pinned version."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import myst_parser.mdit_to_docutils.base
import myst_parser.parsers.sphinx_
import sphinx.util.docutils
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from research_site.problems import WARNING_TYPE, Subtype
from research_site.reporting import logger

__all__ = ["PARSER", "SETTINGS", "STATE", "TITLE", "WALK", "Override", "say_changed"]


class Override(NamedTuple):
    """A function of Sphinx, MyST or docutils that this site has another way for.

    Attributes:
        owner: The module or class that has it.
        name: Its name there.
        arguments: The names of its arguments in the pinned version.
        stock: The function as it is without this site.
    """

    owner: Any
    name: str
    arguments: tuple[str, ...]
    stock: Callable[..., Any] | None

    @classmethod
    def of(cls, owner: Any, name: str, *arguments: str) -> Override:
        """Return the override of ``owner.name``."""
        return cls(owner, name, arguments, getattr(owner, name, None))

    def replace(self, make: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        """Put what *make* returns for the stock function in its place.

        Where a new version has another function, all stays as it is, with a
        warning ``[site.speed]``.
        """
        known = self.stock is not None and self.arguments == tuple(
            inspect.signature(self.stock).parameters
        )
        if self.stock is None or not known:
            say_changed(f"{self.owner.__name__}.{self.name}")
            return
        setattr(self.owner, self.name, make(self.stock))


SETTINGS = (
    Override.of(
        sphinx.util.docutils,
        "_get_settings",
        "components",
        "defaults",
        "read_config_files",
    ),
    Override.of(
        myst_parser.mdit_to_docutils.base, "get_default_settings", "components"
    ),
)
PARSER = Override.of(
    myst_parser.parsers.sphinx_, "create_md_parser", "config", "renderer"
)
WALK = Override.of(nodes.Node, "_fast_findall", "self", "cls")
STATE = Override.of(BuildEnvironment, "__getstate__", "self")
TITLE = Override.of(StandaloneHTMLBuilder, "render_partial", "self", "node")


def say_changed(name: str) -> None:
    """Warn ``[site.speed]`` that *name* is not what it is in the pinned version."""
    logger.warning(
        "%s is not as this site knows it, so building is slower: look whether "
        "_ext/research_site/speed is still needed",
        name,
        type=WARNING_TYPE,
        subtype=Subtype.SPEED.value,
        once=True,
    )
