"""Social cards: the picture that a shared link shows."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from PIL import Image, ImageDraw, ImageFont

from research_site.catalogue import Entry, get_domain
from research_site.publishing import absolute, add_to_head, meta_tags, remove_others

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

FOLDER = "_images/cards"
#: Pixels, the size that Open Graph's users ask for (1.91:1).
SIZE = (1200, 630)
MARGIN = 90
INK, PAPER, QUIET = "#12355b", "#ffffff", "#4a5866"
#: Kind of page -> what the card says above the title.
KINDS = {
    "person": "Team", "project": "Research project", "thesis": "Thesis",
    "partner": "Partner", "area": "Research area", "news": "News",
}  # fmt: skip
#: Changes when the drawing does, so that cached cards are drawn again.
VERSION = 1


@lru_cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    spec = find_spec("fontpkg_source_sans_3")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "files" / "SourceSans3[wght].ttf"
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return font


def _wrapped(text: str, font: ImageFont.FreeTypeFont, lines: int) -> list[str]:
    """Break a text into lines that fit; the last says when more was cut."""
    width = SIZE[0] - 2 * MARGIN
    result = [""]
    for word in text.split():
        longer = f"{result[-1]} {word}".strip()
        if font.getlength(longer) <= width or not result[-1]:
            result[-1] = longer
        else:
            result.append(word)
    if len(result) > lines:
        result = [*result[: lines - 1], f"{result[lines - 1]} …"]
    return result


def draw(title: str, kind: str, site: str, partners: str) -> Image.Image:
    """Return the card of a page."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 24, SIZE[1]), fill=INK)
    pen.text((MARGIN, 70), kind or site, font=_font(34, 600), fill=QUIET)
    large = len(title) <= 60
    font = _font(76 if large else 58, 700)
    y = 150
    for line in _wrapped(title, font, 4):
        pen.text((MARGIN, y), line, font=font, fill=INK)
        y += 90 if large else 70
    pen.line((MARGIN, 510, SIZE[0] - MARGIN, 510), fill="#cdd6df", width=2)
    pen.text((MARGIN, 535), site, font=_font(34, 700), fill=INK)
    pen.text(
        (SIZE[0] - MARGIN, 537), partners, font=_font(30, 400), fill=QUIET, anchor="ra"
    )
    return image.quantize(32)


def _card(app: Sphinx, entry: Entry) -> tuple[str, tuple[str, str, str, str]]:
    """Return the file of a page's card, named by what it shows, and that."""
    leading = get_domain(app.env).catalogue.leading("partner")
    partners = " · ".join(partner.title for partner in leading)
    shown = (entry.title, KINDS.get(entry.kind, ""), app.config.project, partners)
    digest = hashlib.blake2b(repr((VERSION, shown)).encode(), digest_size=8)
    return f"{digest.hexdigest()}.png", shown


def add_tags(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Name the card in the head."""
    entry = get_domain(app.env).entries.get(pagename)
    if entry is None or not app.config.html_baseurl:
        return
    card, _ = _card(app, entry)
    tags = [
        ("og:image", absolute(app, f"{FOLDER}/{card}")),
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", entry.title),
    ]
    add_to_head(context, meta_tags("property", tags))


def write(app: Sphinx, exception: Exception | None) -> None:
    """Draw the cards that are not there yet; delete those that no page shows."""
    if exception or app.builder.format != "html":
        return
    cards = {}
    if app.config.html_baseurl:
        cards = dict(_card(app, e) for e in get_domain(app.env).entries.values())
    folder = Path(app.outdir, FOLDER)
    remove_others(folder, cards)
    for name, shown in cards.items():
        path = folder / name
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            draw(*shown).save(path, optimize=True)


def setup(app: Sphinx) -> None:
    """Connect tags and files."""
    app.connect("html-page-context", add_tags)
    app.connect("build-finished", write)
