"""Checks across records: each problem with its file, line and remedy."""

from __future__ import annotations

import random

import pytest
from PIL import Image
from research_site.kinds import KINDS
from small_site import Site

FOLDERS = {
    "person": "team",
    "thesis": "research/theses",
    "project": "research/projects",
    "partner": "about/partners",
    "news": "about/news",
    "area": "research/areas",
}


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        (
            "team/b",
            "title: B\ngroup: uu",
            "team/b.md:3: WARNING: group: found 'uu', expected one of ut, ing, alumni "
            "[site.field]",
        ),
        (
            "team/b",
            "title: B\nrole: x",
            "team/b.md:1: WARNING: a person needs group: missing here [site.missing_field]",
        ),
        (
            "team/b",
            "title: B\ngroup: ut\norcid: 0000-0002-1825-0097",
            "team/b.md:4: WARNING: orcid: 0000-0002-1825-0097 stands also in team/ann.md; "
            "an ORCID iD belongs to one person [site.relation]",
        ),
        (
            "research/projects/p",
            "title: P\nkind: x\nparent: p",
            "research/projects/p.md:4: WARNING: parent: a project cannot be above itself: "
            "p → p [site.relation]",
        ),
        (
            "research/theses/t",
            "title: T\ndegree: MSc\nstatus: completed\nauthor: ann",
            "research/theses/t.md:1: WARNING: year: missing; a completed thesis has the "
            "year of its completion [site.missing_field]",
        ),
        (
            "about/partners/ut",
            "title: UT\nkind: university\nweight: 1\nlogo: /images/x.svg",
            "about/partners/ut.md:5: WARNING: logo: no image '/images/x.svg'; did you "
            "mean '/images/eu-emblem.svg'? [site.image]",
        ),
    ],
)
def test_rules_across_records(records: Site, name: str, fields: str, message: str) -> None:
    records.page(name, fields)
    assert records.build().warnings == [message]


def test_an_id_belongs_to_one_record(records: Site) -> None:
    fields = "title: T\ndegree: MSc\nstatus: ongoing\nauthor: ann"
    records.page("research/theses/one/index", fields)
    assert records.build("html").warnings == [
        "research/theses/one/index.md:1: WARNING: id: 'thesis one' is also "
        "research/theses/one.md; rename one of the two files [site.relation]"
    ]


def test_one_picture_shows_one_person(records: Site) -> None:
    (records.source / "_static/images").mkdir(parents=True)
    Image.new("RGB", (9, 9)).save(records.source / "_static/images/a.png")
    for name in ("b", "c"):
        photo = "photo: {src: /images/a.png, alt: A face}"
        records.page(f"team/{name}", f"title: {name}\ngroup: ut\n{photo}")
    assert records.build().warnings == [
        "team/c.md:4: WARNING: photo: the same picture, byte for byte, as in team/b.md; "
        "a photo shows one person [site.relation]"
    ]


def test_renamed_person_is_reported_with_the_nearest_id(records: Site) -> None:
    records.build()
    (records.source / "team/ann.md").rename(records.source / "team/anne.md")
    built = records.build()
    assert built.warnings == [
        "research/theses/one.md:8: WARNING: supervisors: no person 'ann'; did you mean "
        "'anne'? [site.unknown_person]"
    ]
    assert not (built.out / "team/ann").exists()


def test_folder_of_plain_pages_asks_for_no_fields(site: Site) -> None:
    """A Hugo tree may have a folder of such a name."""
    site.page("team/index", "title: Team")
    site.page("team/a", "title: A")
    assert site.build().warnings == []


@pytest.mark.slow
def test_random_front_matter_never_ends_a_build(records: Site) -> None:
    chance = random.Random(3)
    values = [
        "x", "[]", "{a: 1}", "[[1]]", "9" * 400, "2025-13-01", "null", "ünï\u2603",
        "[ann, nobody]", "{ut: [ann, '\"Q, R\"']}", '"', "true", "- a", "/team/",
        "0000-0002-1825-0097", "https://x.example/<script>", "ann", "[{funder: ut}]",
    ]  # fmt: skip
    for number in range(500):
        kind = chance.choice(KINDS)
        fields = chance.sample(list(kind.model_fields), 5)
        lines = [f"{field}: {chance.choice(values)}" for field in fields]
        name = f"{FOLDERS[kind.kind_name]}/r{number}"
        records.page(name, "\n".join(["title: T", *lines]), "body")
    warnings = records.build().warnings
    assert not [line for line in warnings if "Traceback" in line]
    assert [line for line in warnings if line.endswith("[site.unknown_person]")]
    assert [line for line in warnings if "[site." not in line] == []
