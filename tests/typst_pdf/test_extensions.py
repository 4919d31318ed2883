"""The PDF: raw HTML, nodes of other extensions, and the words of every page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp
from test_book import book, page
from test_nodes import compact, made
from test_pdf import failures, links, places, site, tags, words

__all__ = ["site"]

SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>'


def markdown(make_app: type, site: Path, body: str) -> tuple[Path, str]:
    (site / "everything.md").write_text(f"# E\n\n{body}\n")
    app: SphinxTestApp = make_app("typst_pdf", srcdir=site, freshenv=True)
    app.build()
    pdf = Path(app.outdir) / "a-book.pdf"
    assert failures(pdf) == []
    return pdf, app.warning.getvalue()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("H<sub>2</sub>O <b>bold</b> <i>it</i> <kbd>K</kbd> <mark>m</mark>",
         "H2O bold it K m"),
        ("a<br>b <code>c *d*</code>", "a b c d"),
        ("<table><tr><th>H</th><td>Anton</td></tr><tr><td>Berta</td></tr></table>",
         "H | Anton Berta"),
        ("<div align=center>\n\n**In** it\n\n</div>\n\nAfter", "In it After"),
        ("<ul><li>one<li>two</ul>", "• one • two"),
        ("<script>var x</script><style>p{}</style><!-- no --> <p>Words", "Words"),
        ("<p>open <b>bold", "open bold"),
        ("</div></p>stray", "stray"),
        ('<details><summary>S</summary>Body</details>', "S Body"),
    ],
)  # fmt: skip
def test_raw_html_says_what_it_says(
    make_app: type, site: Path, source: str, shown: str
) -> None:
    pdf, warnings = markdown(make_app, site, source)
    assert warnings == ""
    assert f"E {shown} " in words(pdf)


def test_raw_html_keeps_lines_links_and_pictures(make_app: type, site: Path) -> None:
    source = (
        "<pre>\none\n  two\n</pre>\n\n<a href='https://e.org/a'>Link</a>\n\n"
        "<img src='draw.svg' alt='Drawn'>\n\n"
        "<iframe src='https://e.org/film' title='A film'></iframe>\n\n"
        "<video src='https://e.org/v.mp4'></video>\n"
    )
    pdf, _ = markdown(make_app, site, source)
    assert "one\n  two" in "".join(s.extract_text() for s in PdfReader(pdf).pages)
    assert ("Figure", "Drawn") in [(name, str(alt)) for name, alt in tags(pdf)]
    for address in ("https://e.org/a", "https://e.org/film", "https://e.org/v.mp4"):
        assert words(pdf).count(address) == 1


NODES = """
from docutils import nodes
from sphinx import addnodes
class invisible(nodes.comment): pass
class tabs(nodes.container): pass
class proof(nodes.Admonition, nodes.Element): pass
class drawn(nodes.General, nodes.Element): pass
class strange(nodes.General, nodes.Element): pass
class own(nodes.General, nodes.Element): pass
class bad(nodes.General, nodes.Element): pass
class label(nodes.label): pass
def visit(self, node):
    self.body.append("#emph[Own ")
def depart(self, node):
    self.body.append("]")
def fail(self, node):
    raise KeyError("gone")
def add(app, tree, name):
    if name != "index":
        return
    words = nodes.paragraph("", "", nodes.Text("kept"))
    tree += invisible("", "", nodes.paragraph("", "Shown, though a comment."))
    tree += tabs("", nodes.label("", "Unix"), nodes.paragraph("", "ls"))
    tree += nodes.container("", nodes.paragraph("", "dir"), tabname="Windows")
    tree += proof("", nodes.paragraph("", "Clear."), ids=["x"])
    tree += drawn("", uri="sign.svg", alt="A sign")
    tree += drawn("", code="graph TD")
    tree += strange("", words.deepcopy()); tree += strange("", words)
    tree += nodes.paragraph("", "", nodes.inline("", "struck", classes=["s"]))
    tree += own("", nodes.Text("words"))
    tree += bad("", nodes.paragraph("", "Left over."))
    tree += nodes.enumerated_list("", nodes.list_item("", words.deepcopy()), start="y")
def setup(app):
    app.connect("doctree-resolved", add)
    app.add_node(own, typst_pdf=(visit, depart))
    app.add_node(bad, typst_pdf=(fail, None))
"""


def test_nodes_of_others_are_shown(make_app: type, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/sign.svg").write_text(SIGN)
    pdf, warnings = book(make_app, tmp_path, {"index": page("Root")}, NODES)
    shown = words(pdf)
    assert (
        "Shown, though a comment. Unix ls Windows dir Clear. graph TD kept kept"
        " struck Own words Left over. kept"
    ) in shown
    assert "proof" not in shown.lower()
    assert ("Figure", "A sign") in [(name, str(alt)) for name, alt in tags(pdf)]
    told = re.findall(r"\[typst_pdf\.(\w+)\]", warnings)
    assert sorted(told) == ["node", "node", "unknown_node", "unknown_node"]
    assert "node 'strange' has no translation" in warnings
    assert "(2 places)" in warnings
    with pikepdf.open(pdf) as document:
        assert any("/LineThrough" in repr(item) for item in document.objects)


def test_autosummary_is_a_table(make_app: type, site: Path) -> None:
    (site / "zoo.py").write_text('def marmot():\n    """Digs burrows."""\n')
    conf = "extensions += ['sphinx.ext.autosummary']\nautosummary_generate = False\n"
    conf += "import sys\nsys.path.insert(0, '.')\n"
    source = "T\n=\n\n.. currentmodule:: zoo\n\n.. autosummary::\n\n   marmot\n"
    pdf, _ = made(make_app, site, source, conf.replace("'.'", repr(str(site))))
    assert "marmot()Digsburrows." in compact(pdf)


def test_numbered_boxes_say_what_links_to_them_say(make_app: type, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/own_boxes.py").write_text(
        "from docutils import nodes\n"
        "from docutils.parsers.rst import Directive\n"
        "class theorem(nodes.Admonition, nodes.Element): pass\n"
        "class Theorem(Directive):\n    has_content = True\n"
        "    def run(self):\n"
        "        node = theorem('', nodes.paragraph('', 'All is well.'), names=['t'])\n"
        "        self.state.document.note_explicit_target(node)\n"
        "        return [node]\n"
        "def setup(app):\n"
        "    app.add_enumerable_node(theorem, 'theorem', lambda node: 'x')\n"
        "    app.add_directive('theorem', Theorem)\n"
    )
    conf = (
        f"import sys\nsys.path.insert(0, {str(tmp_path / 'src')!r})\n"
        "numfig = True\nextensions += ['own_boxes']\n"
        "numfig_format = {'theorem': 'theorem %s'}\n"
    )
    body = ".. theorem:: All is well.\n"
    pdf, _ = book(make_app, tmp_path, {"index": page("Root", body)}, conf)
    assert "Theorem 1 All is well." in words(pdf)


def test_parts_of_signatures_stay_apart(make_app: type, site: Path) -> None:
    source = "T\n=\n\n.. py:function:: f(a, /, b, *, c)\n"
    pdf, _ = made(make_app, site, source)
    assert "f(a, /, b, *, c)" in words(pdf)


def test_colours_of_a_terminal_are_no_text(make_app: type, site: Path) -> None:
    source = "T\n=\n\n.. code-block:: text\n\n   \x1b[1;31mred\x1b[0m end\n"
    pdf, _ = made(make_app, site, source)
    assert "T red end" in words(pdf)


@pytest.mark.parametrize(
    ("title", "said"), [("|p|", "Sign"), (":fas:`house`", "house"), ("``code``", "code")]
)
def test_a_heading_without_words_has_a_name(
    make_app: type, site: Path, title: str, said: str
) -> None:
    source = f"T\n=\n\n.. |p| image:: draw.svg\n   :alt: Sign\n\n{title}\n{'-' * 20}\n\nX.\n"
    pdf, _ = made(make_app, site, source)
    assert said in str(PdfReader(pdf).outline)


@pytest.mark.parametrize(
    ("setting", "left"), [("", 1), (":align: center", 2), (":align: right", 3)]
)
def test_a_table_is_as_wide_and_stands_where_it_is_told(
    make_app: type, site: Path, setting: str, left: int
) -> None:
    table = f".. list-table::\n   :widths: 2 98\n   :width: 50%\n   {setting}\n\n"
    table += "   * - Incomprehensibilities\n     - beside\n"
    pdf, warnings = made(make_app, site, f"T\n=\n\n{table}")
    assert warnings == ""
    spots = {text[:6]: left for text, left in places(pdf)}
    first, second = spots["Incomp"], spots["beside"]
    assert second - first > 85  # the word's own width
    assert round((first - 74) / 115) == left - 1


def test_pictures_of_the_build_folder(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "build/plots").mkdir(parents=True)
    (tmp_path / "build/plots/made.svg").write_text(SIGN)
    (tmp_path / "beside.svg").write_text(SIGN)
    (tmp_path / "src/conf.py").write_text('extensions = ["typst_pdf"]\n')
    body = "".join(
        f".. image:: ../{name}.svg\n   :alt: {alt}\n\n"
        for name, alt in (("build/plots/made", "Made"), ("beside", "Beside"))
    )
    (tmp_path / "src/index.rst").write_text(page("Root", body))
    command = [sys.executable, "-m", "sphinx", "-M", "typst_pdf", "src", "build", "-q"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "_ext")}
    done = subprocess.run(
        command, cwd=tmp_path, check=True, env=env, capture_output=True, text=True
    )
    assert "'../beside.svg' is not a file of this project" in done.stderr
    pdf = tmp_path / "build/typst_pdf/root.pdf"
    (pdf,) = (tmp_path / "build/typst_pdf").glob("*.pdf")
    assert [str(alt) for name, alt in tags(pdf) if name == "Figure"] == ["Made"]


def test_without_typst_only_the_pdf_fails(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["typst_pdf"]\n')
    (tmp_path / "index.rst").write_text(page("Root"))
    (tmp_path / "none").mkdir()
    (tmp_path / "none/typst.py").write_text("raise ImportError('no wheel', name='typst')\n")
    packages = [str(tmp_path / "none"), str(Path(__file__).parents[2] / "_ext")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(packages)}
    for builder, status in (("text", 0), ("typst_pdf", 1)):
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, ".", builder]
        done = subprocess.run(
            command, cwd=tmp_path, check=False, env=env, capture_output=True, text=True
        )
        assert done.returncode == status
        assert ("the package 'typst' is missing" in done.stderr) is bool(status)
        assert "Traceback" not in done.stderr


WORD = re.compile(r"[^\W_]+")


def test_every_word_of_the_text_builder_is_in_the_pdf(make_app: type, site: Path) -> None:
    pdf, _ = markdown(make_app, site, (site / "everything.md").read_text())
    sheets = "".join(s.extract_text() for s in PdfReader(pdf).pages)
    shown = "".join(WORD.findall(unicodedata.normalize("NFKC", sheets)))
    app: SphinxTestApp = make_app("text", srcdir=site, freshenv=True)
    app.build()
    # What stands in for a picture or a formula is no word.
    other = {"image", "red", "square", "drawing", "frac", "alpha", "sqrt", "sum"}
    # Notes stand at the foot of the page.
    other |= {"The", "note"}
    for file in Path(app.outdir).glob("*.txt"):
        title = file.stem.replace("index", "home").capitalize()
        place = shown.find(title, shown.find(title) + 1)  # after the contents
        late: list[str] = []
        text = unicodedata.normalize("NFKC", file.read_text())
        if file.stem == "index":  # its toctree is the contents
            text = re.sub(r"(?m)^ *\* .*$", "", text)
        for word in WORD.findall(text):
            if len(word) < 3 or word in other:
                continue
            found = shown.find(word, place)
            assert word in shown, (file.name, word)
            late += [word] if not place <= found < place + 300 else []
            place = found if place <= found < place + 300 else place
        assert late == [], file.name
    assert links(pdf)[1] == []
