"""What editors' programs read is as the models say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import programs
from editors_guide.site import opened
from research_site.kinds.thesis import Thesis
from research_site.registry import registry

ROOT = Path(__file__).parents[2]


def test_files_are_current() -> None:
    assert programs.main(ROOT) == [], "a model has changed: this test has run make programs"


def test_schema_says_what_the_model_says() -> None:
    said = programs.schema(Thesis, {})
    assert said["required"] == ["title", "author", "degree", "status"]
    assert said["additionalProperties"] is False
    assert said["properties"]["status"]["enum"] == ["ongoing", "completed"]
    assert {"maxLength": 2000, "type": "string"} in said["properties"]["tags"]["anyOf"]
    assert all(one["description"] for one in said["properties"].values())


def test_schema_knows_every_field_of_the_site() -> None:
    with opened(ROOT) as (app, catalogue):
        for entry in catalogue.entries.values():
            said = programs.schema(registry(app.config).model(entry.kind), {})
            assert entry.given - set(said["properties"]) == set(), entry.docname


def test_messages_are_found_on_their_lines() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text())
    pattern = tasks["tasks"][0]["problemMatcher"][0]["pattern"]["regexp"]
    line = "research/theses/a-1.md:7: WARNING: supervisors: no person 'x'"
    found = re.match(pattern, line)
    assert found is not None
    assert found[1] == "research/theses/a-1.md"
    assert found[2] == "7"
    assert re.match(pattern, "team/a.md: WARNING: x") is not None
