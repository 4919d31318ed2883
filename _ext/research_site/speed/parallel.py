"""A process that reads pages for ``-j`` sends back what it read, and no more."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from research_site.speed.stock import STATE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["connect"]

#: What the environment holds of each page and is taken over page by page; the
#: tables of contents are the largest part of it.
OF_PAGES = ("tocs", "titles", "longtitles")


class PagesReadHere:
    """Knows the pages that this process has read, where it is not the first one.

    Sphinx forks a process for every hundred pages or so, which sends its whole
    environment back: that of all the pages read before. The main process spends
    longer on understanding that than on all else.
    """

    def __init__(self) -> None:
        """Begin in the main process."""
        self.main = os.getpid()
        self.pages: list[str] = []

    def note(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Note a page that is read."""
        if os.getpid() != self.main:
            self.pages.append(docname)

    def alone(self, stock: Callable[..., dict[str, Any]]) -> Callable[..., object]:
        """Return ``BuildEnvironment.__getstate__`` with these pages alone."""

        def state_of(env: object) -> dict[str, Any]:
            state = stock(env)
            for name in OF_PAGES if self.pages else ():
                known = state[name]
                state[name] = {
                    page: known[page] for page in self.pages if page in known
                }
            return state

        return state_of


def connect(app: Sphinx) -> None:
    """Put the override in place."""
    here = PagesReadHere()
    STATE.replace(here.alone)
    app.connect("source-read", here.note)
