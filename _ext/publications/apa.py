"""References in APA style (Publication Manual, 7th edition, chapters 9 and 10)."""

from __future__ import annotations

from typing import NamedTuple

from research_records.names import Name

from publications.works import Work

#: Authors that a reference names; of more the first 19 and the last (section 9.8).
NAMED = 20


class Part(NamedTuple):
    """A part of a reference: words, in italics or leading somewhere."""

    text: str
    is_italic: bool = False
    url: str = ""


def reference(work: Work) -> list[Part]:
    """Return a work's reference in parts."""
    makers = work.authors or work.editors
    role = "" if work.authors else (" (Eds.)" if len(makers) > 1 else " (Ed.)")
    whose = _names(makers, work.more) + role
    parts = [Part(f"{whose}{'' if whose.endswith('.') else '.'} ({work.year}). ")]
    title = work.title
    ends = "" if title.endswith(("?", "!")) else "."
    if work.type in ("article", "paper", "chapter"):
        parts.append(Part(f"{title}{ends} "))
        parts += _in(work)
    else:
        parts.append(Part(title, is_italic=True))
        what = [f"{work.edition} ed."] if work.edition else []
        bracket = work.genre + (f", {work.venue}" if work.venue else "") if work.genre else ""
        inside = (f" ({', '.join(what)})" if what else "") + (
            f" [{bracket}]" if bracket else ""
        )
        parts.append(Part(f"{inside}{ends if not inside else '.'}"))
        shown = [] if work.genre else [work.series, work.venue, work.publisher]
        if place := ". ".join(filter(None, shown)):
            parts.append(Part(f" {place}."))
    if work.address:
        parts += [Part(" "), Part(work.address, url=work.address)]
    return parts


def _in(work: Work) -> list[Part]:
    """Return where an article, paper or chapter stands."""
    number = f"({work.number})" if work.number else ""
    pages = f", {work.pages}" if work.pages else ""
    if work.type == "article":
        volume = [Part(f", {work.volume}", is_italic=True)] if work.volume else []
        venue = [Part(work.venue, is_italic=True)] if work.venue else []
        return [*venue, *volume, Part(f"{number}{pages}.")] if venue else []
    if not work.venue:
        return []
    editors = f"{_names(work.editors, False)} (Ed{'s' * (len(work.editors) > 1)}.), "
    inside = f" (pp. {work.pages})" if work.pages else ""
    end = f"{inside}. {work.publisher}." if work.publisher else f"{inside}."
    return [
        Part(f"In {editors if work.editors else ''}"),
        Part(work.venue, is_italic=True),
        Part(end),
    ]


def _names(names: list[Name], more: bool) -> str:
    shown = [one.cited for one in names]
    if more:
        return ", ".join([*shown, "et al."])
    if len(shown) > NAMED:
        return ", ".join([*shown[: NAMED - 1], f"… {shown[-1]}"])
    if len(shown) < 2:
        return "".join(shown)
    if len(shown) == 2 and not any(one.given for one in names):
        return " & ".join(shown)
    return ", ".join([*shown[:-1], f"& {shown[-1]}"])


def as_text(work: Work) -> str:
    """Return the reference as plain text."""
    return "".join(part.text for part in reference(work))
