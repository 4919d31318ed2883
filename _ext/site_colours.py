"""The colours of a site, named once in conf.py: pages, PDF, cards and favicon use them.

``site_colours`` maps names to a colour in light and one in dark mode. Style sheets find
each as ``var(--site-NAME)``; ``currentColor`` in the site's favicon becomes the brand's.
Text that could not be read on its ground is refused (WCAG 2.2, 1.4.3: 4.5 to 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from research_records.problems import did_you_mean
from research_records.writing import write
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
#: Name -> colours in light and dark mode, and what has them.
DEFAULTS: dict[str, tuple[str, str]] = {
    "ink": ("#17212b", "#e7ecf1"),  # text
    "quiet": ("#4a5866", "#b4c0cb"),  # what is said beside it
    "brand": ("#12355b", "#a9cdf3"),  # titles, marks
    "link": ("#0b5a7a", "#8ccbe8"),
    "ground": ("#ffffff", "#0f161d"),  # of pages
    "soft": ("#f2f6fa", "#18222c"),  # of parts that stand out
    "line": ("#d3dce5", "#33404d"),
    "band": ("#12355b", "#14283f"),  # ground of the home page's head
    "on-band": ("#ffffff", "#ffffff"),  # text there
}
#: What is read -> the grounds that it stands on.
READ = {
    **dict.fromkeys(("ink", "quiet", "brand", "link"), ("ground", "soft")),
    "on-band": ("band",),
}
LEAST = 4.5
FILE = "site/colours.css"


def colours(config: Config) -> Mapping[str, tuple[str, str]]:
    """Return every colour of the site, those that conf.py names and the others."""
    given: Mapping[str, tuple[str, str]] = config.site_colours
    right = {name: pair for name, pair in given.items() if _is_right(name, pair)}
    return {**DEFAULTS, **right}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb`` (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_right(name: str, pair: object) -> bool:
    return (
        name in DEFAULTS
        and isinstance(pair, (list, tuple))
        and len(pair) == 2
        and all(re.fullmatch("#[0-9a-fA-F]{6}", str(one)) for one in pair)
    )


def problems(config: Config) -> Iterator[str]:
    """Yield what is wrong with the setting, a sentence each."""
    for name, pair in config.site_colours.items():
        if name not in DEFAULTS:
            known = ", ".join(DEFAULTS)
            hint = did_you_mean(str(name), DEFAULTS)
            yield f"site_colours: found {name!r}, expected one of {known}{hint}"
        elif not _is_right(name, pair):
            form = "two colours such as ('#12355b', '#a9cdf3'), for light and dark mode"
            yield f"site_colours[{name!r}]: found {pair!r}, expected {form}"
    found = colours(config)
    for name, grounds in READ.items():
        for ground in grounds:
            pairs = zip(found[name], found[ground], strict=True)
            for mode, (one, other) in zip(("light", "dark"), pairs, strict=True):
                ratio = contrast(one, other)
                if ratio < LEAST:
                    yield (
                        f"site_colours: {name!r} ({one}) on {ground!r} ({other}) has a "
                        f"contrast of {ratio:.1f} in {mode} mode, expected {LEAST} "
                        "(WCAG 2.2, 1.4.3)"
                    )


def style_sheet(config: Config) -> str:
    """Return the colours as custom properties."""
    lines = (f"  --site-{n}: light-dark({a}, {b});" for n, (a, b) in colours(config).items())
    return "\n".join(["html:root body {", *lines, "}", ""])


def check(app: Sphinx, config: Config) -> None:
    """Tell what is wrong, and hand the colours of print to the PDF."""
    for problem in problems(config):
        logger.warning("%s", problem, type="site", subtype="config")
    if "typst_pdf_colours" in config:
        printed = {"ink": "ink", "quiet": "quiet", "brand": "brand", "accent": "link"}
        ours = {name: colours(config)[of][0] for name, of in printed.items()}
        config.typst_pdf_colours = {**ours, **config.typst_pdf_colours}


def publish(app: Sphinx, builder: Builder) -> None:
    """Write the style sheet."""
    if builder.format != "html":
        return
    folder = Path(builder.outdir, "_static")
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    write(folder / FILE, style_sheet(app.config).encode())


def colour_icon(app: Sphinx, exception: Exception | None) -> None:
    """Colour the favicon, which Sphinx has copied by then."""
    if exception or app.builder.format != "html":
        return
    icon = Path(app.outdir, "_static") / Path(app.config.html_favicon or "").name
    if icon.suffix == ".svg" and icon.is_file():
        drawn = icon.read_text(encoding="utf-8")
        write(icon, drawn.replace("currentColor", colours(app.config)["brand"][0]).encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, and write before the first page is."""
    app.add_config_value("site_colours", {}, "env", types=dict)
    app.connect("config-inited", check, priority=400)
    app.connect("write-started", publish, priority=700)
    app.connect("build-finished", colour_icon)
    app.add_css_file(FILE, priority=300)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
