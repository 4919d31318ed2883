"""Addresses: site paths, ids, folders, without a builder."""

from __future__ import annotations

import pytest
from research_records.addresses import folder_of, page_names, record_id, site_path


@pytest.mark.parametrize(
    ("docname", "path", "name", "folder"),
    [
        ("index", "/", "index", ""),
        ("about", "/about/", "about", ""),
        ("team/index", "/team/", "team", ""),
        ("team/ann", "/team/ann/", "ann", "team"),
        ("team/ann/index", "/team/ann/", "ann", "team"),
        ("team/ann/more", "/team/ann/more/", "more", "team/ann"),
        ("reindex", "/reindex/", "reindex", ""),
    ],
)
def test_of_a_page(docname: str, path: str, name: str, folder: str) -> None:
    assert (site_path(docname), record_id(docname)) == (path, name)
    assert folder_of(docname) == folder


@pytest.mark.parametrize("path", ["/team/ann/", "/team/ann", "/team/ann.html", "/team/ann.md"])
def test_of_a_path(path: str) -> None:
    assert page_names(path) == ("team/ann/index", "team/ann")
