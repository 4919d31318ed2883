"""What ``make live`` shows in the page: the mistakes of the last build.

The page that has a mistake shows it with line and remedy, others the number of pages
that have some; what is wrong in a file that is no page is shown on all. Only the server
of ``make live`` adds this; no build writes it.
"""

from __future__ import annotations

import json
import os
import re
from html import escape
from pathlib import Path
from typing import NamedTuple

from sphinx_autobuild.middleware import JavascriptInjectorMiddleware, web_socket_script
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The script that asks for a new page, as a file: pages may forbid others.
SCRIPT = "/_live.js"
#: Names the file in which builds leave their outcome; processes inherit it.
STATE = "SITE_LIVE_OUTCOME"
_LINE = re.compile(
    r"(?P<file>[^:\s][^:]*):(?:(?P<line>\d+):)? (?:WARNING|ERROR): (?P<text>.+)"
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_ERROR = re.compile(r"(?:sphinx\.errors\.)?(?:\w+Error|\w+Exception): (?P<text>.+)")
_BOX = (
    "position:fixed;left:0;right:0;bottom:0;z-index:9999;max-height:40vh;overflow:auto;"
    "margin:0;padding:.75rem 1rem;font:1rem/1.5 system-ui,sans-serif;"
    "background:#7a1022;color:#fff;border-top:3px solid #fff"
)


class Mistake(NamedTuple):
    """One message of a build: where and what."""

    file: str
    line: int
    text: str


class Outcome(NamedTuple):
    """How a build ended.

    Attributes:
        mistakes: Its messages.
        failure: Why it did not come to an end; ``""`` where it did.
    """

    mistakes: list[Mistake]
    failure: str = ""


def outcome(told: str, status: int) -> Outcome:
    """Return how a build ended, by what it said and its exit status."""
    told = _COLOURS.sub("", told)
    lines = [found for line in told.splitlines() if (found := _LINE.fullmatch(line.strip()))]
    mistakes = [Mistake(one["file"], int(one["line"] or 0), one["text"]) for one in lines]
    return Outcome(mistakes, sentence(told) if status and not mistakes else "")


def sentence(told: str) -> str:
    """Return why a build failed, without a traceback."""
    lines = [line.strip() for line in told.strip().splitlines() if line.strip()]
    last = lines[-1] if lines else "the build failed without a word"
    named = [found for line in lines if (found := _ERROR.fullmatch(line))]
    if named and "Traceback" in told:
        last = named[-1]["text"]
    if "configuration file" in told:
        places = re.findall(r"conf\.py\W+line (\d+)", told)
        place = f"conf.py:{places[-1]}" if places else "conf.py"
        reason = re.sub(r" \(conf\.py, line \d+\)", "", last)
        reason = reason.removeprefix("configuration file: ")
        reason = reason.removeprefix("There is a syntax error in your configuration file: ")
        return f"{place}: {reason}; mend it, and the site is built again"
    return last


def save(made: Outcome) -> None:
    """Hand an outcome over to the server, which is another process."""
    state = Path(os.environ[STATE])
    beside = state.with_suffix(".new")
    beside.write_text(json.dumps(made), encoding="utf-8")
    beside.replace(state)  # the server may be reading it


def load() -> Outcome:
    """Return the last outcome."""
    state = Path(os.environ[STATE])
    if not state.is_file():
        return Outcome([])
    mistakes, failure = json.loads(state.read_text(encoding="utf-8"))
    return Outcome([Mistake(*one) for one in mistakes], failure)


def banner(made: Outcome, address: str) -> str:
    """Return the banner of a page; ``""`` where nothing is wrong.

    Args:
        made: The last build.
        address: The page's path on the server, such as ``/team/ada/``.
    """
    page = address.strip("/").removesuffix(".html")
    names = {f"{page}.md", f"{page}/index.md".lstrip("/")}
    here = [one for one in made.mistakes if one.file in names or not one.file.endswith(".md")]
    others = sorted({one.file for one in made.mistakes} - {one.file for one in here})
    parts = []
    if made.failure:
        parts.append(f"<p><strong>Not built:</strong> {escape(made.failure)}</p>")
    for one in here:
        place = f"{one.file}, line {one.line}" if one.line else one.file
        parts.append(f"<p><strong>{escape(place)}</strong><br>{escape(one.text)}</p>")
    if others:
        what = "1 file has" if len(others) == 1 else f"{len(others)} files have"
        named = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
        parts.append(f"<p>{what} mistakes: {escape(named)}</p>")
    if not parts:
        return ""
    inner = "".join(part.replace("<p>", '<p style="margin:0 0 .25rem">') for part in parts)
    return f'<div role="status" data-live="mistakes" style="{_BOX}">{inner}</div>'


def missing(address: str) -> bytes:
    """Return the page for an address that has none, such as one that was renamed."""
    said = f"There is no page {address}: it was deleted, renamed, is a draft, or never was."
    home = '<a href="/">the home page</a>, or go back'
    return f"<!doctype html><title>No page</title><p>{escape(said)} Go to {home}.</p>".encode()


class Banner(JavascriptInjectorMiddleware):  # type: ignore[misc]
    """Adds the banner, and the script that asks for a new page, to each page."""

    def __init__(self, app: ASGIApp, ws_url: str) -> None:
        """Keep the script as a file's content."""
        super().__init__(app, ws_url)
        inside = re.sub(r"</?script>", "", web_socket_script(ws_url))
        self.file = inside.strip().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == SCRIPT:
            kind = [(b"content-type", b"text/javascript")]
            await send({"type": "http.response.start", "status": 200, "headers": kind})
            await send({"type": "http.response.body", "body": self.file})
            return
        # A page that has not changed may have another banner now.
        kept = [one for one in scope["headers"] if not one[0].startswith(b"if-")]
        shown = banner(load(), scope["path"])
        added = f'{shown}<script src="{SCRIPT}"></script>\n'.encode()
        start: Message = {}
        body, is_sent = b"", False

        async def answer(message: Message) -> None:
            nonlocal start, body, is_sent
            if message["type"] == "http.response.start":
                start = message
                return
            headers = MutableHeaders(scope=start)
            is_missing = start["status"] == 404 and scope["path"].endswith("/")
            if not is_missing and not headers.get("Content-Type", "").startswith("text/html"):
                if not is_sent:
                    await send(start)
                    is_sent = True
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            if is_missing:
                body, headers["Content-Type"] = (
                    missing(scope["path"]),
                    "text/html; charset=utf-8",
                )
            # A build may have written the page since its length was taken.
            headers["Content-Length"] = str(len(body + added))
            await send(start)
            await send({**message, "body": body + added})

        await self.app({**scope, "headers": kept}, receive, answer)
