"""`make publications` against a small server that answers as OpenAlex and Crossref do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from publications.services import Client
from publications.update import main

ANN, BO = "0000-0002-1825-0097", "0000-0003-1056-2368"
Answer = Callable[[str, dict[str, str]], Any]


class Server:
    """A server whose answers a test sets; *asked* has the questions."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.openalex: list[Any] = []
        self.crossref: list[Any] = []
        self.faults: list[tuple[int, dict[str, str], str]] = []
        self.waits: list[float] = []
        self.silent = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: one[0] for name, one in parse_qs(parts.query).items()}
                server.asked.append(query)
                if server.silent.is_set():
                    server.silent.wait(0.5)
                    threading.Event().wait(0.6)
                    return
                status, headers, text = (
                    server.faults.pop(0)
                    if server.faults
                    else (200, {}, json.dumps(server.answer(parts.path, query)))
                )
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.http.server_port}"

    def answer(self, path: str, query: dict[str, str]) -> Any:
        at, size = query["cursor"], 2
        start = 0 if at == "*" else int(at)
        if path.startswith("/openalex"):
            orcid = query["filter"].removeprefix("author.orcid:")
            works = [one for one in self.openalex if orcid in json.dumps(one)]
            more = str(start + size) if start + size < len(works) else None
            return {"results": works[start : start + size], "meta": {"next_cursor": more}}
        return {"message": {"items": self.crossref, "next-cursor": "x"}}


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    thread = threading.Thread(target=found.http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield found
    found.http.shutdown()
    found.http.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "team").mkdir()
    (tmp_path / "research").mkdir()
    for name, title, orcid in (("ann", "Ann Lee", ANN), ("bo", "Bo Ek", BO)):
        text = f"---\ntitle: {title}\ngroup: ut\norcid: {orcid}\n---\n"
        (tmp_path / f"team/{name}.md").write_text(text)
    (tmp_path / "research/publications.bib").write_text(
        "@misc{old,\n  author = {Lee, Ann},\n  title = {Known work},\n  year = {2020},\n"
        "  doi = {10.1000/old},\n  preprintdoi = {10.1000/PRE}\n}\n"
    )
    return tmp_path


@pytest.fixture
def update(server: Server, folder: Path) -> Callable[..., int]:
    def run(*more: str, patience: float = 5.0) -> int:
        client = Client(sleep=server.waits.append, patience=patience)
        addresses = ["--openalex", f"{server.base}/openalex"]
        addresses += ["--crossref", f"{server.base}/crossref"]
        return main([str(folder), *addresses, *more], client)

    return run


TWO = [("Ann Lee", ANN), ("Jo Po", "")]


def work(title: str, doi: str, *authors: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "doi": f"https://doi.org/{doi}" if doi else None,
        "publication_year": 2024,
        "type": "article",
        "primary_location": {"source": {"display_name": "Journal & Co"}},
        "authorships": [
            {
                "author": {
                    "display_name": name,
                    "orcid": f"https://orcid.org/{one}" if one else None,
                }
            }
            for name, one in authors
        ],
        "biblio": {"volume": "3", "issue": None, "first_page": "1", "last_page": "9"},
        **more,
    }


def bib(folder: Path) -> str:
    return (folder / "research/publications.bib").read_text()


def test_new_works_are_shown_and_not_written(
    server: Server,
    folder: Path,
    update: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.openalex = [
        work("Networks of credit", "10.1000/new", ("Ann Lee", ANN), ("Jo Po", ""))
    ]
    before = bib(folder)
    assert update() == 0
    out, err = capsys.readouterr()
    assert "+@article{lee2024networks," in out
    assert "make publications WRITE=1 writes it" in out
    assert "1/2 Ann Lee: 1 works" in err
    assert bib(folder) == before


def test_they_are_written_when_told_and_stay_right(
    server: Server,
    folder: Path,
    update: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.openalex = [
        work("Networks of credit", "10.1000/new", ("Ann Lee", ANN), ("Jo Po", ""))
    ]
    assert update("--write") == 0
    text = bib(folder)
    assert text.startswith("@misc{old,")
    assert f'author+an:orcid = {{1="{ANN}"}}' in text
    assert "journal = {Journal \\& Co}" in text
    capsys.readouterr()
    assert update("--write") == 0
    assert "has all of them" in capsys.readouterr()[0]
    assert bib(folder) == text


def test_only_ids_are_asked_for(server: Server, update: Callable[..., int]) -> None:
    assert update() == 0
    assert {one["filter"] for one in server.asked} == {
        f"author.orcid:{ANN}", f"orcid:{ANN}", f"author.orcid:{BO}", f"orcid:{BO}",
    }  # fmt: skip


def test_all_pages_are_read(
    server: Server, update: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    server.openalex = [
        work(f"Work number {n} of five", f"10.1000/w{n}", ("Ann Lee", ANN)) for n in range(5)
    ]
    assert update() == 0
    assert capsys.readouterr()[0].count("+@article") == 5


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (work("Front Matter", "10.1000/j", ("Ann Lee", ANN)), "the title is of no work"),
        (work("", "10.1000/j", ("Ann Lee", ANN)), "the title is of no work"),
        (work("On <i>x</i> and y", "10.1000/j", ("Ann Lee", ANN)), "the title has '<i>'"),
        (work("Some data", "10.1000/j", ("Ann Lee", ANN), type="dataset"), "of a type"),
        (work("No year", "10.1000/j", ("Ann Lee", ANN), publication_year=None), "year"),
        (work("Without a DOI", "", ("Ann Lee", ANN)), "it has no DOI"),
        (work("Known work", "10.1000/other", ("Ann Lee", ANN)), "its title is listed"),
    ],
)
def test_what_is_left_out_is_told(
    server: Server, update: Callable[..., int], capsys: pytest.CaptureFixture[str],
    found: dict[str, Any], words: str,
) -> None:  # fmt: skip
    server.openalex = [found]
    assert update() == 0
    out, err = capsys.readouterr()
    assert "+@" not in out
    assert "left out" in err and words in err


@pytest.mark.parametrize(
    "more",
    [
        {"biblio": {"volume": [1], "first_page": 3, "last_page": {}}},
        {"biblio": "x", "primary_location": [], "title": {"a": 1}},
        {"authorships": "x"},
        {"authorships": [None, {"author": {"display_name": "", "orcid": None}},
                         {"author": {"display_name": "Ann Lee", "orcid": ANN}}]},
    ],
)  # fmt: skip
def test_answers_of_another_shape(
    server: Server, update: Callable[..., int], more: dict[str, Any]
) -> None:
    server.openalex = [None, 5, {**work("A work", "10.1000/w", ("Ann Lee", ANN)), **more}]
    server.crossref = [
        {"title": [[1]], "DOI": [1], "author": {"a": 1}, "page": 5, "issued": 5},
        {"issued": {"date-parts": 5}},
        {"issued": {"date-parts": [5]}},
    ]
    server.answer = lambda path, query: (  # type: ignore[method-assign]
        {"results": server.openalex, "meta": [1]}
        if path.startswith("/openalex")
        else {"message": {"items": server.crossref}}
    )
    assert update() == 0


def test_namesakes_and_known_works_are_not_proposed(
    server: Server, update: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    other = "0000-0002-1694-233X"
    server.crossref = [
        {"title": ["By a namesake"], "DOI": "10.1000/n", "type": "journal-article",
         "issued": {"date-parts": [[2024]]},
         "author": [{"family": "Lee", "given": "Ann", "ORCID": f"http://orcid.org/{other}"}]},
    ]  # fmt: skip
    server.openalex = [
        work("Another name for it", "10.1000/OLD", ("Ann Lee", ANN)),
        work("Its preprint", "10.1000/pre", ("Ann Lee", ANN)),
    ]
    assert update() == 0
    assert "has all of them" in capsys.readouterr()[0]


def test_a_preprint_goes_into_its_article(
    server: Server, folder: Path, update: Callable[..., int]
) -> None:
    server.openalex = [
        work("One idea, twice", "10.1000/p", ("Ann Lee", ANN), type="preprint"),
        work("One Idea, Twice", "10.1000/a", ("Ann Lee", ANN)),
    ]
    assert update("--write") == 0
    assert bib(folder).count("@") == 2
    assert "preprintdoi = {10.1000/p}" in bib(folder)


def test_crossref_is_read_too(
    server: Server, folder: Path, update: Callable[..., int]
) -> None:
    server.crossref = [
        {"title": ["At a conference"], "DOI": "10.1000/c", "type": "proceedings-article",
         "issued": {"date-parts": [[2023, 5]]}, "container-title": ["Proceedings of it"],
         "page": "1-8", "author": [
             {"family": "van der Ek", "given": "Bo", "ORCID": f"http://orcid.org/{BO}"},
             {"name": "The Consortium"}]},
    ]  # fmt: skip
    assert update("--write") == 0
    text = bib(folder)
    assert "@inproceedings{ek2023conference," in text
    assert "author = {van der Ek, Bo and {The Consortium}}" in text


def test_rate_limits_are_kept(server: Server, update: Callable[..., int]) -> None:
    server.faults = [(429, {"Retry-After": "7"}, ""), (503, {}, "")]
    assert update() == 0
    assert server.waits[:2] == [7.0, 2.0]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ((500, {}, ""), "status 500"),
        ((404, {}, ""), "status 404"),
        ((429, {"Retry-After": "9999"}, ""), "it asks to wait 9999 seconds"),
        ((200, {}, "<html>"), "the answer is no JSON"),
        ((200, {}, "[1]"), "found list"),
        ((200, {}, "[" * 100_000), "the answer is no JSON"),
        ((200, {}, '{"results": 1}'), "no list of results"),
    ],
)
def test_faults_change_nothing(
    server: Server, folder: Path, update: Callable[..., int],
    capsys: pytest.CaptureFixture[str], fault: tuple[int, dict[str, str], str], words: str,
) -> None:  # fmt: skip
    before = bib(folder)
    server.faults = [fault] * 4
    assert update("--write") == 1
    out = capsys.readouterr()[0]
    assert words in out
    assert "Nothing is changed." in out
    assert bib(folder) == before


def test_no_answer_in_time(
    server: Server, update: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    server.silent.set()
    assert update(patience=0.1) == 1
    assert "timed out" in capsys.readouterr()[0]
    assert server.waits == [1.0, 2.0, 4.0]


def test_without_network(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    client = Client(sleep=lambda seconds: None)
    nowhere = ["--openalex", "http://127.0.0.1:1", "--crossref", "http://127.0.0.1:1"]
    assert main([str(folder), *nowhere], client) == 1
    assert "No update: http://127.0.0.1:1/works: no answer" in capsys.readouterr()[0]


def test_kinds_of_features_do_not_matter(folder: Path, update: Callable[..., int]) -> None:
    (folder / "about/events").mkdir(parents=True)
    (folder / "about/events/day.md").write_text("---\ntitle: A day\nkind: meeting\n---\n")
    assert update() == 0


def test_two_works_of_one_title_are_told(
    server: Server, update: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    server.openalex = [
        work("One title, two works", "10.1000/x", ("Ann Lee", ANN)),
        work("One title, two works", "10.1000/y", ("Ann Lee", ANN)),
    ]
    assert update() == 0
    out, err = capsys.readouterr()
    assert out.count("+@article") == 1
    assert "(10.1000/y): title: 'lee2024title', line" in err


def test_line_ends_stay(server: Server, folder: Path, update: Callable[..., int]) -> None:
    path = folder / "research/publications.bib"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    server.openalex = [work("Networks of credit", "10.1000/new", ("Ann Lee", ANN))]
    assert update("--write") == 0
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") > 12


def test_what_an_editor_wrote_meanwhile_stays(
    server: Server,
    folder: Path,
    update: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, answer = folder / "research/publications.bib", server.answer
    server.openalex = [work("Networks of credit", "10.1000/new", ("Ann Lee", ANN))]

    server.answer = lambda path, query: (  # type: ignore[method-assign]
        file.write_text("% mine\n") and answer(path, query)
    )
    assert update("--write") == 1
    assert "was changed meanwhile" in capsys.readouterr()[0]
    assert file.read_text() == "% mine\n"
