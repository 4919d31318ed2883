"""The PDF: nodes beyond those of an ordinary page, one small source each."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from test_pdf import CONF, build, failures, languages, links, scopes, site, tags, words

__all__ = ["site"]

SKIP = re.compile(r"\s+")


def made(make_app: type, site: Path, body: str, conf: str = "") -> tuple[Path, str]:
    """Build one page of reStructuredText; it has to pass every rule."""
    (site / "everything.md").unlink(missing_ok=True)
    (site / "everything.rst").write_text(body)
    if "everything.md" in (site / "other.md").read_text():
        (site / "other.md").write_text("# Other\n")
    (site / "conf.py").write_text(CONF + conf)
    pdf, warnings = build(make_app, site)
    assert failures(pdf) == []
    return pdf, warnings


def bookmarks(pdf: Path) -> list[str]:
    def flat(items: list[object]) -> list[str]:
        return [
            title
            for item in items
            for title in (flat(item) if isinstance(item, list) else [item.title])  # type: ignore[attr-defined]
        ]

    return flat(list(PdfReader(pdf).outline))


def compact(pdf: Path) -> str:
    return SKIP.sub("", words(pdf))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            ".. py:function:: send(a, b=1, *c[, d]) -> int\n   :async:\n\n   Sends.\n\n"
            "   :param str a: The person.",
            "asyncsend(a,b=1,*c[,d])→intSends.Parameters:a(str)",
        ),
        (".. cpp:function:: template<typename T> T f(int x)", "template<typenameT>Tf"),
        (".. option:: -v, --very\n\n   Verbose.", "-v,--veryVerbose."),
        (".. productionlist::\n   a: b | `c`\n    : d", "a::=b|cd"),
        (".. hlist::\n\n   * one\n   * two\n   * three", "•one•two•three"),
        (".. acks::\n\n   * Anne\n   * Bob", "•Anne•Bob"),
        (".. centered:: Middle", "Middle"),
        (".. versionadded:: 2.5\n   Words.", "Addedinversion2.5:Words."),
        (".. seealso:: Elsewhere.", "SeealsoElsewhere."),
        (".. admonition:: My *title*\n\n   Body.", "MytitleBody."),
        (".. topic:: Matter\n\n   Words.", "MatterWords."),
        (".. sidebar:: Side\n   :subtitle: Sub\n\n   Words.", "SideSubWords."),
        (":abbr:`LIFO (last in)` :kbd:`Ctrl+A`", "LIFO(lastin)Ctrl+A"),
        (":guilabel:`&Cancel` :menuselection:`A --> B`", "CancelA‣B"),
        ("-a FILE, --all  Out.", "-aFILE,--allOut."),
        ("term : kind\n   Words.", "term:kindWords."),
        ("| one\n|   two\n| three", "onetwothree"),
        ("(c) third\n(d) fourth", "(c)third(d)fourth"),
        (">>> 1 + 1\n2", ">>>1+12"),
        (".. parsed-literal::\n\n   a *b*\n     c", "abc"),
        (".. raw:: latex\n\n   \\LaTeX\n\nAfter.", "After."),
        (".. only:: typst\n\n   Printed.", "Printed."),
    ],
)
def test_a_node_is_printed(make_app: type, site: Path, source: str, shown: str) -> None:
    pdf, warnings = made(make_app, site, f"T\n=\n\n{source}\n")
    assert "typst_pdf" not in warnings
    assert shown in compact(pdf)


def test_code_has_its_caption_and_line_numbers_beside_it(make_app: type, site: Path) -> None:
    source = (
        "T\n=\n\n.. code-block:: python\n   :caption: A *listing*\n   :name: l\n"
        "   :lineno-start: 41\n   :emphasize-lines: 2\n\n   x = 1\n   y = 2\n\n"
        "See :numref:`l`.\n"
    )
    pdf, warnings = made(make_app, site, source)
    assert warnings == ""
    shown = words(pdf)
    assert "Listing 1 A listing" in shown
    assert "See Listing 1 (p." in shown
    assert "42 y = 2" in shown
    assert [name for name, _ in tags(pdf)].count("Code") == 1  # no tag a word


def test_a_note_called_twice_is_printed_once(make_app: type, site: Path) -> None:
    source = (
        "T\n=\n\nOne [#n]_, two [#n]_, symbol [*]_.\n\nTitle [#h]_\n---------\n\n"
        ".. [#n] Said once, see [#n]_.\n.. [*] A sign.\n.. [#h] Of the title.\n"
        ".. [#lost] Called by nothing.\n"
    )
    pdf, _ = made(make_app, site, source)
    shown = words(pdf)
    for note in ("Said once", "A sign.", "Of the title.", "Called by nothing."):
        assert shown.count(note) == 1, note
    assert [name for name, _ in tags(pdf)].count("Note") == 3
    assert "Title" in bookmarks(pdf)


def test_citations_terms_and_formulas_are_linked(make_app: type, site: Path) -> None:
    source = (
        "T\n=\n\n[CIT]_, :term:`gloss` and :eq:`e`.\n\n.. [CIT] Cited.\n\n"
        ".. glossary::\n\n   gloss\n      Meaning.\n\n"
        ".. math:: a = b\n   :label: e\n\n.. math::\n\n   c = d\n\n   e = f\n"
    )
    pdf, warnings = made(make_app, site, source)
    assert warnings == ""
    found, dead = links(pdf)
    assert dead == []
    assert "[CIT] (p. 3), gloss (p. 3) and (1) (p. 3)" in words(pdf)
    assert {"[CIT]", "gloss", "(1)"} <= found.keys()
    assert [str(alt) for name, alt in tags(pdf) if name == "Formula"] == [
        "a equals b",
        "c equals d; e equals f",
    ]


def test_header_columns_count_columns_and_not_cells(make_app: type, site: Path) -> None:
    source = (
        "T\n=\n\n.. list-table:: A caption\n   :header-rows: 2\n   :stub-columns: 2\n\n"
        "   * - A\n     - B\n     - C\n   * - D\n     - E\n     - F :ref:`x <here>`\n"
        "   * - r\n     - s\n     - 1\n\n.. _here:\n\nS\n-\n\n"
        "+---+---+---+\n| A | B | C |\n+===+===+===+\n| 1 | 2     |\n"
        "+   +---+---+\n|   | 4 | 5 |\n+---+---+---+\n"
    )
    pdf, warnings = made(make_app, site, source)
    assert warnings == ""
    names = [name for name, _ in tags(pdf)]
    assert names.count("TH") == 6 + 2 + 3
    assert scopes(pdf).count("/Row") == 2
    assert "Table 1 A caption" in words(pdf)


def test_a_long_table_repeats_its_header_and_splits_no_row(make_app: type, site: Path) -> None:
    rows = "\n".join(f"   r{n}, {'words ' * 150} end{n}" for n in range(30))
    pdf, _ = made(
        make_app, site, f'T\n=\n\n.. csv-table::\n   :header: "HA", "HB"\n\n{rows}\n'
    )
    pages = [page.extract_text() for page in PdfReader(pdf).pages][3:]
    shown = [text for text in pages if "words" in text]
    assert len(shown) > 2
    for text in shown:
        assert "HB" in text
        assert set(re.findall(r"\br(\d+)", text)) == set(re.findall(r"end(\d+)", text))
    assert [name for name, _ in tags(pdf)].count("TH") == 2


def test_running_heads_name_the_chapter(make_app: type, site: Path) -> None:
    source = "Long\n====\n\n" + "\n\n".join(["words " * 90] * 30)
    pdf, _ = made(make_app, site, source)
    heads = [page.extract_text().split("\n")[:2] for page in PdfReader(pdf).pages]
    assert heads[3][0].startswith("Long")  # its first page has the title alone
    assert [" ".join(head).split()[:3] for head in heads[4:6]] == [["A", "Book", "Long"]] * 2
    assert "Book" not in heads[-1][0]


def test_a_long_table_whose_header_has_a_link(make_app: type, site: Path) -> None:
    rows = "\n".join(f"   r{n}, x" for n in range(90))
    head = "   :header: :doc:`other`, HB [#n]_"
    source = f"T\n=\n\n.. csv-table::\n{head}\n\n{rows}\n\n.. [#n] A note.\n"
    pdf, warnings = made(make_app, site, source)
    assert warnings == ""
    assert words(pdf).count("A note.") == 1


@pytest.mark.parametrize(
    "start",
    [".. csv-table::\n\n   a,", ".. note::", ".. topic:: T\n\n  ", ".. class:: f\n\nT\n "],
)
def test_what_is_longer_than_a_page_is_split(make_app: type, site: Path, start: str) -> None:
    text = " ".join(f"w{n}" for n in range(3000))
    pdf, _ = made(make_app, site, f"T\n=\n\n{start} {text}\n")
    texts = [page.extract_text() for page in PdfReader(pdf).pages]
    first, last = (
        next(n for n, text in enumerate(texts) if re.search(rf"\b{word}\b", text))
        for word in ("w0", "w2999")
    )
    assert first < last


@pytest.mark.parametrize("element", ["``{}``", "{}", "| a | {} |", "`x <https://e.org/{}>`_"])
def test_long_words_stay_on_the_page(make_app: type, site: Path, element: str) -> None:
    long = "x" * 400
    if element.startswith("|"):
        line = f"+---+{'-' * 402}+"
        body = f"{line}\n| a | {long} |\n{line}"
    else:
        body = element.format(long)
    pdf, _ = made(make_app, site, f"T\n=\n\n{body}\n")
    (place,) = [p for p in PdfReader(pdf).pages if "xxxx" in p.extract_text()]
    widest = max(len(line) for line in place.extract_text().split("\n"))
    assert widest < 140  # a line of small letters
    assert "x" * 400 in compact(pdf).replace("T", "")


def test_levels_are_never_skipped_and_bookmarks_are_the_contents(
    make_app: type, site: Path
) -> None:
    (site / "index.md").write_text("```{toctree}\n:numbered:\nother\neverything\n```\n")
    (site / "other.md").write_text("Only words.\n\n```{toctree}\nbelow\n```\n")
    (site / "below.md").write_text("# Below\n\n#### Deep\n\n##### Deeper\n")
    source = "First\n=====\n\nSecond\n======\n\nSub\n---\n\nSubsub\n~~~~~~\n"
    pdf, _ = made(make_app, site, source)
    names = [name for name, _ in tags(pdf)]
    levels = [int(name[1]) for name in names if re.fullmatch(r"H\d", name)]
    assert levels == [1, 1, 2, 3, 1, 2, 3, 4]  # "Contents" first
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    contents = PdfReader(pdf).pages[1].extract_text()
    assert bookmarks(pdf) == [
        "1 Below", "1.1 Deep", "1.1.1 Deeper", "2 First", "3 Second", "3.1 Sub",
        "3.1.1 Subsub",
    ]  # fmt: skip
    listed = re.findall(r"^([\d.]*\s?[A-Z]\w+) ?\.*", contents, re.MULTILINE)
    assert [*map(str.strip, listed)][-6:] == bookmarks(pdf)[:-1]  # three levels


def test_pictures_of_every_kind(make_app: type, site: Path) -> None:
    Image.new("RGB", (80, 40), "red").save(site / "turned.jpg", exif=_turned())
    Image.new("CMYK", (40, 40)).save(site / "print.jpg")
    Image.new("I;16", (40, 40), 40_000).save(site / "deep.png")
    frames = [Image.new("P", (40, 40), n) for n in range(3)]
    frames[0].save(site / "moving.gif", save_all=True, append_images=frames[1:])
    Image.new("RGB", (10, 9000), "blue").save(site / "tower.png")
    Image.new("RGB", (9000, 10), "blue").save(site / "strip.png")
    (site / "sub").mkdir()
    Image.new("RGB", (90, 90), "green").save(site / "sub/pic.avif")
    files = ["turned.jpg", "print.jpg", "deep.png", "moving.gif", "tower.png"]
    files += ["strip.png", "pic.avif", "sub/pic.avif", "draw.svg", "draw.*"]
    body = "\n\n".join(f".. image:: {name}\n   :alt: {name}" for name in files)
    figure = ".. figure:: pic.avif\n   :width: 2cm\n\n   Named by nothing.\n\n   A legend."
    (site / "bad.png").write_bytes(b"no picture")
    broken = ".. figure:: bad.png\n   :alt: Gone\n\n   Of what is gone."
    broken += "\n\n.. figure:: bad.png\n   :alt: Nameless\n"
    pdf, warnings = made(make_app, site, f"T\n=\n\n{body}\n\n{figure}\n\n{broken}\n")
    assert warnings.count("WARNING") == 3
    assert "Gone Fig. 2 Of what is gone." in words(pdf)
    assert "Nameless" in words(pdf)
    assert "image 'pic.avif' has no alternative text [typst_pdf.alt]" in warnings
    alts = [str(alt) for name, alt in tags(pdf) if name == "Figure"]
    assert alts == files
    assert "Named by nothing. A legend." in words(pdf)
    with pikepdf.open(pdf) as document:
        sizes = {
            (int(image.Width), int(image.Height))
            for image in document.objects
            if isinstance(image, pikepdf.Stream) and image.get("/Subtype") == "/Image"
        }
        boxes = [box for page in document.pages for box in [page.mediabox]]
    assert (40, 80) in sizes  # upright
    assert all(max(size) <= 1600 for size in sizes)
    assert len(boxes) < 8


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x112] = 6
    return exif


def test_design_components(make_app: type, site: Path) -> None:
    source = (
        "T\n=\n\n.. grid:: 2\n\n   .. grid-item-card:: Linked\n      :link: other\n"
        "      :link-type: doc\n\n      .. card-header::\n\n         Head\n\n"
        "      Body.\n\n"
        "   .. grid-item-card:: Second\n\n      Words.\n\n"
        ".. button-ref:: other\n   :ref-type: doc\n\n   Press\n\n"
        ":octicon:`alert` :fas:`spinner` :bdg-link-info:`b <https://e.org/badge>`\n\n"
        ".. dropdown:: Fold\n\n   Folded.\n\n.. tab-set::\n\n   .. tab-item:: Tab\n\n"
        "      In it.\n"
    )
    pdf, warnings = made(make_app, site, source)
    assert "typst_pdf" not in warnings
    shown = compact(pdf)
    assert "Linked(p.4)" in shown
    for part in ("Head", "Body.", "SecondWords.", "Press", "FoldFolded.", "TabInit."):
        assert part in shown
    assert "Other(p.4)" not in shown  # the card's title is its link


def test_a_title_with_more_than_words_stands_in_the_contents_as_words(
    make_app: type, site: Path
) -> None:
    source = (
        "T\n=\n\n.. |p| image:: pic.avif\n   :alt: Sign\n\n"
        "To :doc:`other` |p| and `out <https://e.org/out>`_ :index:`word`\n"
        "----------------------------------------------------------------\n"
    )
    pdf, warnings = made(make_app, site, source)
    assert warnings == ""
    (title,) = [title for title in bookmarks(pdf) if title.startswith("To")]
    assert title.split() == ["To", "Other", "and", "out", "word"]
    shown = words(pdf)
    assert shown.count("https://e.org/out") == 1
    assert "Sign" in [str(alt) for name, alt in tags(pdf) if name == "Figure"]


def test_a_linked_picture_has_no_page_beside_it(make_app: type, site: Path) -> None:
    source = (
        "T\n=\n\n.. image:: draw.svg\n   :alt: A logo\n   :target: other_\n\n"
        ".. _other: https://e.org/logo\n\n- :doc:`|pic| <other>`\n\n"
        ".. image:: draw.svg\n   :alt: B\n   :target: part_\n\n.. _part:\n\nP\n-\n"
    )
    pdf, _ = made(make_app, site, source)
    alts = [str(alt) for name, alt in tags(pdf) if name == "Figure"]
    assert alts == ["A logo", "B"]
    shown = words(pdf)
    assert "https://e.org/logo" in shown  # on paper, too
    assert "(p. 3)" not in shown
    assert {"A logo", "B"} & links(pdf)[0].keys()


def test_language_of_a_block(make_app: type, site: Path) -> None:
    parts = ("de", "Deutsch."), ("python", "X.")
    blocks = (f".. rst-class:: language-{tag}\n\n{text}\n\n" for tag, text in parts)
    source = "T\n=\n\n" + "".join(blocks)
    pdf, _ = made(make_app, site, source)
    assert languages(pdf) == {"en", "de"}
