"""A small site whose builds are watched; builds as processes that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import Site

EXT = Path(__file__).parents[2] / "_ext"
Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def watched(records: Site) -> Site:
    """Return a site of a few records that uses `clean_builds`."""
    records.conf("clean_builds", html_static_path=["_static"], html_css_files=["a.css"])
    records.write("_static/a.css", "p { color: red }")
    return records


@pytest.fixture
def run() -> Run:
    """Return how to start sphinx-build on a site, in a process of its own."""

    def start(
        site: Site,
        out: str,
        *options: str,
        builder: str = "dirhtml",
        doctrees: str = "doctrees",
    ) -> subprocess.Popen[str]:
        folder = site.source.parent
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "sphinx", "-q", "-b", builder, *options),
                *("-d", str(folder / doctrees), str(site.source), str(folder / out)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(EXT), "SOURCE_DATE_EPOCH": "1790000000"},
        )

    return start
