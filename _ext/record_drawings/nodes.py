"""A drawing in a page: inline in HTML, a file in the PDF, nothing in plain builders."""

from __future__ import annotations

import hashlib
import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from research_records.writing import write
from research_site.words import word
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from record_drawings.svg import PAGE

#: Builders that print pictures from files.
PRINTED = ("typst_pdf",)


class drawing(nodes.General, nodes.Element):  # noqa: N801, as docutils names nodes
    """A picture: its SVG (``svg``), and a sentence that says what it shows (``alt``)."""


def visit(translator: Any, node: drawing) -> None:
    """Write the picture, its links led from the page that shows it."""
    builder = translator.builder
    here = builder.current_docname

    def led(found: re.Match[str]) -> str:
        return f'href="{escape(builder.get_relative_uri(here, found[1]))}"'

    shown = re.sub(f'href="{PAGE}([^"]*)"', led, node["svg"])
    label = escape(word("Picture, which the list below says in words"))
    room = f'<div class="site-drawing-room" tabindex="0" role="group" aria-label="{label}">'
    caption = f"<figcaption>{escape(node['alt'])}</figcaption>"
    translator.body.append(
        f'<figure class="site-drawing">{room}{shown}</div>{caption}</figure>\n'
    )
    raise nodes.SkipNode


class Printed(SphinxPostTransform):
    """Give builders that print the picture as a file; others have the list below it."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace each drawing."""
        builder = self.env._app.builder
        if builder.format == "html":
            return
        for node in list(self.document.findall(drawing)):
            if builder.name not in PRINTED:
                node.parent.remove(node)
                continue
            plain = re.sub(r"</?a\b[^>]*>|<title>.*?</title>", "", node["svg"])
            content = plain.encode()
            name = f"{hashlib.sha256(content).hexdigest()[:16]}.svg"
            path = Path(builder.doctreedir, "drawings", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, content)
            image = nodes.image(uri=str(path), alt=node["alt"], width="100%")
            image["candidates"] = {"*": str(path)}  # as Sphinx notes for pictures it read
            node.replace_self(image)


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(drawing, html=(visit, None))
    app.add_post_transform(Printed)
