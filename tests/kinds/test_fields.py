"""Every field of every kind has an effect on what is published."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from research_records.event import Event
from research_records.funding import Funding
from research_records.page import Page
from research_records.position import Position
from research_site.kinds import KINDS
from small_site import ALL_FEATURES, Built, Site
from sphinx.testing.util import SphinxTestApp

#: Kind -> its folder, and the fields without which a record is not whole.
FOLDERS = {
    "page": ("more", {}),
    "person": ("team", {"group": "ut"}),
    "project": ("research/projects", {"kind": "grant"}),
    "thesis": (
        "research/theses",
        {"degree": "MSc", "status": "ongoing", "author": "Bo Ek, Lund"},
    ),
    "partner": ("about/partners", {"kind": "company"}),
    "area": ("research/areas", {}),
    "news": ("about/news", {"date": "2024-05-06"}),
    "position": (
        "research/positions",
        {
            "kind": "job",
            "opens": "2024-06-07",
            "employer": "fixed",
            "supervisors": '["Bo Ek, Lund"]',
        },
    ),
    "event": ("about/events", {"kind": "workshop", "start": "2024-06-07"}),
}
#: What any page may say; the first item of a list of lines is the field's own.
COMMON = {
    "title": "title: Aardvark",
    "description": "description: A few words",
    "date": "date: 2025-03-04",
    "lastmod": "lastmod: 2025-04-05",
    "weight": "weight: 1",
    "draft": "draft: true",
    "aliases": "aliases: /old/{kind}/",
    "tags": "tags: [zebra]",
    "keywords": "keywords: [giraffe]",
    "image": "image: {{src: /images/one.png, alt: A grey square}}",
    "noindex": "noindex: true",
    "lang": "lang: nl",
}
#: Kind -> field -> a line; below it lines that stand there with and without it.
OWN = {
    "page": {},
    "person": {
        "given_name": "given_name: Zo",
        "family_name": "family_name: Aa",
        "honorific": "honorific: Dr.",
        "role": "role: Researcher",
        "group": "group: ing",
        "affiliation": "affiliation: fixed",
        "roles": "roles: [{role: Guest, affiliation: fixed}]",
        "orcid": "orcid: 0000-0002-1825-0097",
        "photo": "photo: {src: /images/face.png, alt: A face}",
        "links": "links: {github: 'https://github.com/x'}",
        "status": "status: alumni",
        "start": "start: 2025-01",
        "end": "end: 2020-01",
    },
    "project": {
        "kind": "kind: network",
        "acronym": "acronym: ACR",
        "programme": "programme: Horizon",
        "start": "start: 2025-01",
        "end": "end: 2020-01",
        "status": "status: planned",
        "parent": "parent: fixed",
        "lead": "lead: fixed",
        "people": "people: [fixed]",
        "partners": "partners: [fixed]",
        "associated": "associated: [fixed]",
        "areas": "areas: [fixed]",
        "funding": "funding: [{funder: fixed}]",
        "url": "url: https://p.example",
        "links": "links: {Cordis: 'https://c.example'}",
    },
    "thesis": {
        "author": "author: fixed",
        "degree": "degree: PhD",
        "status": "status: completed\nyear: 2025",
        "year": "year: 2025",
        "start": "start: 2025-01",
        "university": "university: fixed",
        "company": "company: fixed",
        "supervisors": "supervisors: {fixed: [fixed]}",
        "areas": "areas: [fixed]",
        "project": "project: fixed",
        "url": "url: https://r.example",
        "doi": "doi: 10.1000/182",
        "related": "related: 10.1000/183",
    },
    "partner": {
        "kind": "kind: university",
        "url": "url: https://u.example",
        "logo": "logo: /images/one.png",
        "logo_dark": "logo_dark: /images/two.png\nlogo: /images/three.png",
        "ror": "ror: https://ror.org/006hf6230",
        "country": "country: NL",
    },
    "area": {},
    "news": {
        "kind": "kind: event",
        "embargo": "embargo: true\ndate: 2099-01-01",
        "place": "place: Enschede",
        "event": "event: fixed",
        "link": "link: https://n.example",
        "people": "people: [fixed]",
        "projects": "projects: [fixed]",
    },
}
OWN["event"] = {
    "kind": "kind: lecture",
    "start": "start: 2025-03-04",
    "end": "end: 2024-06-08",
    "timezone": "timezone: Europe/Helsinki\nstart: 2024-06-07 10:00",
    "place": "place: Enschede",
    "venue": "venue: Ravelijn",
    "country": "country: NL",
    "online": "online: https://o.example",
    "speakers": "speakers: [fixed]",
    "organisers": "organisers: [fixed]",
    "projects": "projects: [fixed]",
    "series": "series: Talks",
    "link": "link: https://e.example",
    "event_status": "event_status: cancelled",
    "sequence": "sequence: 2",
}
OWN["position"] = {
    "kind": "kind: PhD position",
    "degree": "degree: MSc",
    "supervisors": "supervisors: [fixed]",
    "employer": "employer: fixed",
    "organisations": "organisations: fixed",
    "areas": "areas: fixed",
    "project": "project: fixed",
    "opens": "opens: 2025-03-04",
    "deadline": "deadline: 2025-12-08",
    "status": "status: closed",
    "link": "link: https://j.example",
}
GRANT = {
    "programme": "programme: MSCA",
    "grant_number": "grant_number: '7'",
    "amount": "amount: 5000",
    "currency": "currency: EUR, amount: 5000",
    "scheme": "scheme: cost",
}
ALL: tuple[type[Page], ...] = (*KINDS, Event, Position)
PLURALS = {kind.kind_name: kind.plural for kind in ALL}
MODELS: dict[str, type[Page]] = {kind.kind_name: kind for kind in ALL} | {"page": Page}
CASES = [
    *((kind, field) for kind in MODELS for field in (*COMMON, *OWN[kind])),
    *(("project", f"funding.{field}") for field in GRANT),
]


def lines(kind: str, field: str, given: bool) -> str:
    """Return the front matter of the record of a case."""
    mark, _, part = field.partition(".")
    fields = {name: f"{name}: {value}" for name, value in FOLDERS[kind][1].items()}
    fields["title"] = f"title: Of {field.replace('.', ' ').replace('_', ' ')}"
    if part:
        line, *others = GRANT[part].split(", ")
        grant = ", ".join(["funder: fixed", *([line] if given else []), *others])
        return "\n".join([*fields.values(), f"funding: [{{{grant}}}]"])
    line, *others = (COMMON | OWN[kind])[field].format(kind=kind).split("\n") \
        if field in COMMON else OWN[kind][field].split("\n")  # fmt: skip
    fields.pop(mark, None)
    for other in others:
        fields.pop(other.partition(":")[0], None)
    return "\n".join([*fields.values(), *([line] if given else []), *others])


def docname(kind: str, field: str) -> str:
    return f"{FOLDERS[kind][0]}/of-{field.replace('.', '-').replace('_', '-')}"


def write(site: Site, given: bool) -> None:
    """Write a record of each kind that stays, and one of each case."""
    for number, name in enumerate(("one", "two", "three", "face")):
        path = site.source / f"_static/images/{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (30, 30), 50 * number).save(path)
    for kind, (folder, base) in FOLDERS.items():
        site.page(f"{folder}/index", f"title: All of {kind}")
        fields = {"title": "Middle", "date": "2024-06-07", **base}
        if kind == "thesis":
            fields["year"] = "2024"
        if kind in ("person", "project"):
            fields["start"] = "2024-06"
        if kind == "project":  # where a partner's logo is shown
            fields["partners"] = "[of-logo, of-logo-dark]"
        text = "\n".join(f"{name}: {value}" for name, value in fields.items())
        site.page(f"{folder}/fixed", text)
        if plural := PLURALS.get(kind):
            site.page(f"lists/{kind}", "title: By date", f"```{{{plural}}}\n:sort: date\n```")
    site.page("lists/index", "title: Lists")
    for kind, field in CASES:
        site.page(docname(kind, field), lines(kind, field, given))


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Built]]:
    """Return the site where each record has its field, and where none has."""
    made = []
    apps = []

    def make_app(*args: object, **kwargs: object) -> SphinxTestApp:
        apps.append(SphinxTestApp(*args, **kwargs))  # type: ignore[arg-type]
        return apps[-1]

    for given in (True, False):
        site = Site(tmp_path_factory.mktemp("fields"), make_app)
        site.conf(*ALL_FEATURES, project="Site", author="Us", html_static_path=["_static"],
                  html_baseurl="https://site.example/")  # fmt: skip
        site.page("index", "title: Home")
        write(site, given)
        made.append(site.build())
    yield made[0], made[1]


_CARD = re.compile(r"/_images/cards/\w+\.png")


class Published:
    """What a build publishes about each of its records."""

    def __init__(self, built: Built) -> None:
        self.out = built.out
        self.pages = {
            path.parent.relative_to(built.out).as_posix(): BeautifulSoup(
                path.read_text(), "html.parser"
            )
            for path in built.out.rglob("index.html")
        }
        self.mentions: dict[str, list[str]] = defaultdict(list)
        self._mention()
        self.index = built.search_index()
        self.feeds = (built.out / "news.atom").read_text().split("<entry>")[1:]
        events = built.out / "events.ics"
        shown = events.read_text() if events.exists() else ""
        self.events = shown.split("BEGIN:VEVENT")[1:]
        self.map = [ET.tostring(url) for url in ET.parse(built.out / "sitemap.xml").getroot()]

    def _mention(self) -> None:
        """Note what pages say of others: their cards, whether before or after `fixed`."""
        for here, shown in self.pages.items():
            if refresh := shown.select_one("meta[http-equiv=refresh]"):
                target = self._target(here, str(refresh["content"]).partition("url=")[2])
                self.mentions[target].append(f"redirect {here}")
                continue
            order = []
            for item in shown.select("article li, article dd"):
                for link in item.select("a[href]"):
                    target = self._target(here, str(link["href"]))
                    order.append(target)
                    if target != here:
                        self.mentions[target].append(f"{here}: {item}")
            for target in dict.fromkeys(order):
                middle = f"{target.rpartition('/')[0]}/fixed"
                if middle in order:
                    is_first = order.index(target) < order.index(middle)
                    self.mentions[target].append(f"{here}: {is_first}")

    def about(self, name: str) -> dict[str, object]:
        """Return the record's page, and each mention of it elsewhere."""
        address = f"https://site.example/{name}/"
        stem = name.rpartition("/")[2]
        page = self.pages.get(name) or BeautifulSoup("", "html.parser")
        chosen = "head meta, head script[type*=json], head title, article"
        return {
            # Drawn cards name the partners that have a weight.
            "page": [s for one in page.select(chosen) if not _CARD.search(s := str(one))],
            "mentions": self.mentions[name],
            "feeds": [one for one in (*self.feeds, *self.events) if address in one],
            "map": [one for one in self.map if address.encode() in one],
            "search": [page for page in self.index["pages"] if page[2] == f"{name}/"],
            "cited": [
                path.read_text() for path in self.out.glob(f"_downloads/citations/{stem}.*")
            ],
        }

    def _target(self, page: str, href: str) -> str:
        path = (self.out / page / href.partition("#")[0]).resolve()
        try:
            return path.relative_to(self.out.resolve()).as_posix()
        except ValueError:
            return href


@pytest.fixture(scope="module")
def published(builds: tuple[Built, Built]) -> tuple[Published, Published]:
    return Published(builds[0]), Published(builds[1])


@pytest.mark.parametrize("kind", MODELS)
def test_each_field_has_a_case(kind: str) -> None:
    assert set(MODELS[kind].model_fields) == set(COMMON) | set(OWN[kind])
    assert {*Funding.model_fields} == {*GRANT, "funder"}


def test_fields_that_are_there_are_right(builds: tuple[Built, Built]) -> None:
    assert builds[0].warnings == []


@pytest.mark.parametrize(("kind", "field"), CASES, ids=[f"{k}-{f}" for k, f in CASES])
def test_field_has_an_effect(
    published: tuple[Published, Published], kind: str, field: str
) -> None:
    given, without = (one.about(docname(kind, field)) for one in published)
    assert [name for name in given if given[name] != without[name]] != []
