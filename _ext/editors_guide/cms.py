"""A form for editors in the browser: the configuration of Sveltia CMS or Decap CMS.

It is made from the same models as the guide, and published as ``admin/`` where conf.py
sets ``site_cms``; else nothing is. The program itself is a file of this site, as pages
ask no other host for anything::

    site_cms = {
        "script": "_static/sveltia-cms.js",
        "backend": {"name": "github", "repo": "owner/name", "branch": "main"},
    }

Source: Decap CMS, "Configuration Options" and "Widgets", which Sveltia follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import yaml
from research_records.page import Page
from research_site.catalogue import folder_of_kind, refuse
from research_site.registry import File, add_files, registry
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from editors_guide import words
from editors_guide.fields import Field, fields_of

KEYS = ("script", "backend")
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Edit {title}</title>
</head>
<body>
<noscript>Editing here needs JavaScript. The pages are files of a repository.</noscript>
<script src="{script}"></script>
</body>
</html>
"""


def widget(kind: str, field: Field) -> dict[str, Any]:
    """Return the form of a field."""
    form: dict[str, Any] = {
        "name": field.name,
        "label": field.name.replace("_", " ").capitalize(),
        "hint": words.meaning(kind, field.name)[0],
        "widget": "string",
        "required": field.needed,
    }
    if field.choices:
        form.update(widget="select", options=list(field.choices))
    elif field.form == "true or false":
        form.update(widget="boolean")
    elif field.form.startswith("names"):
        form.update(widget="keyvalue" if not field.names else "object")
        if field.names:
            form["fields"] = []
    elif field.names:
        form.update(widget="relation", collection=field.names, value_field="{{slug}}")
        form.update(search_fields=["title"], display_fields=["title"], multiple=field.many)
    elif field.parts:
        parts = [widget(kind, part) for part in field.parts]
        form.update(widget="list" if field.many else "object", fields=parts)
    elif field.many:
        form.update(widget="list")
    elif field.form == "a number":
        form.update(widget="number")
    return form


def collection(model: type[Page], folder: str, groups: Mapping[str, str]) -> dict[str, Any]:
    """Return a kind as a collection: its folder and its fields."""
    kind = model.kind_name
    fields = [widget(kind, one) for one in fields_of(model, groups)]
    body = {"name": "body", "label": "Text", "widget": "markdown", "required": False}
    return {
        "name": kind,
        "label": model.plural.capitalize(),
        "folder": folder,
        "create": True,
        "slug": "{{slug}}",
        "fields": [*(one for one in fields if one.get("fields") != []), body],
    }


def configuration(app: Sphinx) -> bytes:
    """Return ``config.yml``."""
    folders = {name: folder_of_kind(app.config, name) for name in registry(app.config).kinds}
    groups = app.config.site_groups
    said = {
        "backend": app.config.site_cms["backend"],
        "media_folder": "_static/images",
        "public_folder": "/images",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            collection(registry(app.config).model(name), folder, groups)
            for name, folder in folders.items()
            if folder
        ],
    }
    # By way of JSON: a text may be written in YAML as an alias of an equal one.
    text: str = yaml.safe_dump(json.loads(json.dumps(said)), sort_keys=False, width=1000)
    return text.encode()


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the two files where the setting is given."""
    if not app.config.site_cms:
        return
    script = f"../{app.config.site_cms['script']}"
    page = PAGE.format(title=escape(app.config.project), script=escape(script)).encode()
    yield "admin/index.html", File(lambda: page)
    yield "admin/config.yml", File(lambda: configuration(app))


def check(app: Sphinx, config: Config) -> None:
    """Refuse a setting that could not work.

    Raises:
        SystemExit: A key is missing or unknown, or the script is no file of this site.
    """
    given: dict[str, Any] = config.site_cms
    if not given:
        return
    if sorted(given) != sorted(KEYS):
        expected = f"expected {' and '.join(map(repr, KEYS))}"
        refuse(f"site_cms: found {', '.join(map(repr, given))}, {expected}")
    script = str(given["script"])
    roots = [Path(app.confdir), *(Path(app.confdir, one) for one in config.html_extra_path)]
    if ":" in script or not any((root / script).is_file() for root in roots):
        refuse(
            f"site_cms: found the script {script!r}, expected a file of this site, such as "
            "_static/sveltia-cms.js: pages ask no other host for anything"
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the files."""
    app.setup_extension("research_site")
    app.add_config_value("site_cms", {}, "", types=dict)
    app.connect("config-inited", check)
    add_files(app, files)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
