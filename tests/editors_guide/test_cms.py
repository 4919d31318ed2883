"""The form in the browser is made from the models, where a setting asks for it."""

from __future__ import annotations

import pytest
import yaml
from editors_guide import cms
from small_site import Site

BACKEND = {"name": "github", "repo": "owner/name"}


@pytest.fixture
def edited(records: Site) -> Site:
    """Return a site with the feature, and a stand-in for the program."""
    records.write("_static/cms.js", "// The owner's copy of the program.\n")
    return records


def conf(site: Site, **setting: object) -> None:
    site.conf("editors_guide.cms", site_cms=setting, html_static_path=["_static"])


def test_nothing_without_the_setting(edited: Site) -> None:
    conf(edited)
    assert not (edited.build().out / "admin").exists()


def test_collections_are_the_kinds(edited: Site) -> None:
    conf(edited, script="_static/cms.js", backend=BACKEND)
    built = edited.build()
    said = yaml.safe_load((built.out / "admin/config.yml").read_text())
    assert built.warnings == []
    assert said["backend"] == BACKEND
    theses = next(one for one in said["collections"] if one["name"] == "thesis")
    assert theses["folder"] == "research/theses"
    fields = {one["name"]: one for one in theses["fields"]}
    assert fields["status"]["options"] == ["ongoing", "completed"]
    assert fields["university"]["widget"] == "relation"
    assert fields["university"]["collection"] == "partner"
    assert fields["title"]["required"] is True
    assert fields["body"]["widget"] == "markdown"


def test_page_asks_this_site_alone(edited: Site) -> None:
    conf(edited, script="_static/cms.js", backend=BACKEND)
    built = edited.build()
    (script,) = built.page("admin").select("script")
    assert script["src"] == "../_static/cms.js"
    assert (built.out / "admin" / str(script["src"])).resolve().is_file()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"script": "_static/cms.js"}, "expected 'script' and 'backend'"),
        ({"script": "https://x.example/c.js", "backend": BACKEND}, "a file of this site"),
        ({"script": "_static/no.js", "backend": BACKEND}, "a file of this site"),
    ],
)
def test_setting_that_cannot_work(
    edited: Site, setting: dict[str, object], message: str
) -> None:
    app = edited.build().app
    app.config.site_cms = setting
    with pytest.raises(SystemExit, match=message):
        cms.check(app, app.config)
