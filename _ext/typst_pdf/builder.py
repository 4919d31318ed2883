"""The builder ``typst_pdf``: doctrees in, one PDF a document out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.i18n import format_date

from typst_pdf.book import Book, linked_places
from typst_pdf.characters import as_code_points, clusters, replace
from typst_pdf.images import BadImageError, Images
from typst_pdf.markup import string
from typst_pdf.pages import in_order
from typst_pdf.row_headers import tag_row_headers
from typst_pdf.settings import Document, documents, language, last_change
from typst_pdf.translator import Translator
from typst_pdf.typesetter import Typesetter, problems, show_code_points

if TYPE_CHECKING:
    import datetime

__all__ = ["TypstPdfBuilder"]

logger = logging.getLogger(__name__)
#: How often a document is compiled again after characters were replaced.
ATTEMPTS = 3


class TypstPdfBuilder(Builder):
    """Writes PDF/UA-1 with Typst."""

    name = "typst_pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = True
    #: Sphinx would load images from other servers; this builder names them.
    supported_remote_images = True
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
        given = self.config.typst_pdf_documents
        for document in documents(given, self.env.all_docs.__contains__, self._fail):
            self._write(document)

    def finish(self) -> None:
        """Do nothing: all is written."""

    # ---- one document ----

    def _write(self, document: Document) -> None:
        target = Path(self.outdir, document.filename)
        target.unlink(missing_ok=True)
        # Typst may read here and nowhere else.
        work = Path(self.doctreedir, "typst_pdf", target.stem)
        shutil.rmtree(work, ignore_errors=True)
        (work / "pages").mkdir(parents=True)
        typesetter = Typesetter(work)
        pages = [
            (name, depth)
            for name, depth in in_order(document.start, self.env.toctree_includes)
            if name in self.env.all_docs
        ]
        trees = {
            name: self.env.get_and_resolve_doctree(name, self, tags=self.tags)
            for name, _ in pages
        }
        for tree in trees.values():
            self.post_process_images(tree)  # chooses a file for "picture.*"
        title = document.title or self.config.project or target.stem
        cover = [title, document.author, self.config.typst_pdf_subtitle]
        missing = self._replace_missing(trees, cover, typesetter)
        sources = [Path(self.srcdir), Path(self.outdir), Path(self.doctreedir)]
        images = Images(
            Path(self.srcdir), sources, work / "images", typesetter.image_problem
        )
        book = Book(self, linked_places(trees), set(trees), images)
        row_headers = []
        for number, (name, depth) in enumerate(pages):
            translator = Translator(name, depth, book)
            source = '#import "/template.typ": *\n' + translator.page(trees[name])
            row_headers += translator.row_headers
            file = work / "pages" / f"{number:05}.typ"
            file.write_text(source, encoding="utf-8")
        cover = [as_code_points(words, missing) for words in cover]
        if self._write_frame(work, cover, images, len(pages), typesetter):
            names = [name for name, _ in pages]
            self._compile(typesetter, names, target, row_headers)

    def _replace_missing(
        self,
        trees: Mapping[str, nodes.document],
        cover: Sequence[str],
        typesetter: Typesetter,
    ) -> set[str]:
        """Replace characters that no font has; return them."""
        words = [
            t.astext() for tree in trees.values() for t in tree.findall(nodes.Text)
        ]
        missing = typesetter.unprintable(
            {c for w in [*cover, *words] for c in clusters(w)}
        )
        for node, letter in replace(trees, missing):
            self._warn(
                "glyph", f"the font lacks {letter!r}: shown as its code point", node
            )
        for letter in sorted(missing.intersection("".join(cover))):
            self._warn(
                "glyph", f"cover: the font lacks {letter!r}: shown as its code point"
            )
        return missing

    def _write_frame(
        self,
        work: Path,
        cover: Sequence[str],
        images: Images,
        pages: int,
        typesetter: Typesetter,
    ) -> bool:
        """Write what is around the pages; tell whether that was possible."""
        config = self.config
        template = Path(__file__).parent / "template.typ"
        if config.typst_pdf_template:
            template = Path(self.confdir, config.typst_pdf_template)
        try:
            shutil.copyfile(template, work / "template.typ")
        except OSError as error:
            self._fail(f"typst_pdf_template: cannot be read ({error})")
            return False
        paper = config.typst_pdf_paper
        if typesetter.trial(f"#set page(paper: {string(paper)})\nx"):
            self._fail(f"typst_pdf_paper: Typst has no paper {paper!r}; a4 is used")
            paper = "a4"
        title, author, subtitle = map(string, cover)
        code, region = language(config.language)
        logos = self._logos(images)
        fields = {
            "title": title,
            "author": author,
            "subtitle": subtitle,
            "date": string(self._date()),
            "paper": string(paper),
            "lang": string(code),
            "region": string(region) if region else "none",
            "contents": string(_("Table of Contents")),
            "logos": f"({', '.join([*logos, ''])})" if logos else "()",
        }
        options = ",\n  ".join(f"{name}: {value}" for name, value in fields.items())
        includes = "\n".join(f'#include "pages/{n:05}.typ"' for n in range(pages))
        (work / "main.typ").write_text(
            '#import "/template.typ": *\n'
            f"#show: document-page.with(\n  {options},\n)\n{includes}\n",
            encoding="utf-8",
        )
        return True

    def _logos(self, pictures: Images) -> list[str]:
        """Return the logos of the cover, which lie where conf.py does."""
        confdir = Path(self.confdir)
        images = Images(confdir, [confdir], pictures.folder, pictures.check)
        logos = []
        for number, item in enumerate(self.config.typst_pdf_logos):
            place = f"typst_pdf_logos[{number}]"
            is_pair = isinstance(item, (list, tuple)) and len(item) == 2
            if not is_pair or not all(isinstance(part, str) for part in item):
                self._fail(
                    f"{place}: expected (path, alternative text); found {item!r}"
                )
                continue
            path, alt = item
            try:
                picture = images.prepare(path)
            except BadImageError as error:
                self._warn("image", f"{place}: {path!r} {error}")
                continue
            file = string(f"/images/{picture.name}")
            logos.append(f"image({file}, height: 22pt, alt: {string(alt or path)})")
        return logos

    @cached_property
    def _moment(self) -> datetime.datetime | None:
        return last_change(Path(self.srcdir))

    def _date(self) -> str:
        if self.config.today:
            return str(self.config.today)
        if self._moment is None:
            return ""
        form = self.config.today_fmt or "%-d %B %Y"
        return format_date(form, date=self._moment, language=self.config.language)

    def _compile(
        self,
        typesetter: Typesetter,
        names: Sequence[str],
        target: Path,
        row_headers: Sequence[bool],
    ) -> None:
        """Write the PDF, or tell why there is none."""
        stamp = int(self._moment.timestamp()) if self._moment else 0
        for _attempt in range(ATTEMPTS):
            try:
                data = typesetter.compile("main.typ", stamp)
            except typst.TypstError as error:
                replaced = show_code_points(error.diagnostic, typesetter.work)
                pages = typesetter.work / "pages"
                for problem in replaced or problems(error.diagnostic, pages):
                    page = names[int(problem.file[:-4])] if problem.file else ""
                    place = (page, problem.line) if page else None
                    kind = "glyph" if replaced else "compile"
                    self._warn(kind, problem.message, place)
                if not replaced:
                    return
            else:
                break
        else:
            self._fail("no PDF: some characters cannot be shown")
            return
        draft = typesetter.work / "draft.pdf"
        draft.write_bytes(data)
        if any(row_headers) and not tag_row_headers(draft, row_headers):
            self._fail("tables: the headers of rows are not tagged")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(draft, target)

    def _fail(self, message: str) -> None:
        self._warn("compile", message)

    @staticmethod
    def _warn(
        subtype: str,
        message: str,
        location: nodes.Node | tuple[str, int | None] | None = None,
    ) -> None:
        logger.warning(
            "%s", message, type="typst_pdf", subtype=subtype, location=location
        )
