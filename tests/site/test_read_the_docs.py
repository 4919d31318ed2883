"""Read the Docs runs the commands of its file."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from crawler import crawl, served

pytestmark = pytest.mark.slow
READ_THE_DOCS = {
    "READTHEDOCS": "True",
    "READTHEDOCS_VERSION": "latest",
    "READTHEDOCS_LANGUAGE": "en",
    "READTHEDOCS_PROJECT": "ai-in-finance",
    "READTHEDOCS_CANONICAL_URL": "https://ai-in-finance.example/en/latest/",
}


def publish(checkout: Path, folder: Path) -> Path:
    """Run the commands of .readthedocs.yaml as Read the Docs would."""
    config = yaml.safe_load((checkout / ".readthedocs.yaml").read_text())
    assert config["build"]["os"] == "ubuntu-24.04"
    path = f"{folder / 'env' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    output = folder / "output"
    env = {**os.environ, **READ_THE_DOCS, "PATH": path}
    env["READTHEDOCS_OUTPUT"] = str(output)
    jobs = config["build"]["jobs"]
    steps = (jobs["post_checkout"], jobs["install"], *jobs["build"].values())
    for command in itertools.chain(*steps):
        done = subprocess.run(
            command,
            shell=True,
            cwd=checkout,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return output


def footer(output: Path) -> str:
    soup = BeautifulSoup((output / "html/index.html").read_text(), "html.parser")
    found = soup.select_one(".site-footer")
    assert found is not None
    return found.get_text()


def test_read_the_docs_runs_its_file(source: Path, project: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(source, checkout)
    shutil.copy(project / ".readthedocs.yaml", checkout)
    # Read the Docs makes a virtual environment and puts its commands first.
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    output = publish(checkout, tmp_path)
    with served(output / "html", "en/latest", tmp_path) as address:
        pages, broken = crawl(address)
    assert broken == []
    base = READ_THE_DOCS["READTHEDOCS_CANONICAL_URL"]
    canonical = pages[f"{address}team/"].select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"{base}team/"
    lost = BeautifulSoup((output / "html/404.html").read_text(), "html.parser")
    styles = [link["href"] for link in lost.select("link[rel=stylesheet]")]
    assert styles
    assert all(str(style).startswith("/en/latest/") for style in styles)
    assert [path.name for path in (output / "pdf").iterdir()] == ["ai-in-finance.pdf"]
    assert "This site as PDF" in footer(output)
    # A PDF that fails does not hold back the HTML.
    shutil.rmtree(output)
    shutil.rmtree(checkout / "_build")
    (checkout / "_ext/typst_pdf/template.typ").write_text("#let broken = ")
    output = publish(checkout, tmp_path)
    assert "could not be made" in footer(output)
    assert not list((output / "pdf").iterdir())
