"""Tables: header rows that repeat, header columns, spans, captions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from typst_pdf.weight import is_short

if TYPE_CHECKING:
    from typst_pdf.translator import Translator

__all__ = ["table"]

#: Letters that fit in a line of a page, at the size of tables.
LINE = 100
_LINKS = (nodes.reference, nodes.footnote_reference, nodes.image)


class _Cell(NamedTuple):
    row: nodes.Element
    entry: nodes.Element | None
    column: int
    columns: int
    rows: int


def table(node: nodes.table, translator: Translator) -> str:
    """Return a table; its header cells are tagged as such by Typst."""
    group = node.next_node(nodes.tgroup)
    if group is None:
        return ""
    columns = [c for c in group.children if isinstance(c, nodes.colspec)]
    stubs = [bool(c.get("stub")) for c in columns]
    outer = translator.longest
    translator.longest = max(6, min(outer, LINE // (2 * max(1, len(columns)))))
    parts = [f"columns: ({', '.join(_widths(node, columns))},)"]
    labels: list[str] = []
    for part in group.children:
        if isinstance(part, nodes.thead):
            cells, places = _header(part, len(columns), translator)
            labels.append(places)
            parts.append(cells)
        elif isinstance(part, nodes.tbody):
            for cell in _grid(part, len(columns)):
                is_header = cell.column < len(stubs) and stubs[cell.column]
                translator.row_headers.append(is_header)
                parts.append(_cell(cell, is_header, len(columns), translator))
    translator.longest = outer
    source = f"data-table({', '.join(parts)})"
    title = next((c for c in node.children if isinstance(c, nodes.title)), None)
    places = "".join(labels)
    if title is None:
        return f"{places}#{source}"
    caption = translator.caption(node, title)
    return f"{places}#figure({source}, caption: [{caption}], kind: table)"


def _widths(node: nodes.table, columns: list[nodes.colspec]) -> list[str]:
    """Return the columns' widths: as given, else as their content needs."""
    given = [max(1, int(c.get("colwidth", 1))) for c in columns]
    is_even = len(set(given)) == 1 and "colwidths-given" not in node["classes"]
    if is_even or "colwidths-auto" in node["classes"]:
        return ["auto"] * len(columns)
    return [f"{width}fr" for width in given]


def _header(head: nodes.thead, columns: int, translator: Translator) -> tuple[str, str]:
    """Return a header, and labels that cannot stand in it as it is printed again."""
    # A link in what is repeated leads a reader of the tags nowhere; Typst refuses it.
    has_links = any(isinstance(n, _LINKS) for n in head.findall(nodes.Element))
    outer, aside = translator.aside, translator.aside
    if not has_links:
        aside = []
        translator.aside = aside
    cells = [_cell(cell, True, columns, translator) for cell in _grid(head, columns)]
    translator.aside = outer
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


def _cell(cell: _Cell, is_header: bool, columns: int, translator: Translator) -> str:
    body = translator.blocks(cell.entry).strip() if cell.entry is not None else ""
    if is_header:
        body = f"#th[{body}]"
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
    if not options:
        return f"[{body}\n]"
    return f"table.cell({', '.join(options)})[{body}\n]"


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
