"""A Sphinx builder that writes an accessible PDF with Typst.

``sphinx-build -b typst_pdf SOURCE OUT`` writes one PDF (PDF/UA-1) a document,
needs nothing beyond its Python packages, and reaches no network. ``README.md``
beside this file says what it supports, its settings and its warnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import ENUM

from typst_pdf.builder import TypstPdfBuilder
from typst_pdf.settings import default_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.1"
#: Kinds of a notebook's outputs, the best for paper first.
_MIME_TYPES = [
    "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/markdown",
    "text/html", "text/plain",
]  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.require_sphinx("7.4")
    app.add_builder(TypstPdfBuilder)
    app.add_config_value("typst_pdf_documents", default_documents, "", types=[list])
    app.add_config_value("typst_pdf_exclude", [], "", types=[list])
    app.add_config_value("typst_pdf_paper", "a4", "", types=[str])
    app.add_config_value("typst_pdf_cover", True, "", types=[bool])
    app.add_config_value("typst_pdf_toc_depth", 3, "", types=[int])
    app.add_config_value("typst_pdf_index", True, "", types=[bool])
    app.add_config_value("typst_pdf_subtitle", "", "", types=[str])
    app.add_config_value("typst_pdf_licence", "", "", types=[str])
    app.add_config_value("typst_pdf_logos", [], "", types=[list])
    app.add_config_value("typst_pdf_fonts", [], "", types=[list])
    app.add_config_value("typst_pdf_template", "", "", types=[str])
    app.add_config_value("typst_pdf_site", "html", "", types=ENUM("html", "dirhtml"))
    app.connect("config-inited", _show_outputs, priority=400)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _show_outputs(app: Sphinx, config: Config) -> None:
    """Tell MyST-NB, where it is used, which outputs of notebooks are for paper."""
    if "nb_mime_priority_overrides" in config:
        known = list(config.nb_mime_priority_overrides)
        if not any(item[0] == TypstPdfBuilder.name for item in known):
            known += [
                (TypstPdfBuilder.name, kind, place)
                for place, kind in enumerate(_MIME_TYPES)
            ]
            config.nb_mime_priority_overrides = known
