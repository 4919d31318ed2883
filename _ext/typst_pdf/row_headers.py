"""Row headers: tag the first cells of a table's rows as headers of their rows.

Typst tags the cells of ``table.header``; its function for other header cells is
not within reach of the Python package, so the finished file is completed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

__all__ = ["tag_row_headers"]


def tag_row_headers(path: Path, cells: Sequence[bool]) -> bool:
    """Make data cells headers with the scope of their row.

    Source: ISO 32000-1, table 349 (``Scope``) and table 337 (``TH``).

    Args:
        path: The PDF, changed in place.
        cells: For each cell outside header rows, in reading order, whether it
            is a header.

    Returns:
        Whether the file's cells are the ones described; else it is left alone.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        found = list(_data_cells(document.Root.StructTreeRoot))
        if len(found) != len(cells):
            return False
        for cell, is_header in zip(found, cells, strict=True):
            if not is_header:
                continue
            scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            given = cell.get("/A")
            cell["/S"] = pikepdf.Name.TH
            cell["/A"] = scope if given is None else pikepdf.Array([given, scope])
        document.save(path, deterministic_id=True)
    return True


def _data_cells(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting: list[pikepdf.Object] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == pikepdf.Name.TD:
                yield node
            if "/K" in node:
                waiting.append(node.K)
