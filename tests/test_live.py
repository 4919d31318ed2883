"""``make live`` shows an edit, and what is wrong with it, without a new Python."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import live_banner
import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parent.parent
#: Seconds; far more than a build of two pages takes.
PATIENCE = 60


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / '_ext')!r})\n"
        'extensions = ["clean_builds", "clean_builds.messages", "myst_parser"]\n'
        'extensions += ["research_site"]\nhtml_theme = "furo"\n'
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


def fetch(served: Path, page: str = "") -> str:
    found = re.search(r"serving on (http://[\w.:]+)", (served / "log").read_text())
    assert found is not None
    with urlopen(f"{found[1]}/{page}") as answer:
        return str(answer.read().decode())


def mistakes(served: Path, page: str = "") -> list[str]:
    """Return what the banner of a page says, as the server sends it."""
    parsed = BeautifulSoup(fetch(served, page), "html.parser")
    return [one.get_text() for one in parsed.select("[data-live] p")]


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


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
    lines = log.read_text().strip().splitlines()
    assert "WARNING" in lines[-1], "the message stands last"
    assert " s; serving on " in lines[-2]
    assert not (served / "out/index.html").read_text().count("data-live")


def test_mistake_stands_in_the_page_until_it_is_mended(served: Path) -> None:
    home = served / "src/index.md"
    wait_for(served / "out/index.html", "Before.")
    time.sleep(1)
    assert mistakes(served) == []
    home.write_text("---\ntitle: Home\n---\n\n[gone](/gone/).\n")
    wait_until(lambda: bool(mistakes(served)))
    (said,) = mistakes(served)
    assert said.startswith("index.md, line 5link: no page '/gone/'")
    (elsewhere,) = mistakes(served, "search/")
    assert elsewhere == "1 file has mistakes: index.md"
    home.write_text("---\ntitle: Home\n---\n\nMended.\n")
    wait_until(lambda: not mistakes(served))


def test_page_that_is_gone_is_a_sentence_with_the_mistakes(served: Path) -> None:
    wait_for(served / "out/index.html", "Before.")
    time.sleep(1)
    (served / "src/index.md").write_text("---\ntitle: Home\n---\n\n[gone](/gone/).\n")
    wait_until(lambda: bool(mistakes(served)))
    with pytest.raises(HTTPError) as refused:
        fetch(served, "team/ada/")
    said = refused.value.read().decode()
    assert (refused.value.code, "There is no page /team/ada/" in said) == (404, True)
    assert '<script src="/_live.js">' in said
    assert "1 file has mistakes: index.md" in said


def test_mistake_of_a_file_that_is_no_page_stands_on_all() -> None:
    made = live_banner.outcome("team/a.bib:3: WARNING: author: no one [site.bib_team]", 1)
    text = BeautifulSoup(live_banner.banner(made, "/about/"), "html.parser").get_text()
    assert text == "team/a.bib, line 3author: no one [site.bib_team]"


def test_broken_settings_are_a_sentence_and_the_last_page_stays(served: Path) -> None:
    wait_for(served / "out/index.html", "Before.")
    time.sleep(1)
    conf = served / "src/conf.py"
    right = conf.read_text()
    conf.write_text(right + "\nnonsense(\n")
    wait_until(lambda: bool(mistakes(served)))
    (said,) = mistakes(served)
    assert said.startswith("Not built: conf.py:")
    assert "was never closed" in said
    assert "Traceback" not in said
    assert "Before." in fetch(served)
    conf.write_text(right)
    wait_until(lambda: not mistakes(served))
