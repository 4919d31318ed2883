"""Typst: compile a folder, try small pieces, and tell problems by their place."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import typst

from typst_pdf.characters import is_mark
from typst_pdf.markup import string

__all__ = ["MAIN_FONT", "Problem", "RefusedError", "Typesetter"]

#: The family that the template sets text in, and the package that has it.
MAIN_FONT, FONT_PACKAGE = "Source Sans 3", "fontpkg_source_sans_3"
_PLACE = re.compile(r"([\w./-]+\.typ):(\d+)")
_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Where a piece is tried, within the folder.
_TRIAL = "trial.typ"


class Problem(NamedTuple):
    """What Typst could not do."""

    message: str
    #: Line of the pages' source, or None where it names none.
    line: int | None


class RefusedError(Exception):
    """Typst makes no PDF of a source.

    Args:
        diagnostic: What it says.
    """

    def __init__(self, diagnostic: str) -> None:
        """Keep what Typst says."""
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def problems(self, file: str) -> Iterator[Problem]:
        """Yield each problem once.

        Args:
            file: Name of the pages' source; lines of other files are no place.
        """
        seen = set()
        for part in re.split(r"\n(?=error: )", self.diagnostic):
            message = part.splitlines()[0].removeprefix("error: ")
            places = [m for m in _PLACE.finditer(part) if Path(m[1]).name == file]
            found = Problem(message, int(places[0][2]) if places else None)
            if found not in seen:
                seen.add(found)
                yield found


class Typesetter:
    """Typst for one folder, with the fonts of this builder and nothing else.

    Args:
        work: The folder that Typst may read.
        fonts: Folders with further fonts.
    """

    def __init__(self, work: Path, fonts: Sequence[Path] = ()) -> None:
        """Load the fonts."""
        self.work = work
        package = importlib.util.find_spec(FONT_PACKAGE)
        origin = package.origin if package else None
        own = [str(Path(origin).parent / "files")] if origin else []
        base = typst.Fonts(include_system_fonts=False, font_paths=own)
        loaded = typst.Fonts(include_system_fonts=False, font_paths=[*own, *map(str, fonts)])
        self.families = loaded.families()
        #: Families of the settings' folders.
        self.given = sorted(set(self.families) - set(base.families()))
        self._compiler = typst.Compiler(root=str(work), font_paths=loaded)

    def compile(
        self, main: str, timestamp: int, inputs: Mapping[str, str] | None = None
    ) -> tuple[bytes, list[str]]:
        """Return the PDF of a file in the folder, and warnings.

        Args:
            main: Name of the file.
            timestamp: Seconds since 1970 that the PDF says it was made at.
            inputs: What the template finds in ``sys.inputs``.

        Raises:
            RefusedError: What is wrong.
        """
        try:
            result, warnings = self._compiler.compile_with_warnings(
                input=str(self.work / main),
                format="pdf",
                pdf_standards="ua-1",
                timestamp=timestamp,
                sys_inputs=dict(inputs or {}),
            )
        except typst.TypstError as error:
            raise RefusedError(error.diagnostic or error.message) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # a fault of Typst itself
                raise
            raise RefusedError(f"error: Typst fails ({error})") from error
        assert isinstance(result, bytes)
        return result, [warning.message for warning in warnings]

    def trial(self, source: str) -> str:
        """Return what Typst says against a piece of source, or nothing."""
        head = (
            '#set document(title: "x")\n'
            f"#set text(font: ({string(MAIN_FONT)}, {string('Libertinus Serif')}))\n"
        )
        (self.work / _TRIAL).write_text(head + source, encoding="utf-8")
        try:
            _, warnings = self.compile(_TRIAL, 0)
        except RefusedError as error:
            return error.diagnostic
        return next((said for said in warnings if "foreign object" in said), "")

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
