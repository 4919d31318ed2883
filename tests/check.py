"""``make check``: everything that a release must pass, with a table at its end.

Each line of the table is a command, most of them a part of the tests. What the machine
cannot do (no browser) is told as left out, and counts as not passed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PYTEST = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "")


class Step(NamedTuple):
    """One line of the table: what is looked at, the arguments to Python, what it needs."""

    name: str
    arguments: Sequence[str]
    needs: str = ""


HASHES = "pip download --quiet --no-deps --require-hashes -r requirements.txt -d _build/wheels"


def _tests(*files: str) -> tuple[str, ...]:
    return (*PYTEST, *(f"tests/{name}" for name in files))


def _site(words: str) -> tuple[str, ...]:
    return (*_tests("site/test_site.py"), "-k", words)


STEPS = (
    Step("style", ("-m", "ruff", "check", ".")),
    Step("format", ("-m", "ruff", "format", "--check", ".")),
    Step("types", ("-m", "mypy")),
    Step("fresh builds, warnings as errors", _site("builds_clean")),
    Step("every reference, at the root and below a path", _site("every_reference")),
    Step("the same input, the same bytes", _site("same_input or parallel")),
    Step("each feature can be left out", _tests("site/test_left_out.py")),
    Step("PDF: PDF/UA, links, text", _tests("site/test_pdf.py", "typst_pdf/test_pdf.py")),
    Step("axe, keyboard, console, paper", _tests("site/test_browser.py"), "chromium"),
    Step("Firefox and files from disk", _tests("site/test_opened.py"), "firefox-esr"),
    Step("published addresses are kept", _tests("features/test_redirects.py")),
    Step("guide and editors' files are current", _tests("editors_guide")),
    Step("dependencies have the pinned hashes", ("-m", *HASHES.split())),
)


def run(step: Step) -> tuple[str, float, str]:
    """Return how a step ended, its seconds, and what it said where it failed."""
    if step.needs and not shutil.which(step.needs):
        return f"left out: {step.needs} is missing", 0.0, ""
    start = time.perf_counter()
    command = [sys.executable, *step.arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    state = "passed" if done.returncode == 0 else "FAILED"
    said = "" if done.returncode == 0 else done.stdout[-4000:] + done.stderr[-2000:]
    return state, time.perf_counter() - start, said


def table(rows: Sequence[tuple[str, str, float]]) -> str:
    """Return the steps with state and seconds, in columns."""
    width = max(len(name) for name, _, _ in rows)
    return "\n".join(f"{name:<{width}}  {took:6.1f} s  {state}" for name, state, took in rows)


def main(steps: Sequence[Step]) -> int:
    """Run all steps, say what failed, then the table; return the exit status."""
    rows = []
    for number, step in enumerate(steps, 1):
        print(f"[{number}/{len(steps)}] {step.name} …", flush=True)
        state, took, said = run(step)
        rows.append((step.name, state, took))
        if said:
            print(said)
    print(f"\n{table(rows)}\n")
    passed = sum(state == "passed" for _, state, _ in rows)
    print(f"{passed} of {len(rows)} passed")
    return 0 if passed == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main(STEPS))
