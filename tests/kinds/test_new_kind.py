"""A kind of one file: its page, list, role, relations, JSON-LD, search and PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from small_site import ALL_FEATURES, Built, Site

#: All that a new kind needs: one file, one setting.
DATASET = '''"""Sets of data that the team has published."""

from typing import ClassVar

from research_records.fields import Doi, Ids, Short
from research_records.page import Page
from research_records.values import Related
from research_site.registry import add_kind


class Dataset(Page):
    """A set of data."""

    kind_name: ClassVar[str] = "dataset"
    plural: ClassVar[str] = "datasets"
    label: ClassVar[str] = "Dataset"
    required: ClassVar[tuple[str, ...]] = ("licence",)
    names: ClassVar[dict[str, str]] = {"authors": "person", "parts": "dataset"}
    line_fields: ClassVar[tuple[str, ...]] = ("licence",)
    fact_fields: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Licence", "licence"),
        ("Authors", "authors"),
        ("Parts", "parts"),
    )
    related_lists: ClassVar[tuple[Related, ...]] = (Related("Part of", "dataset"),)
    schema_type: ClassVar[str] = "Dataset"
    schema_fields: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "license": "licence",
        "creator": ("authors",),
    }

    licence: Short | None = None
    authors: Ids = []
    parts: Ids = []
    doi: Doi | None = None


def setup(app):
    """Add the kind."""
    app.setup_extension("research_site")
    add_kind(app, Dataset)
'''


@pytest.fixture
def with_datasets(records: Site) -> Iterator[Site]:
    records.write("dataset.py", DATASET)
    records.conf(
        *(n for n in ALL_FEATURES if n != "page_weight"),
        "typst_pdf",
        "dataset",
        more=f"import sys\nsys.path[:0] = [{str(records.source)!r}]",
        site_kinds={
            "data": "dataset",
            "team": "person",
            "research/theses": "thesis",
            "about/partners": "partner",
        },
        project="Site",
        author="Us",
        html_baseurl="https://site.example/",
        typst_pdf_documents=[("index", "site.pdf", "Site", "Us")],
    )
    records.page("data/index", "title: Data")
    records.page("data/loans", "title: Loans\nlicence: CC0\nauthors: [ann]\nparts: [credit]")
    records.page("data/credit", 'title: Credit\nlicence: CC BY\nauthors: ["Bo Ek, Lund"]')
    body = "{dataset}`loans`\n\n```{datasets}\n:limit: 1\n```"
    records.page("about/all", "title: All", body)
    yield records
    sys.modules.pop("dataset", None)


@pytest.fixture
def built(with_datasets: Site) -> Built:
    made = with_datasets.build()
    assert made.warnings == []
    return made


def test_page_shows_facts_and_relations_both_ways(built: Built) -> None:
    assert built.facts("data/loans") == {
        "Licence": "CC0",
        "Authors": "Ann Lee",
        "Parts": "Credit",
    }
    assert built.facts("data/credit")["Authors"] == "Bo Ek (Lund)"
    assert built.texts("data/credit", "#part-of .site-cards a") == ["Loans"]


def test_list_by_default_by_directive_and_by_role(built: Built) -> None:
    assert built.texts("data", ".site-cards > li") == ["Credit\nCC BY", "Loans\nCC0"]
    assert built.texts("about/all", ".site-cards strong") == ["Credit"]
    link = built.article("about/all").select("section > p a")[0]
    assert (link.get_text(), link["href"]) == ("Loans", "../../data/loans/")


def test_machines_read_it(built: Built) -> None:
    thing = built.graph("data/loans")[0]
    assert (thing["@type"], thing["license"]) == ("Dataset", "CC0")
    assert [one["name"] for one in thing["creator"]] == ["Ann Lee"]
    assert built.graph("data/credit")[0]["creator"] == [{"@type": "Person", "name": "Bo Ek"}]
    found = {page[2]: page[1] for page in built.search_index()["pages"]}
    assert found["data/loans/"] == "Loans"
    addresses = (built.out / "sitemap.xml").read_text()
    assert "<loc>https://site.example/data/loans/</loc>" in addresses


def test_what_is_wrong_in_it_is_said(with_datasets: Site) -> None:
    with_datasets.page("data/loans", "title: Loans\nauthors: [anm]\nparts: [credits]\nwho: x")
    assert sorted(with_datasets.build().warnings) == [
        "data/loans.md:1: WARNING: a dataset needs licence: missing here [site.missing_field]",
        "data/loans.md:3: WARNING: authors: no person 'anm'; did you mean 'ann'? "
        "[site.unknown_person]",
        "data/loans.md:4: WARNING: parts: no dataset 'credits'; did you mean 'credit'? "
        "[site.unknown_dataset]",
        "data/loans.md:5: WARNING: who: a dataset has no such field [site.unknown_field]",
    ]


def test_pdf_has_it(with_datasets: Site) -> None:
    made = with_datasets.build("typst_pdf")
    assert made.warnings == []
    text = "".join(page.extract_text() for page in PdfReader(made.out / "site.pdf").pages)
    assert "Loans" in text and "CC BY" in text
