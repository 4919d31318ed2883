"""Which entries become records, and why others do not."""

from __future__ import annotations

import pytest
from publications.kind import Publication
from publications.records import Bibliography
from research_records.entry import Entry
from research_site.kinds.area import Area
from research_site.kinds.person import Person

PEOPLE = {
    "marcos-machado": {"title": "Marcos Machado", "aliases": ["M.R. Machado"],
                       "orcid": "0000-0003-1056-2368"},
    "jorg-osterrieder": {"title": "Jörg Osterrieder"},
    "jos-van-hillegersberg": {"title": "Jos van Hillegersberg"},
    "yiting-liu": {"title": "Yiting Liu"},
    "yuan-li": {"title": "Yuan Li"},
    "ying-li": {"title": "Ying Li"},
    "suharto": {"title": "Suharto"},
    "sam-king": {"title": "Sam King Jr."},
}  # fmt: skip


def entry(docname: str, page: Person | Area) -> Entry:
    return Entry(docname, page, page.title or "", [], {}, frozenset(), False, ())


PAGES = {
    **{f"team/{name}": entry(f"team/{name}", Person.model_validate(fields))
       for name, fields in PEOPLE.items()},
    "research/areas/xai": entry("research/areas/xai", Area(title="XAI")),
}  # fmt: skip


def read(text: str) -> tuple[dict[str, Publication], list[str]]:
    found = Bibliography()
    records = found.read(text, PAGES)
    return (
        {key: page for key, page, _ in records},
        [f"{one.line}: {one.message} [{one.subtype}]" for one in found.problems],
    )


def one(author: str, more: str = "") -> tuple[list[str], list[str]]:
    """Return who of the team an entry's authors are, and what is told."""
    text = f"@misc{{k,\n author = {{{author}}},\n title = {{A title}},\n year = 2024{more}\n}}"
    records, told = read(text)
    return (records["k"].people if records else []), told


@pytest.mark.parametrize(
    ("author", "person"),
    [
        ("Machado, Marcos", "marcos-machado"),
        ("Marcos R. Machado", "marcos-machado"),
        ("M.R. Machado", "marcos-machado"),
        ("MACHADO, Marcos", "marcos-machado"),
        ("King, Jr, Sam", "sam-king"),
        ("King, Sam", "sam-king"),
        ("Osterrieder, Joerg", "jorg-osterrieder"),
        ('Osterrieder, J{\\"o}rg', "jorg-osterrieder"),
        ("Jorg Osterrieder", "jorg-osterrieder"),
        ("van Hillegersberg, Jos", "jos-van-hillegersberg"),
        ("Hillegersberg, Jos van", "jos-van-hillegersberg"),
        ("Suharto", "suharto"),
    ],
)
def test_team_authors_are_known_by_name(author: str, person: str) -> None:
    assert one(f"Other, Some and {author}") == ([person], [])


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("Machado, Maria", "Maria Machado is not marcos-machado"),
        ("Machado, J.", "is of the team"),
        ("Machado, M.", "has the initials of marcos-machado"),
        ("Liu, Y.", "has the initials of yiting-liu"),
        ("Li, Y.", "may be ying-li or yuan-li"),
        ("Hillegersberg, Jos", "is of the team"),
        ("{Suharto}", "is of the team"),
        ("Nobody, Else", "none of Else Nobody is of the team"),
    ],
)
def test_namesakes_are_refused(author: str, words: str) -> None:
    people, (told,) = one(author)
    assert people == []
    assert words in told
    assert told.startswith("2: author: ")
    assert told.endswith("[bib_team]")


def test_the_orcid_id_decides() -> None:
    mine = ',\n author+an:orcid = {1="0000-0003-1056-2368"}'
    assert one("Machado, M.", mine) == (["marcos-machado"], [])
    other = ',\n author+an:orcid = {1="0000-0002-1825-0097"}'
    people, (told,) = one("Machado, Marcos", other)
    assert people == [] and "Marcos Machado, by the iD, is not marcos-machado" in told
    people, (told,) = one("Doe, Jane", mine)
    assert people == [] and "the iD is marcos-machado's, the name is not" in told


def test_a_namesake_with_another_id_may_write_with_the_team() -> None:
    for namesake in ("Machado, Marcos", "Machado, M."):
        people, told = one(
            f"{namesake} and Liu, Yiting", ',\n author+an:orcid = {1="0000-0002-1825-0097"}'
        )
        assert (people, told) == (["yiting-liu"], [])


def test_an_entry_may_say_that_it_is_external() -> None:
    assert one("Nobody, Else", ",\n keywords = {external}") == ([], [])


def test_sixty_papers_of_namesakes_are_all_refused() -> None:
    """The list of a former site was fetched by name; none was of the team."""
    families = ["Machado", "Osterrieder", "Liu", "Li", "Hillegersberg", "Chen"]
    given = ["Ana", "A.", "Mauro", "Wei", "Jun", "B. C.", "Karl-Heinz", "Ömer", "Mei", "T."]
    entries = [
        f"@article{{p{n}{m},\n  author = {{{family}, {name} and Doe, Jane}},\n"
        f"  title = {{Paper {n} of {m}}},\n  journal = {{J}},\n  year = {{2020}}\n}}\n"
        for n, family in enumerate(families)
        for m, name in enumerate(given)
    ]
    assert len(entries) == 60
    records, told = read("\n".join(entries))
    assert records == {}
    assert len(told) == 60
    assert all(message.endswith("[bib_team]") for message in told)


GOOD = "author = {Suharto}, title = {A title}, year = 2024"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("author = {Suharto}, title = {A title}", "year: missing"),
        ("author = {Suharto}, title = {A title}, year = {in press}", "year: found 'in press'"),
        (f"{GOOD}, month = {{13}}", "month: found '13'"),
        (f"{GOOD}, doi = {{11.1/x}}", "doi: found '11.1/x', expected a DOI"),
        (f"{GOOD}, doi = {{10.1000/x.}}", "without the stop"),
        (f"{GOOD}, url = {{http://x.org}}", "url: found 'http://x.org'"),
        (f"{GOOD}, areas = {{xia}}", "areas: no area 'xia'; did you mean 'xai'?"),
        (
            f"{GOOD}, journl = {{J}}",
            "journl: not a field that is used here; did you mean 'jou",
        ),
        (f"{GOOD}, journal = {{J}}, booktitle = {{B}}", "booktitle: journal says it already"),
        (f'{GOOD}, author+an:orcid = {{2="0000-0003-1056-2368"}}', "the number of an author"),
        ("author = {Suharto}, title = {A <i>b</i> c}, year = 2024", "title: found '<i>'"),
        ("author = {Suharto}, title = {}, year = 2024", "expected the title of a work"),
        ("title = {A title}, year = 2024", "author: missing"),
        ("author = {Suharto and A; B}, title = {A title}, year = 2024", "parted by 'and'"),
        (
            "author = {Suharto and 1 and {} }, title = {A title}, year = 2024",
            "expected a name",
        ),
    ],
)
def test_fields_that_are_wrong(fields: str, words: str) -> None:
    records, told = read(f"@misc{{k,\n{fields}}}")
    assert records == {}
    assert any(words in message for message in told), told


def test_types_and_keys() -> None:
    assert "a thesis has a page of its own" in read(f"@phdthesis{{k, {GOOD}}}")[1][0]
    assert "did you mean 'article'" in read(f"@artcle{{k, {GOOD}}}")[1][0]
    assert "for instance 'DBLP-a-b'" in read(f"@misc{{DBLP:a/b, {GOOD}}}")[1][0]


def test_one_work_stands_once() -> None:
    text = (
        "@misc{a, author={Suharto}, title={One title}, year=2023, doi={10.1000/X}}\n"
        "@misc{b, author={Suharto}, title={Two titles}, year=2023, preprintdoi={10.1000/x}}\n"
        "@misc{c, author={Suharto}, title={{One} Title.}, year=2023}\n"
    )
    records, told = read(text)
    assert list(records) == ["a"]
    assert "10.1000/x is also in 'a', line 1" in told[0]
    assert "put the preprint's DOI into preprintdoi" in told[1]


def test_each_issue_has_its_editorial() -> None:
    text = "@article{%s, author={Suharto}, title={Editorial}, journal={J}, year=%s}\n"
    assert read(text % ("a", 2023) + text % ("b", 2024))[1] == []
    assert read(text % ("a", 2024) + text % ("b", 2024))[1]


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Q\\&A", "Q&A"), ("C\\#", "C#"), ("In the U.S.", "In the U.S."), ("So...", "So..."),
     ("A title.", "A title")],
)  # fmt: skip
def test_titles_as_they_are(title: str, shown: str) -> None:
    records, told = read(f"@misc{{k, author={{Suharto}}, title={{{title}}}, year=2024}}")
    assert told == []
    assert records["k"].title == shown


def test_comments_without_braces_and_days_of_months() -> None:
    records, told = read(f'@Comment of ours\n@misc{{k, {GOOD}, month = "10~" # jan}}')
    assert told == []
    assert records["k"].month == 1


def test_a_preprint_at_arxiv() -> None:
    text = f"@misc{{k, {GOOD}, eprint = {{2401.00001}}, archiveprefix = {{arXiv}}}}"
    assert read(text)[0]["k"].preprints == ["10.48550/arXiv.2401.00001"]


@pytest.mark.parametrize(
    "text",
    ["@", "@misc", "@misc{", "@misc{}", "@misc{,}", "@comment{x", "@preamble{", "{}", "\0",
     "@string{a=}", "@misc{k,author={,},title={x},year=2020}", "@misc{k,author={{}}}",
     "@misc{a, author={and and and}}", "@misc{k, title={\\}, year={\\x}}"],
)  # fmt: skip
def test_no_text_ends_the_reading(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("author", "family", "given", "is_group"),
    [
        (r"{\"O}zt{\"u}rk, Ali", "Öztürk", "Ali", False),
        (r"{\L}ucja {\O}stby", "Østby", "Łucja", False),
        ("{van der Berg}, Jan", "van der Berg", "Jan", False),
        ("Branka {Hadji Misheva}", "Hadji Misheva", "Branka", False),
        ("{Barnes and Noble, Inc. & Co.}", "Barnes and Noble, Inc. & Co.", "", True),
        ("Wang, Xi", "Wang", "Xi", False),
        ("King, Jr., Martin Luther", "King", "Martin Luther", False),
    ],
)
def test_braces_in_names(author: str, family: str, given: str, is_group: bool) -> None:
    text = (
        f"@misc{{k, author = {{{author} and Liu, Yiting}}, title = {{A title}}, year = 2024}}"
    )
    records, told = read(text)
    assert told == []
    first = records["k"].authors[0]
    assert (first.family, first.given, first.is_group) == (family, given, is_group)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (r"Machado, Marcos \& Liu, Yiting", "parted by 'and'"),
        ("Machado, Marcos, Liu, Yiting", "parted by 'and'"),
        ("Machado, Marcos and Prof. Yiting Liu", "found the title 'Prof.'"),
        ("Machado, Marcos and and Liu, Yiting", "parted by 'and'"),
        ("Machado, Marcos and Doe, J. et al.", "'and others'"),
    ],
)
def test_lists_of_names_that_would_lose_one(author: str, expected: str) -> None:
    people, told = one(author)
    assert people == []
    assert any(expected in message for message in told)


def test_the_whole_of_a_paper_may_be_of_others() -> None:
    text = (
        "@inproceedings{a, author={Liu, Yiting}, title={A paper}, crossref={b}}\n"
        "@proceedings{b, editor={Doe, Jane}, title={The whole}, year=2020}"
    )
    records, told = read(text)
    assert told == []
    assert list(records) == ["a"]
    assert records["a"].venue == "The whole"


@pytest.mark.parametrize("field", ["year = {{2024}}", "date = {2024-05-20/2024-05-22}"])
def test_years_as_programs_write_them(field: str) -> None:
    records, told = read(f"@misc{{k, author={{Liu, Yiting}}, title={{A title}}, {field}}}")
    assert told == []
    assert records["k"].year == 2024


def test_father_and_son_are_two() -> None:
    people, told = one("King, III, Sam")
    assert people == []
    assert "Sam King III is not sam-king" in told[0]


@pytest.mark.parametrize("key", ["index", "All", "publications", "year-2024"])
def test_keys_do_not_take_addresses_of_the_list(key: str) -> None:
    records, told = read(f"@misc{{{key}, author={{Suharto}}, title={{A title}}, year=2024}}")
    assert records == {}
    assert told[0].startswith(f"1: key: found '{key}', which a thesis or a part of the list")
