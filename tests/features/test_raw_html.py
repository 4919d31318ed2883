"""Raw HTML: its references checked, moved and sized, and what it must not hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from research_records.tags import runs_code, tags
from sphinx.testing.util import SphinxTestApp

CONF = """\
extensions = ["myst_parser", "research_site", "research_site.features.raw_html",
              "research_site.features.video"]
html_theme = "furo"
html_static_path = ["_static"]
suppress_warnings = ["myst.header"]
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "src"
    (root / "team").mkdir(parents=True)
    (root / "_static/images").mkdir(parents=True)
    (root / "conf.py").write_text(CONF)
    (root / "index.md").write_text("---\ntitle: Home\n---\n")
    (root / "team/index.md").write_text("---\ntitle: Team\n---\n\n## People\n")
    (root / "team/plan.pdf").write_bytes(b"%PDF")
    Image.new("RGB", (40, 30)).save(root / "_static/images/a.png")
    Image.new("RGB", (20, 10)).save(root / "team/b.png")
    return root


def built(
    make_app: type, source: Path, html: str, builder: str = "dirhtml", **settings: object
) -> tuple[Tag, list[str]]:
    """Return the page ``team/ada``, which holds this HTML, and what was said of it."""
    (source / "team/ada.md").write_text(f"---\ntitle: Ada\n---\n\n{html}\n")
    app: SphinxTestApp = make_app(builder, srcdir=source, confoverrides=settings)
    app.build()
    app.cleanup()
    name = "team/ada/index.html" if builder == "dirhtml" else "team/ada.html"
    page = Path(app.outdir, name)
    article = BeautifulSoup(page.read_text(), "html.parser").select_one("article")
    assert article is not None
    for tag in article.select("img, a.x, video, source, track"):
        for uri in [str(tag[name]) for name in ("src", "href", "poster") if name in tag.attrs]:
            if ":" not in uri and not uri.startswith(("#", "//")):
                path = page.parent / uri.partition("#")[0].partition("?")[0]
                assert path.exists(), uri
    lines = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue()).splitlines()
    return article, [line.partition("WARNING: ")[2] for line in lines]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    "uri",
    ["/team/", "../", "/team/#people", "/team/plan.pdf", "plan.pdf", "/images/a.png?x=1"],
)
def test_links_lead_where_those_of_markdown_do(
    make_app: type, source: Path, builder: str, uri: str
) -> None:
    article, said = built(make_app, source, f"<div><a class=x href={uri}>a</a></div>", builder)
    assert said == []
    link = article.select_one("a.x")
    assert link is not None
    assert not str(link["href"]).startswith("/")
    assert ("#people" in str(link["href"])) == ("#people" in uri)


@pytest.mark.parametrize(
    "uri", ["/images/a.png", "/_static/images/a.png", "b.png", "/team/b.png"]
)
def test_pictures_are_found_moved_and_sized(make_app: type, source: Path, uri: str) -> None:
    article, said = built(make_app, source, f'<div><img alt="A" src={uri}></div>')
    assert said == []
    image = article.select_one("div > img")
    assert image is not None
    assert (image["width"], image["height"]) in {("40", "30"), ("20", "10")}


def test_every_address_of_an_element_is_moved(make_app: type, source: Path) -> None:
    html = (
        '<div><video poster="b.png" src="plan.pdf"></video>\n'
        '<img alt="A" width="9" src="b.png" srcset="b.png 1x, /images/a.png 2x"></div>'
    )
    article, said = built(make_app, source, html)
    assert said == []
    image = article.select_one("img")
    assert image is not None
    assert "height" not in image.attrs
    first, second = str(image["srcset"]).split(", ")
    assert first == f"{image['src']} 1x"
    assert re.fullmatch(r"\.\./\.\./_downloads/\w+/a\.png 2x", str(second))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<div>\n<a href="/nowhere/">a</a></div>', "raw HTML: no page '/nowhere/'"),
        ("<div><a href=missing.pdf>a</a></div>", "raw HTML: no file 'missing.pdf'"),
        ('<div><a href="#missing">a</a></div>', "link: /team/ada/ has no place #missing"),
        ('<div><a href="//[x/y">a</a></div>', "raw HTML: '//[x/y' is no address"),
        (f'<div><a href="/{"a" * 300}">a</a></div>', "raw HTML: no page"),
        ('<div><a href="/a%00b">a</a></div>', "raw HTML: '/a%00b' is no address"),
        ('<div><img src="/images/a.png"></div>', "raw HTML: <img> has no alternative text"),
        ("<div><b>a</b>", "raw HTML: <div> is not closed"),
        ("<div/>\n\ntext", "raw HTML: <div> is not closed"),
        ("a <b>b</b></i> c", "raw HTML: </i> closes nothing"),
        ("<div>\n\n## A\n\n</div>", "raw HTML: <div> ends in another section"),
        ('<div onclick="x()">a</div>', "raw HTML: the event onclick"),
        ('<div><a href=" java&#10;script:x()">a</a></div>', "raw HTML: href runs code"),
        ("<script>x()</script>", "raw HTML: <script>"),
        ("run it --to <format>", "raw HTML: <format> is no element, so it is not shown"),
        ('<script src="https://x.org/a.js"></script>', "loads 'https://x.org/a.js'"),
        (
            '<iframe src="https://x.org/a"></iframe>',
            "loads 'https://x.org/a' from another host",
        ),
        ('<div><img alt="" src="//x.org/a.png"></div>', "loads '//x.org/a.png' from another"),
        ('<link rel="stylesheet" href="https://x.org/a.css">', "loads 'https://x.org/a.css'"),
        ('<div style="background: url(https://x.org/a)">a</div>', "loads 'https://x.org/a'"),
        ("![A](https://x.org/a.png)", "loads 'https://x.org/a.png' from another host"),
    ],
)
def test_what_is_told(make_app: type, source: Path, html: str, words: str) -> None:
    _, said = built(make_app, source, html)
    assert len(said) == 1, said
    assert said[0].startswith(words)


@pytest.mark.parametrize(
    "html",
    [
        '<div><a href="https://x.org">a</a><a href="#top">b</a><a href="mailto:a">c</a></div>',
        '<div><img alt="" src="/images/a.png"><br/></div>\n\n<details>\n\na\n\n</details>',
        "<ul><li>a<li>b</ul>\n\n<table><tr><td>a</table>\n\nA <kbd>b</kbd>, <br> and 1 < 2",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/><g/></svg>',
        '<div id="x"><a href="#x">a</a></div>',
    ],
)
def test_what_is_right_is_not_told(make_app: type, source: Path, html: str) -> None:
    assert built(make_app, source, html)[1] == []


def test_hosts_can_be_allowed(make_app: type, source: Path) -> None:
    html = '<iframe src="https://x.org/a"></iframe>'
    assert built(make_app, source, html, site_allowed_hosts=["x.org"])[1] == []


def test_video_of_the_site(make_app: type, source: Path) -> None:
    (source / "_static/a.mp4").touch()
    (source / "_static/a.vtt").touch()
    text = "```{video} /a.mp4\n:title: A & B\n:poster: /images/a.png\n:captions: /a.vtt\n```"
    article, said = built(make_app, source, text)
    assert said == []
    video = article.select_one("video[controls]")
    assert video is not None
    assert video["title"] == "A & B"
    assert re.fullmatch(r"\.\./\.\./_downloads/\w+/a\.png", str(video["poster"]))
    assert video.select_one('track[kind="captions"]') is not None


def test_video_of_another_host_is_a_link_with_a_picture(make_app: type, source: Path) -> None:
    text = "```{video} https://x.org/v\n:title: A\n:poster: /images/a.png\n```"
    article, said = built(make_app, source, text)
    assert said == []
    image = article.select_one('a[href="https://x.org/v"] img')
    assert image is not None
    assert image["alt"] == "A"


def test_video_needs_a_title(make_app: type, source: Path) -> None:
    _, said = built(make_app, source, "```{video} https://x.org/v\n```")
    assert said == ["video: has no title; say what it shows: :title: … [site.alt]"]


def test_tags_know_where_they_stand() -> None:
    html = '<div>\n<a HREF=x\nclass="y">z</a>'
    found = tags(html)
    assert [html[tag.start : tag.end] for tag in found[:2]] == [
        "<div>",
        '<a HREF=x\nclass="y">',
    ]
    assert found[1].attributes == {"href": "x", "class": "y"}


@pytest.mark.parametrize(
    "html", ["<![x <a>", "<a " * 20_000, "<a b='" * 20_000, "<!--" * 20_000]
)
def test_odd_html_neither_raises_nor_takes_long(html: str) -> None:
    import time

    start = time.perf_counter()
    tags(html)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("uri", ["javascript:x", " JAVA\tSCRIPT:x", "\x01vbscript:x"])
def test_blanks_do_not_hide_a_scheme(uri: str) -> None:
    assert runs_code(uri)
