"""What editors need beside the site: a guide drawn from the models, files with fields.

The extension adds the directives of `reference`; `cms` and `edit_links` are extensions
of their own. ``new.py`` and ``programs.py`` beside this folder are commands that use it.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from editors_guide import reference

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.setup_extension("research_site")
    app.add_directive("bibliography", reference.Bibliography)
    app.add_directive("choices", reference.Choices)
    app.add_directive("fields", reference.Fields)
    app.add_directive("kinds", reference.Kinds)
    app.add_directive("messages", reference.Messages)
    app.add_directive("settings", reference.Settings)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
