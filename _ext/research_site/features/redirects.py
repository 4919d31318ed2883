"""Permanent addresses: old ones lead on, and none vanishes unnoticed."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

from research_records.addresses import site_path
from research_records.problems import WARNING_TYPE, Problem, did_you_mean
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import SiteDomain, domain_of, report
from research_site.catalogue.reporting import logger
from research_site.output.head import page_address
from research_site.registry import File, add_files, add_problem_type

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


def _file_of(alias: str) -> str:
    """Return the file that a host serves at an old address."""
    path = alias.strip("/")
    return path if path.endswith(".html") else f"{path}/index.html".lstrip("/")


def _redirects(domain: SiteDomain) -> dict[str, tuple[str, int | None, str | None]]:
    """Return file -> page that it leads to, line of the alias, and what is wrong."""
    taken = {_file_of(site_path(docname)): docname for docname in domain.entries}
    found: dict[str, tuple[str, int | None, str | None]] = {}
    for docname, entry in sorted(domain.entries.items()):
        for number, alias in enumerate(entry.page.aliases):
            if not alias.startswith("/"):
                continue
            name = _file_of(alias)
            line = entry.lines.get(f"aliases.{number}", entry.lines.get("aliases"))
            owner = taken.get(name) or (found[name][0] if name in found else None)
            problem = None
            if owner is not None or ".." in Path(name).parts:
                what = f"the address of {owner}.md" if owner else "not below the site"
                problem = f"aliases: found {alias!r}, which is {what}; take it out here"
                name = f"{name}#{docname}"
            found[name] = docname, line, problem
    return found


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report aliases that are in use, and published addresses that would vanish."""
    domain = domain_of(env)
    known = {_file_of(site_path(docname)) for docname in domain.entries}
    for name, (docname, line, problem) in _redirects(domain).items():
        if problem:
            report(docname, [Problem("alias", problem, line)])
        else:
            known.add(name)
    path = Path(app.confdir, PUBLISHED)
    if Path(app.srcdir) == Path(app.confdir) and path.is_file():
        _check_published(path, domain, known)


def files(app: Sphinx) -> dict[str, File]:
    """Return a page that leads on for each old address."""
    domain = domain_of(app.env)
    return {
        name: File(partial(_page, app, name, docname), docname, line)
        for name, (docname, line, problem) in _redirects(domain).items()
        if not problem
    }


def _page(app: Sphinx, name: str, docname: str) -> bytes:
    uri = relative_uri(name, app.builder.get_target_uri(docname)) or "./"
    return PAGE.format(
        lang=escape(app.config.language or "en"),
        title=escape(domain_of(app.env).entries[docname].title),
        uri=escape(uri),
        canonical=escape(page_address(app, docname) or uri),
    ).encode()


def _check_published(path: Path, domain: SiteDomain, known: set[str]) -> None:
    """Report each published address that the site would no longer have."""
    pages = [site_path(docname) for docname in domain.entries]
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        address = line.strip()
        if not address or address.startswith("#") or _file_of(address) in known:
            continue
        folder = address.rstrip("/").rpartition("/")[0] + "/"
        near = [page for page in pages if page.startswith(folder)] or pages
        logger.warning(
            "%s was published and would vanish; name it in the aliases: of the page "
            "that replaces it%s",
            address,
            did_you_mean(address, near),
            type=WARNING_TYPE,
            subtype="address",
            location=f"{path}:{number}",
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register problem types and files; check when the catalogue is whole."""
    app.setup_extension("research_site")
    add_problem_type(app, "alias", "An old address that another page has.")
    add_problem_type(app, "address", "A published address that would vanish.")
    add_files(app, files)
    app.connect("env-updated", check)
    return METADATA
