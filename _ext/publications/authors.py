"""Authors and editors as BibTeX writes them: a list, braces, what is no name."""

from __future__ import annotations

import re

from pybtex.bibtex.utils import split_name_list
from research_records.names import SUFFIX_BETWEEN, title_in

from publications.latex import left_over, plain

#: A name that ends in braces, which keep a family name of several words together.
_BRACED_FAMILY = re.compile(r"([^{},]*[^{},\s])\s+\{([^{}\\,]+)\}")


def listed(value: str) -> tuple[list[str], bool]:
    """Return the names of a field, and whether others follow that it does not name."""
    names = [one.strip() for one in split_name_list(value)] if value else []
    more = bool(names) and names[-1].lower() == "others"
    return (names[:-1] if more else names), more


def as_text(written: str) -> str:
    """Return a name as `parse_name` reads it: in braces where the whole of it is."""
    if _is_whole(written):
        return f"{{{plain(written)}}}"
    if found := _BRACED_FAMILY.fullmatch(written):
        return plain(f"{found[2]}, {found[1]}")
    return plain(written)


def fault_of(text: str) -> str | None:
    """Return why a text from `as_text` is no name, and what is expected; None if it is."""
    if left := left_over(text.strip("{}")) or ("<" in text and "<"):
        return f"found {left!r} in {text!r}, expected a name"
    if not re.search(r"\w", text):
        return f"found {text!r}, expected a name"
    if text.startswith("{"):
        return None
    if re.search(r"\bet\.? al\b", text):
        return f"found {text!r}, expected 'and others' for those who are not named"
    if title := title_in(text):
        return f"found the title {title!r} in {text!r}, expected the name alone"
    commas = text.count(",") - len(re.findall(SUFFIX_BETWEEN, text))
    if re.search(r"[;&]|^and\s|\sand$", text) or commas > 1:
        return f"found {text!r}, expected names parted by 'and'"
    return None


def _is_whole(written: str) -> bool:
    r"""Tell whether one pair of braces holds a name; in ``{\L}ucja {Ek}`` none does."""
    depth = 0
    for place, sign in enumerate(written):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place > 0 and place == len(written) - 1
    return False
