"""The printed index: index entries and the names that descriptions describe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

from typst_pdf.markup import string, text
from typst_pdf.translator import Translator

if TYPE_CHECKING:
    from typst_pdf.book import Book
    from typst_pdf.builder import TypstPdfBuilder

__all__ = ["Index"]


class Index:
    """The index of one document.

    Args:
        builder: Sphinx's side, which gathers the entries.
        trees: The pages of the document; entries of others are left out.
    """

    def __init__(self, builder: TypstPdfBuilder, trees: Mapping[str, nodes.Element]) -> None:
        """Gather the entries."""
        entries = IndexEntries(builder.env) if builder.config.typst_pdf_index else None
        self._groups: list[Any] = entries.create_index(builder) if entries else []
        self._trees = trees
        #: Page and id of each place that is named.
        self.places = {
            place
            for _letter, group in self._groups
            for _words, (links, below, _key) in group
            for _main, uri in [*links, *(link for _, more in below for link in more)]
            if (place := self._place(uri))
        }

    def _place(self, uri: str) -> tuple[str, str] | None:
        page, _, name = uri.removeprefix("%").partition("#")
        return (page, name) if page in self._trees else None

    def source(self, book: Book) -> str:
        """Return the source of the index, or nothing where it would be empty."""
        letters = []
        for letter, group in self._groups:
            lines = [line for entry in group for line in self._entry(book, *entry)]
            if lines:
                letters.append(f"#index-letter[{text(str(letter))}]\n{''.join(lines)}")
        if not letters:
            return ""
        book.tags.has_index = True
        return f"\n#printed-index({string(_('Index'))})[\n{''.join(letters)}]\n"

    def _entry(self, book: Book, words: str, told: Any) -> Iterator[str]:
        links, below, _key = told
        lines = [
            line for word, more in below for line in [self._line(book, word, more, 1)] if line
        ]
        own = self._line(book, words, links, 0)
        if own or lines:
            yield own or f"#index-line(0, {string(words)})\n"
            yield from lines

    def _line(self, book: Book, words: str, links: Any, depth: int) -> str:
        places = [self._place(uri) for _main, uri in links]
        keys = [
            string(Translator.key(*place))
            for place in places
            if place and place in book.targets
        ]
        is_reference = not links and depth  # "see" another entry
        if not keys and not is_reference:
            return ""
        return f"#index-line({depth}, {', '.join([string(words), *keys])})\n"
