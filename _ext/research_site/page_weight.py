"""Pages load only the styles and scripts that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

#: Files of sphinx-design: needed where a page has one of its components.
DESIGN = ("sphinx-design", "design-tabs", "furo-extensions")
#: Colours of highlighted code.
CODE = ("pygments",)
#: Sphinx's own scripts: needed where results are shown, on the search page.
SEARCHING = ("doctools", "documentation_options", "sphinx_highlight")


def drop_files(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Take the files that a page does not need out of its head."""
    unneeded: tuple[str, ...] = ()
    if doctree is None or not doctree.next_node(_is_design):
        unneeded += DESIGN
    if doctree is None or not doctree.next_node(nodes.literal_block):
        unneeded += CODE
    if pagename != "search":
        unneeded += SEARCHING
    for key in ("css_files", "script_files"):
        context[key] = [
            file
            for file in context.get(key, [])
            if not _name(file).startswith(unneeded)
        ]


def _name(file: object) -> str:
    path: str = str(getattr(file, "filename", file) or "")
    return path.rpartition("/")[2]


def _is_design(node: nodes.Node) -> bool:
    classes: list[str] = getattr(node, "attributes", {}).get("classes", [])
    return any(name.startswith("sd-") for name in classes)


def setup(app: Sphinx) -> None:
    """Connect to the page's context, after all files are known."""
    app.connect("html-page-context", drop_files, priority=900)
