"""Published pictures say nothing of place, camera and author; unshown ones stay home.

What cameras and programs note in a picture is taken out of the copy that is
published; how it is turned and its colour profile stay. The file in the source
folder is left as it is.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import ExifTags, Image, PngImagePlugin
from research_records.writing import write
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from web_pictures import METADATA, is_web

#: Format -> how it is saved again, as near to the original as it can be.
SAVED: dict[str, dict[str, object]] = {
    "JPEG": {"quality": "keep", "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 90},
}
#: What a picture may say: how it is shown, not who made it where and when.
KEPT = {
    "icc_profile", "transparency", "gamma", "dpi", "jfif", "jfif_version", "jfif_unit",
    "jfif_density", "progressive", "progression", "adobe", "adobe_transform", "interlace",
    "srgb", "chromaticity", "aspect", "loop", "background", "timestamp", "duration",
    "default_image", "bbox", "blend", "disposal",
}  # fmt: skip


def cleaned(path: Path) -> bytes | None:
    """Return a picture without what it says of its making; None where it says nothing."""
    with Image.open(path, formats=list(SAVED)) as image:
        exif = image.getexif()
        turned = exif.get(ExifTags.Base.Orientation)
        told = set(image.info) - KEPT
        says_only_turn = told <= {"exif"} and set(exif) <= {ExifTags.Base.Orientation}
        if not told or (says_only_turn and not exif.get_ifd(ExifTags.IFD.GPSInfo)):
            return None
        if getattr(image, "is_animated", False) or image.format is None:
            return None
        image.load()
        short = Image.Exif()
        if turned:
            short[ExifTags.Base.Orientation] = turned
        options = dict(SAVED[image.format])
        options["exif"] = short.tobytes() if turned else b""
        options["icc_profile"] = image.info.get("icc_profile")
        if image.format == "PNG":
            options["pnginfo"] = PngImagePlugin.PngInfo()
        image.info = {key: value for key, value in image.info.items() if key in KEPT}
        buffer = io.BytesIO()
        image.save(buffer, image.format, **options)
    return buffer.getvalue()


def clean(app: Sphinx, exception: Exception | None) -> None:
    """Clean the pictures that Sphinx has copied."""
    if exception or not is_web(app):
        return
    _leave_out_unshown(Path(app.outdir, "_static"))
    for folder in ("_images", "_static", "_downloads"):
        for path in sorted(Path(app.outdir, folder).rglob("*")):
            if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp", ".avif"}:
                try:
                    content = cleaned(path)
                except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
                    continue  # told where the page shows it
                if content is not None:
                    write(path, content)


def _leave_out_unshown(static: Path) -> None:
    """Delete pictures of the static folder that only lie there.

    Those that pages show have been copied to ``_images``; a style sheet's are kept.
    """
    styles = "".join(path.read_text("utf-8", "replace") for path in static.rglob("*.css"))
    for path in sorted(static.glob("images/**/*")):
        if path.is_file() and path.name not in styles:
            path.unlink()
    for folder in sorted(static.glob("images/**/"), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect when all pictures are copied."""
    app.connect("build-finished", clean, priority=600)
    return METADATA
