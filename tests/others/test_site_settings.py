"""Settings of conf.py: wrong forms, names and targets are told, and nothing fails by them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import site_settings
from small_site import ALL_FEATURES, Site
from sphinx.util.docutils import docutils_namespace

EXT = Path(site_settings.__file__).parent
PLAIN = ("site_settings", "clean_builds", "clean_builds.messages")


def told(site: Site, *names: str, **settings: Any) -> list[str]:
    """Return the messages of a build with settings, without those about other things."""
    site.conf(*PLAIN, *ALL_FEATURES, "site_colours", *names, **settings)
    return [line for line in site.build().warnings if line.startswith(("conf.py", "WARNING"))]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("site_footer", ["/team/"], "found ['/team/'], expected addresses with words"),
        ("site_footer", {"/team/": 3}, "['/team/']: found 3, expected addresses"),
        ("site_footer", {3: "x"}, "[3]: found 3, expected addresses"),
        ("site_footer", {"/a.ics": ""}, "['/a.ics']: found no words"),
        ("site_colours", "blue", "found 'blue', expected names with two colours"),
        ("site_home_lists", ["event"], "found ['event'], expected headings"),
        ("site_home_lists", {"N": ("event",)}, "expected headings, each with a kind"),
        ("site_home_lists", {"N": ("event", "", "2")}, "['N'][2]: found '2'"),
        ("site_home_lists", {"N": ("evnt", "", 2)}, "did you mean 'event'?"),
        ("site_home_lists", {"N": ("event", "upcomin", 2)}, "did you mean 'upcoming'?"),
        ("site_home_lists", {"N": ("event", "", 0)}, "found 0, expected how many"),
        ("site_home_ways", "/team/", "found '/team/', expected addresses of pages"),
        ("site_home_ways", [3], "[0]: found 3, expected addresses"),
        ("site_home_ways", ["/teem/"], "no page '/teem/'"),
        ("site_logo_links", {"a.svg": "/teem/"}, "no page '/teem/'; did you mean '/team/'?"),
        ("site_logo_links", {"fin-ai.avif": "/team/"}, "no picture 'fin-ai.avif'"),
        ("html_css_files", ["sites.css"], "no file 'sites.css'; did you mean 'site.css'?"),
        ("exclude_patterns", "_build", "found '_build', expected a list of patterns"),
        ("language", "english", "found 'english', expected one such as 'en'"),
        ("site_charts", "x", "found 'x', expected pages with what is counted"),
        ("site_charts", {"team/indx": "people by=group"}, "did you mean 'team/index'?"),
        ("site_pdf", "site.docx", "found 'site.docx', expected a file *.pdf"),
        ("site_publications", "team/pubs.bib", "did you mean 'team/pub.bib'?"),
        ("site_allowed_hosts", "a.org", "found 'a.org', expected hosts"),
        ("html_baseurl", 3, "found 3, expected the site's address"),
        ("site_foter", {}, "no such setting; did you mean 'site_footer'?"),
        ("html_favicn", "x", "no such setting; did you mean 'html_favicon'?"),
    ],
)
def test_a_wrong_setting_is_told_at_its_line(
    records: Site, name: str, value: Any, words: str
) -> None:
    records.write("team/pub.bib", "")
    records.write("_static/images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    records.write("_static/site.css", "")
    lines = told(records, "record_answers", **{name: value})
    (line,) = [one for one in lines if one.startswith("conf.py") and name in one]
    number = int(line.split(":")[1])
    assert (records.source / "conf.py").read_text().splitlines()[number - 1].startswith(name)
    assert words in line
    assert "[site.config]" in line


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("site_groups", ["ut"], "found ['ut'], expected groups with their headings"),
        ("site_groups", {"ut": 3}, "site_groups['ut']: found 3, expected groups"),
        ("site_kinds", ["team"], "found ['team'], expected folders with their kinds"),
        ("site_kinds", {"team": "persons"}, "did you mean 'person'?"),
        ("site_kinds", {"teem": "person"}, "no such folder; did you mean 'team'?"),
    ],
)
def test_no_page_is_read_without_groups_and_kinds(
    records: Site, name: str, value: Any, words: str
) -> None:
    records.conf(*PLAIN, **{name: value})
    with docutils_namespace(), pytest.raises(SystemExit) as refused:
        records.build()
    assert words in str(refused.value)


def test_right_settings_are_told_nothing(records: Site) -> None:
    lists = {"Next": ("event", "upcoming", 1), "Papers": ["publication", "", 3]}
    assert told(records, site_home_lists=lists, site_home_ways=["/team/"]) == []


def test_settings_of_a_feature_that_is_left_out_stay(records: Site) -> None:
    records.conf(*PLAIN, site_charts={}, site_pdf="x.pdf", site_footer={})
    assert records.build().warnings == []


def test_a_file_that_is_not_published_is_told(records: Site) -> None:
    footer = {"/sitemap.xm": "Map", "/sitemap.xml": "Map", "/of-a-feature.ics": "Calendar"}
    (line,) = told(records, site_footer=footer, html_baseurl="https://example.org/")
    assert "no file '/sitemap.xm'; did you mean '/sitemap.xml'?" in line


def test_each_setting_has_a_form() -> None:
    sources = [path.read_text(encoding="utf-8") for path in EXT.rglob("*.py")]
    added = re.findall(r'add_config_value\(\s*"(\w+)"', "".join(sources))
    ours = {name for name in site_settings.FORMS if name.startswith(site_settings.OURS)}
    assert ours == {name for name in added if name.startswith(site_settings.OURS)}
