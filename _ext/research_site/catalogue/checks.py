"""Rules across records: every id exists, nothing contradicts, no cycle."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from research_site.catalogue.entry import Entry
from research_site.catalogue.queries import Catalogue
from research_site.problems import Problem, Subtype, did_you_mean
from research_site.records import Page, Partner, Person, Project

__all__ = ["check", "unnamed"]


def check(
    catalogue: Catalogue,
    groups: dict[str, str],
    find_image: Callable[[str], Path | str],
) -> Iterator[tuple[str, Problem]]:
    """Yield each problem across records with the page where it stands.

    Args:
        catalogue: All pages.
        groups: The groups of people that conf.py declares, id -> label.
        find_image: Returns the file of a site-absolute image path, or the
            message that says why there is none.
    """
    # A folder holds records when one of its pages uses a field that only its
    # kind has; a Hugo tree has folders of these names that hold plain pages.
    common = set(Page.model_fields)
    in_use = {
        entry.kind
        for entry in catalogue.entries.values()
        if entry.given & (set(type(entry.page).model_fields) - common)
    }
    for docname in sorted(catalogue.entries):
        entry = catalogue.entries[docname]
        yield from (
            (docname, problem) for problem in _check_entry(catalogue, entry, groups)
        )
        if entry.kind in in_use:
            missing = [name for name in entry.page.missing() if name not in entry.given]
            if missing:
                message = f"a {entry.kind} needs {', '.join(missing)}: missing here"
                yield docname, Problem(Subtype.MISSING_FIELD, message, 1)
        yield from ((docname, p) for p in _check_images(entry, find_image))
    yield from _check_unique(catalogue, find_image)


def _check_entry(
    catalogue: Catalogue, entry: Entry, groups: dict[str, str]
) -> Iterator[Problem]:
    for kind, target, path in entry.page.references():
        if catalogue.record(kind, target) is None:
            hint = did_you_mean(target, catalogue.ids(kind))
            yield Problem(
                Subtype(f"unknown_{kind}"),
                f"{path.partition('.')[0]}: no {kind} {target!r}{hint}",
                entry.lines.get(path),
            )
    page = entry.page
    if isinstance(page, Person) and page.group and page.group not in groups:
        hint = did_you_mean(page.group, groups)
        message = (
            f"group: found {page.group!r}, expected one of {', '.join(groups)}{hint}"
        )
        yield Problem(Subtype.FIELD, message, entry.lines.get("group"))
    if isinstance(page, Project) and page.parent:
        seen = [entry.id]
        step: str | None = page.parent
        while step and step not in seen:
            seen.append(step)
            above = catalogue.record("project", step)
            step = getattr(above.page, "parent", None) if above else None
        if step == entry.id:
            chain = " → ".join([*seen, entry.id])
            yield Problem(
                Subtype.RELATION,
                f"parent: a project cannot be above itself: {chain}",
                entry.lines.get("parent"),
            )


def _images(entry: Entry) -> Iterator[tuple[str, str, str]]:
    page = entry.page
    if page.image:
        yield "image", page.image, "image"
    if isinstance(page, Person) and page.photo:
        yield "photo", page.photo.src, "photo.src"
    if isinstance(page, Partner):
        if page.logo:
            yield "logo", page.logo, "logo"
        if page.logo_dark:
            yield "logo_dark", page.logo_dark, "logo_dark"


def _check_images(
    entry: Entry, find_image: Callable[[str], Path | str]
) -> Iterator[Problem]:
    for field, uri, path in _images(entry):
        found = find_image(uri)
        if isinstance(found, str):
            yield Problem(Subtype.IMAGE, f"{field}: {found}", entry.lines.get(path))


def _check_unique(
    catalogue: Catalogue, find_image: Callable[[str], Path | str]
) -> Iterator[tuple[str, Problem]]:
    seen: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for docname in sorted(catalogue.entries):
        entry = catalogue.entries[docname]
        if entry.kind != "page":
            seen["id", f"{entry.kind} {entry.id}"].append(entry)
        if isinstance(entry.page, Person):
            if entry.page.orcid:
                seen["orcid", entry.page.orcid].append(entry)
            photo = find_image(entry.page.photo.src) if entry.page.photo else None
            if isinstance(photo, Path):
                digest = hashlib.sha256(photo.read_bytes()).hexdigest()
                seen["photo", digest].append(entry)
    for (field, value), entries in seen.items():
        for entry in entries[1:]:
            other = f"{entries[0].docname}.md"
            message = {
                "id": f"id: {value!r} is also {other}; rename one of the two files",
                "orcid": f"orcid: {value} stands also in {other}; "
                "an ORCID iD belongs to one person",
                "photo": f"photo: the same picture, byte for byte, as in {other}",
            }[field]
            line = entry.lines.get("photo.src" if field == "photo" else field, 1)
            yield entry.docname, Problem(Subtype.RELATION, message, line)


def unnamed(catalogue: Catalogue) -> list[Entry]:
    """Return the areas and partners that no record names."""
    return [
        entry
        for kind in ("area", "partner")
        for entry in catalogue.listing(kind)
        if not catalogue.is_named(entry)
    ]
