"""Every example of the guide builds without a message, on the real site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = sorted((ROOT / "about/editing").glob("*.md"))
#: What a field says of a page's kind -> the folder of such pages; the first counts.
FOLDERS = {
    "speakers": "about/events",
    "deadline": "research/positions",
    "degree": "research/theses",
    "role": "team",
    "funding": "research/projects",
}
_BLOCK = re.compile(r"^(`{3,})(yaml|markdown)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)

pytestmark = pytest.mark.slow


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield the place, language and text of each example."""
    for page in GUIDE:
        for number, found in enumerate(_BLOCK.finditer(page.read_text(encoding="utf-8"))):
            yield f"{page.stem}-{number}", found[2], found[3]


def path_of(name: str, language: str, text: str) -> str:
    """Return where an example belongs: front matter to its kind, text to any page."""
    fields = re.findall(r"^(\w+):", text, re.MULTILINE) if language == "yaml" else []
    folder = next((place for one, place in FOLDERS.items() if one in fields), "about")
    return f"{folder}/example-{name}.md"


def test_examples_build(tmp_path: Path) -> None:
    source = tmp_path / "src"
    skip = shutil.ignore_patterns(".git", ".venv", "*_cache", "_build", "tests", "__pycache__")
    shutil.copytree(ROOT, source, ignore=skip)
    found = list(examples())
    assert len(found) >= 10
    for name, language, text in found:
        head = "" if language == "yaml" else f"---\ntitle: Example {name}\n---\n\n"
        (source / path_of(name, language, text)).write_text(head + text, encoding="utf-8")
    places = ("-d", str(tmp_path / "doctrees"), str(source), str(tmp_path / "out"))
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", *places]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
