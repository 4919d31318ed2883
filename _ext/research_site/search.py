"""Search: names are found without their accents; the index forgets what is gone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.search.en import SearchEnglish
from sphinx.transforms import SphinxTransform

from research_site.catalogue import get_domain
from research_site.identifiers import plain_spellings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


class EnglishOnce(SearchEnglish):
    """English, with each word stemmed once.

    Without it, stemming takes as long as all the rest of a build.
    """

    def __init__(self, options: dict[str, str]) -> None:
        """Keep the stems of this build."""
        super().__init__(options)
        self._stem = cache(super().stem)

    def split(self, input: str) -> list[str]:
        """Return the different words of a text; the index counts none twice."""
        return list(dict.fromkeys(super().split(input)))

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        return self._stem(word)


class PlainSpellings(SphinxTransform):
    """Let ``Huellmann`` and ``Hullmann`` find Hüllmann.

    Sphinx's search reads the words of ``<meta name="keywords">``.
    """

    default_priority = 65

    def apply(self) -> None:
        """Add the plain spellings of the title's words."""
        entry = get_domain(self.env).entries.get(self.env.current_document.docname)
        words = plain_spellings(entry.title) if entry else []
        if words:
            meta = nodes.meta("", name="keywords", content=", ".join(words))
            self.document.insert(0, meta)


def forget_words(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Drop words that no page has any more.

    Sphinx's ``IndexBuilder.prune`` takes pages off a word's list and leaves the
    empty list behind.
    """
    indexer = getattr(app.builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        mapping: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in mapping.items() if not pages]:
            del mapping[word]
    return []


def part_words(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Part a fact from its label, as results show a page's text without its markup."""
    if "body" in context:
        context["body"] = context["body"].replace("</dt><dd>", "</dt>\n<dd>")


def setup(app: Sphinx) -> None:
    """Register the transform; connect before the index is written."""
    app.add_transform(PlainSpellings)
    app.connect("html-page-context", part_words)
    app.add_search_language(EnglishOnce)
    app.connect("html-collect-pages", forget_words)
