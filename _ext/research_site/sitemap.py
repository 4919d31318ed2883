"""For crawlers: sitemap.xml, robots.txt and llms.txt."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

from research_site.catalogue import Entry, get_domain
from research_site.publishing import absolute, page_address, write_or_remove

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _committed(srcdir: Path) -> dict[str, str]:
    """Return the day of each file's last commit, by path from *srcdir*."""
    command = ["git", "-C", str(srcdir), "log", "--format=@%cs", "--name-only"]
    try:
        done = subprocess.run(
            [*command, "--relative", "--", "."],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return {}
    days: dict[str, str] = {}
    day = ""
    for line in done.stdout.splitlines():
        if line.startswith("@"):
            day = line[1:]
        elif line:
            days.setdefault(line, day)
    return days


def sitemap(app: Sphinx, entries: list[Entry]) -> bytes:
    """Return the site map (sitemaps.org, protocol 0.9)."""
    ET.register_namespace("", NAMESPACE)
    committed = _committed(Path(app.srcdir))
    root = ET.Element(f"{{{NAMESPACE}}}urlset")
    for entry in entries:
        url = ET.SubElement(root, f"{{{NAMESPACE}}}url")
        ET.SubElement(url, f"{{{NAMESPACE}}}loc").text = page_address(
            app, entry.docname
        )
        path = Path(app.env.doc2path(entry.docname)).relative_to(app.srcdir).as_posix()
        changed = entry.page.lastmod or committed.get(path)
        if changed:
            ET.SubElement(url, f"{{{NAMESPACE}}}lastmod").text = changed
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def llms(app: Sphinx, entries: list[Entry]) -> str:
    """Return the pages with their descriptions, as llmstxt.org proposes."""
    home = get_domain(app.env).entries.get("index")
    lines = [f"# {app.config.project}", ""]
    if home is not None and home.page.description:
        lines += [f"> {home.page.description}", ""]
    lines += ["## Pages", ""]
    for entry in entries:
        address = page_address(app, entry.docname)
        about = f": {entry.page.description}" if entry.page.description else ""
        lines.append(f"- [{entry.title}]({address}){about}")
    return "\n".join(lines) + "\n"


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the files; without the site's address there are none."""
    if exception or app.builder.format != "html":
        return
    everything = get_domain(app.env).entries
    entries = [
        entry for _, entry in sorted(everything.items()) if not entry.page.noindex
    ]
    files: dict[str, bytes] = {}
    if address := absolute(app, "sitemap.xml"):
        robots = f"User-agent: *\nAllow: /\n\nSitemap: {address}\n"
        files = {
            "sitemap.xml": sitemap(app, entries),
            "robots.txt": robots.encode(),
            "llms.txt": llms(app, entries).encode(),
        }
    for name in ("sitemap.xml", "robots.txt", "llms.txt"):
        write_or_remove(Path(app.outdir, name), files.get(name))


def setup(app: Sphinx) -> None:
    """Connect the writing."""
    app.connect("build-finished", write)
