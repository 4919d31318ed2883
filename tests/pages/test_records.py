"""A record's page: its facts above, what names it below."""

from __future__ import annotations

import pytest
from small_site import Site


def test_thesis_is_shown_on_its_supervisors_page(records: Site) -> None:
    built = records.build()
    assert built.warnings == []
    assert built.texts("team/ann", "#supervised-theses .site-cards a") == ["One"]
    assert built.texts("research/theses", ".site-cards a") == ["One"]
    assert "Ann Lee" in built.texts("research/theses/one", ".site-facts a")


def test_new_thesis_appears_everywhere_in_an_incremental_build(records: Site) -> None:
    records.build()
    fields = "title: Two\ndegree: MSc\nstatus: ongoing\nauthor: ann"
    records.page("research/theses/two", fields)
    built = records.build()
    assert built.warnings == []
    assert built.texts("team/ann", "#theses .site-cards a") == ["Two"]
    assert built.texts("research/theses", "#ongoing .site-cards a") == ["Two"]
    assert built.texts("research/theses", "#completed .site-cards a") == ["One"]


def test_past_end_date_hides_contact_links(records: Site) -> None:
    built = records.build()
    hrefs = [str(a["href"]) for a in built.page("team/old").select("a[href]")]
    assert not [href for href in hrefs if "example.org" in href]
    assert built.facts("team/old")["Status"] == "Former member of the team"
    assert "example.org" not in built.path("team/old").read_text()


def test_open_thesis_is_told_to_be_a_position(records: Site) -> None:
    records.page(
        "research/theses/open", 'title: X\nauthor: "Bo Ek"\ndegree: MSc\nstatus: open'
    )
    assert records.build().warnings == [
        "research/theses/open.md:5: WARNING: status: found 'open', expected ongoing or "
        "completed; what students can choose is a position: a file in research/positions/ "
        "[site.field]"
    ]


@pytest.mark.parametrize(
    ("amount", "shown"), [("3792542.4", "EUR 3,792,542.40"), ("5000", "EUR 5,000")]
)
def test_amount_of_a_grant_is_written_as_money(records: Site, amount: str, shown: str) -> None:
    records.page("research/projects/index", "title: Projects")
    funding = f"funding: [{{funder: ut, amount: {amount}, currency: EUR}}]"
    records.page("research/projects/grant", f"title: Grant\nkind: project\n{funding}")
    built = records.build()
    assert built.warnings == []
    assert built.facts("research/projects/grant")["Funding"] == f"UT, {shown}"


def test_topics_stand_at_the_end(records: Site) -> None:
    records.page("about/partners/ut", "title: UT\nkind: university\ntags: [A, B c]")
    built = records.build()
    assert built.texts("about/partners/ut", "p.site-topics") == ["Topics: A, B c"]
