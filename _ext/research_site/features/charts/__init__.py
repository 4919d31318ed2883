"""Charts: ``{chart} theses by=year`` shows how many, as bars and as a table.

The numbers of the bars stand in the table as well, for every reader and format. The
setting ``site_charts`` (page -> chart) does the same, and can be left with the feature.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from research_records.bars import svg, typst
from research_records.problems import Problem, Subtype
from research_records.values import Reference
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, report_here
from research_site.pages.lists import FILTERS, allowed_values, count, expectation
from research_site.pages.nodes import table
from research_site.pages.steps import Step
from research_site.registry import OF_FEATURES, add_theme_files, registry
from research_site.words import word


def chart(env: BuildEnvironment, text: str) -> list[nodes.Node] | str:
    """Return the chart and the table that a text such as ``theses by=year`` asks for.

    Returns:
        Nothing where there are no records; what is wrong as a text.
    """
    plural, _, rest = text.strip().partition(" ")
    site, name = registry(env.config), rest.partition("=")[2].strip()
    kind = site.of_plural(plural)
    if kind is None and plural in OF_FEATURES.values():
        return []  # its feature is left out
    if kind is None:
        return expectation(plural, [one.plural for one in site.kinds.values()])
    if not rest.strip().startswith("by=") or name not in FILTERS:
        return expectation(rest, [f"by={f}" for f in FILTERS if allowed_values(env, kind, f)])
    catalogue = catalogue_of(env)
    found = {
        value: count(catalogue.listing(kind, {name: value}))
        for value in allowed_values(env, kind, name)
    }
    if not found:
        return []
    if name == "year":  # years without any are 0
        years = [int(one) for one in found]
        found = {str(y): found.get(str(y), 0) for y in range(min(years), max(years) + 1)}
    numbers = {catalogue.name_of(Reference(name, key))[0]: one for key, one in found.items()}
    heading = f"{word(plural.capitalize())}, {word(name.capitalize()).lower()}"
    label = f"{heading}. {', '.join(f'{key}: {one}' for key, one in numbers.items())}"
    rows = [(key, str(one)) for key, one in numbers.items()]
    shown = table((word(name.capitalize()), word(plural.capitalize())), rows)
    shown["classes"] = ["site-numbers"]  # no list of records
    box = f'<div class="site-chart-box">{svg(numbers, label)}</div>'
    drawn = (nodes.raw("", typst(numbers, label), format="typst"), shown)
    return [nodes.raw("", box, format="html"), *drawn]


class Chart(SphinxDirective):
    """How many records there are by ``year``, or by another filter of their lists."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the chart, or say what is wrong."""
        shown = chart(self.env, self.arguments[0])
        if isinstance(shown, list):
            return shown
        report_here(self.env, Problem(Subtype.LISTING, f"chart: {shown}", self.lineno))
        return []


class ChartsOfSettings(SphinxTransform):
    """Put the charts that ``site_charts`` in conf.py names before the lists of pages."""

    default_priority = Step.ADDITIONS

    def apply(self) -> None:
        """Add the chart at the end of the text."""
        asked = self.config.site_charts.get(self.env.current_document.docname)
        top = next(self.document.findall(nodes.section), None)
        shown = chart(self.env, asked) if asked and top is not None else []
        if isinstance(shown, str):
            report_here(self.env, Problem(Subtype.CONFIG, f"site_charts: {shown}"))
        elif top is not None:
            after = [n for n in top.children if isinstance(n, (nodes.section, nodes.comment))]
            place = top.index(after[0]) if after else len(top)
            top[place:place] = shown


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.setup_extension("research_site")
    app.add_directive("chart", Chart)
    app.add_config_value("site_charts", {}, "env", types=dict)
    app.add_transform(ChartsOfSettings)
    add_theme_files(app, Path(__file__).parent)
    app.add_css_file("site/charts.css")
    return METADATA
