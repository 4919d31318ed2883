"""Bring the catalogue up to date before reading, and report what is wrong.

Sphinx tells in ``env-get-outdated`` which pages are new, changed or gone. Their
front matter is read there, so that the whole catalogue is known before the
first page is parsed; then each other page's noted questions are put again, and
pages with a new answer are read again as well.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import SphinxError
from sphinx.util import logging

from research_site.assets import file_hint, find_asset, image_names
from research_site.catalogue.checks import check, unnamed
from research_site.catalogue.domain import answer, fingerprint, get_domain
from research_site.catalogue.entry import Entry, read_entry
from research_site.problems import Problem, Subtype
from research_site.reporting import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["connect"]

logger = logging.getLogger(__name__)


def read_front_matter(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> AbstractSet[str]:
    """Read the front matter of new and changed pages; leave out drafts.

    Returns:
        The pages whose lists or relations changed.
    """
    domain = get_domain(env)
    domain.confdir = str(app.confdir)
    kinds: dict[str, str] = app.config.site_kinds
    for docname in list(domain.entries):
        if docname not in env.found_docs:
            del domain.entries[docname]
    domain.drafts.clear()
    root = app.config.root_doc
    outdated = added | changed
    before = (domain.data["day"], [domain.entries.get(name) for name in outdated])
    for docname in sorted(env.found_docs):
        if docname in domain.entries and docname not in outdated:
            continue
        entry = read_entry(docname, Path(env.doc2path(docname)), kinds)
        if isinstance(entry, Entry) and entry.page.draft and docname == root:
            entry = published(entry)
        if isinstance(entry, Entry) and not entry.page.draft:
            domain.entries[docname] = entry
            continue
        if isinstance(entry, Entry):
            domain.drafts.add(docname)
        else:
            report(docname, [entry])
        domain.entries.pop(docname, None)
        for pages in (env.found_docs, added, changed):
            pages.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
    if root not in env.found_docs:
        raise SphinxError(
            f"The home page {root}.md is missing or cannot be read: a site needs one. "
            "Write it; Hugo's _index.md is to be renamed to index.md"
        )
    domain.forget_catalogue()
    domain.data["day"] = domain.catalogue.today
    after = (domain.data["day"], [domain.entries.get(name) for name in outdated])
    if not removed and before == after:
        return set()

    @cache
    def now(question: tuple[Any, ...]) -> str:
        return fingerprint(domain.catalogue, answer(domain.catalogue, question))

    return {
        docname
        for docname, notes in domain.asked.items()
        if docname in domain.entries
        and any(now(question) != digest for question, digest in notes.items())
    }


def published(home: Entry) -> Entry:
    """Return the home page as no draft, with the problem that it said so."""
    message = "draft: found true, expected false; a site needs its home page"
    problem = Problem(Subtype.FIELD, message, home.lines.get("draft"))
    page = home.page.model_copy(update={"draft": False})
    return home._replace(page=page, problems=[*home.problems, problem])


def replace_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave to MyST only the front matter that it understands."""
    entry = get_domain(app.env).entries.get(docname)
    if entry is not None and entry.head:
        body = source[0].split("\n")[len(entry.head) :]
        source[0] = "\n".join([*entry.head, *body])


def report_problems(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every problem of every page, in each build."""
    domain = get_domain(env)

    def find_image(uri: str) -> Path | str:
        static = domain.static_folders
        path = find_asset(uri, [Path(env.srcdir), *static])
        if path is not None:
            return path
        return f"no image {uri!r}{file_hint(uri, image_names(static))}"

    for docname, entry in sorted(domain.entries.items()):
        report(docname, entry.problems)
        report(docname, domain.found.get(docname, []))
    groups: dict[str, str] = app.config.site_groups
    for docname, problem in check(domain.catalogue, groups, find_image):
        report(docname, [problem])
    for entry in unnamed(domain.catalogue):
        logger.info("%s.md: no record names this %s", entry.docname, entry.kind)


def connect(app: Sphinx) -> None:
    """Connect the catalogue to Sphinx's events."""
    app.connect("env-get-outdated", read_front_matter)
    app.connect("source-read", replace_front_matter)
    app.connect("env-updated", report_problems)
