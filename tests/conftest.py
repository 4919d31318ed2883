"""Shared by all tests: sphinx.testing's fixtures and the small roots."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["sphinx.testing.fixtures"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return where the test roots (``test-<name>/``) stand."""
    return Path(__file__).parent / "roots"
