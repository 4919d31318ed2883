"""``make serve``: show the built site, on this machine alone.

Pages lead to folders such as ``team/``, which a browser can only follow from a
server. A free port is found, the address is said, and the browser opened where
there is one.
"""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a line for each, and the site's own page for missing ones."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Send the site's 404 page where it has one."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def main(folder: str) -> None:
    """Serve *folder* until Ctrl+C."""
    if not Path(folder, "index.html").is_file():
        raise SystemExit(f"There is no site in {folder} yet: run `make html` first")
    try:
        server = ThreadingHTTPServer(("127.0.0.1", 8000), partial(Handler, directory=folder))
    except OSError:  # the port is in use: any free one will do
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"The site is shown at {address} (Ctrl+C ends it)", flush=True)
    webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "_build/dirhtml")
