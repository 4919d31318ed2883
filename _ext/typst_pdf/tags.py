"""Complete the tags of a finished PDF, and write it small.

Typst tags what it knows of; header cells of rows, boxes and the words of links are
not within reach of the Python package, so the file is completed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

__all__ = ["Tags", "complete"]

_Elements = list[pikepdf.Object]


@dataclass
class Tags:
    """What Typst does not say of elements, in reading order."""

    #: For each cell outside header rows, whether it is the header of its row.
    row_headers: list[bool] = field(default_factory=list)
    #: For each quotation and box the title of the box; a quotation has none.
    boxes: list[str] = field(default_factory=list)
    #: The words of each link outside the contents and the numbers of notes.
    links: list[str] = field(default_factory=list)
    #: Whether an index with further links comes last.
    has_index: bool = False


def complete(data: bytes, tags: Tags) -> tuple[bytes, list[str]]:
    """Return the file with its tags complete, and what could not be done.

    Sources: ISO 32000-1, table 349 (``Scope``), table 337 (``TH``), table 333
    (``BlockQuote``, ``Note``), 14.7.2 (``IDTree``) and 7.5.7 (object streams).

    Args:
        data: The PDF.
        tags: What is to be completed.
    """
    problems = []
    with pikepdf.open(BytesIO(data)) as document:
        root = document.Root.StructTreeRoot
        found: dict[str, _Elements] = {"TD": [], "BlockQuote": [], "Link": []}
        for name, above, element in _elements(root):
            # Neither the contents nor the numbers of notes.
            if name in found and not re.search(r"Reference$|(?<!LI/)Lbl$", above):
                found[name].append(element)
        if len(found["TD"]) == len(tags.row_headers):
            _name_headers(found["TD"], tags.row_headers)
        else:
            problems.append("the headers of rows are not tagged")
        if len(found["BlockQuote"]) == len(tags.boxes):
            _name_boxes(document, found["BlockQuote"], tags.boxes)
        else:
            problems.append("boxes are tagged as quotations")
        links = found["Link"][: len(tags.links)] if tags.has_index else found["Link"]
        if len(links) == len(tags.links):
            _name_links(links, tags.links)
        else:
            problems.append("links are not named by their words")
        out = BytesIO()
        streams = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=streams)
    return out.getvalue(), problems


def _elements(root: pikepdf.Object) -> Iterator[tuple[str, str, pikepdf.Object]]:
    """Yield name, names of the two above and element, in reading order."""
    waiting: list[tuple[str, pikepdf.Object]] = [("", root)]
    while waiting:
        above, node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend((above, child) for child in reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            name = str(node.get("/S", ""))[1:]
            if name:
                yield name, above, node
            if "/K" in node:
                path = f"{above.rpartition('/')[2]}/{name}" if name else above
                waiting.append((path, node.K))


def _name_headers(cells: _Elements, row_headers: Sequence[bool]) -> None:
    for cell, is_header in zip(cells, row_headers, strict=True):
        if is_header:
            scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            given = cell.get("/A")
            cell["/S"] = pikepdf.Name.TH
            cell["/A"] = scope if given is None else pikepdf.Array([given, scope])


def _name_boxes(document: pikepdf.Pdf, quotes: _Elements, boxes: Sequence[str]) -> None:
    root = document.Root.StructTreeRoot
    if "/IDTree" not in root:
        root.IDTree = pikepdf.NameTree.new(document).obj
    known = pikepdf.NameTree(root.IDTree)
    for number, (quote, title) in enumerate(zip(quotes, boxes, strict=True)):
        if title:
            name = f"Box {number}"
            quote["/S"] = pikepdf.Name.Note
            quote["/T"] = pikepdf.String(title)
            quote["/ID"] = pikepdf.String(name)
            known[name] = quote


def _name_links(links: _Elements, words: Sequence[str]) -> None:
    for link, said in zip(links, words, strict=True):
        parts = link.get("/K")
        for part in list(parts) if isinstance(parts, pikepdf.Array) else [parts]:
            if said and isinstance(part, pikepdf.Dictionary) and "/Obj" in part:
                part.Obj["/Contents"] = pikepdf.String(said)
