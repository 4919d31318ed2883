"""Records: relations, checks across them, lists, roles, rebuilds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from research_site.records import KINDS
from sphinx.testing.util import SphinxTestApp

RECORDS = {
    "index": "title: Home",
    "team/index": "title: Team",
    "team/ann": "title: Ann Lee\ngroup: ut\naffiliation: ut\norcid: 0000-0002-1825-0097",
    "team/old": "title: Old Hand\ngroup: ing\nend: 2020-01-01\n"
    "links: {homepage: 'https://example.org/old'}",
    "research/index": "title: Research",
    "research/theses/index": "title: Theses",
    "research/theses/one": "title: One\ndegree: MSc\nstatus: completed\nyear: 2024\n"
    'author: "Bo Ek, Lund"\nsupervisors:\n  ut: [ann]',
    "about/index": "title: About",
    "about/partners/index": "title: Partners",
    "about/partners/ut": "title: UT\nkind: university",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    for name, fields in RECORDS.items():
        path = source / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{fields}\n---\n")
    (source / "conf.py").write_text('extensions = ["myst_parser", "research_site"]\n')
    return source


def build(make_app: type, site: Path) -> SphinxTestApp:
    app: SphinxTestApp = make_app("dirhtml", srcdir=site)
    app.build()
    app.cleanup()
    return app


def links(app: SphinxTestApp, name: str, within: str) -> list[str]:
    text = (Path(app.outdir) / name / "index.html").read_text()
    return [a.get_text() for a in BeautifulSoup(text, "html.parser").select(within)]


def test_thesis_is_shown_on_its_supervisors_page(make_app: type, site: Path) -> None:
    app = build(make_app, site)
    assert app.warning.getvalue() == ""
    assert links(app, "team/ann", "#supervised-theses .site-cards a") == ["One"]
    assert links(app, "research/theses", ".site-cards a") == ["One"]
    assert "Ann Lee" in links(app, "research/theses/one", ".site-facts a")


def test_past_end_date_hides_contact_links(make_app: type, site: Path) -> None:
    app = build(make_app, site)
    text = (Path(app.outdir) / "team/old/index.html").read_text()
    assert "example.org" not in text
    assert "Former member" in text


def test_renamed_person_is_reported_with_the_nearest_id(make_app: type, site: Path) -> None:
    build(make_app, site)
    (site / "team/ann.md").rename(site / "team/anne.md")
    app = build(make_app, site)
    assert (
        "one.md:8: WARNING: supervisors: no person 'ann'; did you mean 'anne'? "
        "[site.unknown_person]"
    ) in app.warning.getvalue()
    assert len(app.warning.getvalue().strip().splitlines()) == 1
    assert not (Path(app.outdir) / "team/ann").exists()


def test_new_thesis_appears_everywhere_in_an_incremental_build(
    make_app: type, site: Path
) -> None:
    build(make_app, site)
    (site / "research/theses/two.md").write_text(
        "---\ntitle: Two\ndegree: MSc\nstatus: ongoing\nauthor: ann\n---\n"
    )
    app = build(make_app, site)
    assert app.warning.getvalue() == ""
    assert links(app, "team/ann", "#theses .site-cards a") == ["Two"]
    assert links(app, "research/theses", "#ongoing .site-cards a") == ["Two"]
    assert links(app, "research/theses", "#completed .site-cards a") == ["One"]


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("team/b", "title: B\ngroup: uu", "group: found 'uu', expected one of"),
        ("team/b", "title: B\nrole: x", "a person needs group: missing here"),
        ("team/b", "title: B\ngroup: ut\norcid: 0000-0002-1825-0097", "stands also in"),
        (
            "research/projects/p",
            "title: P\nkind: x\nparent: p",
            "a project cannot be above itself",
        ),
        (
            "research/theses/t",
            "title: T\ndegree: MSc\nstatus: completed\nauthor: ann",
            "a completed thesis has the year",
        ),
    ],
)
def test_rules_across_records(
    make_app: type, site: Path, name: str, fields: str, message: str
) -> None:
    path = site / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\n{fields}\n---\n")
    assert message in build(make_app, site).warning.getvalue()


def test_directive_and_roles_name_what_is_allowed(make_app: type, site: Path) -> None:
    (site / "about/lists.md").write_text(
        "---\ntitle: Lists\n---\n\n{person}`ann` {person}`anm` {count}`people`\n\n"
        "```{people}\n:group: utt\n```\n"
    )
    warnings = build(make_app, site).warning.getvalue()
    assert "no person 'anm'; did you mean 'ann'?" in warnings
    assert "group: found 'utt', expected one of ut, ing, student, alumni" in warnings
    assert len(warnings.strip().splitlines()) == 2


def test_other_sites_link_to_records(make_app: type, site: Path, tmp_path: Path) -> None:
    build(make_app, site)
    other = tmp_path / "other"
    other.mkdir()
    inventory = site / "_build/dirhtml/objects.inv"
    (other / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx.ext.intersphinx"]\n'
        'intersphinx_mapping = {"aif": ("https://aif.example/", '
        f"{str(inventory)!r})}}\n"
    )
    (other / "index.md").write_text("# X\n\n[](inv:aif:site:person#ann)\n")
    app: SphinxTestApp = make_app("html", srcdir=other)
    app.build()
    assert app.warning.getvalue() == ""
    soup = BeautifulSoup((Path(app.outdir) / "index.html").read_text(), "html.parser")
    link = soup.select_one("a.external[href^='https://aif.example']")
    assert link is not None
    assert str(link["href"]).startswith("https://aif.example/team/ann/")
    assert link.get_text() == "Ann Lee"


def test_open_position_says_whom_to_ask_and_since_when(make_app: type, site: Path) -> None:
    (site / "research/theses/open.md").write_text(
        "---\ntitle: Wanted\ndegree: MSc\nstatus: open\ndate: 2026-09-01\n"
        "supervisors:\n  ut: [ann]\n---\n"
    )
    app = build(make_app, site)
    assert app.warning.getvalue() == ""
    facts = links(app, "research/theses/open", ".site-facts > *")
    words = [fact.strip() for fact in facts]
    shown = dict(zip(words[::2], words[1::2], strict=True))
    assert shown["Status"] == "Open position"
    assert shown["Open since"] == "1 September 2026"
    assert shown["Ask, UT"] == "Ann Lee"


@pytest.mark.parametrize(
    ("amount", "shown"), [("3792542.4", "EUR 3,792,542.40"), ("5000", "EUR 5,000")]
)
def test_amount_of_a_grant_is_written_as_money(
    make_app: type, site: Path, amount: str, shown: str
) -> None:
    (site / "research/projects").mkdir()
    for name, fields in (
        ("index", "title: Projects"),
        (
            "grant",
            "title: Grant\nkind: project\npartners: [ut]\n"
            f"funding: [{{funder: ut, amount: {amount}, currency: EUR}}]",
        ),
    ):
        path = site / f"research/projects/{name}.md"
        path.write_text(f"---\n{fields}\n---\n")
    app = build(make_app, site)
    assert app.warning.getvalue() == ""
    facts = links(app, "research/projects/grant", ".site-facts dd")
    assert [fact.strip() for fact in facts if "EUR" in fact] == [f"UT, {shown}"]


def test_random_front_matter_never_ends_a_build(make_app: type, site: Path) -> None:
    chance = random.Random(3)
    values = [
        "x", "[]", "{a: 1}", "[[1]]", "9" * 400, "2025-13-01", "null", "ünï\u2603",
        "[ann, nobody]", "{ut: [ann, '\"Q, R\"']}", '"', "true", "- a", "/team/",
        "0000-0002-1825-0097", "https://x.example/<script>", "ann", "[{funder: ut}]",
    ]  # fmt: skip
    folders = {
        "team": "person", "research/theses": "thesis", "research/projects": "project",
        "about/partners": "partner", "about/news": "news", "research/areas": "area",
    }  # fmt: skip
    for number in range(500):
        folder = chance.choice(sorted(folders))
        fields = list(KINDS[folders[folder]].model_fields)
        lines = [f"{field}: {chance.choice(values)}" for field in chance.sample(fields, 5)]
        path = site / folder / f"r{number}.md"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("\n".join(["---", "title: T", *lines, "---", "body"]))
    app = build(make_app, site)
    warnings = app.warning.getvalue()
    assert "Traceback" not in warnings
    assert "[site.unknown_person]" in warnings
    unexpected = [line for line in warnings.splitlines() if "[site." not in line]
    assert unexpected == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "```{theses}\n:status: done\n```",
            "theses: status: found 'done', expected one of open, ongoing, completed",
        ),
        ("```{theses}\n:year: 2042\n```", "theses: year: found '2042', expected one of 2024"),
        (
            "```{areas}\n:group: ut\n```",
            "areas: group: found 'ut', expected no such filter here",
        ),
        (
            "{count}`people status=curent`",
            "count: status: found 'curent', expected one of current, alumni; "
            "did you mean 'current'?",
        ),
    ],
)
def test_filters_name_the_values_that_they_allow(
    make_app: type, site: Path, text: str, message: str
) -> None:
    (site / "about/lists.md").write_text(f"---\ntitle: Lists\n---\n\n{text}\n")
    warnings = build(make_app, site).warning.getvalue().strip().splitlines()
    assert len(warnings) == 1
    assert "lists.md:5: WARNING: " in warnings[0]
    assert message in warnings[0]


def test_wrong_logo_is_reported_once_where_it_is_named(make_app: type, site: Path) -> None:
    partner = site / "about/partners/ut.md"
    partner.write_text(
        "---\ntitle: UT\nkind: university\nweight: 1\nlogo: /images/x.svg\n---\n"
    )
    warnings = build(make_app, site).warning.getvalue().strip().splitlines()
    assert len(warnings) == 1
    assert "ut.md:5: WARNING: logo: no image '/images/x.svg'" in warnings[0]


def test_citation_names_the_author_without_the_organisation(
    make_app: type, site: Path
) -> None:
    app = build(make_app, site)
    cited = links(app, "research/theses/one", ".site-cite")[0]
    assert cited.startswith("Bo Ek (2024). One [MSc thesis")
