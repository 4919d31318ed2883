"""``{video}`` shows a film of the site itself, or a link to one that is elsewhere.

A frame of another host would tell it of every visitor before the film is asked for::

    ```{video} /films/defence.mp4
    :title: The defence of Ada's thesis
    :poster: /images/defence.avif
    :captions: /films/defence.vtt
    ```
"""

from __future__ import annotations

from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from research_records.identifiers import host_of
from research_records.problems import Problem
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import report_here


class Video(SphinxDirective):
    """A film by its address, with title, poster and captions."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        "title": directives.unchanged_required,
        "poster": directives.unchanged_required,
        "captions": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the film for browsers, or a link; elsewhere its title."""
        uri = self.arguments[0].strip()
        title = self.options.get("title", "")
        if not title:
            message = "video: has no title; say what it shows: :title: …"
            report_here(self.env, Problem("alt", message, self.lineno))
        if host_of(uri):
            return [self._link(uri, title or uri)]
        html = (
            f'<video controls preload="metadata" src="{escape(uri)}" title="{escape(title)}"'
        )
        if "poster" in self.options:
            html += f' poster="{escape(self.options["poster"])}"'
        html += ">"
        if "captions" in self.options:
            track = escape(self.options["captions"])
            html += f'<track kind="captions" src="{track}" label="Captions" default>'
        html += f'<a href="{escape(uri)}">{escape(title or uri)}</a></video>'
        shown = addnodes.only("", nodes.raw("", html, format="html"), expr="html")
        words = addnodes.only("", nodes.paragraph("", title), expr="not html")
        for node in (shown, words):
            self.set_source_info(node)
            self.set_source_info(node[0])
        return [shown, words]

    def _link(self, uri: str, title: str) -> nodes.paragraph:
        link = nodes.reference("", "" if "poster" in self.options else title, refuri=uri)
        if "poster" in self.options:
            link += nodes.image(uri=self.options["poster"], alt=title)
            self.set_source_info(link[0])
        return nodes.paragraph("", "", link)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; raw HTML's room looks its addresses up."""
    app.setup_extension("research_site.features.raw_html")
    app.add_directive("video", Video)
    return METADATA
