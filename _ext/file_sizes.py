"""Beside a link to a file stand its type and size."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from research_records.assets import shown_size
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata


class TypeAndSize(SphinxTransform):
    """Add type and size to each link that downloads a file."""

    default_priority = 46

    def apply(self) -> None:
        """Look each file up."""
        here = self.env.current_document.docname
        for download in list(self.document.findall(addnodes.download_reference)):
            file = Path(self.env.relfn2path(download["reftarget"], here)[1])
            if file.is_file() and file.suffix:
                size = shown_size(file.stat().st_size)
                download.append(nodes.Text(f" ({file.suffix[1:].upper()}, {size})"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(TypeAndSize)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
