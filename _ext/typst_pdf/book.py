"""What the pages of one document share."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from typst_pdf.images import Images

__all__ = ["Book", "linked_places", "target_of"]


@dataclass
class Book:
    """One document while its pages are translated."""

    builder: Builder
    #: Places that links lead to and that exist, as (page, id).
    targets: AbstractSet[tuple[str, str]]
    #: The pages of this document.
    pages: AbstractSet[str]
    images: Images
    #: Level of the heading before; the next is at most one deeper (PDF/UA-1, 7.4.2).
    level: int = 0

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for page, name in self.targets:
            found.setdefault(page, set()).add(name)
        return found

    def names(self, docname: str) -> AbstractSet[str]:
        """Return the ids of a page that links lead to."""
        return self._names.get(docname, set())

    def heading_level(self, wanted: int) -> int:
        """Return the level of the next heading: the wanted one, with no level skipped.

        PDF has six levels (ISO 32000-1, 14.8.4.3.2).
        """
        self.level = max(1, min(wanted, self.level + 1, 6))
        return self.level

    def section_number(self, docname: str, section: nodes.Element) -> str:
        """Return the number that a numbered toctree gives a section, or nothing."""
        numbers = self.builder.env.toc_secnumbers.get(docname, {})
        ids: list[str] = section.get("ids", [])
        number = next((numbers[f"#{i}"] for i in ids if f"#{i}" in numbers), None)
        if number is None and isinstance(section.parent, nodes.document):
            number = numbers.get("")
        return ".".join(map(str, number or ()))

    def caption_number(self, docname: str, node: nodes.Element) -> str:
        """Return what ``numfig`` puts before a caption ("Fig. 2"), or nothing."""
        builder = self.builder
        kind = builder.env.domains.standard_domain.get_enumerable_node_type(node)
        if kind is None or not builder.config.numfig:
            return ""
        numbers: Mapping[str, tuple[int, ...]] = builder.env.toc_fignumbers.get(
            docname, {}
        ).get(kind, {})
        number = next((numbers[i] for i in node["ids"] if i in numbers), ())
        form = str(builder.config.numfig_format.get(kind, ""))
        return form.replace("%s", ".".join(map(str, number))) if number and form else ""

    def equation_number(self, docname: str, node: nodes.Element) -> str:
        """Return the number of a formula, or nothing."""
        config = self.builder.config
        if config.numfig and config.math_numfig:
            numbers = self.builder.env.toc_fignumbers.get(docname, {})
            known = numbers.get("displaymath", {})
            number = next((known[i] for i in node["ids"] if i in known), ())
            return ".".join(map(str, number))
        return str(node.get("number") or "")


def target_of(node: nodes.Element, docname: str) -> tuple[str, str] | None:
    """Return page and id that an internal link leads to, or None.

    The builder's addresses are ``%page`` and ``%page#id``.
    """
    if "refid" in node:
        return docname, node["refid"]
    uri = node.get("refuri", "")
    if uri.startswith("%"):
        page, _, name = uri[1:].partition("#")
        return page, name
    return None


def linked_places(trees: Mapping[str, nodes.document]) -> set[tuple[str, str]]:
    """Return the places that links lead to and that exist, as (page, id)."""
    linked = {
        target
        for docname, tree in trees.items()
        for link in tree.findall(nodes.reference)
        if (target := target_of(link, docname))
    }
    existing = {(docname, "") for docname in trees}
    for docname, tree in trees.items():
        for node in tree.findall(nodes.Element):
            ids: list[str] = node.get("ids", [])
            existing.update((docname, name) for name in ids)
    return linked & existing
