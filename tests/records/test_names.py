"""Names of people outside the team, and their order."""

from __future__ import annotations

from research_records.names import family_first, is_name, name_alone, without_accents


def test_a_name_has_a_space_and_an_id_has_none() -> None:
    assert is_name("Bo Ek") and is_name("Bo Ek, Lund")
    assert not is_name("bo-ek")
    assert name_alone("Bo Ek, Lund") == "Bo Ek"


def test_order_goes_by_the_family_name_without_its_particle() -> None:
    names = [family_first("van der Pol", "Stijn"), family_first("Osterrieder", "Jörg")]
    assert sorted(names)[0].startswith("Osterrieder")


def test_letters_lose_their_marks_capitals_too() -> None:
    assert without_accents("Łukasz Ærø Öz") == "Lukasz Aero Oz"
    assert sorted(["Zoe", "Łukasz"], key=without_accents) == ["Łukasz", "Zoe"]
