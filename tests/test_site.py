"""The real site builds without a warning, and every reference in it holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "src"
    ignore = shutil.ignore_patterns(".*", "_build", "tests", "__pycache__")
    shutil.copytree(ROOT, target, ignore=ignore)
    return target


def build(source: Path, builder: str, *options: str) -> Path:
    out = source.parent / "-".join([builder, *options]).replace(" ", "")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E"]
    command += ["-b", builder, *options, "-d", f"{out}-doctrees", str(source), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.mark.parametrize("builder", ["html", "text"])
def test_builds_clean(source: Path, builder: str) -> None:
    build(source, builder)


def files(out: Path) -> dict[str, bytes]:
    skip = {".buildinfo", "environment.pickle", "objects.inv"}
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in skip
    }


def test_parallel_equals_serial_and_references_hold(source: Path) -> None:
    out = build(source, "dirhtml")
    assert files(build(source, "dirhtml", "-j2")) == files(out)
    broken = []
    for path in out.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(), "html.parser")
        for tag in soup.select("[href], [src]"):
            parts = urlsplit(str(tag.get("href") or tag.get("src")))
            if parts.scheme or parts.netloc or not parts.path:
                assert tag.name == "a" or not parts.netloc, tag
                continue
            target = path.parent / unquote(parts.path)
            if target.is_dir():
                target /= "index.html"
            if not target.is_file():
                broken.append((path.relative_to(out).as_posix(), str(tag)))
        for image in soup.find_all("img"):
            assert image.get("width"), image
            assert image.get("height"), image
    assert broken == []
