"""Raw HTML in pages is checked as Markdown is, and its references are made relative.

Links lead to pages and files as those of Markdown do; pictures are found in the
source tree and in ``_static`` alike, and get their size. What loads something from
another host is ``[site.third_party]``, unless ``site_allowed_hosts`` in conf.py names
the host; what runs code or is not closed is ``[site.raw_html]``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from docutils import nodes
from research_records.addresses import site_path
from research_records.assets import FORMATS, find_asset, look_at
from research_records.identifiers import host_of
from research_records.problems import Subtype, shortened
from research_records.tags import Tag, runs_code, tags
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, domain_of, report_at
from research_site.catalogue.domain import Fragment
from research_site.catalogue.hints import nothing_at
from research_site.pages.steps import Step
from research_site.registry import add_problem_type

_STYLE = re.compile(r"(?:url\(|@import)[\s\"']*((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)


class Target(NamedTuple):
    """Where a reference leads: to a page, or to a file below the output folder."""

    page: str = ""
    file: str = ""
    rest: str = ""
    size: tuple[int, int] | None = None  # of a picture


class CheckRawHtml(SphinxTransform):
    """Look every reference of raw HTML up, and report what a page must not hold."""

    default_priority = Step.RAW_HTML

    def apply(self) -> None:
        """Check the raw HTML of the page, then the pictures of its Markdown."""
        self._open: list[tuple[str, nodes.Element, nodes.Element]] = []
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "").split():
                self._check(raw)
        for name, place, _ in self._open:
            self._say(f"<{name}> is not closed", place)
        for image in self.document.findall(nodes.image):
            self._check_host(image["uri"], image)

    def _say(self, message: str, place: nodes.Element, subtype: str = "raw_html") -> None:
        report_at(self.env, subtype, f"raw HTML: {message}", place)

    def _check(self, raw: nodes.raw) -> None:
        html, raw["targets"] = raw.astext(), {}
        for tag in tags(html):
            place = nodes.Element()
            place.source = raw.source or ""
            place.line = (raw.line or 1) + html.count("\n", 0, tag.start)
            self._balance(tag, raw.parent, place)
            for message in _faults(tag):
                self._say(message, place)
            if tag.name == "img" and "alt" not in tag.attributes:
                message = "<img> has no alternative text; say what it shows, or write alt=''"
                self._say(message, place, Subtype.ALT)
            for name, uri in tag.references():
                is_loaded = tag.loads(name)
                if not (is_loaded and self._check_host(uri, place)) and (
                    target := self._target(uri, is_loaded, place)
                ):
                    raw["targets"][uri] = target
        for match in _STYLE.finditer(html):
            self._check_host(match[1], raw)

    def _balance(self, tag: Tag, parent: nodes.Element, place: nodes.Element) -> None:
        """Note what a tag opens or closes, across the pieces of HTML of the page."""
        around = {name for name, _, _ in self._open}
        in_drawing, name = around & {"svg", "math"}, tag.name.removeprefix("/")
        if not (tag.is_known or in_drawing):
            if name == tag.name:
                self._say(f"<{name}> is no element, so it is not shown; write \\<", place)
        elif tag.is_open and not (tag.ends_itself and in_drawing):
            self._open.append((name, place, parent))
        elif tag.name.startswith("/") and name in around:
            while self._open[-1][0] != name:
                inner, begin, _ = self._open.pop()
                self._say(f"<{inner}> is not closed", begin)
            _, begin, parent_of_begin = self._open.pop()
            if parent_of_begin is not parent:
                self._say(f"<{name}> ends in another section; put no heading within", begin)
        elif tag.name.startswith("/") and tag._replace(name=name).is_open:
            self._say(f"</{name}> closes nothing", place)

    def _check_host(self, uri: str, place: nodes.Element) -> bool:
        """Report what another host is asked for; tell whether it is another host's."""
        host = host_of(uri)
        if host and host not in self.config.site_allowed_hosts:
            message = (
                f"loads {shortened(uri)!r} from another host; keep the file on this site, "
                "write a link, or name the host in site_allowed_hosts in conf.py"
            )
            report_at(self.env, "third_party", message, place)
        return bool(host)

    def _target(self, uri: str, is_loaded: bool, place: nodes.Element) -> Target | None:
        """Return where an address of this site leads; report that it leads nowhere."""
        if host_of(uri) is None or "\0" in unquote(uri):
            self._say(f"{shortened(uri)!r} is no address", place, Subtype.LINK)
            return None
        parts = urlsplit(uri)
        if parts.scheme or parts.netloc or uri in {"#", "#top"}:
            return None
        rest = urlunsplit(("", "", "", parts.query, parts.fragment))
        here = self.env.current_document.docname
        # Links are addresses first, as in Markdown; pictures stand beside their page.
        bases = sorted(
            {f"/{here}", site_path(here)}, key=lambda one: one.endswith("/") == is_loaded
        )
        for base in bases:
            path = unquote(urljoin(base, parts.path))
            page = catalogue_of(self.env).page_at(path) if parts.path else here
            if page is not None:
                if parts.fragment:
                    noted = domain_of(self.env).fragments.setdefault(here, [])
                    noted.append(Fragment(page, parts.fragment, place.line))
                return Target(page=page, rest=rest)
            folders = [*domain_of(self.env).static_folders, Path(self.env.srcdir)]
            file = find_asset(path.removeprefix("/_static"), folders)
            if file is not None:
                size = self._size(file, uri, place)
                return Target(file=self._published(file, here), rest=rest, size=size)
        path = unquote(urljoin(bases[0], parts.path))
        message = nothing_at(domain_of(self.env), here, uri, path)
        self._say(message, place, Subtype.LINK)
        return None

    def _published(self, file: Path, here: str) -> str:
        """Return where a file is below the output folder."""
        for entry in self.config.html_static_path:
            folder = Path(domain_of(self.env).confdir, entry).resolve()
            if file.is_relative_to(folder):
                name = file.relative_to(folder).as_posix()
                # Sphinx copies no hidden folder; pictures are published where shown.
                if not name.startswith((".", "images/")):
                    return f"_static/{name}"
        path = Path(os.path.relpath(file, Path(self.env.srcdir).resolve())).as_posix()
        self.env.note_dependency(path)
        return f"_downloads/{self.env.dlfiles.add_file(here, path)}"

    def _size(self, file: Path, uri: str, place: nodes.Element) -> tuple[int, int] | None:
        if file.suffix.lower() not in {*FORMATS, ".svg"}:
            return None
        size, fault = look_at(file)
        if fault:
            report_at(self.env, Subtype.IMAGE, f"image: {shortened(uri)!r} {fault}", place)
        return size


def _faults(tag: Tag) -> Iterator[str]:
    """Yield what in a tag runs code."""
    if tag.name == "script" and "src" not in tag.attributes:
        yield "<script>; the site's policy lets no script of a page run"
    for name, value in tag.attributes.items():
        if name.startswith("on"):
            yield f"the event {name}; the site's policy lets none run"
        elif value and runs_code(value):
            yield f"{name} runs code; name an address"


def make_relative(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Rewrite the references for the place where the page is published."""
    if app.builder.format != "html":
        return
    here = app.builder.get_target_uri(docname)
    for raw in list(doctree.findall(nodes.raw)):
        targets: dict[str, Target] = raw.get("targets", {})
        if targets:
            html = _rewritten(app, raw.astext(), targets, here, docname)
            raw.replace_self(nodes.raw("", html, format="html"))


def _rewritten(
    app: Sphinx, html: str, targets: dict[str, Target], here: str, docname: str
) -> str:
    def change(uri: str) -> str:
        target = targets.get(uri)
        if target is None:
            return uri
        if target.file:
            return quote(relative_uri(here, target.file)) + target.rest
        if target.page == docname and target.rest:
            return target.rest
        return (app.builder.get_relative_uri(docname, target.page) or "#") + target.rest

    result, done = [], 0
    for tag in tags(html):
        uris = [uri for _, uri in tag.references() if uri in targets]
        if not uris:
            continue
        more: dict[str, str] = {}
        size = targets[uris[0]].size
        if tag.name == "img" and size and not {"width", "height"} & set(tag.attributes):
            more = {"width": str(size[0]), "height": str(size[1])}
        result += [html[done : tag.start], tag.rewritten(change, more)]
        done = tag.end
    return "".join([*result, html[done:]])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, the check and the rewriting."""
    app.setup_extension("research_site")
    app.add_config_value("site_allowed_hosts", [], "env", types=(list, tuple))
    add_problem_type(app, "raw_html", "Raw HTML that runs code, or is not closed.")
    add_problem_type(app, "third_party", "A page that asks another host for something.")
    app.add_transform(CheckRawHtml)
    app.connect("doctree-resolved", make_relative)
    return METADATA
