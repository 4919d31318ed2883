"""A build that succeeds equals a clean one, whatever state it began in.

Sphinx trusts what earlier builds left: the environment, doctrees, pages that were
written. A build that was killed, a file that was cut, a style sheet or a page saved
meanwhile, warnings that were told once: all these leave something that is not so.
Put ``"clean_builds"`` into ``extensions``, and

- a build that did not end well leaves a mark, and the next one begins anew: so
  warnings are told until their cause is gone, and no page is half of two builds
  (`ledger`);
- what no page has any more is deleted from the output (`ledger`);
- what a library raises while a page is read or written is a warning with the page's
  name, and the other pages are built; what the system refuses is a sentence
  (`guard`).

``"clean_builds.messages"`` tells all warnings at the end of a build, by page.
Neither has settings; any Sphinx project can use them.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from clean_builds import guard, ledger, search_index


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the rooms."""
    guard.setup(app)
    ledger.setup(app)
    search_index.setup(app)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
