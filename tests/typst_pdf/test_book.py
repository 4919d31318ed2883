"""The PDF as a book: parts, contents, notes, index, cover, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp
from test_nodes import bookmarks
from test_pdf import failures, links, tags, words

CONF = 'extensions = ["typst_pdf"]\nproject, author = "P", "Some Body"\n'


def book(
    make_app: type, folder: Path, pages: dict[str, str], conf: str = ""
) -> tuple[Path, str]:
    """Build pages of reStructuredText; the only PDF passes every rule."""
    source = folder / "src"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(f"{CONF}show_warning_types = True\n{conf}")
    for name, text in pages.items():
        (source / f"{name}.rst").parent.mkdir(exist_ok=True)
        (source / f"{name}.rst").write_text(text)
    app: SphinxTestApp = make_app("typst_pdf", srcdir=source, freshenv=True)
    app.build()
    app.cleanup()
    (pdf,) = Path(app.outdir).glob("*.pdf")
    assert failures(pdf) == []
    return pdf, app.warning.getvalue()


def tree(options: str, *names: str) -> str:
    return f".. toctree::\n{options}\n\n" + "".join(f"   {n}\n" for n in names) + "\n"


def page(title: str, body: str = "Words.") -> str:
    return f"{title}\n{'=' * len(title)}\n\n{body}\n"


def levels(pdf: Path) -> list[str]:
    """Return each bookmark after two spaces a level."""

    def flat(items: list[object], depth: int) -> list[str]:
        return [
            line
            for item in items
            for line in (
                flat(item, depth + 1)
                if isinstance(item, list)
                else ["  " * depth + item.title]  # type: ignore[attr-defined]
            )
        ]

    return flat(list(PdfReader(pdf).outline), 0)


def sheets(pdf: Path) -> list[str]:
    return [" ".join(s.extract_text().split()) for s in PdfReader(pdf).pages]


def test_captions_are_parts_and_pages_hang_below_their_section(
    make_app: type, tmp_path: Path
) -> None:
    root = page("Root", tree("   :caption: Guides", "a", "b") + tree("", "c"))
    inner = "Group\n-----\n\n" + tree("   :hidden:", "b1") + "Other\n-----\n\nWords.\n"
    pages = {"index": root, "a": page("A"), "b": page("B", inner), "c": page("C")}
    pdf, warnings = book(make_app, tmp_path, {**pages, "b1": page("Below")})
    assert warnings == ""
    assert levels(pdf) == [
        "Root", "Guides", "  A", "  B", "    Group", "      Below", "    Other", "C",
    ]  # fmt: skip
    # What the contents name is not listed once more where the toctree stands.
    assert words(pdf).count("Below") == 1


@pytest.mark.parametrize(("depth", "listed"), [(0, 0), (1, 1), (3, 2)])
def test_depth_of_the_contents(
    make_app: type, tmp_path: Path, depth: int, listed: int
) -> None:
    pages = {"index": page("Root", "Sub\n---\n\nWords.\n")}
    conf = f"typst_pdf_toc_depth = {depth}\ntypst_pdf_cover = False\n"
    pdf, _ = book(make_app, tmp_path, pages, conf)
    assert [name for name, _ in tags(pdf)].count("TOCI") == listed
    assert bookmarks(pdf) == ["Root", "Sub"]
    assert len(sheets(pdf)) == (2 if listed else 1)


def test_what_is_for_the_web_or_left_out_is_not_printed(
    make_app: type, tmp_path: Path
) -> None:
    root = page(
        "Root",
        ".. only:: html\n\n   .. toctree::\n\n      secret\n\n"
        + tree("", "shown", "away", "Site <https://e.org/>")
        + "- one\n- .. toctree::\n     :hidden:\n\n     shown\n\nSee :doc:`away`.\n\n"
        "Tables\n------\n\n* :ref:`genindex`\n* :ref:`search`\n",
    )
    pages = {"index": root, "secret": page("Secret"), "shown": page("Shown")}
    conf = (
        "typst_pdf_exclude = ['aw*']\nhtml_baseurl = 'https://e.org/docs/'\n"
        "typst_pdf_site = 'dirhtml'\n"
    )
    pdf, warnings = book(make_app, tmp_path, {**pages, "away": page("Away")}, conf)
    assert warnings == ""
    assert bookmarks(pdf) == ["Root", "Shown"]
    shown = words(pdf)
    assert "https://e.org/docs/away/" in shown.replace(" ", "")
    assert shown.count("•") == 3  # the two that are no page here, and "one"
    assert "Secret" not in shown
    assert "Index" not in shown


def test_notes_count_by_chapter_and_an_address_is_printed_once(
    make_app: type, tmp_path: Path
) -> None:
    body = "One [#]_ `x <https://e.org/1>`_ `y <https://e.org/1>`_.\n\n.. [#] {}.\n"
    pages = {"index": page("Root", tree("", "a", "b"))}
    pages |= {"a": page("A", body.format("First")), "b": page("B", body.format("Two"))}
    pdf, _ = book(make_app, tmp_path, pages)
    for text in sheets(pdf)[-2:]:
        assert text.count("https://e.org/1") == 1
        assert "1First" in text.replace(" ", "") or "1Two" in text.replace(" ", "")


def test_an_index_of_entries_and_descriptions(make_app: type, tmp_path: Path) -> None:
    body = (
        ".. index:: pear; tree, fruit\n.. index:: see: plum; pear\n\nWords.\n\n"
        ".. py:function:: grow()\n"
    )
    pdf, _ = book(make_app, tmp_path, {"index": page("Root", body)})
    last = sheets(pdf)[-1]
    assert "fruit, 2" in last
    assert "grow() built-in function, 2" in last.replace(" (", "(")
    assert "see pear" in last
    assert "page 2" in links(pdf)[0]
    pdf, _ = book(make_app, tmp_path, {}, "typst_pdf_index = False\n")
    assert "fruit" not in words(pdf)


@pytest.mark.parametrize(
    ("conf", "title", "author", "name"),
    [
        ("", "P", "Some Body", "p"),
        ("project, author = 'Project name not set', 'Author name not set'\n", "Root",
         None, "document"),
        ("project = 'Project name not set'\nhtml_title = 'A Site'\n", "A Site",
         "Some Body", "a-site"),
        ("typst_pdf_documents = [('d/index', 'dev.pdf', '', '')]\n", "Inner", None,
         "dev"),
        ("author = '赵俊德'\n", "P", "赵俊德", "p"),
    ],
)  # fmt: skip
def test_title_and_author(
    make_app: type, tmp_path: Path, conf: str, title: str, author: str, name: str
) -> None:
    pages = {"index": page("Root", tree("", "d/index")), "d/index": page("Inner")}
    pdf, _ = book(make_app, tmp_path, pages, conf)
    data = PdfReader(pdf).metadata
    assert data is not None
    assert (data.title, data.author, pdf.stem) == (title, author, name)
    assert "not set" not in words(pdf)


def test_the_cover_says_what_is_given(make_app: type, tmp_path: Path) -> None:
    conf = (
        "release, copyright = '1.2', '2026, Us'\nhtml_baseurl = 'https://e.org/d/'\n"
        "typst_pdf_subtitle = 'Below'\ntypst_pdf_licence = 'CC BY 4.0'\n"
    )
    pdf, _ = book(make_app, tmp_path, {"index": page("Root")}, conf)
    cover = sheets(pdf)[0]
    for part in ("Below", "Release 1.2", "© 2026, Us · CC BY 4.0", "https://e.org/d/"):
        assert part in cover
    pdf, _ = book(make_app, tmp_path, {}, conf + "typst_pdf_cover = False\n")
    assert "Release" not in words(pdf)


def test_words_of_the_builder_are_in_the_language(make_app: type, tmp_path: Path) -> None:
    body = "See :ref:`x`.\n\n.. _x:\n\nSub\n---\n\n.. index:: word\n"
    pages = {"index": page("Root", body)}
    pdf, _ = book(make_app, tmp_path, pages, "language = 'de'\n")
    assert "Sub (Seite 2)" in words(pdf)
    assert "Stichwortverzeichnis" in words(pdf)


def test_boxes_and_quotations_are_tagged_apart(make_app: type, tmp_path: Path) -> None:
    body = ".. note:: Careful.\n\n   Someone's words.\n\nAnd\n\n   a quotation.\n"
    pdf, warnings = book(make_app, tmp_path, {"index": page("Root", body)})
    assert warnings == ""
    names = [name for name, _ in tags(pdf)]
    assert (names.count("Note"), names.count("BlockQuote")) == (1, 1)
    with pikepdf.open(pdf) as document:
        (box,) = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Note"
        ]
        assert str(box.T) == "Note"
    assert b"/ObjStm" in pdf.read_bytes()


def test_a_second_build_does_nothing_until_something_changes(
    make_app: type, tmp_path: Path
) -> None:
    pdf, _ = book(make_app, tmp_path, {"index": page("Root")})
    first = pdf.stat().st_mtime_ns

    def again(conf: str = "", body: str = "Words.") -> bool:
        (tmp_path / "src/index.rst").write_text(page("Root", body))
        (tmp_path / "src/conf.py").write_text(f"{CONF}show_warning_types = True\n{conf}")
        app: SphinxTestApp = make_app("typst_pdf", srcdir=tmp_path / "src")
        app.build()
        app.cleanup()
        return pdf.stat().st_mtime_ns != first

    assert not again()
    assert again(body="Other words.")
    first = pdf.stat().st_mtime_ns
    assert again("typst_pdf_paper = 'a5'\n", "Other words.")
    pdf.unlink()
    assert again("typst_pdf_paper = 'a5'\n", "Other words.")
