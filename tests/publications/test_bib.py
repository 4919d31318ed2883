"""BibTeX is read with lines; every mistake is told, and none ends the reading."""

from __future__ import annotations

import pytest
from publications.bib import read
from publications.latex import left_over, plain, tex


def problems(text: str) -> list[tuple[int | None, str]]:
    return [(one.line, one.message) for one in read(text)[1]]


def test_entries_have_the_lines_of_their_fields() -> None:
    (raw,), told = read(
        '@string{j = "J"}\n\n@Article{a,\n title = {A\n  B},\n journal = j # "x"\n}'
    )
    assert told == []
    assert raw.type == "article"
    assert raw.fields == {"title": "A B", "journal": "Jx"}
    assert raw.lines == {"": 3, "title": 4, "journal": 6}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("@misc{a,\n title = {x", 1, "does not end"),
        ("\n@misc{a,\n title {x}}", 3, "expected"),
        ("@misc{a,\n title = {x},\n title = {y}}", 3, "stands twice"),
        ("@misc{a, year = 1}\n@misc{A, year = 2}", 2, "stands also in line 1"),
        ("@misc{a, month = foo}", 1, "put it in braces"),
        ("@misc{a,\n crossref = {b}}", 2, "no entry 'b'"),
        ("@misc{a,\n crossref = {A}}", 2, "is the entry itself"),
        ("@misc{a,\n title = {x}\n year = 1}", 3, "a brace or comma that is missing"),
        ("misc{a,\n title = {x}\n}", 1, "found 'misc{', expected '@misc{'"),
        ("@misc{a, title = " + "{" * 200 + "}" * 200 + "}", 1, "nested"),
    ],
)
def test_mistakes_of_syntax(text: str, line: int, words: str) -> None:
    ((at, message),) = problems(text)[:1]
    assert at == line
    assert words in message


def test_what_follows_a_mistake_is_read() -> None:
    raws, told = read("@misc{a, title {x}}\n@misc{b, year = 2}\n")
    assert [raw.key for raw in raws] == ["b"]
    assert len(told) == 1


def test_crossref_gives_what_the_whole_has() -> None:
    text = "@inproceedings{a, title={T}, crossref={B}}\n@proceedings{b, title={P}, year=2020}"
    first = read(text)[0][0]
    assert first.fields["booktitle"] == "P"
    assert first.fields["year"] == "2020"
    assert first.fields["title"] == "T"


def test_a_whole_may_be_part_of_another() -> None:
    text = (
        "@misc{a, title={T}, crossref={b}}\n@misc{b, title={P}, crossref={c}}\n"
        "@misc{c, title={S}, year=2020}\n@misc{d, crossref={e}}\n@misc{e, crossref={d}}"
    )
    raws, told = read(text)
    assert (raws[0].fields["booktitle"], raws[0].fields["year"]) == ("P", "2020")
    assert [one.line for one in told] == [4, 5]
    assert all("a part of it" in one.message for one in told)


def test_what_an_editor_has_taken_out_is_not_read() -> None:
    text = (
        "% @misc{a, year = 1}\n@comment{ @misc{b, title = {x}} }\n"
        "@misc{c,\n note = {50%\n% @ home}, year 2}\n@misc{d, year = 2}"
    )
    raws, told = read(text)
    assert [raw.key for raw in raws] == ["d"]
    assert [one.line for one in told] == [5]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"o}\ss{} \o{} \v{S}", "öß ø Š"),
        (r"A \& B 50\% \$5", "A & B 50% $5"),
        (r"Garc{\'{\i}}a, Garc\'\i{}a, {\u{\i}}", "García, García, ĭ"),
        (r"5\,000 shelf\-{}ful shelf\/ful", "5 000 shelfful shelfful"),
        ("{P2P} and {{ING}}", "P2P and ING"),
        ("a---b", "a—b"),
        ("``x''", "“x”"),
        ("a~b", "a b"),
        (r"50% of \& 20\% of", "50% of & 20% of"),
        (r"\emph{a} \url{https://a.b/~c/d%20e_f#g}", "a https://a.b/~c/d%20e_f#g"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_what_is_no_text_is_found() -> None:
    assert left_over("x <i>y</i>") == "<i>"
    assert left_over(plain(r"\alpha x")) == r"\alpha"
    assert left_over("a &amp; b") == "&amp;"
    assert left_over("a &#x27; b") == "&#x27;"
    assert left_over(plain(r"a \| b")) == r"\|"
    assert left_over("a < b > c & d") is None
    assert left_over(plain(r"\$5 and \$6 of R\&D; more")) is None
    assert left_over("the $k$ of $5") == "$k$"
    assert tex("50% & {a}_b") == r"50\% \& \{a\}\_b"


@pytest.mark.parametrize("text", ["\\o {a", '\\"' + "{" * 3000 + "a" + "}" * 3000])
def test_text_that_is_no_latex_stays_as_it_is(text: str) -> None:
    assert plain(text) == text
