"""Answers that visitors look for, drawn from what records name.

Filters above lists; the people of an area, by organisation; partners of a project with
role and country; who paid for a thesis, an event or news; heads of people's and theses'
pages as sentences instead of a form; logos that stand for a project.
"""

from __future__ import annotations

from pathlib import Path

from research_site.registry import add_theme_files
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from record_answers import areas, choosing, grants, heads, logos, projects

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms and the settings."""
    app.setup_extension("research_site")
    app.setup_extension("list_filters")
    for part in (choosing, areas, projects, grants, heads, logos):
        part.setup(app)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/answers.css")
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
