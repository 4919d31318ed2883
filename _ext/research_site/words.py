"""Our own words, such as "Role", in the language of the site.

A site translates them in ``research_site.po`` below its ``locale_dirs``; titles and
texts stand in Sphinx's own catalogues (``sphinx-build -b gettext``).
"""

from __future__ import annotations

from pathlib import Path

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.i18n import docname_to_domain

CATALOGUE = "research_site"
#: ``research_site.pot`` there lists the words.
FOLDER = Path(__file__).parent / "locale"


def word(text: str) -> str:
    """Return a word of ours, translated."""
    return locale.get_translation(CATALOGUE)(text) if text else ""


def title(app: Sphinx, docname: str, text: str) -> str:
    """Return the title of a page, translated, wherever it stands."""
    if app.builder.name == "gettext":
        return text
    domain = docname_to_domain(docname, app.config.gettext_compact)
    found, _ = locale.init(_folders(app), app.config.language, domain)
    return found.gettext(text)


def _folders(app: Sphinx) -> list[Path]:
    return [Path(app.confdir, folder) for folder in app.config.locale_dirs]


def load(app: Sphinx, *_: object) -> list[str]:
    """Load the site's translations, when Sphinx has compiled them."""
    locale.init(_folders(app), app.config.language, CATALOGUE)
    return []


def setup(app: Sphinx) -> None:
    """Connect before the first page is read."""
    app.connect("env-get-outdated", load, priority=1)
