"""``make check-links`` asks politely, remembers, and says what does not hold."""

from __future__ import annotations

import io
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import check_links
import pytest
from small_site import Site

#: What is waited for is not waited for long here.
QUICK = {**check_links.POLITE, "linkcheck_timeout": 1, "linkcheck_rate_limit_timeout": 1}


class Server(NamedTuple):
    """A stand-in for other sites: its address, and how often each path was asked."""

    address: str
    asked: Counter[str]


@pytest.fixture
def server() -> Iterator[Server]:
    asked: Counter[str] = Counter()

    class Answers(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            asked[self.path] += 1
            busy = self.path == "/busy" and asked[self.path] == 1
            gone = self.path == "/gone"
            self.send_response(429 if busy else 404 if gone else 200)
            if busy:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        do_HEAD = do_GET  # noqa: N815, the standard library asks for it so

    found = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield Server(f"http://127.0.0.1:{found.server_port}", asked)
    found.shutdown()
    found.server_close()


def check(site: Site) -> tuple[int, str]:
    shown = io.StringIO()
    build = site.source.parent / "build"
    build.mkdir(exist_ok=True)
    links = check_links.ask(site.source, build, QUICK, shown)
    return check_links.report(links, shown), shown.getvalue()


def test_what_does_not_hold_is_told_with_its_line(site: Site, server: Server) -> None:
    text = f"[a]({server.address}/good) [b]({server.address}/gone)"
    site.page("index", "title: Home", text)
    status, said = check(site)
    assert status == 1
    assert f"index.md:5: {server.address}/gone does not hold: 404" in said
    assert "2 of 2 links" in said
    assert "2 links: 1 do not hold" in said


def test_what_held_is_not_asked_again(site: Site, server: Server) -> None:
    text = f"[a]({server.address}/good) [b]({server.address}/busy)"
    site.page("index", "title: Home", text)
    assert check(site)[0] == 0
    before = dict(server.asked)
    assert before["/busy"] > 1, "a busy site is asked again"
    status, said = check(site)
    assert status == 0
    assert dict(server.asked) == before
    assert "2 held when they were last asked" in said
