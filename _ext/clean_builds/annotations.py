"""Messages where editors work: on their lines in GitHub and GitLab.

The host is recognised by its environment. GitHub reads workflow commands from the
log ("Workflow commands for GitHub Actions: setting an error message"); GitLab a
report of code quality ("Code Quality", section "Code Quality report format").
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

#: Beside the doctrees: what ``artifacts: reports: codequality:`` names.
REPORT = "gl-code-quality-report.json"


class Message(NamedTuple):
    """A warning: where, how it is called, and what it says."""

    file: str
    line: int
    level: str
    text: str

    def __str__(self) -> str:
        """Return it as Sphinx writes warnings."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.level}: {self.text}" if place else f"{self.level}: {self.text}"


def _in_repository(file: str, srcdir: Path, root: str | None) -> str:
    """Return a path from the repository's root, which hosts count from."""
    path = Path(os.path.normpath(srcdir / file))
    base = Path(root or srcdir).resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else file


def github(messages: Iterable[Message], srcdir: Path, root: str | None, level: str) -> str:
    """Return a workflow command for each message.

    Args:
        messages: What the build told.
        srcdir: The source folder, from which their paths count.
        root: The repository's folder; the source folder where it is None.
        level: ``error`` or ``warning``.
    """

    def escaped(text: str, signs: str = "%\r\n") -> str:
        return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)

    lines = []
    for one in messages:
        name = escaped(_in_repository(one.file, srcdir, root), "%\r\n:,") if one.file else ""
        place = f" file={name},line={one.line or 1}" if name else ""
        lines.append(f"::{level}{place}::{escaped(one.text)}\n")
    return "".join(lines)


def gitlab(messages: Iterable[Message], srcdir: Path, root: str | None) -> str:
    """Return the messages as a report of code quality, in JSON."""
    items = []
    for one in messages:
        path = _in_repository(one.file, srcdir, root) if one.file else "conf.py"
        mark = hashlib.sha256(f"{path}\n{one.text}".encode()).hexdigest()
        items.append(
            {
                "description": one.text,
                "check_name": one.text.rpartition("[")[2].rstrip("]"),
                "fingerprint": mark,
                "severity": "major",
                "location": {"path": path, "lines": {"begin": one.line or 1}},
            }
        )
    return json.dumps(items, indent=1, ensure_ascii=False) + "\n"


def annotate(
    messages: list[Message], srcdir: Path, doctrees: Path, level: str, env: Mapping[str, str]
) -> str:
    """Tell the host, where there is one, of a build's messages.

    Args:
        messages: What the build told.
        srcdir: The source folder.
        doctrees: Where GitLab's report is written; an empty one where all is right.
        level: ``error`` or ``warning``.
        env: The environment.

    Returns:
        What GitHub reads from the log; elsewhere nothing.
    """
    if env.get("GITLAB_CI") == "true":
        report = gitlab(messages, srcdir, env.get("CI_PROJECT_DIR"))
        (doctrees / REPORT).write_text(report, encoding="utf-8")
    if env.get("GITHUB_ACTIONS") == "true":
        return github(messages, srcdir, env.get("GITHUB_WORKSPACE"), level)
    return ""
