"""Social cards: the picture that a shared link shows."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont, ImageOps
from research_records.assets import find_asset, image_size, open_raster
from research_records.entry import Entry
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, domain_of
from research_site.output.head import absolute, meta_tags
from research_site.registry import File, add_files, add_head_tags

FOLDER = "_images/cards"
#: Pixels, the size that Open Graph's users ask for (1.91:1).
SIZE = (1200, 630)
MARGIN = 90
#: Title and bar, ground, what is said beside, line; by the names of `site_colours`.
COLOURS = {"brand": "#12355b", "ground": "#ffffff", "quiet": "#4a5866", "line": "#d3dce5"}
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


@cache
def _drawn(letter: str) -> bytes:
    """Return a letter as the typeface draws it."""
    return bytes(_font(30, 400).getmask(letter))


def _can_write(text: str) -> bool:
    """Tell whether the typeface has all letters of a text; it draws a box for others."""
    box = _drawn("\U0010fffd")
    return all(one.isspace() or _drawn(one) != box for one in set(text))


def draw(
    title: str, kind: str, site: str, partners: str, colours: tuple[str, ...]
) -> Image.Image:
    """Return the card of a page, in four colours: those of `COLOURS`."""
    ink, paper, quiet, line_colour = colours
    image = Image.new("RGB", SIZE, paper)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 24, SIZE[1]), fill=ink)
    pen.text((MARGIN, 70), kind or site, font=_font(34, 600), fill=quiet)
    large = len(title) <= 60
    font = _font(76 if large else 58, 700)
    y = 150
    for line in _wrapped(title, font, 4):
        pen.text((MARGIN, y), line, font=font, fill=ink)
        y += 90 if large else 70
    pen.line((MARGIN, 510, SIZE[0] - MARGIN, 510), fill=line_colour, width=2)
    pen.text((MARGIN, 535), site, font=_font(34, 700), fill=ink)
    pen.text((SIZE[0] - MARGIN, 537), partners, font=_font(30, 400), fill=quiet, anchor="ra")
    return image.quantize(32)


def _file(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, optimize=True)
    return buffer.getvalue()


def _name(shown: object, suffix: str) -> str:
    digest = hashlib.blake2b(repr((VERSION, shown)).encode(), digest_size=8)
    return f"{FOLDER}/{digest.hexdigest()}.{suffix}"


def card(app: Sphinx, entry: Entry) -> tuple[str, str, File]:
    """Return a page's card: its path, named by what it shows, its words, its file.

    It is the page's own ``image:``, cut to the size of a card, else drawn.
    """
    if entry.page.image and (path := _picture(app, entry.page.image.src)):
        name = _name(hashlib.sha256(path.read_bytes()).digest(), "jpg")
        words = entry.page.image.alt or entry.title
        return name, words, File(partial(_cut, path), is_fixed=True)
    partners = " · ".join(host.title for host in catalogue_of(app.env).hosts())
    named = getattr(app.config, "site_colours", {})
    colours = tuple(named.get(name, (ours,))[0] for name, ours in COLOURS.items())
    title = entry.title if _can_write(entry.title) else app.config.project
    shown = (title, entry.page.label, app.config.project, partners, colours)
    file = File(lambda: _file(draw(*shown), "PNG"), is_fixed=True)
    return _name(shown, "png"), entry.title, file


def _picture(app: Sphinx, uri: str) -> Path | None:
    """Return the file of a picture that can be cut; an SVG cannot."""
    domain = domain_of(app.env)
    path = find_asset(uri, [Path(app.srcdir), *domain.static_folders])
    is_raster = path is not None and path.suffix.lower() != ".svg"
    return path if path and is_raster and image_size(path) else None


def _cut(path: Path) -> bytes:
    """Return a picture cut to the size of a card, about its middle."""
    with open_raster(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    ground = Image.new("RGBA", upright.size, COLOURS["ground"])
    whole = Image.alpha_composite(ground, upright).convert("RGB")
    return _file(ImageOps.fit(whole, SIZE, Image.Resampling.LANCZOS), "JPEG")


def tags(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return the elements that name the card in the head."""
    entry = catalogue_of(app.env).entries.get(docname)
    if entry is None or not app.config.html_baseurl:
        return []
    name, words, _ = card(app, entry)
    named = [
        ("og:image", absolute(app, name)),
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", words),
    ]
    return meta_tags("property", named)


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the cards of all pages."""
    if not app.config.html_baseurl:
        return ()
    cards = [card(app, entry) for entry in catalogue_of(app.env).entries.values()]
    return {name: file for name, _, file in cards}.items()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register tags and files."""
    app.setup_extension("research_site")
    add_head_tags(app, tags)
    add_files(app, files)
    return METADATA
