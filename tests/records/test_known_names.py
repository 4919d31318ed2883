"""A name in quotes that is someone's who has a page is told; a namesake is not."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.mark.parametrize(
    ("author", "is_told"),
    [
        ("Ann Lee", True),
        ("ANN LÉE", True),
        ("A. B. Lee", True),
        ("Ann Lee, UT", True),
        ("Ann Lee (Lund)", False),
        ("Bo Ek", False),
        ("Bo Ek (Lund); Cy Po (Oslo)", False),
    ],
)
def test_quoted_names(records: Site, author: str, is_told: bool) -> None:
    records.change("team/ann.md", "group: ut", "group: ut\naliases: ['A. B. Lee']")
    records.change("research/theses/one.md", "supervisors:\n  ut: [ann]",
                   f'supervisors: {{ut: ["{author}"]}}')  # fmt: skip
    told = [one for one in records.build().warnings if "has a page" in one]
    assert bool(told) == is_told
    if told:
        assert told[0].startswith("research/theses/one.md:7: WARNING: supervisors: ")
        assert "write its id, ann" in told[0]


def test_speakers_may_be_people_or_organisations(records: Site) -> None:
    records.conf("research_site.features.events")
    event = "title: E\nkind: lecture\nstart: 2026-01-02\nspeakers: ['ann lee', 'Bo Ek']"
    records.page("about/events/one", event)
    (told,) = records.build().warnings
    assert "speakers: 'ann lee' has a page, team/ann.md" in told


def test_people_outside_are_told_apart_from_their_organisations(records: Site) -> None:
    names = "M.R. Po, CWI; J. Müller, Jr., ETH; A Bo (X; Y)"
    records.change("research/theses/one.md", "ut: [ann]", f'ut: "{names}"')
    built = records.build()
    assert built.warnings == []
    facts = built.facts("research/theses/one")
    assert facts["Supervisors, UT"] == "M.R. Po (CWI), J. Müller, Jr. (ETH), A Bo (X; Y)"


def test_an_organisation_may_begin_as_titles_do(whole: Site) -> None:
    whole.page("about/events/day", "title: Day\nkind: meeting\nstart: 2025-01-01\n"
               "organisers: ['Dr. Ek Foundation']")  # fmt: skip
    (told,) = whole.build().warnings
    assert "no partner or person 'Dr. Ek Foundation'" in told


def test_a_known_speaker_is_told(whole: Site) -> None:
    whole.page("about/events/day", "title: Day\nkind: meeting\nstart: 2025-01-01\n"
               "speakers: ['Ann Lee']\norganisers: ut")  # fmt: skip
    (told,) = [one for one in whole.build().warnings if "has a page" in one]
    assert told.startswith("about/events/day.md:5: WARNING: speakers: 'Ann Lee'")


def test_names_with_commas_between_them_are_told(records: Site) -> None:
    records.change("research/theses/one.md", "ut: [ann]", 'ut: "M.R. Po, CWI, J. Müller, ETH"')
    (told,) = records.build().warnings
    assert "supervisors.ut: " in told
    assert "parted by semicolons, organisations in brackets" in told
