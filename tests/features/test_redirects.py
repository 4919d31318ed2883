"""Redirects: old addresses lead on, and none vanishes unnoticed."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_old_addresses_lead_on(found: Site, builder: str) -> None:
    built = found.build(builder)
    assert built.warnings == []
    for name in ("old/place/index.html", "older.html"):
        link = built.page(name).find("a")
        assert link is not None
        refresh = built.page(name).select_one('meta[http-equiv="refresh"]')
        assert refresh is not None and refresh["content"] == f"0; url={link['href']}"
        target = (built.out / name).parent / str(link["href"])
        page = target / "index.html" if target.is_dir() else target
        assert built.texts(str(page.relative_to(built.out)), "h1") == ["Moved </script><b>¶"]
    found.change("about/moved.md", "/older.html", "/newer/")
    again = found.build(builder)
    assert not (again.out / "older.html").exists()
    assert (again.out / "newer/index.html").exists()


def test_aliases_in_use_and_lost_addresses_are_reported(found: Site) -> None:
    found.page("about/moved", "title: M\naliases: [/team/ann/]")
    found.write("published-urls.txt", "/\n/team/ann/\n# a note\n/team/anne/\n")
    assert sorted(found.build().warnings) == [
        "about/moved.md:3: WARNING: address: about/moved.md would be published as "
        "team/ann/index.html, which team/ann.md has; rename one of the two, or take the "
        "address out here [site.address]",
        "published-urls.txt:4: WARNING: /team/anne/ was published and would vanish; name it "
        "in the aliases: of the page that replaces it; did you mean '/team/ann/'? "
        "[site.address]",
    ]


def test_alias_does_not_lead_out_of_the_site(found: Site) -> None:
    found.page("about/moved", "title: M\naliases: [/../../out/]")
    assert found.build().warnings == [
        "about/moved.md:3: WARNING: aliases: found '/../../out/', expected an address "
        "below the site [site.alias]"
    ]
    assert not (found.source.parent / "out/index.html").exists()


def test_what_is_refused_does_not_vanish_as_well(found: Site) -> None:
    (found.source / "team/bob.md").write_bytes(b"---\ntitle: B\xe9\n---\n")
    found.page("team/cid", "title: Cid\ngroup: ut\ndraft: true")
    found.write("published-urls.txt", "/team/bob/\n/team/cid/\n")
    (draft, refused) = sorted(found.build().warnings)
    assert "published-urls.txt:2:" in draft and "its page is a draft" in draft
    assert "team/bob.md:2:" in refused


def test_a_page_is_no_alias_of_itself(found: Site) -> None:
    found.page("about/moved", "title: M\naliases: [/about/moved/]")
    (told,) = found.build().warnings
    assert "expected a former address; this is the page's own" in told


def test_a_person_is_not_named_by_an_address(found: Site) -> None:
    found.page("team/ann", 'title: Ann\ngroup: ut\naliases: ["https://a.org/team/old/"]')
    (told,) = found.build().warnings
    assert "expected an address that begins with a slash: '/team/old/'" in told
