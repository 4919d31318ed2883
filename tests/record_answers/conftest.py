"""A site of nine theses, some people and a paid project."""

from __future__ import annotations

import pytest
from small_site import Site

PAGES = {
    "team/bea": "title: Bea Roe\ngroup: ing\naffiliation: ing\nrole: Analyst",
    "about/partners/ing": "title: ING\nkind: company\ncountry: NL",
    "about/partners/eu": "title: EU\nkind: funder",
    "research/areas/index": "title: Areas",
    "research/areas/xai": "title: Explainable AI",
    "research/areas/risk": "title: Risk",
    "research/projects/index": "title: Projects",
    "research/projects/net": "title: Net\nkind: network\nstart: 2020\nend: 2021\n"
    "areas: [risk]\nlead: [ann]\npeople: [ann, bea, old]\npartners: [ut, ing]\n"
    "associated: [eu]\n"
    "funding: [{funder: eu, grant_number: '42', scheme: cost}]",
    "research/lists": "title: Lists\norphan: true",
}


@pytest.fixture
def answers(records: Site) -> Site:
    """Return a site with filters above its theses."""
    records.conf(
        "record_answers",
        site_filters={"research/theses/index": "year degree area status organisation"},
        site_filters_page="research/lists",
    )
    records.change("team/ann.md", "group: ut", "group: ut\nrole: Reader\nhonorific: dr.")
    records.pages(PAGES.items())
    for number in range(8):
        degree = "PhD thesis" if number % 2 else "MSc"
        area = "risk" if number < 3 else "xai"
        records.page(
            f"research/theses/t{number}",
            f"title: T{number}\ndegree: {degree}\nstatus: completed\n"
            f"year: {2020 + number % 3}\nauthor: bea\n"
            f"supervisors: {{ut: [ann], ing: [old]}}\nareas: [{area}]\n"
            "university: ut\nurl: https://example.org/t",
            "What it is about.",
        )
    return records
