"""The PDF: every node, tagged and safe; what is wrong is said with its line."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp
from typst_pdf.nodes.code import contrast

CONF = """
extensions = ["myst_parser", "sphinx_design", "typst_pdf"]
project, author, language = "A Book", "Some Body", "en"
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "dollarmath",
    "attrs_inline", "substitution"]
exclude_patterns = ["_build"]
numfig = True
show_warning_types = True
"""
EVERYTHING = r"""# Everything

Words with *emphasis*, **strong**, `code`, H{sub}`2`O and a footnote[^1], twice[^1].
[Inside](other.md), [outside](https://example.org/far/away), <https://example.org/>,
[een woord]{.language-nl}, $a^2 + \frac{\alpha}{2} \le \sqrt{x}$ and
{ref}`the table <t>`.

[^1]: The note.

- one
  - two
    - three

3. third
4. fourth

Term
: Definition

:Field: Body

| L | R |
|---|---|
| a | b |

(t)=
```{list-table} A caption
:header-rows: 1
:stub-columns: 1

* - H
  - I
* - r
  - s
```

> Quoted.
>
> -- Someone

```{note}
Careful.
```

:::{admonition} A title
Words.
:::

```python
def f(x):
    return "1"  # one
```

```yaml
name: [a, b]
```

$$\sum_{i=1}^{n} x_i$$

```{figure} pic.avif
:alt: A red square

The caption.
```

![A drawing](draw.svg)

```{rubric} Rubric
```

````{grid} 2
```{grid-item-card} Card title
Card words {bdg}`badge`
```
````

````{tab-set}
```{tab-item} Tab
Tab words.
```
````

```{dropdown} Fold
Folded words.
```

```{only} html
Not here.
```

```{glossary}
gloss
  A meaning.
```

| one
| two

---

Greek αβγ, Cyrillic абв, Czech ěšč.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    source.mkdir()
    (source / "conf.py").write_text(CONF)
    (source / "index.md").write_text("# Home\n\n```{toctree}\neverything\nother\n```\n")
    (source / "everything.md").write_text(EVERYTHING)
    (source / "other.md").write_text("# Other\n\n## Part\n\nBack to [all](everything.md)\n")
    Image.new("RGB", (90, 90), "red").save(source / "pic.avif")
    (source / "draw.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
        '<path d="M0 0h40v10z"/></svg>'
    )
    return source


def build(make_app: type, source: Path) -> tuple[Path, str]:
    app: SphinxTestApp = make_app("typst_pdf", srcdir=source, freshenv=True)
    app.build()
    app.cleanup()
    return Path(app.outdir) / "a-book.pdf", app.warning.getvalue()


def failures(pdf: Path) -> list[str]:
    limits = page.SafetyLimits(max_reference_depth=100_000)
    report = page.validate_pdf(str(pdf), profile="ua1", limits=limits)
    return [str(failure) for failure in report.failures]


def tags(pdf: Path) -> list[tuple[str, pikepdf.Object]]:
    """Return name and element of the structure tree, in reading order."""
    found: list[tuple[str, pikepdf.Object]] = []
    with pikepdf.open(pdf) as document:
        waiting = [document.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(reversed(list(node)))
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    alt = str(node.get("/Alt", ""))
                    found.append((str(node.S)[1:], pikepdf.String(alt)))
                if "/K" in node:
                    waiting.append(node.K)
    return found


def languages(pdf: Path) -> set[str]:
    """Return the languages that the document and its parts are marked with."""
    found: set[str] = set()
    with pikepdf.open(pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/Lang" in item:
                found.add(str(item.Lang))
        for page in document.pages:
            words = re.findall(rb"/Lang\((\w+)\)>>BDC", page.Contents.read_bytes())
            found.update(word.decode() for word in words)
    return found


def links(pdf: Path) -> tuple[dict[str, int], list[str]]:
    """Return text and page of links within the document, and dead places."""
    found: dict[str, int] = {}
    dead = []
    with pikepdf.open(pdf) as document:
        places = pikepdf.NameTree(document.Root.Names.Dests)
        pages = [page.obj.objgen for page in document.pages]
        for page in document.pages:
            for link in page.get("/Annots", []):
                place = link.get("/Dest")
                if place is None:
                    continue
                if isinstance(place, pikepdf.String):
                    named = places.get(str(place))
                    if named is None:
                        dead.append(str(place))
                        continue
                    place = named if isinstance(named, pikepdf.Array) else named.D
                found[str(link.Contents)] = pages.index(place[0].objgen)
    return found, dead


def scopes(pdf: Path) -> list[str]:
    """Return the scopes that header cells name themselves."""
    with pikepdf.open(pdf) as document:
        attributes = [
            item.get("/A")
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.TH
        ]
        found: list[str] = []
        for given in attributes:
            parts = list(given) if isinstance(given, pikepdf.Array) else [given]
            found += [
                str(part["/Scope"])
                for part in parts
                if isinstance(part, pikepdf.Dictionary) and "/Scope" in part
            ]
    return found


def words(pdf: Path) -> str:
    text = " ".join(p.extract_text() for p in PdfReader(pdf).pages)
    return " ".join(text.split())


def places(pdf: Path) -> list[tuple[str, float]]:
    """Return pieces of text, and how many points from the left each begins."""
    found: list[tuple[str, float]] = []

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            found.append((text.strip(), page[4] + line[4] * page[0]))

    for sheet in PdfReader(pdf).pages:
        sheet.extract_text(visitor_text=note)
    return found


def test_every_node_is_in_an_accessible_pdf(make_app: type, site: Path) -> None:
    pdf, warnings = build(make_app, site)
    assert warnings == ""
    assert failures(pdf) == []
    shown = words(pdf)
    for part in (
        "emphasis", "The note.", "een woord", "Definition", "A caption", "Someone",
        "Careful.", "Words.", "return", "The caption.", "Rubric", "Card title",
        "badge", "Tab words.", "Folded words.", "A meaning.", "αβγ", "абв", "ěšč",
        "https://example.org/far/away",
    ):  # fmt: skip
        assert part in shown, part
    assert "Not here" not in shown
    names = [name for name, _ in tags(pdf)]
    levels = [int(name[1]) for name in names if name in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert names.count("TH") == 5
    assert scopes(pdf).count("/Row") == 1
    assert "Formula" in names
    assert languages(pdf) == {"en", "nl"}
    assert [str(alt) for name, alt in tags(pdf) if name == "Figure" and str(alt)] == [
        "A red square",
        "A drawing",
    ]


def test_the_documents_own_data(make_app: type, site: Path) -> None:
    pdf, _ = build(make_app, site)
    reader = PdfReader(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "A Book"
    assert reader.metadata.author == "Some Body"
    assert str(reader.root_object["/Lang"]) == "en"
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert [t for t in titles if t != "Contents"][:3] == ["Home", "Everything", "Other"]


def test_links_within_the_document_lead_somewhere(make_app: type, site: Path) -> None:
    pdf, _ = build(make_app, site)
    found, dead = links(pdf)
    other = found[" “Other” page 5"]
    assert found["Inside"] == found[" “Part” page 5"] == other
    assert found["the table"] == found[" “Everything” page 3"]
    assert dead == []
    broken = pdf.with_name("broken.pdf")
    with pikepdf.open(pdf) as document:
        del pikepdf.NameTree(document.Root.Names.Dests)["other#"]
        document.save(broken)
    assert set(links(broken)[1]) == {"other#"}


@pytest.mark.parametrize(
    ("old", "new"), [("/Alt (", "/Axt ("), ("/Lang (", "/Laxg ("), ("/S /H1", "/S /H3")]
)
def test_the_rules_notice_what_is_broken(
    make_app: type, site: Path, old: str, new: str
) -> None:
    pdf, _ = build(make_app, site)
    broken = pdf.with_name("broken.pdf")
    with pikepdf.open(pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary):
                key = old.split(maxsplit=1)[0]
                if key in ("/Alt", "/Lang") and key in item:
                    del item[key]
                elif key == "/S" and item.get("/S") == pikepdf.Name("/H1"):
                    item["/S"] = pikepdf.Name(new.split()[1])
        document.save(broken)
    assert failures(broken) != []


HOSTILE = [
    '#import "x" = *b* $x$ `r` @l <l> // /* #{panic()}',
    '"; panic("x"); "',
    "\\u{41} \\ #text[",
    "]] } ) #",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_code(make_app: type, site: Path, text: str) -> None:
    escaped = "".join(f"\\{c}" if c.isascii() and not c.isalnum() else c for c in text)
    escaped = escaped.replace("\\ ", " ")
    (site / "everything.md").write_text(f"# {escaped}\n\n`` {text} ``\n\n    {text}\n")
    pdf, warnings = build(make_app, site)
    assert warnings == ""
    assert "".join(text.split()) in "".join(words(pdf).split())


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("王", "everything.md:3: WARNING: the fonts lack '王'"),
        ("<blink>x</blink>", "raw HTML: the content of <blink> is shown on one page"),
        ("$\\weird{x}$", "no translation of \\weird"),
        ("![x](bad.png)", "image 'bad.png' cannot be decoded"),
        ("![x](bomb.png)", "are too many"),
    ],
)
def test_what_is_wrong_is_said(make_app: type, site: Path, body: str, message: str) -> None:
    (site / "everything.md").write_text(f"# Everything\n\n{body} after\n")
    (site / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nno")
    Image.new("1", (10_000, 10_000)).save(site / "bomb.png")
    pdf, warnings = build(make_app, site)
    assert message in warnings
    assert failures(pdf) == []
    assert "after" in words(pdf)
    if body == "王":
        assert "[U+738B]" in words(pdf)


def test_unknown_node_is_named_and_its_content_shown(make_app: type, site: Path) -> None:
    (site / "conf.py").write_text(
        CONF + "\nfrom docutils import nodes\nclass strange(nodes.Element): pass\n"
        "def setup(app):\n    app.connect('doctree-resolved', lambda app, tree, name:"
        " tree.append(strange('', nodes.paragraph('', 'kept words'))))\n"
    )
    pdf, warnings = build(make_app, site)
    said = "node 'strange' has no translation: what is in it is shown (3 places)"
    assert f"{said} [typst_pdf.unknown_node]" in warnings
    assert "kept words" in words(pdf)


def test_long_and_deep_pages_end(make_app: type, site: Path) -> None:
    rows = "\n".join(f"| {n} | row {n} |" for n in range(2000))
    # MyST's parser stops at 20 levels, reStructuredText's does not.
    deep = "\n\n".join("  " * n + f"- level {n}" for n in range(40))
    (site / "other.md").unlink()
    (site / "other.rst").write_text(f"Other\n=====\n\n{deep}\n")
    (site / "everything.md").write_text(f"# Everything\n\n| n | what |\n|---|---|\n{rows}\n")
    pdf, warnings = build(make_app, site)
    assert warnings == ""
    assert "row 1999" in words(pdf)
    assert "level 39" in words(pdf)


def test_same_input_same_bytes(
    make_app: type, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pdf, _ = build(make_app, site)
    first = pdf.read_bytes()
    shutil.rmtree(site / "_build")
    pdf, _ = build(make_app, site)
    assert pdf.read_bytes() == first


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("last", "items"), [("![B](draw.svg)", 0), ("A name", 2)])
def test_logos_alone_are_a_grid_and_among_names_a_list(
    make_app: type, site: Path, last: str, items: int
) -> None:
    counts = []
    for body in ("", f"- ![A](draw.svg)\n- {last}\n"):
        (site / "everything.md").write_text(f"# All\n\n{body}")
        pdf, warnings = build(make_app, site)
        assert warnings == ""
        assert failures(pdf) == []
        # The contents are lists, too.
        counts.append([name for name, _ in tags(pdf)].count("LI"))
    assert counts[1] - counts[0] == items
