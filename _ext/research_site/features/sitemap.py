"""For crawlers: sitemap.xml, robots.txt and llms.txt."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from research_records.entry import Entry
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import domain_of
from research_site.output.head import absolute, page_address
from research_site.registry import File, add_files

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _git(srcdir: Path, *arguments: str) -> list[str]:
    """Return what git says, parted at zero bytes; nothing where it fails."""
    command = ["git", "-C", str(srcdir), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [part.decode(errors="surrogateescape") for part in done.stdout.split(b"\0")]


def last_changes(srcdir: Path) -> dict[str, str]:
    """Return the day on which each file was last changed, by path from *srcdir*.

    A file that was only renamed counts as it did before. Nothing is known of a
    shallow clone, whose first commit has all files, nor of files that are not
    committed as they are.
    """
    shallow = _git(srcdir, "rev-parse", "--is-shallow-repository")
    if not shallow or shallow[0].strip() != "false":
        return {}
    known_as: dict[str, str] = {}  # a path of some commit -> the path of today
    days: dict[str, str] = {}
    day = ""
    log = iter(_git(srcdir, "log", "-M", "-z", "--format=@%cs", "--name-status", "--relative"))
    for word in log:
        status = word.strip()
        if status.startswith("@"):
            day = status[1:]
        elif status:
            path = next(log, "")
            if status[0] in "RC":
                before, path = path, next(log, "")
                now = known_as.pop(path, path)
                if status == "R100":
                    known_as[before] = now
                    continue
                path = now
            days.setdefault(known_as.get(path, path), day)
    changed = _git(srcdir, "status", "--porcelain", "-z", "--no-renames", ".")
    prefix = (_git(srcdir, "rev-parse", "--show-prefix") or [""])[0].strip()
    for line in changed:
        days.pop(line[3:].removeprefix(prefix), None)
    return days


def sitemap(app: Sphinx, entries: list[Entry]) -> bytes:
    """Return the site map (sitemaps.org, protocol 0.9)."""
    ET.register_namespace("", NAMESPACE)
    committed = last_changes(Path(app.srcdir))
    root = ET.Element(f"{{{NAMESPACE}}}urlset")
    for entry in entries:
        url = ET.SubElement(root, f"{{{NAMESPACE}}}url")
        ET.SubElement(url, f"{{{NAMESPACE}}}loc").text = page_address(app, entry.docname)
        path = Path(app.env.doc2path(entry.docname)).relative_to(app.srcdir).as_posix()
        changed = entry.page.lastmod or committed.get(path)
        if changed:
            ET.SubElement(url, f"{{{NAMESPACE}}}lastmod").text = changed
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def llms(app: Sphinx, entries: list[Entry]) -> str:
    """Return the pages with their descriptions, as llmstxt.org proposes."""
    home = domain_of(app.env).entries.get(app.config.root_doc)
    lines = [f"# {app.config.project}", ""]
    if home is not None and home.page.description:
        lines += [f"> {home.page.description}", ""]
    lines += ["## Pages", ""]
    for entry in entries:
        address = page_address(app, entry.docname)
        about = f": {entry.page.description}" if entry.page.description else ""
        lines.append(f"- [{entry.title}]({address}){about}")
    return "\n".join(lines) + "\n"


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the files; without the site's address there are none."""
    address = absolute(app, "sitemap.xml")
    if address is None:
        return ()
    domain = domain_of(app.env)
    everything = {**domain.entries, **domain.beside}
    entries = [
        entry
        for docname, entry in sorted(everything.items())
        if not (entry.page.noindex or "noindex" in app.env.metadata[docname])
    ]
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {address}\n"
    return {
        "sitemap.xml": File(lambda: sitemap(app, entries)),
        "robots.txt": File(robots.encode),
        "llms.txt": File(lambda: llms(app, entries).encode()),
    }.items()


def note_noindex(app: Sphinx, doctree: nodes.document) -> None:
    """Note that a page asks robots to stay away in MyST's or reST's own words."""
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "robots" and "noindex" in meta["content"]:
            app.env.metadata[app.env.current_document.docname]["noindex"] = True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the files."""
    app.setup_extension("research_site")
    add_files(app, files)
    app.connect("doctree-read", note_noindex)
    return METADATA
