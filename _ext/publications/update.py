"""Propose an update of the bibliography: `make publications`, with WRITE=1 to write it.

OpenAlex and Crossref are asked for the works of the team's ORCID iDs, never for names.
What passes the rules is shown as a change to the file.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from research_records.entry import Entry
from research_records.names import without_accents
from research_records.reading import read_entry
from research_records.writing import write
from research_site.catalogue import DEFAULT_KINDS
from research_site.kinds import KINDS

from publications.latex import left_over, tex
from publications.records import Bibliography
from publications.services import (
    CROSSREF,
    OPENALEX,
    Client,
    Found,
    ServiceError,
    crossref,
    openalex,
)

#: Titles that are no work of their own.
JUNK = re.compile(
    r"(front|back) matter|(table of )?contents|editorial board|title page|untitled|preface|"
    r"(index|erratum|corrigendum|retracted|cover|masthead|reviewers?)\b.{0,30}|supplement.*|"
    r"(figure|table|appendix) [a-z0-9]+.*|review for .*|.* reviewer report.*|abstract",
    re.IGNORECASE,
)
Say = Callable[[str], None]


def pages_of(root: Path) -> dict[str, Entry]:
    """Return the records of a site's source folder."""
    models = {kind.kind_name: kind for kind in KINDS}
    found: dict[str, Entry] = {}
    for folder, kind in DEFAULT_KINDS.items():
        for path in sorted(Path(root, folder).glob("*.md")) if kind in models else ():
            if path.stem != "index":
                entry = read_entry(f"{folder}/{path.stem}", path, models[kind], KINDS)
                if isinstance(entry, Entry) and not entry.page.draft:
                    found[entry.docname] = entry
    return found


def collect(
    people: list[tuple[str, str]], client: Client, addresses: tuple[str, str], say: Say
) -> list[Found]:
    """Return the works of people, each work once; OpenAlex's words before Crossref's.

    Args:
        people: Names and iDs.
        client: Asks.
        addresses: Of OpenAlex and Crossref.
        say: Shows progress.

    Raises:
        ServiceError: One of the services has no answer.
    """
    found: dict[str, Found] = {}
    for number, (name, orcid) in enumerate(people, 1):
        works = [
            *openalex(client, addresses[0], orcid),
            *crossref(client, addresses[1], orcid),
        ]
        say(f"{number}/{len(people)} {name}: {len(works)} works")
        ids = {orcid for _, orcid in people}
        for work in works:
            # An answer that does not name the iD tells nothing about who wrote it.
            if any(one in ids for _, one in work.authors):
                found.setdefault(work.doi.casefold() or _words(work.title), work)
    return list(found.values())


def fault_of(work: Found) -> str | None:
    """Return why a work is not proposed, before the rules of the file are asked."""
    if not work.doi:
        return "it has no DOI"
    if left := left_over(work.title):
        return f"the title has {left!r}; write it by hand"
    if JUNK.fullmatch(work.title) or not re.search(r"\w{3}", work.title):
        return "the title is of no work"
    if not work.type:
        return "it is of a type that is not listed"
    return None


def entry_of(work: Found, key: str, preprints: list[str]) -> str:
    """Return a work as BibTeX, with the iDs of its authors."""
    orcids = [f'{n}="{orcid}"' for n, (_, orcid) in enumerate(work.authors, 1) if orcid]
    venue = {"article": "journal", "misc": "howpublished", "techreport": "howpublished"}
    fields = {
        "author": " and ".join(
            tex(name.inverted) if name.given else f"{{{tex(name.family)}}}"
            for name, _ in work.authors
        ),
        "author+an:orcid": "; ".join(orcids),
        "title": f"{{{tex(work.title.rstrip('.'))}}}",
        "year": str(work.year or ""),
        venue.get(work.type, "booktitle" if work.type != "book" else "series"): tex(
            work.venue
        ),
        **{name: tex(value) for name, value in work.more.items()},
        "doi": work.doi,
        "preprintdoi": ", ".join(preprints),
        "keywords": "preprint" if work.type == "misc" else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{work.type}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def propose(text: str, works: list[Found], pages: dict[str, Entry], say: Say) -> str:
    """Return the bibliography with the works that it lacks and the rules accept."""
    known = Bibliography()
    records = known.read(text, pages)
    # What is wrong in the file may hide a work: it is looked for in the text, too.
    dois = set(re.findall(r"10\.\d{4,9}/[^\s{},\"]+", text.casefold()))
    titles = {_words(page.title or "") for _, page, _ in records}
    keys = set(re.findall(r"@\w+\s*\{\s*([^\s,]+)", text))
    result = text.rstrip("\n") + "\n" if text.strip() else ""
    faults = {str(problem) for problem in known.problems}
    for work, preprints in _paired(works):
        fault = fault_of(work)
        if work.doi.casefold() in dois:
            continue
        if fault is None and _words(work.title) in titles:
            fault = f"its title is listed; add {work.doi} to preprintdoi there, or replace it"
        if fault is None:
            key = _key(work, keys)
            entry = entry_of(
                work, key, [one for one in preprints if one.casefold() not in dois]
            )
            trial = Bibliography()
            trial.read(f"{result}\n{entry}", pages)
            new = [one for one in trial.problems if str(one) not in faults]
            fault = new[0].message if new else None
        if fault:
            say(f"left out: {work.title[:80] or 'without title'!r} ({work.doi}): {fault}")
            continue
        keys.add(key)
        result = f"{result}\n{entry}" if result else entry
    return result if keys != set(re.findall(r"@\w+\s*\{\s*([^\s,]+)", text)) else text


def _paired(works: list[Found]) -> Iterator[tuple[Found, list[str]]]:
    """Yield each work with the DOIs of its preprints; the newest first."""
    by_title: dict[str, list[Found]] = {}
    for work in works:
        by_title.setdefault(_words(work.title) or work.doi, []).append(work)
    groups = sorted(by_title.values(), key=lambda group: -(group[0].year or 0))
    for group in groups:
        first, *others = sorted(group, key=lambda work: work.type == "misc")
        preprints = [one for one in others if one.doi and one.type == "misc"]
        yield first, [one.doi for one in preprints]
        yield from ((one, []) for one in others if one not in preprints)


def _words(title: str) -> str:
    return "".join(one for one in title.casefold() if one.isalnum())


def _key(work: Found, taken: set[str]) -> str:
    family = work.authors[0][0].family if work.authors else ""
    title = next((w for w in re.findall(r"\w{4,}", work.title)), "")
    plain = without_accents(
        f"{(family.split() or ['work'])[-1]}{work.year or ''}{title}"
    ).lower()
    base = key = re.sub(r"[^a-z0-9]", "", plain) or "work"
    number = 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def main(arguments: list[str] | None = None, client: Client | None = None) -> int:
    """Propose an update, and write it with ``--write``; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", default=".", help="the site's source folder")
    parser.add_argument("--file", default="research/publications.bib", help="the bibliography")
    parser.add_argument("--write", action="store_true", help="write what is shown")
    parser.add_argument("--openalex", default=OPENALEX, help="address of OpenAlex")
    parser.add_argument("--crossref", default=CROSSREF, help="address of Crossref")
    parser.add_argument("--mail", default="", help="tell the services how to reach you")
    given = parser.parse_args(arguments)
    root = Path(given.source)
    path = root / given.file
    pages = pages_of(root)
    people = [
        (entry.title, str(orcid))
        for entry in pages.values()
        if (orcid := getattr(entry.page, "orcid", None))
    ]
    if not people:
        print("Nobody of the team has an ORCID iD: nothing to ask for.")
        return 1
    try:
        data = path.read_bytes() if path.exists() else b""
        written = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path} cannot be read: {error}. Nothing is changed.")
        return 1
    before = written.replace("\r\n", "\n")
    addresses = given.openalex.rstrip("/"), given.crossref.rstrip("/")
    try:
        works = collect(people, client or Client(given.mail), addresses, say)
    except (ServiceError, ValueError) as error:
        print(f"No update: {error}. Nothing is changed.")
        return 1
    after = propose(before, works, pages, say)
    names = str(given.file), f"{given.file} (proposed)"
    change = difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="")
    print("\n".join(change) or "The bibliography has all of them.")
    if after != before and given.write:
        if data != (path.read_bytes() if path.exists() else b""):
            print(f"{given.file} was changed meanwhile. Nothing is written; ask again.")
            return 1
        write(path, (after.replace("\n", "\r\n") if "\r\n" in written else after).encode())
        print(f"Written to {given.file}; read it before you publish it.")
    elif after != before:
        print("Nothing is written yet; make publications WRITE=1 writes it.")
    return 0


def say(text: str) -> None:
    """Show progress at once."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
