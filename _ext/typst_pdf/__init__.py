"""A Sphinx builder that writes an accessible PDF with Typst.

``sphinx-build -b typst_pdf SOURCE OUT`` writes one PDF (PDF/UA-1) a document,
needs nothing beyond its Python packages, and reaches no network. ``README.md``
beside this file says what it supports, its settings and its warnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import ENUM

from typst_pdf.builder import TypstPdfBuilder
from typst_pdf.settings import SETTINGS, SITES, mend

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
    for name, (default, kind) in SETTINGS.items():
        types = ENUM(*SITES) if name == "site" else [kind]
        app.add_config_value(f"typst_pdf_{name}", default, "", types=types)
    app.connect("config-inited", _show_outputs, priority=400)
    app.connect("config-inited", mend, priority=900)  # after Sphinx's own checks
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _show_outputs(app: Sphinx, config: Config) -> None:
    """Tell MyST-NB, where it is used, which outputs of notebooks are for paper."""
    if "nb_mime_priority_overrides" in config:
        known = list(config.nb_mime_priority_overrides)
        if not any(item[0] == TypstPdfBuilder.name for item in known):
            known += [
                (TypstPdfBuilder.name, kind, place) for place, kind in enumerate(_MIME_TYPES)
            ]
            config.nb_mime_priority_overrides = known
