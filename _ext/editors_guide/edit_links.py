"""A link "Edit this page" at the end of each page, where conf.py says where that is.

``site_edit_address`` is an address with ``{path}`` in the place of the page's file::

    site_edit_address = "https://github.com/owner/name/edit/main/{path}"
    site_edit_address = "https://gitlab.com/owner/name/-/edit/main/{path}"
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from research_site.catalogue import domain_of, refuse
from research_site.registry import add_page_context
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata


def add_link(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Add the link below the text of a page that has a file."""
    address: str = app.config.site_edit_address
    if not address or docname not in domain_of(app.env).entries or "body" not in context:
        return
    path = Path(app.env.doc2path(docname)).relative_to(app.srcdir).as_posix()
    href = escape(address.replace("{path}", quote(path)))
    link = f'<a href="{href}">{escape(word("Edit this page"))}</a>'
    context["body"] += f'<p class="site-edit">{link}</p>\n'


def check(app: Sphinx, config: Config) -> None:
    """Refuse an address that could not lead to a page.

    Raises:
        SystemExit: It does not begin with https:// or lacks ``{path}``.
    """
    address: str = config.site_edit_address
    if address and not (address.startswith("https://") and "{path}" in address):
        refuse(
            f"site_edit_address: found {address!r}, expected an address with {{path}} in the "
            "place of the file, such as https://github.com/owner/name/edit/main/{path}"
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the link."""
    app.setup_extension("research_site")
    app.add_config_value("site_edit_address", "", "html", types=str)
    app.connect("config-inited", check)
    add_page_context(app, add_link)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
