"""Permanent addresses: old ones lead on, and none vanishes unnoticed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import unquote

from research_records.addresses import site_path
from research_records.entry import Entry
from research_records.problems import WARNING_TYPE, Problem, nearest
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import SiteDomain, domain_of, report
from research_site.catalogue.reporting import logger
from research_site.output.head import page_address
from research_site.registry import File, add_files, add_problem_type, add_theme_files

#: Beside conf.py: every address that was ever published, kept by `make published`.
PUBLISHED = "published-urls.txt"
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<noscript><meta http-equiv="refresh" content="0; url={uri}"></noscript>
</head>
<body><p>This page has moved: <a href="{uri}">{title}</a></p>
<script src="{script}"></script></body>
</html>
"""


def _file_of(address: str) -> str:
    """Return the file that a host serves at an address."""
    path = unquote(address).strip("/")
    return path if path.endswith(".html") else f"{path}/index.html".lstrip("/")


def _fault(entry: Entry, alias: str) -> str | None:
    """Return what is wrong with an alias, and the remedy."""
    path = unquote(alias)
    if not alias.startswith("/"):
        if entry.kind == "person" and "/" not in alias:  # a name that publications have
            return None
        path = re.sub(r"^https?://[^/]*/?", "", path)
        return f"expected an address that begins with a slash: '/{path}'"
    if _file_of(alias) == _file_of(site_path(entry.docname)):
        return "expected a former address; this is the page's own, take it out"
    if found := next((sign for sign in "?#*\\" if sign in path), None):
        return f"expected an address without {found}, which no file can answer"
    if path.startswith("/_"):
        return "expected an address outside Sphinx's own folders, which begin with _"
    if ".." in path.split("/") or any(ord(sign) < 32 for sign in path):
        return "expected an address below the site"
    if any(len(part.encode()) > 200 for part in path.split("/")):
        return "expected parts of at most 200 bytes, as file names have"
    return None


def _aliases(app: Sphinx) -> Iterator[tuple[Entry, str, int | None]]:
    """Yield page, alias and line of each alias that is an address."""
    for _, entry in sorted(domain_of(app.env).entries.items()):
        for number, alias in enumerate(entry.page.aliases):
            line = entry.lines.get(f"aliases.{number}", entry.lines.get("aliases"))
            yield entry, alias, line


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Report aliases of a wrong form, and published addresses that would vanish."""
    domain = domain_of(env)
    # What is refused is told already, with its cause.
    pages = (*domain.entries, *domain.beside, *domain.refused)
    known = {_file_of(site_path(docname)) for docname in pages}
    for entry, alias, line in _aliases(app):
        known.add(_file_of(alias))
        if fault := _fault(entry, alias):
            problem = Problem("alias", f"aliases: found {alias!r}, {fault}", line)
            report(entry.docname, [problem])
    path = Path(app.confdir, PUBLISHED)
    if Path(app.srcdir) == Path(app.confdir) and path.is_file():
        _check_published(path, domain, known)


def files(app: Sphinx) -> Iterator[tuple[str, File]]:
    """Yield a page that leads on for each old address."""
    for entry, alias, line in _aliases(app):
        if alias.startswith("/") and _fault(entry, alias) is None:
            name = _file_of(alias)
            yield name, File(partial(_page, app, name, entry.docname), entry.docname, line)


def _page(app: Sphinx, name: str, docname: str) -> bytes:
    uri = relative_uri(name, app.builder.get_target_uri(docname)) or "./"
    return PAGE.format(
        lang=escape(app.config.language or "en"),
        title=escape(domain_of(app.env).entries[docname].title),
        uri=escape(uri),
        script=escape(relative_uri(name, "_static/site/moved.js")),
        canonical=escape(page_address(app, docname) or uri),
    ).encode()


def _check_published(path: Path, domain: SiteDomain, known: set[str]) -> None:
    """Report each published address that the site would no longer have."""
    pages = [site_path(docname) for docname in domain.entries]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{PUBLISHED} cannot be read: {error}; save it as text in UTF-8"
        logger.warning("%s", message, type=WARNING_TYPE, subtype="address")
        return
    for number, line in enumerate(text.splitlines(), 1):
        address = line.strip()
        if not address or address.startswith("#") or _file_of(address) in known:
            continue
        folder, _, name = address.rstrip("/").rpartition("/")
        beside = {one[len(folder) + 1 :].rstrip("/"): one for one in pages
                  if one.startswith(f"{folder}/")}  # fmt: skip
        near = nearest(name, beside)
        hint = f"; did you mean {beside[near]!r}?" if near else ""
        if address in map(site_path, domain.drafts):
            hint = "; its page is a draft, so a line # before the address hides it for now"
        logger.warning(
            "%s was published and would vanish; name it in the aliases: of the page "
            "that replaces it%s",
            address,
            hint,
            type=WARNING_TYPE,
            subtype="address",
            location=f"{path}:{number}",
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register problem type and files; check when the catalogue is whole."""
    app.setup_extension("research_site")
    add_problem_type(app, "alias", "An old address that no host could serve.")
    add_theme_files(app, Path(__file__).parent)
    add_files(app, files)
    app.connect("env-updated", check)
    return METADATA
