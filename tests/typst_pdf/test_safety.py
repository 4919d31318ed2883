"""The PDF: wrong settings and hostile pages end in a clear warning."""

from __future__ import annotations

import base64
import os
import re
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import EpsImagePlugin, Image
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp
from test_nodes import bookmarks
from test_pdf import CONF, build, failures, site, tags, words
from typst_pdf.typesetter import RefusedError, Typesetter

__all__ = ["site"]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
BOX = 'viewBox="0 0 9 9"'


def _png(width: int, height: int) -> bytes:
    """Return a PNG that says it is larger than it is."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", size), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _entities(levels: int) -> str:
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1))
    text = SVG.format(BOX, f"<text>&a{levels};</text>")
    return f'<!DOCTYPE svg [<!ENTITY a0 "ha">{steps}]>{text}'


DRAWINGS = {
    "file": (
        SVG.format(BOX, '<image href="file:///etc/passwd"/>'),
        "absolute paths are not allowed",
    ),
    "web": (SVG.format(BOX, '<image href="https://e.org/x.png"/>'), "URLs are not allowed"),
    "outer": (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + SVG.format(BOX, "<text>&x;</text>"),
        "unknown entity",
    ),
    "laughs": (_entities(9), "entity reference loop"),
    "fewer": (_entities(5), "cannot be shown"),
    "uses": (
        SVG.format(
            BOX,
            '<g id="u0"><rect width="1" height="1"/></g>'
            + "".join(
                f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>"
                for n in range(1, 12)
            ),
        ),
        "nodes limit",
    ),
    "deep": (SVG.format(BOX, "<g>" * 20_000 + "</g>" * 20_000), "nodes limit"),
    "none": (SVG.format('width="0" height="0"', ""), "cannot be shown"),
    "dashes": (SVG.format(BOX, '<path d="M0 0L1e9 0" stroke-dasharray="1e-5"/>'), "dashes"),
    "within": (
        SVG.format(
            BOX,
            '<image href="data:image/png;base64,'
            + base64.b64encode(_png(60_000, 60_000)).decode()
            + '"/>',
        ),
        "picture within",
    ),
    "foreign": (
        SVG.format(BOX, '<foreignObject width="9" height="9"><p>x</p></foreignObject>'),
        "foreign object",
    ),
    "broken": ("<svg><g></svg>", "failed to parse SVG"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_hostile_drawing_is_named_and_its_text_shown(
    make_app: type, site: Path, name: str
) -> None:
    source, message = DRAWINGS[name]
    (site / "bad.svg").write_text(source)
    (site / "everything.md").write_text("# E\n\n![The text](bad.svg)\n")
    pdf, warnings = build(make_app, site)
    assert "everything.md:3: WARNING: image 'bad.svg'" in warnings
    assert message in warnings
    assert "The text" in words(pdf)


@pytest.mark.parametrize(
    "size", ['width="1e9" height="1e9"', 'width="9" height="99999999"', 'width="1.2.3"']
)
def test_a_drawing_of_absurd_size_fits(make_app: type, site: Path, size: str) -> None:
    (site / "big.svg").write_text(SVG.format(size, '<rect width="4" height="4"/>'))
    (site / "everything.md").write_text("# E\n\n![Big](big.svg)\n")
    pdf, warnings = build(make_app, site)
    assert warnings == ""
    assert failures(pdf) == []
    assert ("Figure", "Big") in [(name, str(alt)) for name, alt in tags(pdf)]
    left, low, right, high = _box_of_figure(pdf)
    assert left >= 0
    assert low >= 0
    assert right <= 596
    assert high <= 842


def _box_of_figure(pdf: Path) -> list[float]:
    with pikepdf.open(pdf) as document:
        (figure,) = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        given = figure.A
        parts = list(given) if isinstance(given, pikepdf.Array) else [given]
        (box,) = [part.BBox for part in parts if "/BBox" in part]
        return [float(side) for side in box]


def test_no_picture_starts_a_program(
    make_app: type, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pillow hands PostScript to Ghostscript, whatever a file is called."""
    program = []
    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", lambda *_, **__: program.append(1))
    script = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n"
    (site / "bad.jpg").write_bytes(script)
    inner = f'<image href="data:image/jpeg;base64,{base64.b64encode(script).decode()}"/>'
    (site / "bad.svg").write_text(SVG.format(BOX, inner))
    (site / "everything.md").write_text("# E\n\n![One](bad.jpg)\n\n![Two](bad.svg)\n")
    pdf, warnings = build(make_app, site)
    assert "image 'bad.jpg' cannot be decoded" in warnings
    assert "image 'bad.svg' has a broken picture within" in warnings
    assert "One Two" in words(pdf)
    assert program == []


def test_no_file_from_outside_is_read(make_app: type, site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    Image.new("RGB", (30, 30), "red").save(outside)
    (site / "link.png").symlink_to(outside)
    Path(site / "words.png").symlink_to("/etc/passwd")
    names = ["../secret.png", "link.png", "words.png", str(outside), "https://e.org/x.png"]
    body = "\n\n".join(f"![alt{n}](<{name}>)" for n, name in enumerate(names))
    (site / "everything.md").write_text(f"# E\n\n{body}\n")
    (site / "conf.py").write_text(CONF + 'typst_pdf_logos = [("../secret.png", "L")]\n')
    pdf, warnings = build(make_app, site)
    assert warnings.count("is not a file of this project") == len(names)
    assert warnings.count("is on another server, which is not asked for it") == 1
    assert not [name for name, _ in tags(pdf) if name == "Figure"]


def test_logos_of_the_cover_lie_beside_the_settings(site: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    settings.mkdir()
    (site / "conf.py").unlink()
    (settings / "conf.py").write_text(CONF + 'typst_pdf_logos = [("our.png", "Us")]\n')
    Image.new("RGB", (9, 9), "red").save(settings / "our.png")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "typst_pdf"]
    command += ["-c", str(settings), str(site), str(tmp_path / "out")]
    packages = str(Path(__file__).parents[2] / "_ext")
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": packages})
    names = [str(alt) for _, alt in tags(tmp_path / "out/a-book.pdf")]
    assert names.index("Us") < names.index("A red square")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("documents = [('index', 'x.pdf')]", "[0]: expected four strings"),
        ("documents = [3]", "[0]: expected four strings"),
        ("documents = [('index', '../x.pdf', 'T', 'A')]", "is not a file name"),
        ("documents = [('nothing', 'x.pdf', 'T', 'A')]", "there is no page 'nothing'"),
        (
            "documents = [('index', 'x', 'T', 'A'), ('other', 'x.pdf', 'T', 'A')]",
            "'x.pdf' is written by another document",
        ),
        ("template = 'no.typ'", "typst_pdf_template: cannot be read"),
        ("paper = '\"a4'", "Typst has no paper '\"a4'"),
        ("logos = [5]", "typst_pdf_logos[0]: expected (path, alternative text)"),
    ],
)
def test_a_wrong_setting_is_named(
    make_app: type, site: Path, setting: str, message: str
) -> None:
    (site / "conf.py").write_text(f"{CONF}typst_pdf_{setting}\n")
    _, warnings = build(make_app, site)
    assert message in warnings


def test_several_documents_link_only_within_each(make_app: type, site: Path) -> None:
    (site / "everything.md").write_text("# Everything\n\n[Elsewhere](other.md)\n")
    (site / "conf.py").write_text(
        CONF + "typst_pdf_documents = [('everything', 'one', 'One', 'A'),"
        " ('other', 'two.pdf', '\"Two #x', 'B & C')]\n"
        "html_baseurl = 'https://e.org/docs/'\n"
    )
    (site / "other.md").write_text("# Other\n\nWords.\n")
    pdf, warnings = build(make_app, site)
    assert warnings == ""
    one, two = words(pdf.with_name("one.pdf")), words(pdf.with_name("two.pdf"))
    assert "https://e.org/docs/other.html" in one.replace(" ", "")
    assert "Words." in two
    assert "Words." not in one
    assert '"Two #x' in two.replace("“", '"').replace("”", '"')


def test_a_failure_keeps_the_former_pdf_and_is_told(make_app: type, site: Path) -> None:
    pdf, _ = build(make_app, site)
    former = pdf.read_bytes()
    (site / "own.typ").write_text('#panic("no looks")\n')
    (site / "conf.py").write_text(CONF + "typst_pdf_template = 'own.typ'\n")
    app: SphinxTestApp = make_app("typst_pdf", srcdir=site, freshenv=True)
    app.build()
    assert app.statuscode == 1
    assert pdf.read_bytes() == former
    said = app.warning.getvalue()
    assert "no looks" in said
    assert "ERROR: no PDF: a-book.pdf" in said
    assert "[typst_pdf.compile]" in said


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('#let rubric(body) = panic("no rubrics")', "no rubrics"),
        ('#let formula(alt, body) = panic("no sums")', "no sums"),
    ],
)
def test_a_block_that_typst_refuses_is_its_words(
    make_app: type, site: Path, template: str, said: str
) -> None:
    (site / "own.typ").write_text(f'#import "/base.typ": *\n{template}\n')
    with (site / "everything.md").open("a") as file:
        file.write("\n$$" + r"\omega + " * 30 + "b$$\n")
    (site / "conf.py").write_text(CONF + "typst_pdf_template = 'own.typ'\n")
    pdf, warnings = build(make_app, site)
    assert re.search(rf"everything.md:\d+: WARNING: shown .*{said}", warnings)
    assert failures(pdf) == []
    for part in (r"\omega + \omega" if "sums" in said else "Rubric", "Card title"):
        assert part in words(pdf)


def test_a_page_that_typst_fails_at_without_a_word_is_found(
    make_app: type, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_ = Typesetter.compile

    def fail(self: Typesetter, *args: Any) -> Any:
        pages = self.work / "pages.typ"
        if pages.is_file() and '[#"Part";]' in pages.read_text():
            raise RefusedError("error: Typst fails")
        return compile_(self, *args)

    monkeypatch.setattr(Typesetter, "compile", fail)
    pdf, warnings = build(make_app, site)
    assert "other.md" in warnings
    assert "shown as plain text: Typst says 'Typst fails'" in warnings
    assert "Back to all" in words(pdf)
    assert ("Figure", "A drawing") in [(name, str(alt)) for name, alt in tags(pdf)]


def test_what_no_font_has_is_shown_everywhere(make_app: type, site: Path) -> None:
    (site / "conf.py").write_text(CONF.replace('"A Book"', '"A Book 王"'))
    (site / "everything.md").write_text(
        "# 日本\n\n(節)=\n## a\u20dd 語\n\n`王` $王$ [](#節) [x](https://e.org/王)\n\n"
        "```\n王\n```\n\n![王](draw.svg)\n"
    )
    app: SphinxTestApp = make_app("typst_pdf", srcdir=site, freshenv=True)
    app.build()
    (pdf,) = Path(app.outdir).glob("*.pdf")
    said = app.warning.getvalue()
    assert "everything.md:1: WARNING: the fonts lack " in said
    assert said.count("typst_pdf.glyph") == 1  # once a page
    assert failures(pdf) == []
    shown = words(pdf)
    assert "[U+65E5][U+672C]" in shown
    assert "A Book [U+738B]" in shown
    reader = PdfReader(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "A Book 王"
    assert "日本" in bookmarks(pdf)
    assert ("Figure", "王") in [(name, str(alt)) for name, alt in tags(pdf)]


def test_words_of_the_builder_that_no_font_has(make_app: type, site: Path) -> None:
    (site / "conf.py").write_text(CONF.replace('"en"', '"ja"'))
    (site / "everything.md").unlink()
    (site / "everything.rst").write_text(
        "T\n=\n\n.. note:: Careful.\n\n`x <https://e.org/王>`__\n"
    )
    (site / "other.md").write_text("# Other\n")
    pdf, warnings = build(make_app, site)
    assert "words that the builder adds: the fonts lack" in warnings
    assert failures(pdf) == []
    assert "[U+6CE8][U+91C8] Careful." in words(pdf)
    assert "https://e.org/%E7%8E%8B" in words(pdf)


@pytest.mark.parametrize(
    "block",
    [
        "\n\n".join(f"{'   ' * n}.. note::\n\n{'   ' * (n + 1)}end{n}" for n in range(40)),
        "\n\n".join(f"{'  ' * n}end{n}" for n in range(40)),
        "\n".join(f"{'  ' * n}end{n}" for n in range(40)) + "\n" + "  " * 40 + "x",
        "\n\n".join(f"{'   ' * n}.. card:: end{n}" for n in range(30)),
        "\n\n".join(f"{'   ' * n}.. py:class:: end{n}" for n in range(40)),
        "\n\n".join(f"{'   ' * n}#. end{n}" for n in range(40)),
        "\n\n".join(f"end{n}\n{c * 9}" for n, c in enumerate("-~^\"'*+#<>.,:;_`!$%&()/?@")),
    ],
    ids=["notes", "quotes", "terms", "cards", "classes", "numbers", "sections"],
)
def test_what_is_nested_deeply_is_printed(make_app: type, site: Path, block: str) -> None:
    (site / "everything.md").unlink()
    (site / "everything.rst").write_text(f"T\n=\n\n{block}\n")
    (site / "other.md").write_text("# Other\n")
    pdf, warnings = build(make_app, site)
    assert "typst_pdf" not in warnings
    assert failures(pdf) == []
    assert f"end{block.count('end') - 1}" in words(pdf)


def test_same_commit_same_bytes_from_another_folder(site: Path, tmp_path: Path) -> None:
    pdfs: list[bytes] = []
    for name in ("one", "two/three"):
        folder = tmp_path / name
        folder.parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-r", site, folder], check=True)
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "typst_pdf", ".", "out"]
        path = str(Path(__file__).parents[2] / "_ext")
        subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PYTHONPATH": path})
        pdfs.append((folder / "out/a-book.pdf").read_bytes())
        time.sleep(1.1)  # a second is what PDF counts in
    assert pdfs[0] == pdfs[1]
