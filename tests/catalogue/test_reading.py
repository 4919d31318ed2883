"""Reading: which pages there are, and which are read again when something changes."""

from __future__ import annotations

import pytest
from small_site import Site


def test_page_that_is_not_utf_8_is_left_out_and_said(site: Site) -> None:
    (site.source / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    built = site.build()
    assert built.warnings == [
        "latin.md:2: WARNING: found a byte that is not UTF-8 text (in Latin-1 it would be "
        "'é'); save the file in the encoding UTF-8; the page is left out [site.front_matter]"
    ]
    assert not built.path("latin").exists()


def test_drafts_are_nowhere(records: Site) -> None:
    records.page("team/secret", "title: Secret\ngroup: ut\ndraft: true")
    built = records.build()
    assert built.warnings == []
    assert not built.path("team/secret").exists()
    assert "Secret" not in built.texts("team", ".site-cards strong")


def test_page_that_becomes_a_draft_goes(records: Site) -> None:
    assert records.build().path("team/old").exists()
    records.change("team/old.md", "group: ing", "group: ing\ndraft: true")
    again = records.build()
    assert not again.path("team/old").exists()
    assert "Old Hand" not in again.texts("team", ".site-cards strong")


def test_draft_home_page_is_reported_and_built(site: Site) -> None:
    site.page("index", "title: Home\ndraft: true", "Words.")
    built = site.build()
    assert built.warnings == [
        "index.md:3: WARNING: draft: found true, expected false; a site needs its home page "
        "[site.field]"
    ]
    assert [p.get_text() for p in built.article().select("p")] == ["Words."]


def test_site_without_home_page_says_what_to_do(site: Site) -> None:
    (site.source / "index.md").rename(site.source / "_index.md")
    with pytest.raises(SystemExit, match=r"Hugo's _index\.md is to be renamed to index\.md"):
        site.build()


def test_edit_of_words_reads_one_page_and_writes_those_whose_toctree_has_it(
    records: Site,
) -> None:
    records.build()
    records.change("team/ann.md", "---\n\n", "---\n\nMore.\n")
    built = records.build()
    assert (built.read, built.written) == (["team/ann"], ["team/ann", "team/index"])


def test_edit_of_front_matter_reads_the_pages_that_show_it(records: Site) -> None:
    records.build()
    records.change("team/ann.md", "Ann Lee", "Ann Li")
    built = records.build()
    shown_by = {"about/partners/ut", "research/theses/one", "team/ann", "team/index"}
    assert shown_by <= set(built.read)
    assert built.texts("team", "#ut .site-cards strong") == ["Ann Li"]


def test_weight_edit_changes_the_order_of_the_index(records: Site) -> None:
    records.page("team/bob", "title: Bob Bee\ngroup: ut\nweight: 1")
    records.page("team/zoe", "title: Zoe Ant\ngroup: ut\nweight: 2")
    first = records.build().app.env.toctree_includes["team/index"]
    assert first[:2] == ["team/bob", "team/zoe"]
    records.change("team/bob.md", "weight: 1", "weight: 3")
    built = records.build()
    assert {"team/bob", "team/index"} <= set(built.read)
    assert built.app.env.toctree_includes["team/index"][:2] == ["team/zoe", "team/bob"]


def test_nothing_is_read_where_nothing_has_changed(records: Site) -> None:
    records.build()
    built = records.build()
    assert (built.read, built.written) == ([], [])


@pytest.mark.parametrize("clean", [False, True])
def test_status_follows_the_day(
    records: Site, monkeypatch: pytest.MonkeyPatch, clean: bool
) -> None:
    fields = "title: P\nkind: grant\nstart: 2024\nend: 2024-06"
    records.conf(*(["clean_builds"] if clean else []))
    records.page("research/projects/p", fields)
    shown = []
    for day in (1_700_000_000, 1_715_000_000, 1_725_000_000):  # 2023, May and August 2024
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        shown.append(records.build().facts("research/projects/p")["Status"])
    assert shown == ["Planned", "Ongoing", "Completed"]


def test_new_area_reaches_a_list_that_groups_by_area(records: Site) -> None:
    records.page("research/areas/risk", "title: Risk")
    records.change("research/theses/one.md", "year:", "areas: [risk]\nyear:")
    records.page("research/by-area", "title: By", "```{theses}\n:group-by: area\n```")
    records.build()
    records.page("research/areas/xai", "title: Explainable AI")
    fields = "title: Two\ndegree: MSc\nstatus: ongoing\nauthor: ann\nareas: [xai]"
    records.page("research/theses/two", fields)
    heads = records.build().texts("research/by-area", "article h2")
    assert sorted(head.rstrip("¶") for head in heads) == ["Explainable AI (1)", "Risk (1)"]
