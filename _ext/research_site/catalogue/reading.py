"""Bring the catalogue up to date before reading, and report what is wrong.

Sphinx tells in ``env-get-outdated`` which pages are new, changed or gone. Their
front matter is read there, so that the whole catalogue is known before the
first page is parsed. Lists, record pages, links and menus show other pages'
front matter; so where any of it has changed, every page is read again.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

from research_records.addresses import folder_of
from research_records.assets import file_hint, find_asset, image_names, look_at
from research_records.entry import Entry
from research_records.problems import Problem, Subtype
from research_records.reading import read_entry
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from research_site.catalogue.checks import check
from research_site.catalogue.domain import domain_of
from research_site.catalogue.hints import no_record
from research_site.catalogue.reporting import refuse, report
from research_site.registry import registry
from research_site.words import title


def today() -> datetime.date:
    """Return the day of the build: SOURCE_DATE_EPOCH's (UTC), else today's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(datetime.UTC).date()
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()


def read_front_matter(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> AbstractSet[str]:
    """Read the front matter of new and changed pages; leave out drafts.

    Returns:
        Every page, where any front matter or status has changed; else none.
    """
    domain = domain_of(env)
    domain.begin_build(str(app.confdir))
    site = registry(app.config)
    before = dict(domain.entries)
    domain.entries.clear()
    domain.drafts.clear()
    day, root = today(), app.config.root_doc
    for docname in sorted(env.found_docs):
        entry: Entry | Problem | None = before.get(docname)
        if entry is None or docname in added or docname in changed:
            kind = app.config.site_kinds.get(folder_of(docname), "page")
            path = Path(env.doc2path(docname))
            entry = read_entry(docname, path, site.model(kind), site.kinds.values())
            if isinstance(entry, Entry):
                entry = entry._replace(title=title(app, docname, entry.title))
        if isinstance(entry, Entry) and entry.page.draft and docname == root:
            entry = published(entry)
        if isinstance(entry, Problem):
            domain.refused.add(docname)
            report(docname, [entry])
        elif entry.page.is_held_back(day):
            domain.drafts.add(docname)
        else:
            page, late = entry.page.on(day), [*_at_lines(entry, entry.page.untimely(day))]
            status = page.status_on(day)
            domain.entries[docname] = entry._replace(page=page, status=status, untimely=late)
            continue
        for pages in (env.found_docs, added, changed):
            pages.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
    if root not in env.found_docs:
        refuse(
            f"The home page {root}.md is missing or cannot be read: a site needs one. "
            "Write it; Hugo's _index.md is to be renamed to index.md"
        )
    found = [entry for records in site.records for entry in records(app, domain.entries)]
    domain.beside = {entry.docname: entry for entry in found}
    known = domain.data["beside"]
    domain.data["beside"] = hashlib.blake2b(repr(_shown(domain.beside)).encode()).hexdigest()
    domain.forget_catalogue()
    is_same = _shown(before) == _shown(domain.entries) and known == domain.data["beside"]
    return set() if is_same else set(env.found_docs)


def _at_lines(entry: Entry, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems with the line of the field that their message begins with."""
    for problem in problems:
        yield problem._replace(line=entry.lines.get(problem.message.partition(":")[0]))


def _shown(entries: Mapping[str, Entry]) -> dict[str, object]:
    """Return all of the entries that pages may show, without line numbers."""
    return {
        name: (entry.page, entry.title, entry.orphan, entry.status)
        for name, entry in entries.items()
    }


def published(home: Entry) -> Entry:
    """Return the home page as no draft, with the problem that it said so."""
    message = "draft: found true, expected false; a site needs its home page"
    problem = Problem(Subtype.FIELD, message, home.lines.get("draft"))
    page = home.page.model_copy(update={"draft": False})
    return home._replace(page=page, problems=[*home.problems, problem])


def replace_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave to MyST only the front matter that it understands, and letters as one sign."""
    source[0] = unicodedata.normalize("NFC", source[0])
    entry = domain_of(app.env).entries.get(docname)
    if entry is not None and entry.head:
        body = source[0].split("\n")[len(entry.head) :]
        source[0] = "\n".join([*entry.head, *body])


def report_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every problem of front matter and across records, in each build."""
    domain = domain_of(env)

    def find_image(uri: str) -> Path | str:
        static = domain.static_folders
        path = find_asset(uri, [Path(env.srcdir), *static])
        if path is not None:
            fault = look_at(path).fault
            return f"{uri!r} {fault}" if fault else path
        return f"no image {uri!r}{file_hint(uri, image_names(static))}"

    for docname, entry in sorted(domain.entries.items()):
        report(docname, [*entry.problems, *entry.untimely])
    hint = partial(no_record, domain.catalogue, domain)
    groups: dict[str, str] = app.config.site_groups
    for docname, problem in check(domain.catalogue, groups, find_image, hint):
        report(docname, [problem])


def setup(app: Sphinx) -> None:
    """Connect the catalogue to Sphinx's events."""
    app.connect("env-get-outdated", read_front_matter)
    app.connect("source-read", replace_front_matter)
    app.connect("env-updated", report_problems)
