"""What the search knows: records, texts, words that mean the same."""

from __future__ import annotations

from typing import Any

import pytest
from small_site import Built, Site, contents

WORDS = "- [thesis, scriptie]\n- [UT, Universiteit Twente]\n"


@pytest.fixture
def searched(records: Site) -> Site:
    records.conf("clean_builds", "site_search", site_search_words="words.yaml")
    records.write("words.yaml", WORDS)
    return records


def page(built: Built, name: str) -> dict[str, Any]:
    """Return what the index says of a page, by name of the value."""
    names = (
        "kind",
        "title",
        "address",
        "line",
        "names",
        "shown",
        "description",
        "text",
        "more",
    )
    index = built.search_index()
    (found,) = [one for one in index["pages"] if one[2] == f"{name}/"]
    values = dict(zip(names, found, strict=True))
    return {**values, "kind": index["kinds"][found[0]]}


def test_records_are_found_by_what_they_show(searched: Site) -> None:
    searched.page(
        "research/projects/net",
        "title: Net\nkind: network\nacronym: NT\naliases: [/old/]\nkeywords: [k w]\n"
        "lead: ann\npeople: ['Codruta Mare, Cluj']\n"
        "funding: [{funder: ut, grant_number: '7'}]",
        "What it *is*.",
    )
    built = searched.build()
    assert built.warnings == []
    net = page(built, "research/projects/net")
    assert net["kind"] == ["Projects", "Research project"]
    assert (net["line"], net["names"]) == ("NT · Network", ["NT", "k w"])
    shown = net["shown"].split("; ")
    assert {"Ann Lee", "UT", "grant 7"} <= set(shown)
    assert any(one.startswith("Codruta Mare") for one in shown)
    assert net["text"] == "What it is."
    assert built.search_index()["words"] == [
        ["thesis", "scriptie"],
        ["UT", "Universiteit Twente"],
    ]


def test_a_former_role_is_found_as_one(searched: Site) -> None:
    searched.change("team/old.md", "group: ing", "group: ing\nrole: Analyst\naffiliation: ut")
    shown = page(searched.build(), "team/old")["shown"].split("; ")
    assert shown[:2] == [
        "Former role: Analyst (until 1 January 2020)",
        "Former affiliation: UT",
    ]


def test_text_has_what_the_author_wrote_alone(searched: Site) -> None:
    searched.page(
        "team/ann",
        "title: Ann Lee\ngroup: ut",
        "One $x$ `two`.\n\n% no\n\n## Three\n\n- four\n\n| five | six |\n|---|---|\n| 7 | 8 |",
    )
    built = searched.build()
    assert page(built, "team/ann")["text"] == "One $x$ two. Three four five six 7 8"
    assert page(built, "team")["text"] == ""


def test_long_text_keeps_its_beginning_and_each_further_word(searched: Site) -> None:
    text = "Zebra runs. " * 200 + "Zebra meets giraffe. Giraffe runs."
    searched.page("one", "title: One", text)
    found = page(searched.build(), "one")
    assert text.startswith(found["text"]) and 1400 < len(found["text"]) <= 1500
    assert found["more"] == "meets giraffe"


@pytest.mark.parametrize("field", ["no-search", "nosearch"])
def test_page_that_asks_so_is_not_found(searched: Site, field: str) -> None:
    searched.page("guide", f"title: Guide\n{field}: true", "Zebra.")
    assert "Zebra" not in str(searched.build().search_index())
    searched.page("guide", f"title: Guide\n{field}: false", "Zebra.")
    assert "Zebra" in str(searched.build().search_index())


@pytest.mark.parametrize("parallel", [0, 2])
def test_later_builds_equal_clean_ones(searched: Site, parallel: int) -> None:
    searched.page("one", "title: One", "Zebra.")
    searched.build(parallel=parallel)
    searched.page("one", "title: One", "Giraffe.")
    searched.write("words.yaml", WORDS + "- [a, b]\n")
    (searched.source / "team/old.md").unlink()
    again = searched.build(parallel=parallel)
    assert contents(again.out) == contents(searched.build(out="clean").out)
    assert "Zebra" not in str(again.search_index())


def test_search_page_works_without_a_script_and_is_no_record(searched: Site) -> None:
    built = searched.build()
    shown = built.page("search")
    assert built.texts("search", "h1") == ["Search"]
    links = [str(one["href"]) for one in shown.select("#site-search-hits a")]
    assert links == ["../team/", "../research/theses/", "../about/partners/"]
    assert shown.select("#site-search-status[role=status]")
    label = shown.select_one("form.site-search label")
    assert label and shown.find(id=str(label["for"]))
    assert not list(built.out.glob("searchindex.js"))


def test_stock_search_leaves_nothing_behind(searched: Site) -> None:
    searched.conf("clean_builds")
    assert (searched.build().out / "searchindex.js").exists()
    searched.conf("clean_builds", "site_search")
    assert contents(searched.build().out) == contents(searched.build(out="clean").out)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [a, b]\n- [c]", "words.yaml:2: WARNING: found 1 words, expected two or more"),
        ("- [a, b]\n- c", "words.yaml:2: WARNING: found 'c', expected - [word, another word]"),
        ("- [a, B]\n- [b, c]", "words.yaml:2: WARNING: 'b' stands in line 1 already"),
        ("- [a, [b]]", "words.yaml:1: WARNING: found a list, expected a word"),
        ("- [a, ' ']", "words.yaml:1: WARNING: found ' ', expected a word"),
        ("a: b", "words.yaml:1: WARNING: found a mapping, expected a list a line"),
        ("- [a, b\n- c", "words.yaml:2: WARNING: not YAML"),
        ("- [*x, b]", "words.yaml:1: WARNING: not YAML"),
        ("\x07", "words.yaml:1: WARNING: not YAML"),
    ],
)
def test_mistakes_in_the_words_are_told_with_their_line(
    searched: Site, text: str, told: str
) -> None:
    searched.write("words.yaml", text)
    built = searched.build()
    assert built.warnings[0].startswith(told)
    assert all(one.endswith("[site.search]") for one in built.warnings)
    assert built.search_index()["pages"]


def test_file_of_words_that_is_missing_is_told(searched: Site) -> None:
    (searched.source / "words.yaml").unlink()
    (warning,) = searched.build().warnings
    assert warning.startswith("words.yaml:1: WARNING: site_search_words: cannot be read")


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "epub"])
def test_other_builders(searched: Site, builder: str) -> None:
    searched.conf("site_search", copyright="Us", version="1")
    built = searched.build(builder)
    assert built.warnings == []
    has_index = (built.out / "search-index.js").exists()
    assert has_index == (builder == "html")
