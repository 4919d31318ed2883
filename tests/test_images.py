"""Images, logos and files: looked up, checked, converted, offered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from sphinx.testing.util import SphinxTestApp

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"/>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    for folder in ("_static/images/a", "_static/images/b", "_static/files", "about"):
        (source / folder).mkdir(parents=True)
    images = source / "_static/images"
    Image.new("RGB", (40, 20), "red").save(images / "a/logo.avif")
    Image.new("RGB", (20, 40), "blue").save(images / "b/logo.webp")
    (images / "mark.svg").write_text(SVG)
    (source / "_static/files/plan.pdf").write_bytes(b"%PDF-1.7" + b" " * 2500)
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "research_site"]\n'
        'exclude_patterns = ["_static", "_build"]\n'
    )
    return source


def build(
    make_app: type, site: Path, body: str, builder: str = "dirhtml", **pages: str
) -> SphinxTestApp:
    texts = {"index": f"---\ntitle: Home\n---\n\n{body}\n", **pages}
    for name, text in texts.items():
        (site / f"{name.replace('__', '/')}.md").write_text(text)
    app: SphinxTestApp = make_app(builder, srcdir=site)
    app.build()
    app.cleanup()
    return app


def home(app: SphinxTestApp) -> BeautifulSoup:
    text = (Path(app.outdir) / "index.html").read_text()
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("builder", ["dirhtml", "html", "latex", "text"])
def test_every_builder_shows_every_format(make_app: type, site: Path, builder: str) -> None:
    body = "![A](/images/a/logo.avif)\n![B](/images/b/logo.webp)\n![M](/images/mark.svg)"
    app = build(make_app, site, body, builder)
    assert app.warning.getvalue() == ""
    if builder == "latex":
        pictures = [Image.open(path) for path in Path(app.outdir).glob("*.png")]
        assert sorted(picture.size for picture in pictures) == [(20, 40), (40, 20)]
        source = next(Path(app.outdir).glob("*.tex")).read_text()
        # Of even size, and far from filling the page.
        assert re.findall(r"width=(\d+)\\sphinxpxdimen", source) == ["95", "32"]


def test_a_partners_logo_brings_name_link_and_dark_variant(make_app: type, site: Path) -> None:
    (site / "about/partners").mkdir()
    partner = (
        "---\ntitle: Bank\nkind: company\nlogo: /images/a/logo.avif\n"
        "logo_dark: /images/b/logo.webp\n---\n"
    )
    body = "![](/images/a/logo.avif)\n![Mark](/images/mark.svg)"
    pages = {"about__index": "---\ntitle: About\n---\n", "about__partners__bank": partner}
    app = build(make_app, site, body, **pages)
    assert app.warning.getvalue() == ""
    items = home(app).select("ul.site-logos > li")
    link = items[0].find("a")
    assert link is not None
    assert link["href"] == "about/partners/bank/"
    images = items[0].find_all("img")
    assert [image["alt"] for image in images] == ["Bank", "Bank"]
    assert ["only-dark" in image["class"] for image in images] == [False, True]
    assert items[1].find("a") is None


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("![x](/images/A/logo.avif)", "its name is '/images/a/logo.avif': mind the"),
        ("![x](/images/bad.svg)", "'/images/bad.svg' cannot be decoded"),
        ("![x](/images/bad.png)", "'/images/bad.png' cannot be decoded"),
        ("[x](/files/plam.pdf)", "link: no page '/files/plam.pdf'"),
        ("[x](aboot/)", "link: no page '/aboot/'; did you mean '/about/'?"),
        ("[x](/draft/)", "link: '/draft/' is a draft; publish it"),
    ],
)
def test_what_is_wrong_is_said(make_app: type, site: Path, body: str, message: str) -> None:
    (site / "_static/images/bad.svg").write_text("<svg")
    picture = site / "_static/images/bad.png"
    Image.effect_noise((64, 64), 50).save(picture)
    picture.write_bytes(picture.read_bytes()[:900])
    pages = {
        "about__index": "---\ntitle: About\n---\n",
        "draft": "---\ntitle: D\ndraft: true\n---\n",
    }
    app = build(make_app, site, body, **pages)
    warnings = app.warning.getvalue().strip().splitlines()
    assert len(warnings) == 1
    assert "index.md:5: WARNING: " in warnings[0]
    assert message in warnings[0]


def test_files_and_relative_links(make_app: type, site: Path) -> None:
    pages = {
        "about__index": "---\ntitle: About\n---\n\n[up](../) [on](one/)\n",
        "about__one": "---\ntitle: One\n---\n\n[a](../) [b](index.md) [c](../../)\n",
    }
    app = build(make_app, site, "[plan](/files/plan.pdf) [a](about/one/)", **pages)
    assert app.warning.getvalue() == ""
    file, page = home(app).select("p a.reference")
    assert file.get_text() == "plan (PDF, 3 kB)"
    assert (Path(app.outdir) / str(file["href"])).is_file()
    assert page["href"] == "about/one/"
    text = (Path(app.outdir) / "about/one/index.html").read_text()
    links = BeautifulSoup(text, "html.parser").select("p a.reference")
    assert [a["href"] for a in links] == ["../", "../", "../../"]
