"""``make programs``: what editors' programs read of the models.

JSON Schemas of front matter, and for Visual Studio Code settings of the extension
Front Matter (forms, completion, checks), snippets, and a task whose messages stand on
their lines. A test tells when a model has changed and this has not been run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from editors_guide import words
from editors_guide.fields import Field, fields_of
from editors_guide.site import opened
from research_records.front_matter import PASSED_ON
from research_records.page import Page
from research_site.catalogue import folder_of_kind
from research_site.registry import registry

#: The schemas' dialect.
DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Messages of a build: file, line, severity, text.
MATCHER = {
    "owner": "site",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^(.+?\.(?:md|py|bib|toml)):(?:(\d+):)? (WARNING|ERROR): (.*)$",
        "file": 1,
        "line": 2,
        "severity": 3,
        "message": 4,
    },
}


def schema(model: type[Page], groups: Mapping[str, str]) -> dict[str, Any]:
    """Return a kind's JSON Schema, with the guide's meanings and examples.

    Ids are not listed: they change with each page, and the build checks them.
    """
    made = model.model_json_schema()
    kind = model.kind_name
    properties = {
        field.name: {
            **_lean(made["properties"][field.name]),
            "description": words.meaning(kind, field.name)[0],
            **({"enum": list(field.choices)} if field.choices else {}),
        }
        for field in fields_of(model, groups)
    }
    # What MyST, Sphinx and Furo read themselves; the guide has words for some.
    for name, (_, form) in sorted(PASSED_ON.items()):
        kinds = {"true": "boolean", "a number such as 2": "integer"}
        says = words.meaning("passed_on", name)[0] or form
        properties[name] = {"type": kinds.get(form, "object"), "description": says}
    return {
        "$schema": DIALECT,
        "title": kind,
        "type": "object",
        "additionalProperties": False,
        "required": ["title", *(name for name in model.required if name != "title")],
        "properties": properties,
        **({"$defs": _lean(made["$defs"])} if "$defs" in made else {}),
    }


def _lean(part: Any) -> Any:
    """Return a part of a schema as Markdown's front matter writes it.

    Titles that only repeat names are left out, and null, which nobody writes; one
    text may stand for a list of one.
    """
    if isinstance(part, list):
        return [_lean(one) for one in part if one != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    kept = {
        name: _lean(value)
        for name, value in part.items()
        if not (name == "title" and isinstance(value, str)) and name != "default"
    }
    if kept.get("type") == "array" and kept.get("items", {}).get("type") == "string":
        return {"anyOf": [kept["items"], kept]}
    if kept.get("$ref") == "#/$defs/Picture":
        return {"anyOf": [kept, {"type": "string"}]}
    if len(kept.get("anyOf", ())) == 1:
        (only,) = kept.pop("anyOf")
        kept.update(only)
    return kept


def content_type(model: type[Page], groups: Mapping[str, str]) -> dict[str, Any]:
    """Return a kind as the extension Front Matter knows content."""
    return {
        "name": model.kind_name,
        "pageBundle": False,
        "fields": [_form(model.kind_name, one) for one in fields_of(model, groups)],
    }


def _form(kind: str, field: Field) -> dict[str, Any]:
    form: dict[str, Any] = {
        "title": field.name,
        "name": field.name,
        "description": words.meaning(kind, field.name)[0],
        "type": {"true or false": "boolean", "a number": "number"}.get(field.form, "string"),
    }
    if field.choices:
        form.update(type="choice", choices=list(field.choices))
    elif field.names and not field.form.startswith("names"):
        form.update(type="contentRelationship", contentTypeName=field.names)
        form.update(contentTypeValue="slug", multiple=field.many)
    elif field.parts:
        form.update(type="fields", fields=[_form(kind, part) for part in field.parts])
    elif field.many:
        form.update(type="list")
    if field.needed:
        form["required"] = True
    return form


def snippet(model: type[Page], groups: Mapping[str, str]) -> dict[str, Any]:
    """Return what typing the kind's name and Tab writes: its needed fields."""
    lines = ["---"]
    for number, field in enumerate(fields_of(model, groups), 1):
        if field.needed:
            _, example = words.meaning(model.kind_name, field.name)
            shown = (example or field.example).strip('"')
            choice = f"|{','.join(field.choices)}|" if field.choices else f":{shown}"
            lines.append(f'{field.name}: "${{{number}{choice}}}"')
    name = model.kind_name
    body = [*lines, "---", "", "$0"]
    return {"prefix": name, "description": f"Front matter of a {name}", "body": body}


def files(
    kinds: Mapping[str, type[Page]], folders: Mapping[str, str], groups: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each file's path and what it holds.

    Args:
        kinds: Name -> model.
        folders: Name of a kind -> its folder.
        groups: The groups of people.
    """
    used = {name: kinds[name] for name in folders}
    every: dict[str, type[Page]] = {"page": Page, **used}
    for name, model in every.items():
        yield f".vscode/schemas/{name}.json", _json(schema(model, groups))
    types = [content_type(model, groups) for model in every.values()]
    places = [
        {"title": name, "path": f"[[workspace]]/{folder}", "contentTypes": [name]}
        for name, folder in folders.items()
    ]
    pages = {"title": "pages", "path": "[[workspace]]/about", "contentTypes": ["page"]}
    settings = {
        "files.exclude": {"**/__pycache__": True, "_build": True},
        "frontMatter.taxonomy.contentTypes": types,
        "frontMatter.content.pageFolders": [*places, pages],
        "frontMatter.content.publicFolder": "_static",
        "frontMatter.preview.host": "http://127.0.0.1:8000",
    }
    yield ".vscode/settings.json", _json(settings)
    snippets = {name: snippet(model, groups) for name, model in used.items()}
    yield ".vscode/site.code-snippets", _json(snippets)
    extensions = {"recommendations": ["eliostruyf.vscode-front-matter"]}
    yield ".vscode/extensions.json", _json(extensions)
    task = {
        "label": "Build the site",
        "type": "shell",
        "command": "make html",
        "windows": {
            "command": r".venv\Scripts\sphinx-build -W --keep-going -q -b dirhtml "
            r"-d _build\doctrees . _build\dirhtml"
        },
        "group": {"kind": "build", "isDefault": True},
        "problemMatcher": [MATCHER],
    }
    yield ".vscode/tasks.json", _json({"version": "2.0.0", "tasks": [task]})


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def main(folder: Path) -> list[str]:
    """Write the files of the site in *folder*, and return the paths that changed."""
    changed = []
    with opened(folder) as (app, _):
        kinds = registry(app.config).kinds
        found = {name: folder_of_kind(app.config, name) for name in kinds}
        folders = {name: place for name, place in found.items() if place}
        for name, text in files(kinds, folders, app.config.site_groups):
            path = folder / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                changed.append(name)
    return changed


if __name__ == "__main__":
    print("\n".join(main(Path.cwd())) or "All files are as the models say")
