"""WebKit without a screen, driven by WebDriver (w3.org/TR/webdriver2)."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DRIVER = shutil.which("WebKitWebDriver")
SCREEN = shutil.which("Xvfb")
BROWSER = next(
    (str(found) for found in Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")), None
)
IS_THERE = bool(DRIVER and SCREEN and BROWSER)


class WebKit:
    """One page in a browser."""

    def __init__(self, address: str) -> None:
        """Begin a session."""
        self._address = address
        options = {"binary": BROWSER, "args": ["--automation"]}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = ""
        found = self.ask("POST", "", capabilities=capabilities)
        self._session = f"/{found['sessionId']}"

    def ask(self, method: str, path: str, **body: Any) -> Any:
        """Send a command, and return its result."""
        data = json.dumps(body).encode() if method == "POST" else None
        address = f"{self._address}/session{self._session}{path}"
        request = urllib.request.Request(address, data, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def resize(self, width: int) -> None:
        """Give the window a width that leaves the page so many pixels."""
        self.ask("POST", "/window/rect", width=width, height=900)
        left = width - int(self.value("innerWidth"))
        if left:
            self.ask("POST", "/window/rect", width=width + left, height=900)

    def goto(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.ask("POST", "/url", url=address)

    def value(self, script: str) -> Any:
        """Return what a script's expression gives."""
        return self.ask("POST", "/execute/sync", script=f"return ({script})", args=[])

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        steps = [{"type": way, "value": key} for way in ("keyDown", "keyUp")]
        keys = {"type": "key", "id": "keys", "actions": steps}
        self.ask("POST", "/actions", actions=[keys])

    def picture(self) -> bytes:
        """Return what the window shows, as PNG."""
        return base64.b64decode(self.ask("GET", "/screenshot"))

    def close(self) -> None:
        """End the session."""
        self.ask("DELETE", "")


@contextmanager
def webkit() -> Iterator[WebKit]:
    """Start WebKit on a screen of its own."""
    with subprocess.Popen(
        [str(SCREEN), "-displayfd", "1", "-screen", "0", "1600x1000x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as screen:
        assert screen.stdout is not None
        display = f":{screen.stdout.readline().strip()}"
        port = 4600 + int(display[1:])
        command = ["env", f"DISPLAY={display}", str(DRIVER), f"--port={port}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as driver:
            address = f"http://127.0.0.1:{port}"
            try:
                _wait(address)
                browser = WebKit(address)
                yield browser
                browser.close()
            finally:
                driver.terminate()
                screen.terminate()


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/status", timeout=5)
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the driver never answers")
