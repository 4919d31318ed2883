"""The real site: a copy of its sources, and builds of that copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of the project."""
    return Path(__file__).parents[2]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """Return a copy of the site's sources."""
    target = tmp_path_factory.mktemp("site") / "src"
    skip = shutil.ignore_patterns(".git", ".venv", "*_cache", "_build", "tests", "__pycache__")
    shutil.copytree(project, target, ignore=skip)
    return target


@pytest.fixture(scope="session")
def build() -> Build:
    """Return a function that builds sources anew, refuses warnings, and returns the output."""

    def run(source: Path, builder: str, *options: str, **environment: str) -> Path:
        out = source.parent / "-".join([builder, *options]).replace(" ", "")
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E"]
        command += ["-b", builder, *options, "-d", f"{out}-doctrees", str(source), str(out)]
        env = {**os.environ, **environment}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        assert (done.returncode, done.stderr) == (0, "")
        return out

    return run


@pytest.fixture(scope="module")
def site(source: Path, build: Build) -> Path:
    """Return the site as it is published."""
    return build(source, "dirhtml")
