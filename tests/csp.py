"""Print the hashes of a site's inline scripts, for its Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

from bs4 import BeautifulSoup

__all__ = ["hashes"]


def hashes(site: Path) -> list[str]:
    """Return the sources of all scripts in pages (CSP Level 3, section 2.3.1).

    JSON-LD is data, not a script, and needs none.
    """
    found = set()
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for script in soup.find_all("script", src=False):
            if script.get("type", "text/javascript") == "text/javascript":
                digest = hashlib.sha256(script.get_text().encode()).digest()
                found.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    return sorted(found)


def policy(site: Path) -> dict[str, str]:
    """Return the headers that README.md recommends; the console tells breaches."""
    scripts = " ".join(hashes(site))
    rules = (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        f"script-src 'self' {scripts}"
    )
    return {"Content-Security-Policy": rules}


if __name__ == "__main__":
    print(" ".join(hashes(Path(sys.argv[1]))))
