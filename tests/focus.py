"""A walk of the focus through a page, in whatever browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["WALKED", "walk"]

#: Pages through which the focus walks.
WALKED = [
    "",
    "team/",
    "team/marcos-machado/",
    "research/projects/msca-digital-finance/",
    "research/theses/",
    "about/editing/",
    "search/",
    "404.html",
]
#: What has the focus: its place among all elements, whether it is seen within the screen,
#: and whether something marks it.
STOP = """(() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  /* Without a screen some browsers never take the focus, and mark nothing. */
  const isIdle = !document.hasFocus();
  const style = getComputedStyle(one);
  const after = getComputedStyle(one, "::after");
  return {
    number: [...document.querySelectorAll("*")].indexOf(one),
    html: one.outerHTML.slice(0, 120),
    box: [box.left, box.top, box.right, box.bottom, innerWidth, innerHeight],
    isSeen: isIdle && one.matches(".skip-to-content")
      || one.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && box.width > 8 && box.height > 8 && box.left > -1 && box.right <= innerWidth + 1
      && box.bottom > 0 && box.top < innerHeight,
    isMarked: isIdle || style.outlineStyle !== "none" || after.outlineStyle !== "none",
  };
})()"""


def walk(tab: Callable[[], object], value: Callable[[str], Any], name: str) -> list[object]:
    """Walk through a page that is open, and return what is wrong.

    Args:
        tab: Presses the Tab key.
        value: Returns what a script's expression gives.
        name: The page, for the report.
    """
    wrong: list[object] = []
    seen: list[int] = []
    for _ in range(400):
        tab()
        stop = value(STOP)
        if stop is None or stop["number"] in seen:
            break
        seen.append(stop["number"])
        if not stop["isSeen"] or not stop["isMarked"]:
            wrong.append((name, stop))
    if seen != sorted(seen) or len(seen) < 8:
        wrong.append((name, seen))
    return wrong
