"""Tables: header rows that repeat, spans, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from typst_pdf.translator import Translator

__all__ = ["table"]


def table(node: nodes.table, translator: Translator) -> str:
    """Return a table; its header cells are tagged as such by Typst."""
    group = node.next_node(nodes.tgroup)
    if group is None:
        return ""
    columns = [c for c in group.children if isinstance(c, nodes.colspec)]
    widths = [f"{max(1, int(c.get('colwidth', 1)))}fr" for c in columns]
    stubs = [bool(c.get("stub")) for c in columns]
    parts = [f"columns: ({', '.join(widths)},)"]
    for head in (c for c in group.children if isinstance(c, nodes.thead)):
        cells = [cell for row in head.children for cell in _row(row, translator, [])]
        parts.append(f"table.header({', '.join(cells)})")
    for body in (c for c in group.children if isinstance(c, nodes.tbody)):
        for row in body.children:
            parts += _row(row, translator, stubs)
    source = f"table({', '.join(parts)})"
    title = node.next_node(nodes.title)
    if title is None:
        return f"#{source}"
    caption = translator.inlines(title)
    return f"#figure({source}, caption: [{caption}], kind: table)"


def _row(row: nodes.Node, translator: Translator, stubs: list[bool]) -> list[str]:
    cells = []
    entries = [c for c in row.children if isinstance(c, nodes.entry)]
    for number, entry in enumerate(entries):
        is_stub = number < len(stubs) and stubs[number]
        if not isinstance(row.parent, nodes.thead):
            translator.row_headers.append(is_stub)
        body = translator.blocks(entry).strip()
        if is_stub:
            body = f"#strong[{body}]"
        spans = {
            "colspan": int(entry.get("morecols", 0)) + 1,
            "rowspan": int(entry.get("morerows", 0)) + 1,
        }
        options = [f"{name}: {span}" for name, span in spans.items() if span > 1]
        cells.append(f"table.cell({', '.join([*options, ''])}[{body}])")
    return cells
