"""The Sphinx Domain ``site``: holds the records and tells other sites of them."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from research_site.addresses import site_path
from research_site.assets import static_folders
from research_site.catalogue.entry import Entry
from research_site.catalogue.queries import Catalogue
from research_site.problems import Problem, Subtype, did_you_mean
from research_site.records import KINDS

if TYPE_CHECKING:
    from sphinx import addnodes
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

__all__ = [
    "SiteDomain",
    "ask",
    "digest",
    "fingerprint",
    "get_domain",
    "note_at",
    "note_problem",
]


#: What belongs to a page's reading: purged and merged with it.
READ_WITH_PAGE = ("asked", "found", "ids", "fragments", "children")


def today() -> datetime.date:
    """Return the day of the build: SOURCE_DATE_EPOCH's (UTC), else today's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    return (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else now
    ).date()


class SiteDomain(Domain):
    """The records of the site.

    ``entries`` and ``drafts`` are brought up to date before reading begins, in
    the main process; ``asked`` and ``found`` belong to a page's reading and are
    purged and merged like all that Sphinx keeps for a page.
    """

    name = "site"
    label = "Research site"
    data_version = 3
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, kind) for kind in KINDS
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "entries": {},
        "drafts": set(),
        "asked": {},
        "found": {},
        "ids": {},
        "fragments": {},
        "children": {},
        "navigation": {},
        "day": None,
        "redirects": [],
    }
    _catalogue: Catalogue | None = None
    #: Where conf.py stands; set in every build.
    confdir: str = ""

    @property
    def entries(self) -> dict[str, Entry]:
        """Docname -> page."""
        return cast("dict[str, Entry]", self.data["entries"])

    @property
    def drafts(self) -> set[str]:
        """Pages that are drafts: found, but left out."""
        return cast("set[str]", self.data["drafts"])

    @property
    def asked(self) -> dict[str, dict[tuple[Any, ...], str]]:
        """Docname -> what the page asked of the catalogue -> the answer's digest."""
        return cast("dict[str, dict[tuple[Any, ...], str]]", self.data["asked"])

    @property
    def found(self) -> dict[str, list[Problem]]:
        """Docname -> problems found while reading the page."""
        return cast("dict[str, list[Problem]]", self.data["found"])

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the entries, indexed once a build."""
        if self._catalogue is None:
            self._catalogue = Catalogue(self.entries, today())
        return self._catalogue

    @property
    def static_folders(self) -> list[Path]:
        """Return where files of the site are looked up beside the source folder."""
        names = self.env.config.html_static_path
        return static_folders(names, self.confdir, self.env.srcdir)

    def nothing_at(self, path: str) -> str:
        """Say why no page is at a site path, with the nearest one that is."""
        address = path.rstrip("/") + "/"
        if address in {site_path(docname) for docname in self.drafts}:
            return f"{path!r} is a draft; publish it, or take the link out"
        known = [site_path(docname) for docname in self.entries]
        return f"no page {path!r}{did_you_mean(path, known)}"

    def forget_catalogue(self) -> None:
        """Index again at the next question: the entries have changed."""
        self._catalogue = None

    def clear_doc(self, docname: str) -> None:
        """Drop what a page's reading left here."""
        for key in READ_WITH_PAGE:
            self.data[key].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: Any) -> None:
        """Take over what a parallel reader noted of its pages."""
        for docname in docnames:
            for key in READ_WITH_PAGE:
                if docname in otherdata[key]:
                    self.data[key][docname] = otherdata[key][docname]

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve the type ``page``, whose target is a docname."""
        if typ != "page" or target not in self.entries:
            return None
        fragment = node.get("fragment", "")
        if builder.format != "html":
            return make_refnode(builder, fromdocname, target, fragment, contnode)
        query = f"?{node['query']}" if node.get("query") else ""
        uri = builder.get_relative_uri(fromdocname, target) + query
        uri += f"#{fragment}" if fragment else ""
        return nodes.reference("", "", contnode, internal=True, refuri=uri or "#")

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Return nothing: records are named by role or by their address."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every record for ``objects.inv``, so that other sites can link.

        The priority -1 leaves them out of the search, which has their pages.
        """
        for entry in self.entries.values():
            if entry.kind in KINDS and entry.docname in self.env.found_docs:
                yield entry.id, entry.title, entry.kind, entry.docname, "", -1


def get_domain(env: BuildEnvironment) -> SiteDomain:
    """Return the site's domain."""
    return cast("SiteDomain", env.domains["site"])


def digest(value: object) -> str:
    """Return a digest of plain values, the same in every process."""
    return hashlib.blake2b(repr(value).encode(), digest_size=12).hexdigest()


def fingerprint(catalogue: Catalogue, answer: object) -> str:
    """Return a digest of what an answer shows, the same in every process."""

    def plain(value: object) -> object:
        if isinstance(value, Entry):
            return value.shown(catalogue.today)
        if isinstance(value, (list, tuple)):
            return [plain(item) for item in value]
        return value

    return digest(plain(answer))


def answer(catalogue: Catalogue, question: tuple[Any, ...]) -> Any:
    """Put a question, such as ``("record", "person", "x")``, to the catalogue."""
    return getattr(catalogue, question[0])(*question[1:])


def ask(env: BuildEnvironment, *question: Any) -> Any:
    """Ask the catalogue for the page being read, and note the answer.

    When a later build would get another answer, the page is read again.

    Args:
        env: The environment, while it reads a page.
        question: Name of a method of `Catalogue`, then its arguments.
    """
    domain = get_domain(env)
    result = answer(domain.catalogue, question)
    notes = domain.asked.setdefault(env.current_document.docname, {})
    notes[question] = fingerprint(domain.catalogue, result)
    return result


def note_problem(env: BuildEnvironment, problem: Problem) -> None:
    """Keep a problem of the page being read; every build reports it."""
    problems = get_domain(env).found.setdefault(env.current_document.docname, [])
    if problem not in problems:
        problems.append(problem)


def note_at(
    env: BuildEnvironment, subtype: Subtype, message: str, node: nodes.Element
) -> None:
    """Keep a problem at the line of *node*; name the file that is included there."""
    place = node if node.line or node.parent is None else node.parent
    line, source = place.line, place.source
    page = Path(env.doc2path(env.current_document.docname))
    if source and Path(source) != page and Path(source).is_file():
        message += f" (in {Path(source).name}, line {line})"
        line = None
    note_problem(env, Problem(subtype, message, line))
