"""The guide says something of every field, message and setting, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from editors_guide import words
from editors_guide.fields import Field, fields_of
from editors_guide.reference import PREFIXES
from publications import rules
from research_records.page import Page
from research_site.catalogue import folder_of_kind
from research_site.registry import registry
from small_site import Site
from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parents[2]
SOURCES = [path.read_text(encoding="utf-8") for path in (ROOT / "_ext").rglob("*.py")]


@pytest.fixture
def app(guided: Site) -> SphinxTestApp:
    return guided.build().app


def own(kind: str, model: type[Page]) -> list[str]:
    """Return the fields that a kind has beyond those of every page."""

    def names(fields: list[Field], above: str = "") -> list[str]:
        found = []
        for one in fields:
            found.append(above + one.name)
            if one.parts and not one.form.startswith("a picture"):
                found += names(list(one.parts), f"{above}{one.name}.")
        return found

    everyone = set() if kind == "page" else set(Page.model_fields)
    return [one for one in names(fields_of(model, {})) if one not in everyone]


def test_every_field_has_a_meaning(app: SphinxTestApp) -> None:
    kinds: dict[str, type[Page]] = {"page": Page, **registry(app.config).kinds}
    missing = [
        f"{kind}.{field}"
        for kind, model in kinds.items()
        if kind == "page" or folder_of_kind(app.config, kind)
        for field in own(kind, model)
        if not words.meaning(kind, field)[0]
    ]
    assert missing == []


def test_no_meaning_is_of_a_field_that_is_gone(app: SphinxTestApp) -> None:
    kinds: dict[str, type[Page]] = {"page": Page, **registry(app.config).kinds}
    gone = [
        f"{kind}.{field}"
        for kind, fields in words.kinds_said().items()
        if kind != "passed_on"
        for field in fields
        if field not in {*own(kind, kinds[kind]), *Page.model_fields}
    ]
    assert gone == []


def test_every_field_of_the_bibliography_is_explained() -> None:
    assert set(words.bibliography()) == rules.KNOWN


def test_every_type_of_publication_is_told() -> None:
    text = (ROOT / "about/editing/fields.md").read_text(encoding="utf-8")
    said = set(re.findall(r"`(\w+)`", text.partition("## A publication")[2]))
    assert set(rules.TYPES) - said == set()


def test_every_message_is_explained(app: SphinxTestApp) -> None:
    known = {f"site.{name}" for name in registry(app.config).meanings}
    known = {name for name in known if not name.startswith("site.unknown_")}
    known |= {"site.unknown_field", "site.unknown_KIND"}
    for source in SOURCES:
        kinds = re.findall(r'type="(\w+)",\s*subtype="(\w+)"', source)
        known |= {f"{kind}.{subtype}" for kind, subtype in kinds}
        known |= {f"typst_pdf.{n}" for n in re.findall(r'\.warn\(\s*"(\w+)"', source)}
    assert known - {one.name for one in words.messages()} == set()


def test_every_setting_is_explained() -> None:
    added = re.findall(r'add_config_value\(\s*"(\w+)"', "".join(SOURCES))
    said = {name for name in words.settings() if not name.startswith("typst_pdf_")}
    assert said == {name for name in added if name.startswith(PREFIXES)}
    assert {name for name in added if not name.startswith(PREFIXES)} == set()


@pytest.mark.parametrize(
    "one", [m for m in words.messages() if m.example], ids=lambda m: m.name
)
def test_example_causes_its_message(guided: Site, one: words.Message) -> None:
    guided.write("example.md", one.example + "\n")
    told = guided.build().warnings
    assert [line for line in told if "example.md" in line and f"[{one.tells}]" in line], told
