"""Permanent addresses: old ones lead on, and none vanishes unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from research_site.addresses import site_path
from research_site.catalogue import get_domain
from research_site.problems import Problem, Subtype, did_you_mean
from research_site.publishing import page_address, write_or_remove
from research_site.reporting import logger, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from research_site.catalogue import SiteDomain

__all__ = ["setup"]

#: Beside conf.py: every address that was ever published, kept by `make published`.
PUBLISHED = "published-urls.txt"
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={uri}">
</head>
<body><p>This page has moved: <a href="{uri}">{title}</a></p></body>
</html>
"""


def _aliases(domain: SiteDomain) -> Iterator[tuple[str, str]]:
    for docname, entry in sorted(domain.entries.items()):
        for alias in entry.page.old_addresses:
            yield alias, docname


def _file_of(alias: str) -> str:
    """Return the file that a host serves at an old address."""
    path = alias.strip("/")
    return path if path.endswith(".html") else f"{path}/index.html".lstrip("/")


def check_and_write(app: Sphinx, env: BuildEnvironment) -> None:
    """Write a page at each old address; report aliases that are in use."""
    domain = get_domain(env)
    taken = {_file_of(site_path(docname)): docname for docname in domain.entries}
    files: dict[str, str] = {}
    for alias, docname in _aliases(domain):
        name = _file_of(alias)
        owner = taken.get(name) or files.get(name)
        if owner is not None or ".." in Path(name).parts:
            what = f"the address of {owner}.md" if owner else "not below the site"
            lines = domain.entries[docname].lines
            number = domain.entries[docname].page.aliases.index(alias)
            line = lines.get(f"aliases.{number}", lines.get("aliases"))
            message = f"aliases: found {alias!r}, which is {what}; take it out here"
            report(docname, [Problem(Subtype.ALIAS, message, line)])
        else:
            files[name] = docname
    if app.builder.format == "html":
        _write(app, files)
    domain.data["redirects"] = sorted(files)
    if Path(app.srcdir) == Path(app.confdir):
        _check_published(app, domain, set(taken) | set(files))


def _write(app: Sphinx, files: dict[str, str]) -> None:
    domain = get_domain(app.env)
    for name in set(domain.data["redirects"]) - set(files):
        write_or_remove(Path(app.outdir, name), None)
    for name, docname in files.items():
        target = app.builder.get_target_uri(docname)
        uri = relative_uri(name, target) or "./"
        text = PAGE.format(
            lang=escape(app.config.language or "en"),
            title=escape(domain.entries[docname].title),
            uri=escape(uri),
            canonical=escape(page_address(app, docname) or uri),
        )
        write_or_remove(Path(app.outdir, name), text.encode())


def _check_published(app: Sphinx, domain: SiteDomain, known: set[str]) -> None:
    """Report each published address that the site would no longer have."""
    path = Path(app.confdir, PUBLISHED)
    if not path.is_file():
        return
    pages = {site_path(docname): docname for docname in domain.entries}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        address = line.strip()
        if not address or address.startswith("#") or _file_of(address) in known:
            continue
        folder = address.rstrip("/").rpartition("/")[0] + "/"
        near = [page for page in pages if page.startswith(folder)] or list(pages)
        logger.warning(
            "%s was published and would vanish; name it in the aliases: of the page "
            "that replaces it%s",
            address,
            did_you_mean(address, near),
            type="site",
            subtype=Subtype.ADDRESS.value,
            location=f"{path}:{number}",
        )


def setup(app: Sphinx) -> None:
    """Connect after the catalogue is whole."""
    app.connect("env-updated", check_and_write)
