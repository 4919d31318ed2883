"""``make check`` runs every step, and ends with a table and the right status."""

from __future__ import annotations

from pathlib import Path

import check
import pytest

ROOT = Path(__file__).parent.parent


def test_all_steps_run_and_the_table_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [
        check.Step("good", ("-c", "")),
        check.Step("bad", ("-c", "import sys; sys.exit('said')")),
        check.Step("elsewhere", ("-c", ""), "no-such-browser"),
    ]
    assert check.main(steps) == 1
    lines = capsys.readouterr().out.strip().splitlines()
    assert "said" in lines
    words = [(line.split()[0], line.split()[3]) for line in lines[-5:-2]]
    assert words == [("good", "passed"), ("bad", "FAILED"), ("elsewhere", "left")]
    assert lines[-1] == "1 of 3 passed"
    assert check.main(steps[:1]) == 0


def test_steps_name_tests_that_are_there() -> None:
    parts = [part for step in check.STEPS for part in step.arguments]
    named = [part for part in parts if part.startswith("tests/")]
    assert [name for name in named if not (ROOT / name).exists()] == []
