"""Names: their parts, how they are cited, sorted and found."""

from __future__ import annotations

import pytest
from research_records.names import (
    collation_key,
    is_name,
    name_alone,
    name_and_place,
    parse_name,
    shown_name,
    spellings,
    title_in,
    without_accents,
)

#: As written, family, given, as cited in APA style.
NAMES = [
    ("Piet van der Meer", "van der Meer", "Piet", "van der Meer, P."),
    ("Meer, Piet van der", "van der Meer", "Piet", "van der Meer, P."),
    ("van der Meer, Piet", "van der Meer", "Piet", "van der Meer, P."),
    ("Piet Van der Meer", "Van der Meer", "Piet", "Van der Meer, P."),
    ("Stijn van der Pol", "van der Pol", "Stijn", "van der Pol, S."),
    ("Wilco den Dunnen", "den Dunnen", "Wilco", "den Dunnen, W."),
    ("Lesley van Alst-Leendertse", "van Alst-Leendertse", "Lesley", "van Alst-Leendertse, L."),
    ("Gerard 't Hooft", "'t Hooft", "Gerard", "'t Hooft, G."),
    ("Charles de Gaulle", "de Gaulle", "Charles", "de Gaulle, C."),
    ("Ludwig van Beethoven", "van Beethoven", "Ludwig", "van Beethoven, L."),
    ("Otto von Bismarck", "von Bismarck", "Otto", "von Bismarck, O."),
    ("Leonardo da Vinci", "da Vinci", "Leonardo", "da Vinci, L."),
    ("Jean le Rond d'Alembert", "le Rond d'Alembert", "Jean", "le Rond d'Alembert, J."),
    ("José Antonio de la Cruz", "de la Cruz", "José Antonio", "de la Cruz, J. A."),
    ("Suharto", "Suharto", "", "Suharto"),
    ("Suharto, ", "Suharto", "", "Suharto"),
    ("Smith,", "Smith", "", "Smith"),
    ("Smith, Sam", "Smith", "Sam", "Smith, S."),
    ("Sammy Davis, Jr.", "Davis", "Sammy", "Davis, S., Jr."),
    ("Davis, Jr., Sammy", "Davis", "Sammy", "Davis, S., Jr."),
    ("Davis, Sammy, Jr.", "Davis", "Sammy", "Davis, S., Jr."),
    ("Davis Jr., Sammy", "Davis", "Sammy", "Davis, S., Jr."),
    ("José Ortega y Gasset", "Ortega y Gasset", "José", "Ortega y Gasset, J."),
    ("Ana Costa e Silva", "Costa e Silva", "Ana", "Costa e Silva, A."),
    ("გიორგი მაისურაძე", "მაისურაძე", "გიორგი", "მაისურაძე, გ."),
    ("Davis, Sam (Sammy)", "Davis", "Sam (Sammy)", "Davis, S."),
    ("Martin Luther King III", "King", "Martin Luther", "King, M. L., III"),
    ("Jean-Paul Sartre", "Sartre", "Jean-Paul", "Sartre, J.-P."),
    ("Marie Skłodowska-Curie", "Skłodowska-Curie", "Marie", "Skłodowska-Curie, M."),
    ("J.R.O. Osterrieder", "Osterrieder", "J.R.O.", "Osterrieder, J. R. O."),
    ("Osterrieder, J R", "Osterrieder", "J R", "Osterrieder, J. R."),
    ("Frédérik Sinan Bernard", "Bernard", "Frédérik Sinan", "Bernard, F. S."),
    ("Łukasz Żyła", "Żyła", "Łukasz", "Żyła, Ł."),
    ("Øystein Ås", "Ås", "Øystein", "Ås, Ø."),
    ("Đorđe Đurić", "Đurić", "Đorđe", "Đurić, Đ."),
    ("O'Brien, Conan", "O'Brien", "Conan", "O'Brien, C."),
    ("Иван Петров", "Петров", "Иван", "Петров, И."),
    ("Νίκος Παπαδόπουλος", "Παπαδόπουλος", "Νίκος", "Παπαδόπουλος, \u039d."),
    ("李明", "李明", "", "李明"),
    ("李 明", "李", "明", "李, 明"),
    ("山田, 太郎", "山田", "太郎", "山田, 太郎"),
    ("محمد علي", "علي", "محمد", "علي, م."),
    ("{ING Bank N.V.}", "ING Bank N.V.", "", "ING Bank N.V."),
    ("{Barnes and Noble}", "Barnes and Noble", "", "Barnes and Noble"),
    ("  Ada   Lovelace ", "Lovelace", "Ada", "Lovelace, A."),
    ("Hadji Misheva, Branka", "Hadji Misheva", "Branka", "Hadji Misheva, B."),
]


@pytest.mark.parametrize(
    ("text", "family", "given", "cited"), NAMES, ids=[n[0] for n in NAMES]
)
def test_names_have_parts(text: str, family: str, given: str, cited: str) -> None:
    name = parse_name(text)
    assert (name.family, name.given, name.cited) == (family, given, cited)
    if not text.startswith("{"):
        assert parse_name(name.inverted) == name
    if given and name.full != f"{family} {given}" and "Rond" not in text:
        assert spellings(parse_name(name.full).full) == spellings(name.full)


def test_organisations_behind_names_and_suffixes() -> None:
    assert name_and_place("Bo Ek, Jr., ETH") == ("Bo Ek, Jr.", "ETH")
    assert name_and_place("Bo Ek, III") == ("Bo Ek, III", "")
    assert name_and_place("Bo Ek , ETH, Bern") == ("Bo Ek", "ETH, Bern")


@pytest.mark.parametrize("text", ["Prof. Ann Lee", "Lee, Dr. Ann", "Ann Lee, PhD", "ir. A L"])
def test_titles_are_no_part_of_a_name(text: str) -> None:
    assert title_in(text)
    assert title_in("Ing Eng, I. R. Ms") is None
    assert title_in("Mba, Jules Clement") is None


def test_names_at_their_limits() -> None:
    for text in ("", ",", "X", "x", "van", "Jr.", "{}", "-", "a,b,c,d", "\u0301"):
        assert isinstance(parse_name(text).cited, str)


def test_the_team_page_goes_by_family_name() -> None:
    names = [
        "Stijn van der Pol", "Anne Zander", "Jörg Osterrieder", "Łukasz Łoś", "Ann Lyz",
        "Bo Øst", "Bo Ozu", "Mia Öz", "Renée d'Ombre", "Suharto", "Marie Maas", "Jos de Pol",
        "Mona al-Masri",
    ]  # fmt: skip
    assert sorted(names, key=lambda name: parse_name(name).sort_key) == [
        "Ann Lyz", "Łukasz Łoś", "Marie Maas", "Mona al-Masri", "Renée d'Ombre",
        "Jörg Osterrieder", "Mia Öz",
        "Bo Ozu", "Bo Øst", "Jos de Pol", "Stijn van der Pol", "Suharto", "Anne Zander",
    ]  # fmt: skip


def test_letters_of_their_own_come_after_the_plain_one() -> None:
    assert sorted(["Łb", "Lz", "Mb", "La"], key=collation_key) == ["La", "Lz", "Łb", "Mb"]
    assert sorted(["Øa", "Oz", "Öb", "Pa"], key=collation_key) == ["Öb", "Oz", "Øa", "Pa"]


def test_names_are_found_in_each_spelling() -> None:
    assert spellings("Jörg Müller") == {"jorg muller", "joerg mueller"}
    assert spellings("Joerg Müller") & spellings("Jörg Mueller")
    assert spellings("Jean-Paul O'Neil") == {"jean paul o neil"}
    assert spellings("Guðmundsdóttir") == {"gudmundsdottir"}


def test_a_name_has_a_space_and_an_id_has_none() -> None:
    assert is_name("Bo Ek") and is_name("Bo Ek, Lund")
    assert not is_name("bo-ek")


@pytest.mark.parametrize(
    ("reference", "name", "shown"),
    [
        ("Bo Ek", "Bo Ek", "Bo Ek"),
        ("Bo Ek, Lund", "Bo Ek", "Bo Ek (Lund)"),
        ("Bo Ek (Lund University)", "Bo Ek", "Bo Ek (Lund University)"),
        ("Sammy Davis, Jr.", "Sammy Davis, Jr.", "Sammy Davis, Jr."),
    ],
)
def test_an_organisation_stands_in_brackets(reference: str, name: str, shown: str) -> None:
    assert name_alone(reference) == name
    assert shown_name(reference) == shown


def test_letters_lose_their_marks_capitals_too() -> None:
    assert without_accents("Łukasz Ærø Öz") == "Lukasz Aero Oz"
