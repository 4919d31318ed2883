"""Every reference of a page, however it is written, is resolved and checked here.

Links such as ``/team/``, ``../about/`` and ``other.md``, those of cards, buttons,
pictures and reST, and downloads lead to their page or file in every builder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from docutils import nodes
from research_records.addresses import site_path
from research_records.assets import find_asset, is_file
from research_records.problems import Problem, Subtype, did_you_mean
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from research_site.catalogue import catalogue_of, domain_of, report, report_at
from research_site.catalogue.domain import SPHINX_PAGES, Fragment
from research_site.catalogue.hints import nothing_at
from research_site.pages.steps import Step

#: Schemes of addresses beyond the site; ``myst_url_schemes`` adds others.
SCHEMES = {"http", "https", "mailto", "tel", "ftp"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
#: What tells a path from a bare word, which may be a label.
_PATH = re.compile(r"[/?\\]|\.\w+(#|$)|^\.{1,2}$")


class References(SphinxTransform):
    """Turn references to pages and files of the site into Sphinx's own.

    A target is read as an address, as Hugo does, then as a path between source
    files, as MyST does, then as a path beside the file that is included there. A
    bare word in Markdown is left to MyST, as it may be a label.
    """

    default_priority = Step.LINKS

    def apply(self) -> None:
        """Resolve each reference against the catalogue, which is already whole."""
        self._here = self.env.current_document.docname
        self._roots = [Path(self.env.srcdir), *domain_of(self.env).static_folders]
        for link in list(self.document.findall(nodes.Element)):
            if isinstance(link, addnodes.download_reference):
                self._download(link)
            elif (target := self._target(link)) is not None:
                self._resolve(link, target)

    def _target(self, link: nodes.Element) -> str | None:
        """Return where a link leads, where Sphinx has not found that by itself."""
        if isinstance(link, addnodes.pending_xref):
            # MyST sets a domain where it has found the file by itself.
            is_open = link.get("reftype") == "myst" and not link.get("refdomain")
            target = str(link.get("reftarget", ""))
            is_path = not target or _PATH.search(target) or _SCHEME.match(target)
            return target if is_open and is_path else None
        if not isinstance(link, nodes.reference) or link.get("internal"):
            return None
        uri: str | None = link.get("refuri")
        return None if uri is None or uri.startswith("#") else uri

    def _resolve(self, link: nodes.Element, target: str) -> None:
        if not target:
            self._fail(link, "leads nowhere; write an address between the brackets ()")
            return
        if scheme := _SCHEME.match(target):
            if scheme[1].lower() not in SCHEMES | set(self.config.myst_url_schemes or ()):
                known = ", ".join(sorted(SCHEMES))
                self._fail(link, f"found {target[:60]!r}, expected one of {known}: or a path")
            elif not _leads_on(target):
                self._fail(link, f"found {target[:60]!r}, which names no host or number")
            else:
                self._ask_for_text(link)
            return
        if "\\" in target:
            self._fail(
                link, f"found {target!r}, expected /: write {target.replace(chr(92), '/')!r}"
            )
            return
        for base in self._bases(link):
            try:
                parts = urlsplit(urljoin(base, target))
            except ValueError:
                self._fail(link, f"found {target!r}, which is no address")
                return
            path = unquote(parts.path)
            if parts.netloc:
                self._fail(link, f"found {target!r}, expected https:{target}")
                return
            docname = catalogue_of(self.env).page_at(path)
            if docname is None and path.strip("/").removesuffix(".html") in SPHINX_PAGES:
                docname = path.strip("/").removesuffix(".html")
            if docname is not None:
                place = link.get("reftargetid") or parts.fragment
                self._lead_to_page(link, docname, parts.query, place)
                return
            if file := find_asset(path, self._roots):
                self._lead_to_file(link, file)
                return
        path = unquote(urlsplit(urljoin(site_path(self._here), target)).path)
        self._fail(link, nothing_at(domain_of(self.env), self._here, target, path))

    def _bases(self, link: nodes.Element) -> list[str]:
        bases = [site_path(self._here), f"/{self._here}"]
        source = link.source or (link.parent.source if link.parent else None)
        folder = Path(source).parent if source else None
        if folder and folder.is_relative_to(self.env.srcdir):
            bases.append(f"/{folder.relative_to(self.env.srcdir).as_posix()}/")
        return list(dict.fromkeys(bases))

    def _fail(self, link: nodes.Element, message: str) -> None:
        report_at(self.env, Subtype.LINK, f"link: {message}", link)
        words = nodes.inline("", "", *link.children)
        words.update_basic_atts(link)
        link.replace_self(words)

    def _lead_to_page(self, link: nodes.Element, docname: str, query: str, place: str) -> None:
        entry = domain_of(self.env).entries.get(docname)
        if place and entry:
            noted = domain_of(self.env).fragments.setdefault(self._here, [])
            noted.append(Fragment(docname, place, _line(link)))
        children = list(link.children)
        if not link.astext() and not link.next_node(nodes.image) and entry:
            children = [nodes.inline("", entry.title)]
        self._ask_for_text(link)
        found = addnodes.pending_xref("", *children, refdomain="site", reftype="page")
        found.update_basic_atts(link)
        found["reftarget"], found["refdoc"], found["refexplicit"] = docname, self._here, True
        found["query"], found["fragment"] = query, place
        found["reftitle"] = link.get("reftitle", "")
        found.source, found.line = link.source, link.line
        link.replace_self(found)

    def _lead_to_file(self, link: nodes.Element, file: Path) -> None:
        children = list(link.children)
        if not link.astext() and not link.next_node(nodes.image):
            children = [nodes.inline("", file.name)]
        self._ask_for_text(link)
        self._tell_title(link)
        download = addnodes.download_reference(
            "",
            "",
            *children,
            reftarget=self._from_source(file),
            reftype="myst",
            refdoc=self._here,
            refexplicit=True,
        )
        download.update_basic_atts(link)
        download.source, download.line = link.source, link.line
        link.replace_self(download)

    def _from_source(self, file: Path) -> str:
        root = Path(self.env.srcdir).resolve()
        return "/" + Path(os.path.relpath(file, root)).as_posix()

    def _ask_for_text(self, link: nodes.Element) -> None:
        """Ask where a picture alone leads on; one without the mark is told by itself."""
        image = None if link.astext() else link.next_node(nodes.image)
        if image is not None and not image.get("alt") and "decorative" in image["classes"]:
            message = f"link: the picture {image['uri']!r} leads on, so it needs a text: "
            report_at(self.env, Subtype.ALT, message + "![where it leads](…)", link)

    def _tell_title(self, link: nodes.Element) -> None:
        if title := link.get("reftitle"):
            message = f"link: a link to a file shows no title {title!r}; say it in the text"
            report_at(self.env, Subtype.LINK, message, link)

    def _download(self, link: addnodes.download_reference) -> None:
        """Find the file of a ``{download}`` in the static folders, too."""
        self._tell_title(link)
        target = link["reftarget"]
        if _SCHEME.match(target):
            return
        file = Path(self.env.relfn2path(target, self._here)[1]).resolve()
        if is_file(file):
            if not any(file.is_relative_to(Path(root).resolve()) for root in self._roots):
                outside = "lies outside of the site's source; copy the file into it"
                self._fail(link, f"{target!r} {outside}")
            return
        path = unquote(urljoin(f"/{self._here}", target))
        if found := find_asset(path, self._roots):
            link["reftarget"] = self._from_source(found)
        else:
            self._fail(link, nothing_at(domain_of(self.env), self._here, target, path))


class PlacesOfThisPage(SphinxTransform):
    """Report Markdown's links to a place of the page itself that is not there."""

    default_priority = Step.PLACES

    def apply(self) -> None:
        """Look each up among the places that MyST and docutils know by now."""
        slugs: dict[str, object] = getattr(self.document, "myst_slugs", {})
        known = {*slugs, *self.document.ids, *self.document.nameids}
        for raw in self.document.findall(nodes.raw):
            known.update(_raw_ids(raw))
        for link in list(self.document.findall(nodes.reference)):
            place = str(link.get("refid") or link.get("refuri", "")).removeprefix("#")
            if link.get("id_link") and place not in known and unquote(place) not in known:
                message = f"link: this page has no place #{place}{did_you_mean(place, known)}"
                report_at(self.env, Subtype.LINK, message, link)
                link.replace_self(link.children or nodes.inline("", f"#{place}"))


class Labels(SphinxPostTransform):
    """Report bare words that are no label, before MyST does without a remedy."""

    default_priority = Step.LABELS

    def run(self, **kwargs: object) -> None:
        """Look each up among the labels and objects of all domains."""
        open_links = [
            link
            for link in self.document.findall(addnodes.pending_xref)
            if link.get("reftype") == "myst" and not link.get("refdomain")
        ]
        if not open_links:
            return
        standard = self.env.domains.standard_domain
        known = {*standard.labels, *standard.anonlabels}
        for domain in self.env.domains.sorted():
            if domain.name != "site":  # records are named by role or address
                known.update(name for name, *_ in domain.get_objects())
        for link in open_links:
            target = str(link["reftarget"])
            if target not in known and target.lower() not in known:
                pages = [site_path(name) for name in domain_of(self.env).entries]
                hint = did_you_mean(target, known) or did_you_mean(f"/{target}/", pages)
                message = f"link: no label {target!r}{hint}; a page is named by /its/address/"
                docname = self.env.current_document.docname
                report(docname, [Problem(Subtype.LINK, message, _line(link))])
                link.replace_self(link.children or nodes.inline("", target))


def _leads_on(address: str) -> bool:
    """Tell whether an address with a scheme has a host, or what stands in its place."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname if parts.scheme in ("http", "https") else parts.path)
    except ValueError:
        return False


def _line(link: nodes.Element) -> int | None:
    return link.line or (link.parent.line if link.parent else None)


def _raw_ids(raw: nodes.raw) -> list[str]:
    return re.findall(r"""\s(?:id|name)=["']?([^"'\s>]+)""", raw.astext())


def note_ids(app: Sphinx, doctree: nodes.document) -> None:
    """Note the places of a page that a link may lead to."""
    ids: set[str] = set()
    for node in doctree.findall(nodes.Element):
        ids.update(node.get("ids", ()))
        if isinstance(node, nodes.raw):
            ids.update(_raw_ids(node))
    domain_of(app.env).ids[app.env.current_document.docname] = ids


def check_fragments(app: Sphinx, env: BuildEnvironment) -> None:
    """Report links to a place that their page does not have, in each build."""
    domain = domain_of(env)
    for docname, links in sorted(domain.fragments.items()):
        for target, fragment, line in links:
            ids = domain.ids.get(target, set())
            if fragment not in ids and unquote(fragment) not in ids:
                message = (
                    f"link: {site_path(target)} has no place #{fragment}"
                    f"{did_you_mean(fragment, ids)}"
                )
                report(docname, [Problem(Subtype.LINK, message, line)])


def setup(app: Sphinx) -> None:
    """Register the transforms and the handlers."""
    app.add_transform(References)
    app.add_transform(PlacesOfThisPage)
    app.add_post_transform(Labels)
    app.connect("doctree-read", note_ids, priority=900)
    app.connect("env-updated", check_fragments)
