"""Which files of the source folder are pages."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

#: What systems and editors leave behind.
SYSTEM = ("**/._*", "**/.*", "**/*~", "**/*.swp", "**/Thumbs.db", "**/desktop.ini")
#: Documents of a repository, in its root; a README explains any folder.
DOCUMENTS = (
    "**/README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "LICENSE*",
    "LICENCE*",
    "**/node_modules",
)


def leave_out(app: Sphinx, config: Config) -> None:
    """Add what is never a page, nor published, to ``exclude_patterns``.

    Among it are virtual environments, which have a ``pyvenv.cfg`` (PEP 405), and
    what lies in the output folder.
    """
    root = Path(app.srcdir)
    own = [path.parent for path in root.glob("*/pyvenv.cfg")]
    own += [Path(folder) for folder in (app.outdir, app.doctreedir)]
    inside = [path.relative_to(root).as_posix() for path in own if root in path.parents]
    config.exclude_patterns = [*config.exclude_patterns, *SYSTEM, *DOCUMENTS, *inside]


def setup(app: Sphinx) -> None:
    """Connect before Sphinx looks for pages."""
    app.connect("config-inited", leave_out)
