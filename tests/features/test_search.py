"""Search: names without accents, keywords, and nothing of what is gone."""

from __future__ import annotations

from research_site.features.search import plain_spellings
from small_site import Built, Site


def pages_with(built: Built, word: str) -> set[str]:
    index = built.search_index()
    pages: set[str] = set()
    for part in ("terms", "titleterms"):
        found = index[part].get(word, [])
        found = found if isinstance(found, list) else [found]
        pages |= {index["docnames"][number] for number in found}
    return pages


def test_plain_spellings() -> None:
    assert plain_spellings("Joschka Hüllmann") == ["hullmann", "huellmann"]
    assert plain_spellings("Łukasz Ærø") == ["lukasz", "aero", "aeroe"]


def test_names_are_found_without_accents(site: Site) -> None:
    site.conf("search")
    site.page("team/jh", "title: Joschka Hüllmann\ngroup: ut")
    built = site.build()
    assert built.warnings == []
    for word in ("hullmann", "huellmann"):
        assert pages_with(built, word) == {"team/jh"}, word


def test_text_and_question_are_folded_alike(site: Site) -> None:
    site.conf("search")
    site.page("one", "title: One", "In Zürich, by Babeș.")
    built = site.build()
    assert pages_with(built, "zurich") == pages_with(built, "babe") == {"one"}
    script = (built.out / "_static/language_data.js").read_text()
    assert 'normalize("NFD")' in script


def test_keywords_find_the_page_word_by_word(site: Site) -> None:
    site.conf("search")
    site.page("one", "title: One\nkeywords: [credit lending, zebra]")
    built = site.build()
    for word in ("credit", "lend", "zebra"):
        assert pages_with(built, word) == {"one"}, word


def test_topics_find_the_page(site: Site) -> None:
    site.page("one", "title: One\ntags: [zebra]")
    assert pages_with(site.build(), "zebra") == {"one"}


def test_words_that_no_page_has_any_more_are_forgotten(site: Site) -> None:
    site.conf("clean_builds", "search")
    site.page("one", "title: One Zebra", "Giraffe.")
    index = site.build().search_index()
    assert "zebra" in index["titleterms"] and "giraff" in index["terms"]
    site.page("one", "title: One")
    index = site.build().search_index()
    assert "zebra" not in index["titleterms"] and "giraff" not in index["terms"]


def test_search_page_has_a_heading_and_a_labelled_field(site: Site) -> None:
    site.conf("search")
    page = site.build().page("search")
    (heading,) = page.select("h1")
    assert heading.get_text() == "Search"
    (label,) = page.select("form.site-search label")
    assert page.select(f"input#{label['for']}[name=q]")


def test_facts_are_parted_from_their_labels(records: Site) -> None:
    """Results show a page's text without its markup."""
    records.conf("search")
    text = records.build().article("team/ann").select(".site-facts")[0].get_text()
    assert "AffiliationUT" not in text and "Affiliation\nUT" in text
