"""How much room content takes, roughly: what is short is never split."""

from __future__ import annotations

from docutils import nodes

__all__ = ["is_short"]

#: Lines of text; a page has about fifty.
MOST = 24
#: Lines that a picture takes, at most half a page.
PICTURE = 12
_LINES = (nodes.paragraph, nodes.term, nodes.title, nodes.rubric, nodes.line, nodes.row)


def is_short(node: nodes.Element, letters: int) -> bool:
    """Tell whether content fits on half a page.

    Args:
        node: The content.
        letters: That fit on a line where it stands.
    """
    lines = 0.0
    for part in node.findall():
        if isinstance(part, nodes.Text):
            words = part.astext()
            if len(words) > MOST * letters:
                return False
            is_code = isinstance(part.parent, nodes.literal_block)
            lines += words.count("\n") if is_code else 0
            lines += len(words) / max(letters, 1)
        elif isinstance(part, nodes.image):
            lines += PICTURE
        elif isinstance(part, _LINES):
            lines += 0.7
        if lines > MOST:
            return False
    return True
