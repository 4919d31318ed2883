"""Rules across records: every id exists, nothing contradicts, no cycle."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from research_records.entry import Entry
from research_records.known_names import quoted_though_known
from research_records.page import Page
from research_records.problems import Problem, Subtype, did_you_mean, one, unknown

from research_site.catalogue.queries import Catalogue

#: Returns the file of an image path, or the message that says why there is none.
FindImage = Callable[[str], Path | str]
Hint = Callable[[str, str], str]


def check(
    catalogue: Catalogue, groups: dict[str, str], find_image: FindImage, hint: Hint
) -> Iterator[tuple[str, Problem]]:
    """Yield each problem across records with the page where it stands.

    Args:
        catalogue: All pages.
        groups: The groups of people that conf.py declares, id -> label.
        find_image: Looks up a site-absolute image path.
        hint: Returns what is nearest to an id that no record of a kind has.
    """
    # A folder holds records when one of its pages uses a field that only its
    # kind has; a Hugo tree has folders of these names that hold plain pages.
    in_use = {
        entry.kind
        for entry in catalogue.entries.values()
        if entry.given & (set(type(entry.page).model_fields) - set(Page.model_fields))
    }
    for docname in sorted(catalogue.entries):
        entry = catalogue.entries[docname]
        problems = [
            *_unknown_ids(catalogue, entry, hint),
            *_unknown_group(entry, groups),
            *_cycle(catalogue, entry),
            *(_missing(entry) if entry.readable and entry.kind in in_use else ()),
            *_missing_images(entry, find_image),
        ]
        yield from ((docname, problem) for problem in problems)
    yield from quoted_though_known(catalogue.entries)
    yield from _twice(catalogue, find_image)


def _unknown_ids(catalogue: Catalogue, entry: Entry, hint: Hint) -> Iterator[Problem]:
    for kind, target, path in entry.page.references():
        if catalogue.knows(kind) and catalogue.record(kind, target) is None:
            message = f"{path.partition('.')[0]}: no {kind} {target!r}{hint(kind, target)}"
            line = entry.lines.get(path) or entry.lines.get(path.rpartition(".")[0])
            yield Problem(unknown(kind), message, line)


def _unknown_group(entry: Entry, groups: dict[str, str]) -> Iterator[Problem]:
    group = getattr(entry.page, "group", None)
    if group and group not in groups:
        choices = f"one of {', '.join(groups)}{did_you_mean(group, groups)}"
        message = f"group: found {group!r}, expected {choices}"
        yield Problem(Subtype.FIELD, message, entry.lines.get("group"))


def _cycle(catalogue: Catalogue, entry: Entry) -> Iterator[Problem]:
    """Yield a problem where following ``parent`` leads back to the record."""
    seen = [entry.id]
    step: str | None = getattr(entry.page, "parent", None)
    while step and step not in seen:
        seen.append(step)
        above = catalogue.record(entry.kind, step)
        step = getattr(above.page, "parent", None) if above else None
    if step == entry.id:
        chain = " → ".join([*seen, entry.id])
        message = f"parent: a {entry.kind} cannot be above itself: {chain}"
        yield Problem(Subtype.RELATION, message, entry.lines.get("parent"))


def _missing(entry: Entry) -> Iterator[Problem]:
    missing = [name for name in entry.page.missing() if name not in entry.given]
    if missing:
        message = f"{one(entry.kind)} needs {', '.join(missing)}: missing here"
        yield Problem(Subtype.MISSING_FIELD, message, 1)


def _missing_images(entry: Entry, find_image: FindImage) -> Iterator[Problem]:
    for field, uri in entry.page.pictures():
        found = find_image(uri)
        if isinstance(found, str):
            line = entry.lines.get(f"{field}.src", entry.lines.get(field))
            yield Problem(Subtype.IMAGE, f"{field}: {found}", line)


def _twice(catalogue: Catalogue, find_image: FindImage) -> Iterator[tuple[str, Problem]]:
    """Yield what two records may not share: ids, identifiers, people's pictures."""
    seen: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for docname in sorted(catalogue.entries):
        entry = catalogue.entries[docname]
        if entry.kind in catalogue.kinds:
            seen["id", f"{entry.kind} {entry.id}"].append(entry)
        pictures = dict(entry.page.pictures())
        for field in entry.page.unique:
            if field not in pictures:
                if given := getattr(entry.page, field):
                    seen[field, str(given)].append(entry)
            elif isinstance(file := find_image(pictures[field]), Path):
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                seen[field, digest].append(entry)
    for (field, value), entries in seen.items():
        for entry in entries[1:]:
            other = f"{entries[0].docname}.md"
            what = f"{value!r} is also {other}; rename one of the two files"
            if field in entry.page.unique:
                what = f"{getattr(entry.page, field)} stands also in {other}"
                if field in entry.page.picture_fields:
                    what = f"the same picture, byte for byte, as in {other}"
                what += f"; {entry.page.unique[field]}"
            line = entry.lines.get(field, 1)
            yield entry.docname, Problem(Subtype.RELATION, f"{field}: {what}", line)
