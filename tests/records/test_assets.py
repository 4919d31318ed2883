"""Pictures and names of files: a sentence for each that cannot be shown."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from research_records.assets import (
    file_hint,
    find_asset,
    image_size,
    local_image,
    look_at,
    path_of,
)

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"{}>{}</svg>'


def fault(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return look_at(path).fault


def raster(kind: str, size: tuple[int, int] = (30, 20)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 90).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "PNG"),
        ("a.JPG", "JPEG"),
        ("a.gif", "GIF"),
        ("a.webp", "WEBP"),
        ("a.avif", "AVIF"),
    ],
)
def test_what_browsers_show(tmp_path: Path, name: str, kind: str) -> None:
    assert fault(tmp_path, name, raster(kind)) == ""
    assert image_size(tmp_path / name) == (30, 20)


def test_own_pictures_have_no_fault() -> None:
    pictures = [
        path
        for folder in ("_static", "_ext/research_site/static")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".svg", ".avif", ".png"}
    ]
    assert pictures
    assert {path.name: look_at(path).fault for path in pictures if look_at(path).fault} == {}


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("a.png", "JPEG", "is JPEG, but its name says PNG; rename it"),
        ("a.png", "JPEG2000", "cannot be read as PNG; export it again"),
        ("a.jpg", "EPS", "cannot be read as JPEG; export it again"),
        ("a.bmp", "BMP", "is no PNG, JPEG, GIF, WebP, AVIF or SVG; export it as one of these"),
    ],
)
def test_format_fits_the_name(tmp_path: Path, name: str, kind: str, words: str) -> None:
    assert fault(tmp_path, name, raster(kind)) == words


def test_no_program_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*args: object, **kwargs: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr("subprocess.check_call", start)
    monkeypatch.setattr("subprocess.Popen", start)
    text = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"
    assert fault(tmp_path, "a.jpg", text).startswith("cannot be read as JPEG")


def test_damaged_heavy_and_absurd(tmp_path: Path) -> None:
    assert fault(tmp_path, "cut.png", raster("PNG")[:200]).startswith("cannot be read")
    assert image_size(tmp_path / "cut.png") is None
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    assert fault(tmp_path, "bomb.png", buffer.getvalue()).startswith(
        "has more than 80 million"
    )
    heavy = fault(tmp_path, "heavy.png", raster("PNG", (1900, 1900)))
    assert heavy == "has 3.5 MB; make it smaller than 2.0 MB"
    assert image_size(tmp_path / "heavy.png") == (1900, 1900)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("", (30, 20)),
        (' width="1in" height="25.4mm"', (96, 96)),
        (' width="100%" height="5"', (30, 20)),
        (' width="1e400" height="5"', (30, 20)),
    ],
)
def test_size_of_svg(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    assert fault(tmp_path, "a.svg", SVG.format(attributes, "")) == ""
    assert image_size(tmp_path / "a.svg") == size


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SVG.format("", "<script/>"), "holds <script>"),
        (SVG.format("", "<foreignObject/>"), "holds <foreignobject>"),
        (SVG.format(' onload="x()"', ""), "holds the event onload"),
        (SVG.format("", '<image href="https://x.org/a.png"/>'), "refers to 'https://"),
        (SVG.format("", '<a href="javascript:x()"/>'), "refers to 'javascript:x()'"),
        (SVG.format("", "<style>@import 'x'</style>"), "loads something from outside"),
        (SVG.format("", '<g style="fill: url(//x.org/a)"/>'), "loads something from outside"),
        ('<svg width="1e9" height="1"/>', "has no size that can be shown"),
        ('<svg viewBox="0 0 nan 1"/>', "has no size that can be shown"),
        ('<?xml version="1.0" encoding="klingon"?><svg/>', "is not valid SVG (unk"),
        ('<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', "declares"),
        ("<svg", "is not valid SVG"),
        ("<html/>", "is not SVG"),
    ],
)  # fmt: skip
def test_svg_that_is_not_for_a_public_page(tmp_path: Path, text: str, words: str) -> None:
    assert fault(tmp_path, "a.svg", text).startswith(words)


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="https://x.org"/>',
        '<use href="#a"/>',
        '<g fill="url(#a)"/>',
        "<g fill='url(\"#a\")'/>",
    ],
)
def test_svg_may_link_and_refer_within(tmp_path: Path, inside: str) -> None:
    assert fault(tmp_path, "a.svg", SVG.format("", inside)) == ""


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    for name in ("a" * 300, "a\0b", "\udcff", "//[x", "../../etc/passwd", "."):
        assert find_asset(f"/{name}", [tmp_path]) is None
        assert local_image(tmp_path, name) is None
    assert path_of("/a%20b.png?x=1#" + "y" * 300) == "/a b.png"


def test_accents_are_found_in_both_forms(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301.png").touch()
    assert find_asset("/caf\u00e9.png", [tmp_path]) == tmp_path / "cafe\u0301.png"


def test_names_that_are_not_utf8_can_be_said(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.png")).touch()
    file_hint("/cafe.png", [path.name for path in tmp_path.iterdir()]).encode()
