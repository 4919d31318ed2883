"""Pictures of a website, an extension each; any Sphinx project can use them.

``web_pictures.formats`` lets AVIF and WebP be used in every builder,
``web_pictures.widths`` publishes smaller copies of large pictures, and
``web_pictures.privacy`` takes place, camera and author out of what is published.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

METADATA: ExtensionMetadata = {
    "version": "1.0",
    "parallel_read_safe": True,
    "parallel_write_safe": True,
}


def is_web(app: Sphinx) -> bool:
    """Tell whether pages are for browsers; books such as EPUB list their files."""
    return app.builder.format == "html" and not getattr(app.builder, "embedded", False)
