"""The builder ``typst_pdf``: doctrees in, one PDF a document out."""

from __future__ import annotations

import datetime
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from typst_pdf.images import BadImageError, prepare
from typst_pdf.inline import target_of
from typst_pdf.markup import string
from typst_pdf.pages import in_order
from typst_pdf.row_headers import tag_row_headers
from typst_pdf.translator import Translator

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = ["TypstPdfBuilder", "default_documents"]

logger = logging.getLogger(__name__)
#: How often a document is compiled again after characters were replaced.
ATTEMPTS = 4
_PLACE = re.compile(r"([\w./-]+\.typ):(\d+)")
_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def default_documents(config: Config) -> list[tuple[str, str, str, str]]:
    """Return one document from the root, named after the project."""
    name = re.sub(r"\W+", "-", config.project.lower()).strip("-") or "document"
    return [(config.root_doc, f"{name}.pdf", config.project, config.author)]


class TypstPdfBuilder(Builder):
    """Writes PDF/UA-1 with Typst."""

    name = "typst_pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp",
        "image/avif",
    ]  # fmt: skip

    def get_outdated_docs(self) -> str:
        """Return what to say: a document is always written whole."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page within the document."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a page, the same from everywhere."""
        return self.get_target_uri(to)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write every document of the configuration."""
        for start, filename, title, author in self.config.typst_pdf_documents:
            if start not in self.env.all_docs:
                self._warn("compile", f"typst_pdf_documents: no page {start!r}")
                continue
            self._write(start, filename, title, author)

    def finish(self) -> None:
        """Do nothing: all is written."""

    # ---- one document ----

    def _write(self, start: str, filename: str, title: str, author: str) -> None:
        # Typst may read here and nowhere else.
        work = Path(self.doctreedir, "typst_pdf", Path(filename).stem)
        shutil.rmtree(work, ignore_errors=True)
        (work / "pages").mkdir(parents=True)
        pages = list(in_order(start, self.env.toctree_includes))
        trees = {
            name: self.env.get_and_resolve_doctree(name, self, tags=self.tags)
            for name, _ in pages
        }
        targets = _linked_places(trees)
        names = {}
        row_headers: list[bool] = []
        for number, (docname, depth) in enumerate(pages):
            translator = Translator(
                docname, depth, targets, Path(self.srcdir), work / "images"
            )
            source = '#import "/template.typ": *\n' + translator.page(trees[docname])
            row_headers += translator.row_headers
            names[f"{number:05}.typ"] = docname
            (work / "pages" / f"{number:05}.typ").write_text(source, encoding="utf-8")
        self._write_frame(work, title, author, list(names))
        target = Path(self.outdir, filename)
        self._compile(work, target, names)
        has_headers = any(row_headers) and target.is_file()
        if has_headers and not tag_row_headers(target, row_headers):
            self._warn("compile", "tables: the headers of rows are not tagged")

    def _write_frame(
        self, work: Path, title: str, author: str, names: Sequence[str]
    ) -> None:
        config = self.config
        own = Path(__file__).parent / "template.typ"
        template = config.typst_pdf_template
        source = Path(self.confdir, template) if template else own
        shutil.copyfile(source, work / "template.typ")
        logos = []
        for path, alt in config.typst_pdf_logos:
            try:
                name, _ = prepare(Path(self.srcdir, path), work / "images")
            except (BadImageError, OSError) as error:
                self._warn("image", f"typst_pdf_logos: {path!r} {error}")
                continue
            logo = string(f"/images/{name}")
            logos.append(f"image({logo}, height: 22pt, alt: {string(alt)})")
        day = self._moment.date()
        fields = {
            "title": string(title),
            "author": string(author),
            "subtitle": string(config.typst_pdf_subtitle),
            "date": string(f"{day.day} {day:%B %Y}"),
            "paper": string(config.typst_pdf_paper),
            "lang": string((config.language or "en").partition("_")[0]),
            "logos": f"({', '.join([*logos, ''])})" if logos else "()",
        }
        options = ",\n  ".join(f"{name}: {value}" for name, value in fields.items())
        includes = "\n".join(f'#include "pages/{name}"' for name in names)
        (work / "main.typ").write_text(
            '#import "/template.typ": *\n'
            f"#show: document-page.with(\n  {options},\n)\n{includes}\n",
            encoding="utf-8",
        )

    @cached_property
    def _moment(self) -> datetime.datetime:
        """Return the document's date: SOURCE_DATE_EPOCH, else the last commit's."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            command = ["git", "-C", str(self.srcdir), "log", "-1", "--format=%ct"]
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, check=False
                )
                epoch = done.stdout.strip() or "0"
            except OSError:
                epoch = "0"
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)

    def _compile(self, work: Path, target: Path, names: dict[str, str]) -> None:
        fonts = importlib.util.find_spec("fontpkg_source_sans_3")
        folder = Path(fonts.origin).parent / "files" if fonts and fonts.origin else work
        target.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(ATTEMPTS):
            try:
                typst.compile(
                    str(work / "main.typ"),
                    output=str(target),
                    root=str(work),
                    font_paths=[str(folder)],
                    ignore_system_fonts=True,
                    pdf_standards="ua-1",
                    timestamp=int(self._moment.timestamp()),
                )
            except typst.TypstError as error:
                target.unlink(missing_ok=True)
                problems = list(_problems(error.diagnostic, work, names))
                glyphs = [problem for problem in problems if problem[3]]
                for page, line, message, _, _ in problems:
                    subtype = "glyph" if glyphs else "compile"
                    self._warn(subtype, message, (page, line) if page else None)
                if not glyphs:
                    return
                for _, _, _, letters, path in glyphs:
                    _show_code_points(path, letters)
            else:
                return

    @staticmethod
    def _warn(
        subtype: str, message: str, location: tuple[str, int | None] | None = None
    ) -> None:
        logger.warning(
            "%s", message, type="typst_pdf", subtype=subtype, location=location
        )


def _linked_places(trees: dict[str, nodes.document]) -> set[tuple[str, str]]:
    """Return the places that links lead to and that exist, as (page, id)."""
    linked = {
        target
        for docname, tree in trees.items()
        for link in tree.findall(nodes.reference)
        if (target := target_of(link, docname))
    }
    existing = {(docname, "") for docname in trees}
    for docname, tree in trees.items():
        for node in tree.findall(nodes.Element):
            ids: list[str] = node.get("ids", [])
            existing.update((docname, name) for name in ids)
    return linked & existing


def _problems(
    diagnostic: str, work: Path, names: dict[str, str]
) -> Iterator[tuple[str, int | None, str, str, Path]]:
    """Yield page, line, message, missing letters and file of each error.

    Typst's places are told as those of the Markdown: each block of the source
    is preceded by a comment with its line.
    """
    for part in re.split(r"\n(?=error: )", diagnostic):
        message = part.splitlines()[0].removeprefix("error: ")
        place = next(
            (match for match in _PLACE.finditer(part) if Path(match[1]).name in names),
            None,
        )
        glyph = _GLYPH.search(message)
        letters = glyph[1] if glyph else ""
        if place is None:
            yield "", None, message, "", work
            continue
        path = work / "pages" / Path(place[1]).name
        above = path.read_text(encoding="utf-8").split("\n")[: int(place[2])]
        marks = [line for line in above if line.startswith("//@ ")]
        line = int(marks[-1][4:]) if marks else None
        if letters:
            message = f"the font lacks {letters!r}: shown as its code point"
        yield names[path.name], line, message, letters, path


def _show_code_points(path: Path, letters: str) -> None:
    source = path.read_text(encoding="utf-8")
    for letter in letters:
        source = source.replace(letter, f"[U+{ord(letter):04X}]")
    path.write_text(source, encoding="utf-8")
