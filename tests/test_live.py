"""``make live`` shows an edit, and what is wrong with it, without a new Python."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: Seconds; far more than a build of two pages takes.
PATIENCE = 60


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / '_ext')!r})\n"
        'extensions = ["myst_parser", "research_site"]\nhtml_theme = "furo"\n'
    )
    (tmp_path / "src/index.md").write_text("---\ntitle: Home\n---\n\nBefore.\n")
    command = [sys.executable, "-u", str(ROOT / "_ext/live.py"), "-b", "dirhtml"]
    command += [str(tmp_path / "src"), str(tmp_path / "out"), "--port", "0"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_for(tmp_path / "log", "Waiting to detect changes")
            yield tmp_path
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for(path: Path, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while not path.is_file() or text not in path.read_text():
        assert time.monotonic() < end, path.read_text()
        time.sleep(0.05)


def test_edit_is_built_and_its_problem_said(served: Path) -> None:
    home, log = served / "src/index.md", served / "log"
    wait_for(served / "out/index.html", "Before.")
    time.sleep(1)  # the watcher starts after its message
    home.write_text("---\ntitle: Home\n---\n\nAfter, [gone](/gone/).\n")
    wait_for(served / "out/index.html", "After,")
    wait_for(log, "index.md:5: WARNING: link: no page '/gone/'")
    wait_for(log, " s; serving on ")
