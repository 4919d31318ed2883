"""Firefox without a window, driven by WebDriver BiDi (w3c.github.io/webdriver-bidi)."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One page in a browser."""

    def __init__(self, socket: ClientConnection) -> None:
        """Begin a session."""
        self._socket = socket
        self._numbers = itertools.count(1)
        self.ask("session.new", capabilities={})
        tree = self.ask("browsingContext.getTree")
        self._page: str = tree["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> Any:
        """Send a command, and return its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=30))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def goto(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.ask("browsingContext.navigate", context=self._page, url=address, wait="complete")
        self.ask("browsingContext.activate", context=self._page)

    def value(self, script: str) -> Any:
        """Return what a script's expression gives, by way of JSON."""
        result = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})))()",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return json.loads(result["result"].get("value", "null"))

    def wait_for(self, script: str) -> None:
        """Wait until an expression is true."""
        for _ in range(100):
            if self.value(script):
                return
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}")

    def resize(self, width: int) -> None:
        """Give the page a width in pixels."""
        size = {"width": width, "height": 900}
        self.ask("browsingContext.setViewport", context=self._page, viewport=size)

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        steps = [{"type": way, "value": key} for way in ("keyDown", "keyUp")]
        keys = {"type": "key", "id": "keys", "actions": steps}
        self.ask("input.performActions", context=self._page, actions=[keys])

    def pdf(self) -> bytes:
        """Return the page as it is printed."""
        printed = self.ask("browsingContext.print", context=self._page)
        return base64.b64decode(printed["data"])


@contextmanager
def firefox(profile: Path, **settings: object) -> Iterator[Firefox]:
    """Start Firefox with a new profile that has these settings of ``about:config``."""
    profile.mkdir(parents=True)
    lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in settings.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [str(FIREFOX), "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            listening = "WebDriver BiDi listening on "
            line = next(line for line in process.stderr if listening in line)
            address = f"{line.partition(listening)[2].strip()}/session"
            with connect(address, max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
