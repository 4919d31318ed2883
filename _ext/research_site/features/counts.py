"""``{count}`` writes a number into a text: ``{count}`people` people``."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from research_records.entry import Entry
from research_records.problems import Problem, Subtype, did_you_mean
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import catalogue_of, report_here
from research_site.pages.lists import FILTERS, allowed_values, expectation


class CountRole(SphinxRole):
    """How many, such as ``people`` or ``theses status=completed``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text."""
        what, *words = self.text.split() or [""]
        filters: dict[str, str] = dict(word.partition("=")[::2] for word in words)
        catalogue = catalogue_of(self.env)
        plurals = {model.plural: kind for kind, model in catalogue.kinds.items()}
        if "people" in plurals:
            plurals["organisations"] = plurals["people"]
        kind = plurals.get(what)
        if kind is None or any(name not in FILTERS for name in filters):
            choices = f"{', '.join(plurals)}, then filters such as status=completed"
            hint = did_you_mean(what, plurals)
            self._report(f"found {self.text!r}, expected one of {choices}{hint}")
            return [nodes.inline("", self.text)], []
        for name, value in filters.items():
            allowed = allowed_values(self.env, kind, name)
            if value not in allowed:
                self._report(f"{name}: {expectation(value, allowed)}")
        entries = catalogue.listing(kind, filters)
        many = what == "organisations"
        number = _organisations(entries) if many else len(entries)
        return [nodes.Text(str(number))], []

    def _report(self, message: str) -> None:
        problem = Problem(Subtype.LISTING, f"count: {message}", self.lineno)
        report_here(self.env, problem)


def _organisations(people: Iterable[Entry]) -> int:
    """Return how many different organisations people are affiliated with."""
    where = {getattr(entry.page, "affiliation", None) for entry in people}
    return len(where - {None})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role."""
    app.setup_extension("research_site")
    app.add_role("count", CountRole())
    return METADATA
