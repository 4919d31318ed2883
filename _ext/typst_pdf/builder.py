"""The builder ``typst_pdf``: doctrees in, one PDF a document out.

Typst, Pillow and pikepdf are loaded when a PDF is built, so that a project
builds its HTML without them.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from typst_pdf.printer import Printer

__all__ = ["TypstPdfBuilder"]

logger = logging.getLogger(__name__)


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

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Keep what Sphinx's builders of every version can be asked for."""
        super().__init__(app, env)
        self.application = app
        self.printer: Printer | None = None

    def init(self) -> None:
        """Load what is needed beyond Sphinx; without it there is no PDF."""
        try:
            from typst_pdf.printer import Printer  # noqa: PLC0415
        except ImportError as error:
            self._fail(
                f"no PDF: the package {error.name!r} is missing; install what this"
                " builder needs: pip install typst pikepdf pillow latex2mathml"
            )
        else:
            handlers = self.application.registry.translation_handlers
            self.printer = Printer(self, handlers, self.warn)

    def get_outdated_docs(self) -> Iterator[str]:
        """Return nothing if no document would change, else every page."""
        is_current = self.printer is None or self.printer.is_current()
        return iter(() if is_current else sorted(self.env.all_docs))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page within the document."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a page, the same from everywhere."""
        return self.get_target_uri(to)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write every document of the configuration."""
        failed = self.printer.write() if self.printer else []
        if failed:
            self._fail(f"no PDF: {', '.join(failed)}; what is wrong is said above")

    def finish(self) -> None:
        """Do nothing: all is written."""

    def _fail(self, message: str) -> None:
        """Report an error, and let ``sphinx-build`` end with a status that says so."""
        logger.error("%s", message, type="typst_pdf", subtype="failed")
        self.application.statuscode = 1

    @staticmethod
    def warn(
        subtype: str, message: str, location: nodes.Node | tuple[str, int | None] | None = None
    ) -> None:
        """Report a problem of a page or a setting."""
        logger.warning("%s", message, type="typst_pdf", subtype=subtype, location=location)


if not hasattr(Builder, "write_documents"):  # Sphinx before 8.1

    def _write(builder: TypstPdfBuilder, *_: object) -> None:
        builder.write_documents(set())

    TypstPdfBuilder.write = _write  # type: ignore[method-assign, assignment, misc]
