"""Tables: header rows that repeat, header columns, spans, captions, widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes

from typst_pdf.markup import string
from typst_pdf.nodes.blocks import caption
from typst_pdf.rules import block
from typst_pdf.translator import Translator
from typst_pdf.weight import is_short

#: Letters that fit in a line of a page, at the size of tables.
LINE = 100
_LINKS = (nodes.reference, nodes.footnote_reference, nodes.image)


class _Cell(NamedTuple):
    row: nodes.Element
    entry: nodes.Element | None
    column: int
    columns: int
    rows: int


@block("table")
def table(page: Translator, node: nodes.table) -> str:
    """Show a table; its header cells are tagged as such by Typst."""
    group = node.next_node(nodes.tgroup)
    if group is None:
        return ""
    columns = [c for c in group.children if isinstance(c, nodes.colspec)]
    stubs = [bool(c.get("stub")) for c in columns]
    outer = page.longest
    page.longest = max(6, min(outer, LINE // (2 * max(1, len(columns)))))
    words = [""] * len(columns)
    labels: list[str] = []
    cells: list[str] = []
    for part in group.children:
        if isinstance(part, nodes.thead):
            header, places = _header(page, part, len(columns))
            labels.append(places)
            cells.append(header)
        elif isinstance(part, nodes.tbody):
            for cell in _grid(part, len(columns)):
                is_header = cell.column < len(stubs) and stubs[cell.column]
                page.book.tags.row_headers.append(is_header)
                cells.append(_cell(page, cell, len(columns), is_header=is_header))
        if isinstance(part, (nodes.thead, nodes.tbody)):
            for cell in _grid(part, len(columns)):
                if cell.columns == 1 and cell.entry is not None:
                    found = [words[cell.column], _longest(cell.entry, page.longest)]
                    words[cell.column] = max(found, key=len)
    page.longest = outer
    shares = ", ".join(map(str, _shares(node, columns)))
    least = ", ".join(map(string, words))
    options = [f"({shares},)", f"({least},)", *_place(node)]
    source = f"data-table({', '.join([*options, *cells])})"
    title = next((c for c in node.children if isinstance(c, nodes.title)), None)
    before = "".join(labels)
    if title is None:
        return f"{before}#{source}"
    return f"{before}#tabular({source}, [{caption(page, node, title)}])"


def _shares(node: nodes.table, columns: list[nodes.colspec]) -> list[int]:
    """Return the columns' shares of the width; without any the content tells."""
    given = [max(1, int(c.get("colwidth", 1))) for c in columns]
    is_even = len(set(given)) == 1 and "colwidths-given" not in node["classes"]
    if is_even or "colwidths-auto" in node["classes"]:
        return [0] * len(columns)
    return given


def _place(node: nodes.table) -> Iterator[str]:
    """Yield the table's width and side as arguments of the template."""
    width = re.fullmatch(
        r"\s*(\d+(?:\.\d+)?)\s*(%|pt|cm|mm|in|em|px)?\s*", str(node.get("width", ""))
    )
    if width:
        pixels = {None: 0.75, "px": 0.75}.get(width[2])
        number = float(width[1])
        yield f"width: {number * pixels}pt" if pixels else f"width: {number}{width[2]}"
    if node.get("align") in ("center", "right"):
        yield f"side: {node['align']}"


def _longest(entry: nodes.Element, longest: int) -> str:
    """Return the longest word of a cell that is not broken."""
    words = (
        re.sub(r"[^\w.,:;()'\"\-]", "n", word)
        for part in entry.findall(nodes.Text)
        for word in part.astext().split()
        if len(word) < longest
    )
    return max(words, key=len, default="")


def _header(page: Translator, head: nodes.thead, columns: int) -> tuple[str, str]:
    """Return a header, and labels that cannot stand in it as it is printed again."""
    # A link in what is repeated leads a reader of the tags nowhere; Typst refuses it.
    has_links = any(isinstance(n, _LINKS) for n in head.findall(nodes.Element))
    outer, aside = page.aside, page.aside
    if not has_links:
        aside = []
        page.aside = aside
    cells = [_cell(page, cell, columns, is_header=True) for cell in _grid(head, columns)]
    page.aside = outer
    repeat = str(not has_links).lower()
    places = "".join(aside or ()) if not has_links else ""
    return f"table.header(repeat: {repeat}, {', '.join(cells)})", places


def _grid(part: nodes.Element, columns: int) -> Iterator[_Cell]:
    """Yield the cells of a part, each with its column; what is missing is empty."""
    taken: set[tuple[int, int]] = set()
    rows = [row for row in part.children if isinstance(row, nodes.row)]
    for y, row in enumerate(rows):
        x = 0
        entries = [e for e in row.children if isinstance(e, nodes.entry)]
        while x < columns:
            if (x, y) in taken:
                x += 1
                continue
            entry = entries.pop(0) if entries else None
            wide, high = 1, 1
            if entry is not None:
                wide = min(int(entry.get("morecols", 0)) + 1, columns - x)
                high = min(int(entry.get("morerows", 0)) + 1, len(rows) - y)
            taken.update((x + i, y + j) for i in range(wide) for j in range(high))
            yield _Cell(row, entry, x, wide, high)
            x += wide


def _cell(page: Translator, cell: _Cell, columns: int, *, is_header: bool) -> str:
    body = page.blocks(cell.entry).strip() if cell.entry is not None else ""
    if is_header:
        body = f"#th[\n{body}]"
    options = []
    if cell.columns > 1:
        options.append(f"colspan: {cell.columns}")
    if cell.rows > 1:
        options.append(f"rowspan: {cell.rows}")
    if not _is_whole(cell.row, columns):
        # Typst splits a row only where it may split each of its cells.
        options.append("breakable: true")
    if align := _alignment(cell.entry):
        options.append(f"align: {align}")
    return f"table.cell({', '.join(options)})[\n{body}\n]"


def _is_whole(row: nodes.Element, columns: int) -> bool:
    """Tell whether a row is short enough to stand on one page."""
    return all(
        is_short(entry, LINE * (int(entry.get("morecols", 0)) + 1) // max(1, columns))
        for entry in row.children
        if isinstance(entry, nodes.entry)
    )


def _alignment(entry: nodes.Element | None) -> str:
    """Return the side that a cell's words are moved to; MyST says it with a class."""
    for side in ("right", "center"):
        if entry is not None and f"text-{side}" in entry["classes"]:
            return f"{side} + top"
    return ""
