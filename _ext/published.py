"""``make published``: note the addresses of the built site in published-urls.txt."""

from __future__ import annotations

import sys
from pathlib import Path

NOTES = "published-urls.txt"
#: Pages that Sphinx makes itself.
OWN = ("/search/", "/genindex/")


def addresses(site: Path) -> set[str]:
    """Return the address of each page of a site that was built as folders."""
    folders = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return {"/" if one == "." else f"/{one}/" for one in folders} - set(OWN)


def main(site: Path, notes: Path) -> int:
    """Add what is new to the file *notes*, and return how many addresses that were."""
    if not (site / "index.html").is_file():
        raise SystemExit(f"There is no site in {site} yet: build it first")
    known = notes.read_text(encoding="utf-8").splitlines() if notes.is_file() else []
    new = addresses(site) - set(known)
    lines = sorted({*known, *new})
    notes.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    return len(new)


if __name__ == "__main__":
    count = main(Path(*sys.argv[1:2] or ["_build/dirhtml"]), Path(NOTES))
    print(f"{count} new addresses in {NOTES}")
