"""Which files of the source folder are pages."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from pathlib import Path

from research_records.problems import WARNING_TYPE, Problem, Subtype
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import get_matching_files

from research_site.catalogue.reporting import logger, report

#: What systems and editors leave behind.
SYSTEM = (".*", "*~", "*.swp", "Thumbs.db", "desktop.ini", "node_modules")
#: Documents of a repository, in its root; a README explains any folder.
DOCUMENTS = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "LICENSE*",
    "LICENCE*",
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
    anywhere = (*SYSTEM, "README.md")
    deeper = (f"**/{pattern}" for pattern in anywhere)
    own_patterns = (*anywhere, *deeper, *DOCUMENTS, *inside)
    config.exclude_patterns = [*config.exclude_patterns, *own_patterns]


def check_names(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Report names of pages that cannot stand in an address as they are (RFC 3986)."""
    for docname in sorted(env.found_docs):
        if found := re.search(r"[#?%:*\"<>|\\\s]|[\x00-\x1f]", docname):
            right = re.sub(r"[^\w/.-]+", "-", docname).strip("-").lower()
            message = (
                f"file name: found {found[0]!r}, expected letters, digits, - and _; "
                f"rename it, for instance to {right}.md"
            )
            report(docname, [Problem(Subtype.ADDRESS, message)])
    tell = partial(logger.warning, "%s", type=WARNING_TYPE, subtype="address")
    # Sphinx takes every name as NFC, and finds no file of another on Linux.
    for name in get_matching_files(env.srcdir, exclude_patterns=env.config.exclude_patterns):
        if re.search(r"\.(?!md$)(?i:md|markdown|md\.txt)$", name):
            message = "file name: found another suffix of Markdown, expected .md; rename it"
            tell(message, location=f"{name}:1")
        written = unicodedata.normalize("NFD", name)
        if written != name and not Path(env.srcdir, name).exists():
            message = (
                "file name: found letters in parts (NFD, as macOS writes them), expected "
                f"whole ones (NFC); rename it to {name!r}, typed anew"
            )
            tell(message, location=f"{name}:1")
    return []


def setup(app: Sphinx) -> None:
    """Connect before and after Sphinx looks for pages."""
    app.connect("config-inited", leave_out)
    app.connect("env-get-outdated", check_names)
