"""Publications from a BibTeX file: records, lists, pages, citations.

``site_publications`` in conf.py names the file; the page beside it of the same name
(``research/publications.md``) shows all entries by year. People, projects, areas and
theses list theirs. Each entry has a page for search engines and files for reference
managers. What the rules refuse is told with file and line. Theses are cited by the same
rules. ``python -m publications.update`` asks OpenAlex and Crossref for what is new.
"""

from __future__ import annotations

from pathlib import Path

from research_site import METADATA
from research_site.registry import (
    add_files,
    add_head_tags,
    add_kind,
    add_problem_type,
    add_records,
    add_theme_files,
)
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from publications import citing, directive, landing, lists, records, roles
from publications.kind import Publication


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register kind, records, lists, pages, files and the role."""
    app.setup_extension("research_site")
    app.setup_extension("list_filters")
    app.add_config_value("site_publications", "research/publications.bib", "env", types=str)
    for name, meaning in records.MEANINGS.items():
        add_problem_type(app, name, meaning)
    bibliography, pages = records.Bibliography(), landing.Landing()
    add_kind(app, Publication)
    add_records(app, bibliography.records)
    app.connect("env-before-read-docs", records.note_source)
    app.connect("env-updated", bibliography.report)
    lists.setup(app)
    directive.setup(app)
    app.add_transform(citing.HowToCite)
    app.connect("doctree-resolved", citing.add_downloads)
    add_head_tags(app, citing.head_tags)
    add_files(app, citing.files)
    add_files(app, pages.files)
    app.connect("html-collect-pages", pages.draw)
    app.add_role("cite", roles.CiteRole())
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("publications/publications.css")
    app.add_js_file("publications/copy.js", loading_method="defer")
    return METADATA
