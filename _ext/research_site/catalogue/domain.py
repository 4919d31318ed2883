"""The Sphinx Domain ``site``: holds the records and tells other sites of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, cast

from docutils import nodes
from research_records.assets import static_folders
from research_records.entry import Entry
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from research_site.catalogue.queries import Catalogue
from research_site.registry import registry

#: Pages that Sphinx makes itself.
SPHINX_PAGES = ("search", "genindex")
#: What comes with the extension, such as the emblem of the European Union.
OWN_FILES = Path(__file__).parent.parent / "static"


class Fragment(NamedTuple):
    """A link to a place of a page.

    Attributes:
        docname: The page that it leads to.
        place: The id there.
        line: Where the link stands.
    """

    docname: str
    place: str
    line: int | None


class SiteDomain(Domain):
    """The records of the site.

    ``entries`` and ``drafts`` are brought up to date before reading begins, in
    the main process; ``ids`` and ``fragments`` belong to a page's reading and are
    purged and merged like all that Sphinx keeps for a page.
    """

    name = "site"
    label = "Research site"
    data_version = 6
    initial_data: ClassVar[dict[str, Any]] = {
        "entries": {},
        "beside": "",
        "drafts": set(),
        "ids": {},
        "fragments": {},
        "trees": "",
    }
    _catalogue: Catalogue | None = None
    _static: Sequence[Path] = ()
    #: Docname -> record without a page of its own; read in every build, and not kept,
    #: as each parallel reader would hand all of them back.
    beside: Mapping[str, Entry] = {}
    #: Where conf.py stands; set in every build.
    confdir: str = ""

    def begin_build(self, confdir: str) -> None:
        """Take what no earlier build has left here: settings and kinds."""
        self.confdir, self._static = confdir, ()
        self.refused: set[str] = set()  # found and told, but left out
        kinds = registry(self.env.config).kinds
        types = {kind: ObjType(kind, kind) for kind in kinds}
        setattr(self, "object_types", types)  # noqa: B010, of this site alone

    @property
    def entries(self) -> dict[str, Entry]:
        """Docname -> page."""
        return cast("dict[str, Entry]", self.data["entries"])

    @property
    def drafts(self) -> set[str]:
        """Pages that are drafts: found, but left out."""
        return cast("set[str]", self.data["drafts"])

    @property
    def ids(self) -> dict[str, set[str]]:
        """Docname -> the places in the page that a link may lead to."""
        return cast("dict[str, set[str]]", self.data["ids"])

    @property
    def fragments(self) -> dict[str, list[Fragment]]:
        """Docname -> the page's links to places of pages."""
        return cast("dict[str, list[Fragment]]", self.data["fragments"])

    @property
    def trees(self) -> str:
        """A digest of the toctrees that the last build showed."""
        return cast("str", self.data["trees"])

    @trees.setter
    def trees(self, digest: str) -> None:
        self.data["trees"] = digest

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the entries, indexed once a build."""
        if self._catalogue is None:
            config = self.env.config
            kinds = registry(config).kinds
            self._catalogue = Catalogue(self.entries, kinds, config.root_doc, self.beside)
        return self._catalogue

    def forget_catalogue(self) -> None:
        """Index again at the next question: the entries have changed."""
        self._catalogue = None

    @property
    def static_folders(self) -> Sequence[Path]:
        """Return where files of the site are looked up beside the source folder."""
        if not self._static:
            names = self.env.config.html_static_path
            found = static_folders(names, self.confdir, self.env.srcdir)
            self._static = [*found, OWN_FILES]
        return self._static

    def clear_doc(self, docname: str) -> None:
        """Drop what a page's reading left here."""
        self.ids.pop(docname, None)
        self.fragments.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: Any) -> None:
        """Take over what a parallel reader noted of its pages."""
        for key in ("ids", "fragments"):
            noted = otherdata[key]
            self.data[key].update({n: noted[n] for n in docnames if n in noted})

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
        is_html = builder.format == "html"
        other = self.beside.get(target)
        if (
            target not in self.entries
            and not other
            and not (is_html and target in SPHINX_PAGES)
        ):
            return None
        fragment = node.get("fragment", "")
        if other and (not is_html or getattr(builder, "embedded", False)):
            target, fragment = other.shown_on, other.id
        if not is_html:
            link = make_refnode(builder, fromdocname, target, fragment, contnode)
        else:
            query = f"?{node['query']}" if node.get("query") else ""
            uri = builder.get_relative_uri(fromdocname, target) + query
            uri += f"#{fragment}" if fragment else ""
            link = nodes.reference("", "", contnode, internal=True, refuri=uri or "#")
        link.update_basic_atts(node)
        if node.get("reftitle"):
            link["reftitle"] = node["reftitle"]
        return link

    def resolve_any_xref(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Return nothing: records are named by role or by their address."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every record for ``objects.inv``, so that other sites can link.

        The priority -1 leaves them out of the search, which has their pages.
        """
        for entry in self.entries.values():
            if entry.kind in self.object_types and entry.docname in self.env.found_docs:
                yield entry.id, entry.title, entry.kind, entry.docname, "", -1


def domain_of(env: BuildEnvironment) -> SiteDomain:
    """Return the site's domain."""
    return cast("SiteDomain", env.domains["site"])


def catalogue_of(env: BuildEnvironment) -> Catalogue:
    """Return the catalogue: all pages, their records and relations."""
    return domain_of(env).catalogue


def folder_of_kind(config: Config, kind: str) -> str | None:
    """Return the folder whose pages are records of a kind."""
    kinds: dict[str, str] = config.site_kinds
    return next((folder for folder, name in kinds.items() if name == kind), None)
