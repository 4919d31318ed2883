"""People over time: several employers, leaving, coming back, coming."""

from __future__ import annotations

import pytest
from small_site import ALL_FEATURES, Built, Site

DAY, NEXT_YEAR = "1795651200", "1800000000"  # 25 November 2026, 15 January 2027
CURRENT = ("jobTitle", "affiliation", "worksFor")


@pytest.fixture
def over_time(whole: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site of people who came, left and came back."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    whole.conf(*ALL_FEATURES, project="Site", author="Us", html_baseurl="https://x.example/")
    whole.pages(
        {
            "about/partners/bank": "title: Bank\nkind: company",
            "team/both": "title: Both\ngroup: ut\nrole: Fellow\naffiliation: [ut, bank]",
            "team/back": "title: Łukasz Back\ngroup: ut\nroles:\n"
            "- {role: PhD candidate, affiliation: ut, from: 2018, to: 2021}\n"
            "- {role: analyst, affiliation: bank, from: 2021, to: 2024}\n"
            "- {role: postdoc, affiliation: ut, from: 2025}",
            "team/plato": "title: Plato\ngroup: ing\nstatus: alumni\nrole: Thinker\n"
            "affiliation: bank",
            "team/soon": "title: Soon\ngroup: ut\nrole: Lecturer\naffiliation: ut\n"
            "start: 2027-01-01",
            "team/ends": "title: Ends\ngroup: ut\nrole: Guest\naffiliation: ut\n"
            "end: 2026-12-31",
            "research/projects/p": "title: P\nkind: network\nlead: [plato, both]\n"
            "people: [plato, back]",
        }.items()
    )
    whole.page(
        "about/how-many", "title: Many", "{count}`people`, {count}`people status=current`"
    )
    return whole


@pytest.fixture
def built(over_time: Site) -> Built:
    made = over_time.build()
    assert made.warnings == []
    return made


def test_roles_are_shown_with_their_years(built: Built) -> None:
    facts = built.facts("team/back")
    assert facts["Role, UT"] == "PhD candidate (2018–2021), postdoc since 2025"
    assert facts["Role, Bank"] == "analyst (2021–2024)"
    assert (facts["Affiliation"], facts["Former affiliation"]) == ("UT", "Bank")


def test_one_role_alone_is_shown_as_it_is(built: Built) -> None:
    assert built.facts("team/both") == {"Role": "Fellow", "Affiliation": "UT, Bank"}
    assert built.facts("team/ends")["Role"] == "Guest"


def test_who_left_is_former_everywhere(built: Built) -> None:
    assert built.facts("team/plato") == {
        "Former role": "Thinker",
        "Former affiliation": "Bank",
        "Status": "Former member of the team",
    }
    assert built.texts("about/partners/bank", "#people strong") == ["Both"]
    assert built.texts("about/partners/bank", "#former-people strong") == [
        "Łukasz Back",
        "Plato",
    ]
    assert "Łukasz Back" in built.texts("about/partners/ut", "#people strong")
    assert built.texts("research/projects/p", "#people li p") == [
        "Plato", "Formerly Thinker", "Łukasz Back", "postdoc",
    ]  # fmt: skip
    assert built.facts("research/projects/p")["Lead"] == "Plato (former), Both"


def test_machines_read_who_left_as_alumni(built: Built) -> None:
    thing = built.graph("team/plato")[0]
    assert not thing.keys() & set(CURRENT)
    assert thing["alumniOf"]["name"] == "Bank"
    back = built.graph("team/back")[0]
    assert (back["jobTitle"], back["affiliation"]["name"]) == ("postdoc", "UT")
    assert back["alumniOf"]["name"] == "Bank"
    assert [one["name"] for one in built.graph("team/both")[0]["affiliation"]] == [
        "UT",
        "Bank",
    ]
    project = built.graph("research/projects/p")[0]
    assert [one["name"] for one in project["member"]] == ["Both", "Łukasz Back"]
    assert [one["name"] for one in project["alumni"]] == ["Plato"]


def test_who_is_to_come_is_told_and_not_counted(built: Built) -> None:
    assert built.facts("team/soon")["Role"] == "Lecturer from 1 January 2027"
    assert not built.graph("team/soon")[0].keys() & set(CURRENT)
    # Ann, Both, Back, Ends; Old and Plato have left.
    assert built.texts("about/how-many", "section > p") == ["6, 4"]
    assert built.texts("team", "h2") == ["UT (4)¶", "Alumni (2)¶"]
    cards = dict(zip(*[iter(built.texts("team", ".site-cards li p"))] * 2, strict=True))
    assert cards["Soon"] == "Lecturer from 1 January 2027"


def test_time_passes_without_an_edit(
    built: Built, over_time: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEXT_YEAR)
    later = over_time.build()
    assert later.facts("team/soon")["Role"] == "Lecturer"
    assert later.facts("team/ends")["Former role"] == "Guest (until 31 December 2026)"
    assert built.texts("about/how-many", "section > p") == ["7, 4"]


def test_group_of_alumni_alone_is_enough(over_time: Site) -> None:
    over_time.change("team/plato.md", "group: ing\nstatus: alumni", "group: alumni")
    built = over_time.build()
    assert built.warnings == []
    assert built.facts("team/plato")["Former role"] == "Thinker"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("group: alumni\nstatus: current", "4: WARNING: status: found 'current' beside group: "
         "alumni, expected one of the two [site.field]"),
        ("group: ut\nrole: X\nroles: [{role: Y}]", "4: WARNING: role: found beside roles, "
         "expected one of the two; write it in roles [site.field]"),
        ("group: ut\nroles: [{from: 2020}]", "4: WARNING: roles.0: found a mapping, expected "
         "a role, an affiliation or both [site.field]"),
        ("group: ut\nroles:\n- role: X\n  from: 2021-13", "6: WARNING: roles.0.from: found "
         "'2021-13', expected a date that exists, written 2024-01-30, 2024-01 or 2024 "
         "[site.field]"),
        ("group: ut\nroles:\n- role: X\n  affiliation: utt", "6: WARNING: roles: no partner "
         "'utt'; did you mean 'ut'? [site.unknown_partner]"),
        ("group: ut\naffiliation: utt", "4: WARNING: affiliation: no partner 'utt'; did you "
         "mean 'ut'? [site.unknown_partner]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(records: Site, fields: str, told: str) -> None:
    records.page("team/x", f"title: X\n{fields}")
    assert records.build().warnings == [f"team/x.md:{told}"]


def test_who_leaves_for_a_partner_is_not_former_there(over_time: Site) -> None:
    left = "- {role: PhD candidate, affiliation: ut, from: 2018, to: 2021}"
    over_time.page("team/moves", f"title: Moves\ngroup: ut\nroles:\n{left}\n"
                   "- {role: professor, affiliation: bank, from: 2027}")  # fmt: skip
    over_time.page("team/over", "title: Over\ngroup: alumni\nroles:\n"
                   "- {role: fellow, affiliation: ut, from: 2018}")  # fmt: skip
    over_time.change("research/projects/p.md", "[plato, back]", "[plato, back, soon]")
    built = over_time.build()
    assert built.warnings == []
    cards = built.texts("about/partners/bank", "#people li p")
    assert cards == ["Both", "Fellow", "Moves", "professor from 2027"]
    assert "Moves" in built.texts("about/partners/ut", "#former-people strong")
    assert built.facts("team/over")["Former role"] == "fellow"
    members = built.graph("research/projects/p")[0]["member"]
    assert [one["name"] for one in members] == ["Both", "Łukasz Back"]


def test_titles_have_a_field_of_their_own(records: Site) -> None:
    records.change("team/ann.md", "title: Ann Lee", "title: Dr. Ann Lee")
    records.change("research/theses/one.md", "Bo Ek, Lund", "Prof. Bo Ek (Lund)")
    assert records.build().warnings == [
        "research/theses/one.md:6: WARNING: author: found 'Prof.' in 'Prof. Bo Ek (Lund)', "
        "expected the name alone [site.field]",
        "team/ann.md:2: WARNING: title: found 'Dr.' in 'Dr. Ann Lee', expected the name "
        "alone; an academic title has a field of its own, honorific [site.field]",
    ]
