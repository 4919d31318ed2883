"""JSON-LD: every page says what it is about, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import rdflib
from small_site import Site


def things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from things(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from things(item)


def test_json_ld_speaks_schema_org_on_every_page(found: Site) -> None:
    built = found.build()
    assert built.warnings == []
    types = set()
    pages = [path.relative_to(found.source) for path in found.source.rglob("*.md")]
    assert len(pages) > 12
    for page in pages:
        folder = page.parent if page.stem == "index" else page.with_suffix("")
        for thing in things(built.graph(folder.as_posix())):
            types.add(thing["@type"])
            for term in (thing["@type"], *thing):
                assert term.startswith("@") or term in rdflib.SDO, term
    assert types >= {
        "WebSite", "ResearchOrganization", "Person", "ResearchProject", "Thesis",
        "CollegeOrUniversity", "NewsArticle", "BreadcrumbList", "Grant", "DefinedTerm",
    }  # fmt: skip


def test_things_name_each_other(found: Site, base: str) -> None:
    built = found.build()
    thesis = built.graph("research/theses/one")[0]
    assert thesis["author"] == {"@type": "Person", "name": "Bo Ek"}
    assert [person["name"] for person in thesis["contributor"]] == ["Ann Lee"]
    ann = built.graph("team/ann")[0]
    assert ann["@id"] == f"{base}team/ann/"
    assert ann["affiliation"]["@id"] == f"{base}about/partners/ut/"
    grant = next(
        one for one in built.graph("research/projects/net") if one["@type"] == "Grant"
    )
    assert grant["identifier"] == "7"
    assert grant["funder"]["name"] == "UT"


def test_what_ends_a_script_is_escaped(found: Site) -> None:
    assert found.build().graph("about/moved")[0]["name"] == "Moved </script><b>"


def test_without_an_address_things_have_no_id(found: Site) -> None:
    assert "@id" not in found.build(html_baseurl="").graph("team/ann")[0]
