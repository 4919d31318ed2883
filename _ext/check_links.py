"""``make check-links``: ask the sites that pages link to whether the links hold.

Sphinx's ``linkcheck`` asks: few at a time, again where a site is busy, later where it
asks for that. An address that held is not asked again for a week; the progress is shown.
"""

from __future__ import annotations

import io
import json
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

#: Seconds for which an address that held is not asked again: a week.
KEPT = 7 * 24 * 3600
#: Few at a time, and a browser's name, as many sites refuse unknown programs.
POLITE = {
    "linkcheck_workers": 3,
    "linkcheck_retries": 3,
    "linkcheck_timeout": 20,
    "linkcheck_rate_limit_timeout": 60,
    "linkcheck_anchors": False,
    "linkcheck_allow_unauthorized": True,
    "linkcheck_report_timeouts_as_broken": False,
    "user_agent": "Mozilla/5.0 (link check of a research site, once a week)",
}
#: States of Sphinx's that tell a link that leads nowhere.
BROKEN, HELD = ("broken",), ("working", "redirected")


class Link(NamedTuple):
    """An answer: the page that has the link, and what became of it."""

    filename: str
    lineno: int
    uri: str
    status: str
    info: str


class Progress(io.StringIO):
    """Stands for Sphinx's output and counts the answers in it."""

    def __init__(self, shown: TextIO) -> None:
        """Show progress on a stream."""
        super().__init__()
        self.shown, self.count = shown, 0
        self.app: Sphinx | None = None

    def write(self, text: str) -> int:
        """Count a line for each link."""
        if re.search(r"\bline +\d+\)", text) and self.app is not None:
            self.count += 1
            total = len(getattr(self.app.builder, "hyperlinks", ()))
            done = min(self.count, total)
            bar = "█" * (30 * done // max(total, 1))
            self.shown.write(f"\r{bar:·<30} {done} of {total} links")
            self.shown.flush()
        return len(text)


def remembered(cache: Path, now: float) -> dict[str, float]:
    """Return the addresses that held less than a week ago, and when they were asked."""
    try:
        known = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {uri: asked for uri, asked in known.items() if now - asked < KEPT}


def ask(
    folder: Path, build: Path, settings: Mapping[str, object], shown: TextIO
) -> list[Link]:
    """Ask for every link of the site, and return the answers.

    Args:
        folder: Where conf.py stands.
        build: Where the answers and the cache are kept.
        settings: Settings of Sphinx's linkcheck.
        shown: Where the progress is shown.
    """
    now = time.time()
    cache = build / "links.json"
    known = remembered(cache, now)
    ignored = [f"{re.escape(uri)}$" for uri in known]
    out, progress = build / "linkcheck", Progress(shown)
    with docutils_namespace():
        app = Sphinx(
            *(folder, folder, out, build / "linkcheck-doctrees", "linkcheck"),
            confoverrides={**settings, "linkcheck_ignore": ignored},
            status=progress,
            warning=io.StringIO(),
            freshenv=True,
        )
        progress.app = app
        app.build()
    lines = (out / "output.json").read_text(encoding="utf-8").splitlines()
    names = Link._fields
    links = [Link(*(found[name] for name in names)) for found in map(json.loads, lines)]
    known.update({one.uri: now for one in links if one.status in HELD})
    cache.write_text(json.dumps(known, indent=0, sort_keys=True), encoding="utf-8")
    shown.write("\n")
    return links


def report(links: Sequence[Link], shown: TextIO) -> int:
    """Say which links do not hold, and return the exit status."""
    wrong = sorted(one for one in links if one.status in BROKEN)
    for one in wrong:
        shown.write(f"{one.filename}:{one.lineno}: {one.uri} does not hold: {one.info}\n")
    moved = {one for one in links if one.status == "redirected" and "permanent" in one.info}
    for one in sorted(moved):
        place = f"{one.filename}:{one.lineno}"
        shown.write(f"{place}: {one.uri} has moved to {one.info.split()[-1]}\n")
    slow = sum(one.status == "timeout" for one in links)
    kept = sum(one.status == "ignored" for one in links)
    shown.write(
        f"{len(links)} links: {len(wrong)} do not hold, {slow} did not answer in time, "
        f"{kept} held when they were last asked\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(report(ask(Path.cwd(), Path("_build").resolve(), POLITE, sys.stdout), sys.stdout))
