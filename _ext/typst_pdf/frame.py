"""What is around the pages of a document: settings, cover, contents."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import _
from sphinx.util.i18n import format_date

from typst_pdf.images import BadImageError, Images
from typst_pdf.markup import string
from typst_pdf.settings import Document, language, last_change, title_of
from typst_pdf.typesetter import FONT_PACKAGE, MAIN_FONT, Typesetter

if TYPE_CHECKING:
    from typst_pdf.builder import TypstPdfBuilder

__all__ = ["Frame"]


class Frame:
    """The frame of one document.

    Args:
        builder: Sphinx's side.
        document: The document.
        warn: Told the subtype and the message of a problem.
    """

    def __init__(
        self, builder: TypstPdfBuilder, document: Document, warn: Callable[[str, str], None]
    ) -> None:
        """Look up what stands on the cover."""
        self.config = builder.config
        self.confdir = Path(builder.confdir)
        self.warn = warn
        page = str(_("page"))
        #: What stands before the number of a page.
        self.page_word = "p." if page == "page" else page
        titles = builder.env.titles
        start = titles[document.start].astext() if document.start in titles else ""
        self.title = document.title or start or title_of(self.config) or "Document"
        self.author = document.author
        moment = last_change(Path(builder.srcdir))
        #: Seconds since 1970 that the PDF says it was made at.
        self.stamp = int(moment.timestamp()) if moment else 0
        self.date = str(self.config.today or "")
        if moment and not self.date:
            form = self.config.today_fmt or "%-d %B %Y"
            self.date = format_date(form, date=moment, language=self.config.language)

    def _cover(self) -> dict[str, str]:
        config = self.config
        release = f"{_('Release')} {config.release}" if config.release else ""
        rights = config.project_copyright or config.copyright
        rights = [rights] if isinstance(rights, str) else list(rights)
        return {
            "subtitle": config.typst_pdf_subtitle,
            "release": release,
            "date": self.date,
            "address": config.html_baseurl,
            "rights": ", ".join(f"© {line}" for line in rights if line),
            "licence": config.typst_pdf_licence,
        }

    def words(self, source: str) -> str:
        """Return the words that are painted around the pages.

        Args:
            source: The pages; links in them say on which page something is.
        """
        words = [_("Table of Contents")] if self.config.typst_pdf_toc_depth else []
        if self.config.typst_pdf_cover:
            words += [self.title, self.author, *self._cover().values()]
        words += [self.page_word] if "#xref(" in source else []
        return " ".join(map(str, words))

    def links(self) -> list[str]:
        """Return the words of the links around the pages."""
        address = self.config.html_baseurl if self.config.typst_pdf_cover else ""
        return [address] if address else []

    def fonts(self) -> list[Path]:
        """Return the folders with fonts of the settings that exist."""
        found = []
        for number, name in enumerate(self.config.typst_pdf_fonts):
            folder = Path(self.confdir, str(name))
            if folder.is_dir():
                found.append(folder)
            else:
                place = f"typst_pdf_fonts[{number}]"
                self.warn("config", f"{place}: there is no folder {str(name)!r}")
        return found

    def source(self, missing: set[str], typesetter: Typesetter, images: Images) -> str | None:
        """Return the source around the pages, or None where there can be none.

        Args:
            missing: Letters that no font has; they are painted as code points.
            typesetter: Knows the fonts and the sizes of paper.
            images: The pictures of the document.
        """
        config = self.config
        own = template = Path(__file__).parent / "template.typ"
        if config.typst_pdf_template:
            template = self.confdir / config.typst_pdf_template
        shutil.copyfile(own, typesetter.work / "base.typ")
        try:
            shutil.copyfile(template, typesetter.work / "template.typ")
        except OSError as error:
            self.warn("config", f"typst_pdf_template: cannot be read ({error})")
            return None
        if MAIN_FONT not in typesetter.families:
            package = FONT_PACKAGE.replace("_", "-")
            said = f"the typeface {MAIN_FONT} is missing: another is used"
            self.warn("font", f"{said}; pip install {package}")
        code, region = language(config.language)
        letters = "".join(f"\\x{{{ord(letter):x}}}" for letter in sorted(missing))
        pattern = f"[{letters}]" if letters else ""
        fields = {
            "title": string(self.title),
            "author": string(self.author),
            **{name: string(words) for name, words in self._cover().items()},
            "paper": string(self._paper(typesetter)),
            "lang": string(code),
            "region": string(region) if region else "none",
            "contents": string(_("Table of Contents")),
            "depth": str(config.typst_pdf_toc_depth),
            "cover": str(bool(config.typst_pdf_cover)).lower(),
            "fonts": _array(map(string, typesetter.given)),
            "missing": string(pattern),
            "logos": _array(self._logos(images)),
        }
        options = ",\n  ".join(f"{name}: {value}" for name, value in fields.items())
        return (
            '#import "/template.typ": *\n'
            f"#show: document-page.with(\n  {options},\n)\n"
            '#include "pages.typ"\n'
        )

    def _paper(self, typesetter: Typesetter) -> str:
        paper = self.config.typst_pdf_paper
        if typesetter.trial(f"#set page(paper: {string(paper)})\nx"):
            said = f"typst_pdf_paper: Typst has no paper {paper!r}; a4 is used"
            self.warn("config", said)
            return "a4"
        return str(paper)

    def _logos(self, pictures: Images) -> list[str]:
        """Return the logos of the cover, which lie where conf.py does."""
        images = Images(self.confdir, [self.confdir], pictures.folder, pictures.check)
        logos = []
        for number, item in enumerate(self.config.typst_pdf_logos):
            place = f"typst_pdf_logos[{number}]"
            is_pair = isinstance(item, (list, tuple)) and len(item) == 2
            if not is_pair or not all(isinstance(part, str) for part in item):
                said = f"{place}: expected (path, alternative text); found {item!r}"
                self.warn("config", said)
                continue
            path, alt = item
            try:
                picture = images.prepare(path)
            except BadImageError as error:
                self.warn("image", f"{place}: {path!r} {error}")
                continue
            file = string(f"/images/{picture.name}")
            logos.append(f"image({file}, height: 22pt, alt: {string(alt or path)})")
        return logos


def _array(items: Sequence[str] | map[str]) -> str:
    """Return an array as Typst writes it."""
    return f"({''.join(f'{item}, ' for item in items)})"
