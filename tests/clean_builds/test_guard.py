"""What goes wrong with one page costs that page alone; the rest is a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_site import Site

FAILING = """
def fail(app, docname, source):
    if docname == "team/ann":
        raise KeyError("odd")

def setup(app):
    app.connect(EVENT, fail)
"""


@pytest.mark.parametrize("parallel", [0, 2])
def test_page_that_cannot_be_read(watched: Site, parallel: int) -> None:
    more = FAILING.replace("EVENT", '"source-read"')
    watched.conf("clean_builds", more=more)
    built = watched.build(parallel=parallel)
    (message,) = built.warnings
    assert message == (
        "team/ann.md: WARNING: this page cannot be read: KeyError: 'odd'; take out what "
        "was added last, or write it more simply [site.page]"
    )
    assert "could not be read" in built.page("team/ann").get_text()
    assert built.page("team").select_one("h1") is not None


@pytest.mark.parametrize(
    ("event", "what"),
    [("doctree-resolved", "cannot be shown"), ("html-page-context", "cannot be written")],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_page_that_cannot_be_shown_or_written(
    watched: Site, event: str, what: str, parallel: int
) -> None:
    more = FAILING.replace("EVENT", repr(event)).replace("(app, docname, source)", "(app, *a)")
    more = more.replace('docname == "team/ann"', '"team/ann" in a')
    watched.conf("clean_builds", more=more)
    built = watched.build(parallel=parallel)
    (message,) = built.warnings
    assert f"this page {what}: KeyError: 'odd'" in message
    assert built.page("team").select_one("h1") is not None


def test_deeply_nested_page_is_a_sentence(watched: Site) -> None:
    watched.conf("clean_builds", more="", myst_enable_extensions=["colon_fence"])
    body = "\n".join(":" * n + "{note}" for n in range(403, 203, -1))
    watched.page("deep", "title: Deep", body + "\n\nText.")
    messages = watched.build().warnings
    assert all("Traceback" not in message for message in messages)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipe_is_no_page(watched: Site) -> None:
    os.mkfifo(watched.source / "pipe.md")
    (message,) = watched.build().warnings
    assert message.startswith("pipe.md: WARNING: found what is no file, expected a page")


def ended(run: Callable[..., Any], site: Site, out: str, *options: str) -> tuple[int, str]:
    process = run(site, out, *options)
    said, _ = process.communicate()
    return process.returncode, said


def test_output_below_a_file(watched: Site, run: Callable[..., Any]) -> None:
    watched.source.parent.joinpath("file").write_text("")
    code, said = ended(run, watched, "file/out")
    assert code == 1
    assert said.startswith("Cannot build: ")
    assert "a file stands where a folder must be" in said


def test_wrong_epoch(
    watched: Site, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.change("conf.py", "extensions", "import clean_builds\nextensions")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        str(watched.source),
        str(Path(watched.source, "../o")),
    ]
    ext = str(Path(__file__).parents[2] / "_ext")
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ext},
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "Cannot build: SOURCE_DATE_EPOCH: found 'yesterday', expected"
    )


def test_wrong_address_of_the_site(watched: Site, run: Callable[..., Any]) -> None:
    code, said = ended(run, watched, "out", "-D", "html_baseurl=example.org")
    assert (code, said.partition(",")[0]) == (
        1,
        "Cannot build: html_baseurl: found 'example.org'",
    )


def test_missing_home_page(watched: Site, run: Callable[..., Any]) -> None:
    (watched.source / "index.md").unlink()
    code, said = ended(run, watched, "out")
    assert code == 1
    assert said.startswith("Cannot build: The home page index.md is missing")
