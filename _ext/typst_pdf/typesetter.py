"""Typst: compile a folder, try small pieces, and tell problems by page and line."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import typst

from typst_pdf.characters import as_code_points, is_mark
from typst_pdf.markup import string

__all__ = ["Problem", "Typesetter", "problems", "show_code_points"]

_PLACE = re.compile(r"([\w./-]+\.typ):(\d+)")
_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Where a piece is tried, within the folder.
_TRIAL = "trial.typ"


class Problem(NamedTuple):
    """What Typst could not do."""

    message: str
    #: File in the folder ``pages``, or nothing.
    file: str
    #: Line of the page, or None.
    line: int | None


class Typesetter:
    """Typst for one folder, with the fonts of this builder and nothing else.

    Args:
        work: The folder that Typst may read.
    """

    def __init__(self, work: Path) -> None:
        """Load the fonts."""
        self.work = work
        fonts = importlib.util.find_spec("fontpkg_source_sans_3")
        origin = fonts.origin if fonts else None
        self._compiler = typst.Compiler(
            root=str(work),
            font_paths=[str(Path(origin).parent / "files")] if origin else [],
            ignore_system_fonts=True,
        )

    def compile(self, main: str, timestamp: int) -> bytes:
        """Return the PDF of a file in the folder.

        Raises:
            typst.TypstError: What is wrong; `problems` tells it.
        """
        result = self._compiler.compile(
            input=str(self.work / main),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=timestamp,
        )
        assert isinstance(result, bytes)
        return result

    def trial(self, source: str) -> str:
        """Return what Typst says against a piece of source, or nothing."""
        head = '#set document(title: "x")\n#set text(font: "Source Sans 3")\n'
        (self.work / _TRIAL).write_text(head + source, encoding="utf-8")
        try:
            self.compile(_TRIAL, 0)
        except typst.TypstError as error:
            return error.diagnostic
        return ""

    def image_problem(self, path: str) -> str:
        """Return why an image of the folder cannot be shown, or nothing."""
        said = self.trial(f'#image({string(path)}, alt: "x")')
        return said.splitlines()[0].removeprefix("error: ") if said else ""

    def unprintable(self, clusters: Iterable[str]) -> set[str]:
        """Return the letters among *clusters* that no font has."""
        known = set(clusters)
        alone = self._refused({cluster for cluster in known if len(cluster) == 1})
        # Beside a mark that no font has the letter is refused, too.
        marked = self._refused({c for c in known if len(c) > 1 and not alone & set(c)})
        return alone | set(filter(is_mark, marked))

    def _refused(self, words: set[str]) -> set[str]:
        lines = [f"#{string(word)};" for word in sorted(words)]
        said = self.trial("\n\n".join(lines)) if lines else ""
        found = "".join(_GLYPH.findall(said))
        return set(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), found))


def show_code_points(diagnostic: str, work: Path) -> list[Problem]:
    """Replace letters that no font has in what is not a page's own text.

    A builder's words, such as "Note" in another script, are found by Typst alone.

    Returns:
        What was replaced; nothing if something else is wrong, too.
    """
    found = list(problems(diagnostic, work / "pages"))
    letters = [_GLYPH.search(problem.message) for problem in found]
    if not all(letters):
        return []
    is_new = False
    for problem, letter in zip(found, letters, strict=True):
        path = work / "pages" / problem.file if problem.file else work / "main.typ"
        source = path.read_text(encoding="utf-8")
        shown = as_code_points(source, {c for c in letter[1] if not c.isascii()})  # type: ignore[index]
        is_new = is_new or shown != source
        path.write_text(shown, encoding="utf-8")
    if not is_new:
        return []
    said = "the font lacks {!r}: shown as its code point"
    return [
        problem._replace(message=said.format(letter[1]))  # type: ignore[index]
        for problem, letter in zip(found, letters, strict=True)
    ]


def problems(diagnostic: str, pages: Path) -> Iterator[Problem]:
    """Yield each error of Typst once.

    Places are told as those of the page: each block of the source is preceded by a
    comment with its line.

    Args:
        diagnostic: What Typst said.
        pages: Folder of the pages' sources.
    """
    seen = set()
    lines: Mapping[str, list[str]] = {}
    for part in re.split(r"\n(?=error: )", diagnostic):
        message = part.splitlines()[0].removeprefix("error: ")
        places = ((Path(m[1]).name, int(m[2])) for m in _PLACE.finditer(part))
        place = next((p for p in places if (pages / p[0]).is_file()), None)
        found = Problem(message, "", None)
        if place:
            file, number = place
            if file not in lines:
                source = (pages / file).read_text(encoding="utf-8")
                lines = {**lines, file: source.split("\n")}
            marks = [x for x in lines[file][:number] if x.startswith("//@ ")]
            found = Problem(message, file, int(marks[-1][4:]) if marks else None)
        if found not in seen:
            seen.add(found)
            yield found
