"""All warnings of a build stand together at its end, by page.

A message that many pages share is told once, with their number; a file beside the
doctrees holds all of them.
"""

from __future__ import annotations

import ast
import atexit
import logging
import os
import re
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.logging import NAMESPACE, WarningStreamHandler
from sphinx.util.typing import ExtensionMetadata

from clean_builds.annotations import Message, annotate
from clean_builds.guard import REMEDIES

#: Pages from which on a message that they share is told once.
MANY = 4
#: Beside the doctrees: every message, also those that are told once for many pages.
FILE = "messages.txt"


def setting(text: str, srcdir: Path) -> tuple[str, int]:
    """Return where conf.py gives the setting or value that a message names; else nothing."""
    try:
        tree = ast.parse((srcdir / "conf.py").read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return "", 0
    lines = {
        target.id: node.lineno
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in ([node.target] if isinstance(node, ast.AnnAssign) else node.targets)
        if isinstance(target, ast.Name)
    }
    quoted = re.findall(r"[`'\"]([^`'\"]+)'", text)
    named = next((one for one in [*re.findall(r"\w+_\w+", text), *quoted] if one in lines), "")
    values = {
        node.value: node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    number = lines.get(named) or next((values[one] for one in quoted if one in values), 0)
    return ("conf.py", number) if number else ("", 0)


def message(record: logging.LogRecord, srcdir: Path) -> Message:
    """Return a record of Sphinx's log as a message; paths begin at the source folder."""
    where = str(getattr(record, "location", "") or "")
    found = re.fullmatch(r"(.*?)(?::(\d*))?(?::.*)?", where)
    file = found[1] if found else where
    line = int(found[2]) if found and found[2] else 0
    if file and Path(file).is_absolute() and Path(file).is_relative_to(srcdir):
        file = Path(file).relative_to(srcdir).as_posix()
    names = [str(getattr(record, name, "") or "") for name in ("type", "subtype")]
    kind = ".".join(name for name in names if name)
    text = logging.LogRecord.getMessage(record).strip()  # Sphinx's adds the place
    refused = re.search(r"\[Errno (\d+)\][^']*(?:'([^']+)')?", text)
    if refused and (remedy := REMEDIES.get(int(refused[1]))):
        place = os.path.relpath(refused[2], srcdir) if refused[2] else "the output"
        text = f"the system refuses this: {remedy}" if file else f"{place}: {remedy}"
    # docutils repeats the lines of the page below its words.
    text = " ".join(re.split(r"\n\s*\n", text, maxsplit=1)[0].split("\n")) if kind else text
    if not file or kind == "site.config":
        named, number = setting(text, srcdir)
        file, line = (named, number) if named else (file, line)
    if kind:  # some extensions have written it themselves
        text = f"{text.replace(f' [{kind}]', '')} [{kind}]"
    # A name of a file that is not UTF-8 cannot be written as it is.
    file, text = (one.encode(errors="backslashreplace").decode() for one in (file, text))
    return Message(file, line, record.levelname, text)


def told(messages: list[Message]) -> list[str]:
    """Return the lines to write: by page, and once what many places share."""
    messages = sorted(set(messages))
    by_text: dict[str, list[Message]] = defaultdict(list)
    for one in messages:
        by_text[one.text].append(one)
    lines = []
    for one in messages:
        alike = by_text[one.text]
        if len(alike) < MANY:
            lines.append(str(one))
        elif one is alike[0]:
            pages = sorted({other.file for other in alike} - {one.file})
            others = pages or [f"line {other.line}" for other in alike[1:]]
            count = f"{len(pages) + 1} pages" if pages else f"{len(alike)} lines"
            more = ", …" if len(others) > MANY else ""
            lines.append(f"{one} (also {', '.join(others[:MANY])}{more}: {count})")
    return lines


class Messages:
    """Holds the warnings of one build back until it ends."""

    def __init__(self, app: Sphinx) -> None:
        """Begin with none."""
        self.app = app
        self.records: list[logging.LogRecord] = []
        self.handler: WarningStreamHandler | None = None

    def hold(self, app: Sphinx, config: Config) -> None:
        """Take warnings where Sphinx would write them, after its own filters."""
        handlers = logging.getLogger(NAMESPACE).handlers
        found = [one for one in handlers if isinstance(one, WarningStreamHandler)]
        if found:
            self.handler = found[0]
            self.handler.emit = self.records.append  # type: ignore[assignment]
            atexit.register(self.tell)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write them at the end."""
        self.tell()

    def tell(self) -> None:
        """Write all warnings, after a line that says how many pages they are about."""
        if self.handler is None:
            return
        del self.handler.emit
        stream, self.handler = self.handler.stream, None
        atexit.unregister(self.tell)
        srcdir = Path(self.app.srcdir)
        messages = [message(record, srcdir) for record in self.records]
        everything = "\n".join(map(str, sorted(set(messages))))
        with suppress(OSError):
            Path(self.app.doctreedir, FILE).write_text(f"{everything}\n", encoding="utf-8")
        level = "error" if self.app._fail_on_warnings else "warning"  # no public name
        doctrees = Path(self.app.doctreedir)
        with suppress(OSError):
            notes = annotate(sorted(set(messages)), srcdir, doctrees, level, os.environ)
            stream.write(notes)
        if not messages:
            return
        pages = len({one.file for one in messages if one.file})
        lines = [str(one) for one in messages] if self.app.verbosity else told(messages)
        if pages > 1:
            count = len(set(messages))
            stream.write(f"\n{count} messages about {pages} files:\n")
        stream.write("\n".join(lines) + "\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Hold warnings back from the settings on; tell them after all else."""
    messages = Messages(app)
    app.connect("config-inited", messages.hold, priority=0)
    app.connect("build-finished", messages.finish, priority=2000)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
