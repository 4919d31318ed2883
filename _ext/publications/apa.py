"""References in APA style (Publication Manual, 7th edition, chapters 9 and 10)."""

from __future__ import annotations

from typing import NamedTuple

from research_records.names import Name, initials

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
    ends = "" if title.endswith(("?", "!", ".", "…")) else "."
    if work.type in ("article", "paper", "chapter"):
        place = _in(work)
        parts += [Part(f"{title}{ends}{' ' if place else ''}"), *place]
    else:
        parts.append(Part(title, is_italic=True))
        bracket = work.genre + (f", {work.venue}" if work.venue else "") if work.genre else ""
        inside = _which(work) + (f" [{bracket}]" if bracket else "")
        parts.append(Part(f"{inside}{ends if not inside else '.'}"))
        shown = [] if work.genre else [work.series, work.venue, work.publisher]
        if where := ". ".join(filter(None, shown)):
            parts.append(Part(f" {where}."))
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
    names = [f"{initials(one.given)} {one.family}".strip() for one in work.editors]
    editors = f"{_joined(names, False)} (Ed{'s' * (len(names) > 1)}.), "
    end = f"{_which(work)}. {work.publisher}." if work.publisher else f"{_which(work)}."
    return [
        Part(f"In {editors if work.editors else ''}"),
        Part(work.venue, is_italic=True),
        Part(end),
    ]


def _which(work: Work) -> str:
    """Return edition, number, volume and pages in brackets (section 9.19)."""
    edition = work.edition
    if edition.isascii() and edition.isdecimal():
        teens = edition[-2:-1] == "1"
        ends = {"1": "st", "2": "nd", "3": "rd"}
        edition += "th" if teens else ends.get(edition[-1], "th")
    is_part = work.type in ("paper", "chapter")
    pages = f"p{'p' * (not work.pages.isdecimal())}. {work.pages}"
    said = [
        f"{edition.removesuffix('.').removesuffix(' ed')} ed." if edition else "",
        f"Report No. {work.number}" if work.number and work.type == "report" else "",
        f"Vol. {work.volume}" if work.volume else "",
        pages if work.pages and is_part else "",
    ]
    shown = ", ".join(filter(None, said))
    return f" ({shown})" if shown else ""


def _names(names: list[Name], more: bool) -> str:
    shown = [one.cited for one in names]
    if more:
        return ", ".join([*shown, "et al."])
    if len(shown) > NAMED:
        return ", ".join([*shown[: NAMED - 1], f"… {shown[-1]}"])
    return _joined(shown, any(one.given for one in names))


def _joined(shown: list[str], is_inverted: bool) -> str:
    """Return names with "&" before the last; a comma goes before it where they have some."""
    comma = "," if is_inverted or len(shown) > 2 else ""
    return f"{comma} & ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def as_text(work: Work) -> str:
    """Return the reference as plain text."""
    return "".join(part.text for part in reference(work))
