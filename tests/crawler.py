"""Serve a built site under a path and follow every reference in it."""

from __future__ import annotations

import contextlib
import functools
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

from bs4 import BeautifulSoup, Tag


class _Quiet(SimpleHTTPRequestHandler):
    headers_to_send: Mapping[str, str] = {}
    pause: float = 0

    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        if not self.pause or not self.path.endswith("/"):
            return super().copyfile(source, outputfile)
        lines = source.readlines()
        for start in range(0, len(lines), 3):
            outputfile.writelines(lines[start : start + 3])
            time.sleep(self.pause)
        return None


@contextlib.contextmanager
def served(
    site: Path,
    prefix: str,
    tmp_path: Path,
    headers: Mapping[str, str] | None = None,
    pause: float = 0,
) -> Iterator[str]:
    """Serve *site* under *prefix* (``""`` or ``en/latest``); yield its address.

    Where *pause* (seconds) is set, pages come in pieces of three lines with it between.
    """
    root = tmp_path / "served" / (prefix.replace("/", "-") or "root")
    link = root / prefix if prefix else root
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.exists():
        link.symlink_to(site, target_is_directory=True)
    quiet = type("Handler", (_Quiet,), {"headers_to_send": headers or {}, "pause": pause})
    handler = functools.partial(quiet, directory=str(root))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        path = f"{prefix}/" if prefix else ""
        yield f"http://127.0.0.1:{server.server_port}/{path}"
    finally:
        server.shutdown()
        server.server_close()


def crawl(start: str) -> tuple[dict[str, BeautifulSoup], list[str]]:
    """Return the pages found from *start* on, and what is broken in them.

    Broken is a reference that does not answer with 200, one that leaves the
    folder of *start*, a place (``#x``) that its page lacks, an image without
    size, and anything but a link that leads to another host.
    """
    pages: dict[str, BeautifulSoup] = {}
    broken: list[str] = []
    places: list[tuple[str, str, str]] = []
    answers: dict[str, bool] = {}
    queue = [start]
    while queue:
        page = queue.pop()
        if page in pages:
            continue
        with urlopen(page) as answer:
            pages[page] = BeautifulSoup(answer.read(), "html.parser")
        for tag, reference in _references(pages[page]):
            address, fragment = urldefrag(urljoin(page, reference))
            if urlsplit(address).netloc != urlsplit(start).netloc:
                if tag.name != "a" and tag.get("rel") != ["canonical"]:
                    broken.append(f"{page}: leaves for {tag}")
                continue
            if address not in answers:
                answers[address] = address.startswith(start) and _is_there(address)
            if not answers[address]:
                broken.append(f"{page}: {tag}")
            elif fragment:
                places.append((page, address.partition("?")[0], unquote(fragment)))
            if answers[address] and urlsplit(address).path.endswith(("/", ".html")):
                queue.append(address.partition("?")[0])
        broken += [
            f"{page}: no size: {image}"
            for image in pages[page].find_all("img")
            if not (image.get("width") and image.get("height"))
        ]
    broken += [
        f"{page}: no place {address}#{fragment}"
        for page, address, fragment in places
        if address in pages and not pages[address].find(id=fragment)
    ]
    return pages, broken


def _references(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for tag in soup.select("[href], [src], [srcset]"):
        found = [str(tag.get("href") or tag.get("src") or "")]
        sources = str(tag.get("srcset", "")).split(",")
        found += [source.split()[0] for source in sources if source.strip()]
        for reference in found:
            if urlsplit(reference).scheme not in ("mailto", "tel", "data"):
                yield tag, reference


def _is_there(address: str) -> bool:
    try:
        with urlopen(address) as answer:
            return bool(answer.status == 200)
    except HTTPError:
        return False
