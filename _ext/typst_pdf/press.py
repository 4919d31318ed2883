"""Compile a document; what Typst refuses is shown more plainly, and tried again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docutils import nodes

from typst_pdf.book import Book
from typst_pdf.translator import BARE_FORMULAS, PLAIN
from typst_pdf.typesetter import RefusedError, Typesetter

__all__ = ["PAGES", "Press"]

#: How often a document is compiled again, each time with less that is refused.
ATTEMPTS = 40
#: The pages' source, which problems are looked up in.
PAGES = "pages.typ"


class Press:
    """Makes the PDF of one document.

    Args:
        typesetter: Typst, for a folder with ``main.typ``.
        translate: Gives the book anew, with some nodes shown more plainly.
        warn: Told the subtype, the message and the node of a problem.
        stamp: Seconds since 1970 that the PDF says it was made at.
        inputs: What the template finds in ``sys.inputs``.
    """

    def __init__(
        self,
        typesetter: Typesetter,
        translate: Callable[[Mapping[int, int]], Book],
        warn: Callable[..., None],
        stamp: int,
        inputs: Mapping[str, str],
    ) -> None:
        """Begin with nothing refused."""
        self._typesetter = typesetter
        self._translate = translate
        self._warn = warn
        self._stamp = stamp
        self._inputs = inputs
        self._refused: dict[int, int] = {}

    def print(self, book: Book) -> tuple[bytes, Book] | None:
        """Return the PDF and the book that it shows, or None where there is none."""
        for _attempt in range(ATTEMPTS):
            try:
                return self._compile(book), book
            except RefusedError as error:
                is_new = self._refuse(error, book) or self._search(error, book)
                if not is_new:
                    for problem in error.problems(PAGES):
                        self._warn("compile", problem.message)
                    return None
                book = self._translate(self._refused)
        self._warn("compile", "Typst refuses too much of the document")
        return None

    def _compile(self, book: Book) -> bytes:
        file = self._typesetter.work / PAGES
        file.write_text(book.pages_source, encoding="utf-8")
        data, _ = self._typesetter.compile("main.typ", self._stamp, self._inputs)
        return data

    def _refuse(self, error: RefusedError, book: Book) -> bool:
        """Note what is to be shown more plainly; tell whether there is anything."""
        lines = book.pages_source.split("\n")
        is_new = False
        for problem in error.problems(PAGES):
            before = reversed(lines[: problem.line or 0])
            mark = next((line for line in before if line.startswith("//@ ")), None)
            node = _next(book.places[int(mark[4:])], self._refused) if mark else None
            if node is None:
                continue
            maths = (nodes.math, nodes.math_block)
            has_formula = any(isinstance(part, maths) for part in node.findall())
            is_first = has_formula and id(node) not in self._refused
            self._refused[id(node)] = BARE_FORMULAS if is_first else PLAIN
            is_new = True
            shown = "with its formulas as LaTeX" if is_first else "as plain text"
            self._warn("compile", f"shown {shown}: Typst says {problem.message!r}", node)
        return is_new

    def _search(self, error: RefusedError, book: Book) -> bool:
        """Find the page that Typst fails at without saying where, by halves."""
        trees = book.trees
        suspects = [name for name in trees if id(trees[name]) not in self._refused]

        def fails(names: list[str]) -> bool:
            plain = {id(trees[name]): PLAIN for name in names}
            try:
                self._compile(self._translate({**self._refused, **plain}))
            except RefusedError:
                return True
            return False

        if not suspects or fails(suspects):
            return False  # it is not the pages
        while len(suspects) > 1:
            half = suspects[: len(suspects) // 2]
            suspects = suspects[len(half) :] if fails(half) else half
        (name,) = suspects
        self._refused[id(trees[name])] = PLAIN
        said = next(error.problems(PAGES)).message
        said = f"shown as plain text: Typst says {said!r}"
        self._warn("compile", said, (name, None))
        return True


def _next(node: nodes.Node | None, refused: Mapping[int, int]) -> nodes.Element | None:
    """Return the node to show more plainly: this, or one above that is not yet."""
    while node is not None and (
        not isinstance(node, nodes.Element) or refused.get(id(node)) == PLAIN
    ):
        node = node.parent
    return node
