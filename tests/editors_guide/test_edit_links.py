"""Each page leads to where it is edited, lists of records included."""

from __future__ import annotations

import pytest
from editors_guide import edit_links
from small_site import Site

ADDRESS = "https://git.example/us/site/edit/main/{path}"


def links(site: Site, page: str) -> list[str]:
    found = site.build().page(page).select(".site-edit a")
    return [str(one["href"]) for one in found]


def test_page_and_list_lead_to_their_files(records: Site) -> None:
    records.conf("editors_guide.edit_links", site_edit_address=ADDRESS)
    assert links(records, "team/ann") == ["https://git.example/us/site/edit/main/team/ann.md"]
    assert links(records, "team") == ["https://git.example/us/site/edit/main/team/index.md"]
    assert links(records, "search") == []


def test_no_link_without_the_setting(records: Site) -> None:
    records.conf("editors_guide.edit_links")
    assert links(records, "team/ann") == []


def test_setting_once_given_shows_on_all_pages(records: Site) -> None:
    records.conf("editors_guide.edit_links")
    records.build()
    records.conf("editors_guide.edit_links", site_edit_address=ADDRESS)
    assert len(links(records, "team/ann")) == 1


@pytest.mark.parametrize("address", ["http://a.example/{path}", "https://a.example/"])
def test_address_that_could_not_lead_to_a_page(records: Site, address: str) -> None:
    records.conf("editors_guide.edit_links")
    app = records.build().app
    app.config.site_edit_address = address
    with pytest.raises(SystemExit, match=r"expected an address with .path. in"):
        edit_links.check(app, app.config)
