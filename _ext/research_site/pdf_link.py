"""The site offers its own PDF where one was built before it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from research_site.assets import shown_size

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup"]


def _pdf(app: Sphinx, config: Config) -> Path | None:
    if not config.site_pdf or Path(app.srcdir) != Path(app.confdir):
        return None
    path = Path(app.confdir, config.site_pdf)
    return path if path.is_file() else None


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


def copy(app: Sphinx, exception: Exception | None) -> None:
    """Put the PDF beside the home page, or take an old one away."""
    if exception or app.builder.format != "html" or not app.config.site_pdf:
        return
    path = _pdf(app, app.config)
    target = Path(app.outdir, Path(app.config.site_pdf).name)
    if path is None:
        target.unlink(missing_ok=True)
    else:
        shutil.copyfile(path, target)


def setup(app: Sphinx) -> None:
    """Register the setting, and connect."""
    app.add_config_value("site_pdf", "", "", types=str)
    app.connect("config-inited", tell_templates)
    app.connect("build-finished", copy)
