"""A Sphinx builder that writes an accessible PDF with Typst.

``sphinx-build -b typst_pdf SOURCE OUT`` writes one PDF (PDF/UA-1) a document,
needs nothing beyond its Python packages, and reaches no network. Settings in
``conf.py``:

``typst_pdf_documents``
    A list like ``latex_documents``: tuples of start document, file name, title,
    author. Default: one document from the root, named after the project.
``typst_pdf_paper``
    Paper size, one of Typst's names. Default ``"a4"``.
``typst_pdf_subtitle``
    A line below the title on the cover. Default: none.
``typst_pdf_logos``
    Images on the cover, as pairs of path from the configuration folder and
    alternative text. Default: none.
``typst_pdf_template``
    A Typst file that replaces ``template.typ`` of this package, which says
    which functions it has to define. Path from the configuration folder.

The contents and the bookmarks have two levels of headings. A link to a page that
is in another document leads to the website where ``html_baseurl`` is set, else it
is words. Images are read from the source and output folders alone, and none from
another server. The date is that of SOURCE_DATE_EPOCH, else of the last commit.

Warnings are of type ``typst_pdf`` with the subtypes ``unknown_node``,
``raw_html``, ``image``, ``alt``, ``glyph``, ``math``, ``link`` and ``compile``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typst_pdf.builder import TypstPdfBuilder
from typst_pdf.settings import default_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.add_builder(TypstPdfBuilder)
    app.add_config_value("typst_pdf_documents", default_documents, "", types=list)
    app.add_config_value("typst_pdf_paper", "a4", "", types=str)
    app.add_config_value("typst_pdf_subtitle", "", "", types=str)
    app.add_config_value("typst_pdf_logos", [], "", types=list)
    app.add_config_value("typst_pdf_template", "", "", types=str)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
