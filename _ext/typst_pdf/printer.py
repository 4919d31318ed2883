"""Print documents: gather their pages, translate, compile, and write each PDF."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.matching import Matcher

import typst_pdf.nodes  # noqa: F401  fills the translator's table
from typst_pdf.book import Book, linked_places
from typst_pdf.characters import clusters
from typst_pdf.frame import Frame
from typst_pdf.html import read_raw_html
from typst_pdf.images import Images
from typst_pdf.index import Index
from typst_pdf.nodes.macros import macros_of
from typst_pdf.pages import drop_generated, in_order
from typst_pdf.press import Press
from typst_pdf.settings import Document, documents, last_change
from typst_pdf.tags import complete
from typst_pdf.typesetter import Typesetter

if TYPE_CHECKING:
    from typst_pdf.builder import TypstPdfBuilder

__all__ = ["Printer"]

Warn = Callable[..., None]


class Printer:
    """Prints the documents of the configuration.

    Args:
        builder: Sphinx's side.
        handlers: Functions of ``app.add_node``, by builder and name of the node.
        warn: Told the subtype, the message and the place of a problem.
    """

    def __init__(
        self,
        builder: TypstPdfBuilder,
        handlers: Mapping[str, Mapping[str, tuple[Any, Any]]],
        warn: Warn,
    ) -> None:
        """Begin with what the last build noted."""
        self.builder = builder
        # As Sphinx does: those of the builder, else those of its format.
        self.handlers = handlers.get(builder.name) or handlers.get(builder.format) or {}
        self.config = builder.config
        self._warn = warn
        self.warnings = 0
        self.folder = Path(builder.doctreedir, "typst_pdf")
        self._noted = self.folder / "printed.json"
        self._printed: dict[str, str] = {}
        with suppress(OSError, ValueError, TypeError):
            self._printed = dict(json.loads(self._noted.read_text(encoding="utf-8")))

    def warn(self, subtype: str, message: str, place: Any = None) -> None:
        """Report a problem; a document with one is printed again next time."""
        self.warnings += 1
        self._warn(subtype, message, place)

    # ---- whether there is anything to do ----

    def is_current(self) -> bool:
        """Tell whether every PDF is there, as the settings ask for it."""
        given = self.config.typst_pdf_documents
        wanted = list(documents(given, self.builder.env.all_docs.__contains__, lambda _: None))
        is_same = bool(wanted) and self._printed.get("") == self._settings()
        return is_same and len(wanted) == len(given) and all(map(self._is_printed, wanted))

    def _is_printed(self, document: Document, source: str = "") -> bool:
        """Tell whether a PDF is the one that was written last, from this source."""
        noted, _, made = self._printed.get(document.filename, "").partition(" ")
        with suppress(OSError):
            data = Path(self.builder.outdir, document.filename).read_bytes()
            return made == _digest(data) and source in ("", noted)
        return False

    def _settings(self) -> str:
        """Return a digest of all settings, of this package, and of what they name."""
        config = self.config
        parts: list[object] = [(value.name, _stable(value.value)) for value in config]
        files = sorted(Path(__file__).parent.rglob("*.[pt]y*"))
        beside = Path(self.builder.confdir)
        logos = (item for item in config.typst_pdf_logos if isinstance(item, tuple))
        names = [config.typst_pdf_template, *(str(part) for item in logos for part in item)]
        files += [beside / name for name in names if name]
        files += [
            file
            for name in config.typst_pdf_fonts
            for file in sorted((beside / name).rglob("*"))
        ]
        for file in files:
            with suppress(OSError, ValueError):
                if file.suffix != ".pyc":
                    parts.append((file.name, _digest(file.read_bytes())))
        parts += [version("typst"), last_change(Path(self.builder.srcdir))]
        return _digest(repr(parts).encode())

    # ---- printing ----

    def write(self) -> list[str]:
        """Print every document; return the names of those that were not."""
        failed: list[str] = []

        def wrong(message: str) -> None:
            self.warn("config", message)
            failed.append(message.partition(":")[0])

        given = self.config.typst_pdf_documents
        known = self.builder.env.all_docs
        settings = self._settings()
        for document in documents(given, known.__contains__, wrong):
            self.warnings = 0
            try:
                made = self._print(document, settings)
            except OSError as error:
                said = f"{error.strerror or error}: {error.filename}"
                self.warn("compile", f"{document.filename}: cannot be written ({said})")
                made = ""
            if not made:
                failed.append(document.filename)
            if not made or self.warnings:
                self._printed.pop(document.filename, None)
            else:
                self._printed[document.filename] = made
        if not given:
            wrong("typst_pdf_documents: expected a document; found none")
        self._printed[""] = settings
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            _replace(self._noted, json.dumps(self._printed, sort_keys=True).encode())
        return failed

    def _print(self, document: Document, settings: str) -> str:
        """Print a document; return digests of its source and the PDF, or nothing."""
        target = Path(self.builder.outdir, document.filename)
        # Typst may read here and nowhere else.
        work = self.folder / target.stem
        work.mkdir(parents=True, exist_ok=True)
        frame = Frame(self.builder, document, self.warn)
        typesetter = Typesetter(work, frame.fonts())
        trees = self._trees(document.start)
        if document.start not in trees:
            said = f"{document.filename}: typst_pdf_exclude leaves out its start page"
            self.warn("config", f"{said}, {document.start!r}")
            return ""
        index = Index(self.builder, trees)
        folders = (self.builder.srcdir, self.builder.outdir, self.builder.doctreedir)
        images = Images(
            Path(self.builder.srcdir), [*map(Path, folders), *self._build_folder()],
            work / "images", typesetter.image_problem,
        )  # fmt: skip
        shared = {
            "builder": self.builder, "start": document.start, "trees": trees,
            "targets": linked_places(trees, index.places), "images": images,
            "contents": self.config.typst_pdf_toc_depth, "macros": macros_of(self.config),
            "handlers": self.handlers,
        }  # fmt: skip

        def translate(refused: Mapping[int, int], warn: Warn = lambda *_: None) -> Book:
            book = Book(**shared, refused=refused, warn=warn)
            book.tags.links = frame.links()
            start = '#import "/template.typ": *\n'
            book.pages_source = start + book.source() + index.source(book)
            return book

        book = translate({}, self.warn)
        self._tell_kinds(book)
        missing = self._missing(trees, frame, book.pages_source, typesetter)
        main = frame.source(missing, typesetter, images)
        if main is None:
            return ""
        (work / "main.typ").write_text(main, encoding="utf-8")
        whole = settings + main + frame.page_word + book.pages_source
        digest = _digest(whole.encode())
        if not self.warnings and self._is_printed(document, digest):
            return self._printed[document.filename]
        inputs = {"page": frame.page_word, **self.config.typst_pdf_colours}
        press = Press(typesetter, translate, self.warn, frame.stamp, inputs)
        made = press.print(book)
        if made is None:
            return ""
        data, problems = complete(made[0], made[1].tags)
        for problem in problems:
            self.warn("tags", f"{document.filename}: {problem}")
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
        return f"{digest} {_digest(data)}"

    def _trees(self, start: str) -> dict[str, nodes.document]:
        """Return the pages of a document with their references resolved."""
        env = self.builder.env
        is_left_out = Matcher(self.config.typst_pdf_exclude)
        unknown: Counter[str] = Counter()

        def load(name: str) -> nodes.document | None:
            if name not in env.all_docs or is_left_out(name):
                return None
            tree = env.get_doctree(name)
            env.apply_post_transforms(tree, name)
            self.builder.post_process_images(tree)  # chooses a file for "picture.*"
            drop_generated(tree)
            unknown.update(read_raw_html(tree))
            return tree

        trees = in_order(start, load)
        for tag, count in sorted(unknown.items()):
            pages = f"on {count} pages" if count > 1 else "on one page"
            self.warn("raw_html", f"raw HTML: the content of <{tag}> is shown {pages}")
        return trees

    def _build_folder(self) -> Iterator[Path]:
        """Yield the folder of ``sphinx-build -M``, where extensions put pictures."""
        above = Path(self.builder.doctreedir).resolve().parent
        is_common = Path(self.builder.outdir).resolve().parent == above
        if is_common and not Path(self.builder.srcdir).resolve().is_relative_to(above):
            yield above

    def _tell_kinds(self, book: Book) -> None:
        """Report each kind of node once that is not shown as it ought to be."""
        for kind, found in book.unknown.items():
            said = f"node {kind!r} has no translation: what is in it is shown"
            self.warn("unknown_node", f"{said}{_times(found)}", found[0])
        if book.undrawn:
            said = "a diagram is shown as its source: Graphviz does not draw it"
            self.warn("image", f"{said}{_times(book.undrawn)}", book.undrawn[0])

    def _missing(
        self,
        trees: Mapping[str, nodes.Element],
        frame: Frame,
        source: str,
        typesetter: Typesetter,
    ) -> set[str]:
        """Return the letters that no font has; report them once a page."""
        around = frame.words(source)
        missing = typesetter.unprintable(set(clusters(f"{source} {around}")))
        said = "the fonts lack {}: shown as code points; name a folder with a font that"
        said += " has them in typst_pdf_fonts"
        waiting = set(missing)

        def tell(
            letters: Iterable[str], start: str = "", node: nodes.Node | None = None
        ) -> None:
            if letters := sorted(letters):
                self.warn("glyph", start + said.format(repr(" ".join(letters))), node)

        for tree in trees.values() if missing else ():
            found: dict[str, nodes.Element] = {}
            for node in tree.findall(nodes.Text):
                for letter in missing.intersection(node):
                    found.setdefault(letter, node.parent)
            tell(found, node=next(iter(found.values()), None))
            waiting -= found.keys()
        tell(waiting.intersection(around), "cover and contents: ")
        tell(waiting.difference(around), "words that the builder adds: ")
        return missing


def _times(found: list[nodes.Element]) -> str:
    return f" ({len(found)} places)" if len(found) > 1 else ""


def _stable(value: object) -> str:
    """Return a value as words that are the same in every run."""
    if isinstance(value, (set, frozenset)):
        return str(sorted(map(repr, value)))
    words = repr(value)
    return "" if " at 0x" in words else words


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _replace(target: Path, data: bytes) -> None:
    """Write a file beside its name, then rename it: it is never half there."""
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
