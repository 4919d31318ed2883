"""What editors need beside the site: a guide drawn from the models, files with fields.

The extension adds the directives of `reference`. ``python -m editors_guide new`` writes a
page with a kind's fields, ``python -m editors_guide files`` what editors' programs read.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from editors_guide import reference

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.setup_extension("research_site")
    app.add_directive("fields", reference.Fields)
    app.add_directive("kinds", reference.Kinds)
    app.add_directive("messages", reference.Messages)
    app.add_directive("settings", reference.Settings)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
