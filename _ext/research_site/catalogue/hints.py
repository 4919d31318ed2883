"""Why nothing is where a link or an id leads, and what is nearest to it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from research_records.addresses import folder_of, record_id, site_path
from research_records.assets import file_hint, image_names
from research_records.entry import Entry

from research_site.catalogue.domain import SiteDomain
from research_site.catalogue.queries import Catalogue

#: Suffixes of paths that lead to pages.
PAGES = ("", ".md", ".html", ".rst", ".qmd", ".ipynb")


def nothing_at(domain: SiteDomain, docname: str, target: str, path: str) -> str:
    """Say why nothing is at a path.

    Args:
        domain: The site.
        docname: The page that has the link.
        target: The link as the editor wrote it.
        path: What it leads to, from the site's root.
    """
    if target.startswith(("www.", "http/", "https/", "http:", "https:")):
        return f"no page {target!r}; another site's address begins with https://"
    address = _address(path)
    if address in {site_path(draft) for draft in domain.drafts}:
        return f"{target!r} is a draft; publish it, or take the link out"
    for entry in domain.entries.values():
        if address in map(_address, entry.page.old_addresses):
            return f"no page {target!r}; it moved to {site_path(entry.docname)!r}: link there"
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in PAGES:
        return f"no file {target!r}{file_hint(path, image_names(domain.static_folders))}"
    others = [name for name in domain.entries if name != docname]
    ending = "/" if suffix in ("", ".html") else ".md"
    words = PurePosixPath(target.partition("#")[0].partition("?")[0])
    if len(words.parts) == 1 and not target.startswith("/"):
        folder = docname.rpartition("/")[0]
        beside = [one.rpartition("/")[2] for one in others if one.rpartition("/")[0] == folder]
        if near := _nearest(f"{words.stem}{ending}", [f"{name}{ending}" for name in beside]):
            return f"no page {target!r}{near}"
    names = [f"/{name}{ending}" if ending != "/" else site_path(name) for name in others]
    shown = f"/{path.strip('/').removesuffix(suffix)}.md" if ending != "/" else address
    rooted = f"/{target.strip('/')}{ending}"
    return f"no page {target!r}{_nearest(rooted if rooted in names else shown, names)}"


def _nearest(name: str, names: list[str]) -> str:
    """Return the hint; a name that is there has only another suffix than was written."""
    return f"; did you mean {name!r}?" if name in names else file_hint(name, names)


def _address(path: str) -> str:
    stem = unquote(path).strip("/").removesuffix(".html").removesuffix(".md")
    stem = stem.removesuffix("index").rstrip("/")
    return f"/{stem}/" if stem else "/"


def no_record(catalogue: Catalogue, domain: SiteDomain, kind: str, target: str) -> str:
    """Return what to say after "no person 'x'": draft, moved, or the nearest id."""
    kinds: dict[str, str] = domain.env.config.site_kinds
    some = kind.split(" or ")
    drafts = [name for name in domain.drafts if kinds.get(folder_of(name)) in some]
    if target in map(record_id, drafts):
        return "; its page is a draft: publish it, or take the name out"
    for entry in (e for one in some for e in catalogue.listing(one)):
        if target in _old_ids(entry):
            return f"; its page moved to {entry.id!r}"
    named = [e.id for one in some for e in catalogue.listing(one) if e.title == target]
    return f"; did you mean {named[0]!r}?" if named else file_hint(target, catalogue.ids(kind))


def _old_ids(entry: Entry) -> set[str]:
    return {alias.strip("/").rpartition("/")[2] for alias in entry.page.old_addresses}
