"""Search: words and names are found without their accents."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from docutils import nodes
from research_records.names import without_accents
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import domain_of
from research_site.pages.steps import Step
from research_site.registry import add_page_context, add_theme_files

#: How letters are typed where they are not at hand, by German and Nordic custom.
_SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa"}
)


def plain_spellings(text: str) -> list[str]:
    """Return how the words with accents in *text* are typed without them.

    Each in two ways: without the marks (Unicode's canonical decomposition), and
    after the German and Scandinavian custom, ``ü`` as ``ue``.
    """
    spellings = []
    for word in text.lower().split():
        if word.isascii():
            continue
        spellings += [without_accents(word), word.translate(_SPELLINGS)]
    return [word for word in dict.fromkeys(spellings) if word.isascii()]


class FoldedEnglish(SearchEnglish):
    """English whose letters are compared without their marks, in text and question."""

    js_splitter_code = """
function splitQuery(query) {
  return query.normalize("NFD").replace(/\\p{Mark}/gu, "")
    .split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu).filter((word) => word);
}
"""

    def split(self, input: str) -> list[str]:
        """Return the words of a text, as the browser parts those of a question."""
        return super().split(without_marks(input))


def without_marks(text: str) -> str:
    """Return a text without marks on its letters (Unicode's canonical decomposition)."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(one for one in decomposed if not unicodedata.combining(one))


class SearchWords(SphinxTransform):
    """Let ``Huellmann`` and ``Hullmann`` find Hüllmann.

    Sphinx's search reads the words of ``<meta name="keywords">``.
    """

    default_priority = Step.WORDS

    def apply(self) -> None:
        """Add the plain spellings of the title's words, and the words of keywords."""
        entry = domain_of(self.env).entries.get(self.env.current_document.docname)
        words = plain_spellings(entry.title) if entry else []
        for phrase in entry.page.keywords if entry else []:
            words += phrase.split()  # Sphinx parts keywords at commas alone
        if words:
            known = [n for n in self.document.findall(nodes.meta) if n["name"] == "keywords"]
            meta = known[0] if known else nodes.meta("", name="keywords", content="")
            if not known:
                self.document.insert(0, meta)
            meta["content"] = ", ".join([*filter(None, [meta["content"]]), *words])


def part_words(app: Sphinx, docname: str, context: dict[str, Any]) -> None:
    """Part a fact from its label, as results show a page's text without its markup."""
    if "body" in context:
        context["body"] = context["body"].replace("</dt><dd>", "</dt>\n<dd>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform; connect before the index is written."""
    app.setup_extension("research_site")
    app.add_search_language(FoldedEnglish)
    app.add_transform(SearchWords)
    add_page_context(app, part_words)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/search.css")
    app.add_js_file("site/marks.js")
    return METADATA
