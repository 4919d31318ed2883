"""The site offers its own PDF where one was built before it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from research_records.assets import shown_size
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.registry import File, add_files


def _pdf(app: Sphinx, config: Config) -> Path | None:
    if not config.site_pdf or Path(app.srcdir) != Path(app.confdir):
        return None
    path = Path(app.confdir, config.site_pdf)
    return path if _is_whole(path) else None


def _is_whole(path: Path) -> bool:
    """Tell whether a file is a PDF with beginning and end (ISO 32000-2, 7.5)."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def tell_templates(app: Sphinx, config: Config) -> None:
    """Tell the footer the file and its size, or that there should be one.

    On Read the Docs a PDF is always built first, so a missing one has failed.
    """
    path = _pdf(app, config)
    about: dict[str, object] = {}
    if path is not None:
        size = shown_size(path.stat().st_size)
        about = {"site_pdf_file": path.name, "site_pdf_size": size}
    elif config.site_pdf and os.environ.get("READTHEDOCS"):
        about = {"site_pdf_failed": True}
    config.html_context = {**config.html_context, **about}


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the PDF, to stand beside the home page."""
    path = _pdf(app, app.config)
    return [(path.name, File(path.read_bytes))] if path else []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the file."""
    app.setup_extension("research_site")
    app.add_config_value("site_pdf", "", "", types=str)
    app.connect("config-inited", tell_templates)
    add_files(app, files)
    return METADATA
