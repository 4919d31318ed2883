"""Tables that the guide draws from the models, the messages and the settings.

``{fields} thesis`` shows a kind's own fields, ``{fields} page`` those of every page;
``{kinds}`` the kinds with folder, list and link; ``{messages}`` a section for each type
of message; ``{settings}`` those of conf.py; ``{bibliography}`` the fields of its entries;
``{choices}`` what a list's options choose by.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from research_records.page import Page
from research_records.problems import did_you_mean
from research_site.catalogue import folder_of_kind
from research_site.pages.lists import allowed_values
from research_site.pages.nodes import section, table
from research_site.registry import OF_FEATURES, registry
from sphinx.util.docutils import SphinxDirective

from editors_guide import words
from editors_guide.fields import Field, fields_of

#: How the settings begin that this project's packages have.
PREFIXES = ("site_", "foreign_markdown_", "typst_pdf_")


class _Reference(SphinxDirective):
    """Part of the guide: text with markup, literals."""

    def said(self, text: str) -> nodes.inline:
        """Return a text whose backquotes are read."""
        parsed, _ = self.parse_inline(text)
        return nodes.inline("", "", *parsed)

    def literals(self, texts: Iterable[str]) -> nodes.inline:
        """Return texts as code, with commas between them."""
        shown = nodes.inline()
        for number, text in enumerate(texts):
            shown += [nodes.Text(", ")] if number else []
            shown += nodes.literal(text, text)
        return shown


class Fields(_Reference):
    """A table of a kind's fields."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table, or what is wrong."""
        kinds: dict[str, type[Page]] = {"page": Page, **registry(self.config).kinds}
        kind = self.arguments[0]
        if kind in OF_FEATURES and kind not in kinds:
            return []  # its feature is left out
        if kind not in kinds:
            known = f"one of {', '.join(kinds)}{did_you_mean(kind, kinds)}"
            raise self.error(f"fields: found {kind!r}, expected {known}")
        fields = fields_of(kinds[kind], self.config.site_groups)
        shown = [
            field
            for field in fields
            if kind == "page" or field.name not in Page.model_fields or field.needed
        ]
        rows = [row for field in shown for row in self._rows(kind, field)]
        return [table(("Field", "Meaning", "Form", "Example"), rows)]

    def _rows(self, kind: str, field: Field, above: str = "") -> Iterable[list[nodes.Node]]:
        name = above + field.name
        says, example = words.meaning(kind, name)
        label = nodes.inline("", "", nodes.literal(field.name, field.name))
        if above:
            label.insert(0, nodes.Text(f"{above.rstrip('.')}: "))
        if field.needed:
            label += nodes.Text(" (needed)")
        form = nodes.inline("", field.form)
        if field.choices:
            form = self.literals(field.choices)
        shown = example or field.example
        yield [label, self.said(says), form, nodes.literal(shown, shown)]
        for part in field.parts if not field.form.startswith("a picture") else ():
            yield from self._rows(kind, part, f"{name}.")


class Bibliography(_Reference):
    """A table of the fields of an entry in the bibliography."""

    def run(self) -> list[nodes.Node]:
        """Return the table; nothing where the site has no bibliography."""
        if "publication" not in registry(self.config).kinds:
            return []
        rows: list[list[nodes.Node]] = [
            [nodes.literal(name, name), self.said(says), nodes.literal(shown, shown)]
            for name, (says, shown) in words.bibliography().items()
        ]
        return [table(("Field", "Meaning", "Example"), rows)]


class Choices(_Reference):
    """A table of the values that the options of lists choose by."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows: list[list[nodes.Node | str]] = []
        for kind, model in registry(self.config).kinds.items():
            for option in ("group", "status", "kind", "period"):
                if values := allowed_values(self.env, kind, option):
                    name, text = nodes.literal(option, option), f"{{{model.plural}}}"
                    rows.append([nodes.literal(text, text), name, self.literals(values)])
        return [table(("List", "Option", "Values"), rows)]


class Kinds(_Reference):
    """A table of the kinds of pages."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows: list[list[nodes.Node | str]] = []
        for name, kind in registry(self.config).kinds.items():
            folder = folder_of_kind(self.config, name)
            if folder:
                list_of = nodes.literal(text := f"{{{kind.plural}}}", text)
                link = nodes.literal(text := f"{{{name}}}", text)
                rows.append([name, nodes.literal(f"{folder}/", f"{folder}/"), list_of, link])
        return [table(("Kind", "Folder", "List", "Link"), rows)]


class Messages(_Reference):
    """A section for each type of message; its anchor is the message's name."""

    def run(self) -> list[nodes.Node]:
        """Return the sections."""
        shown: list[nodes.Node] = []
        for one in words.messages():
            content: list[nodes.Node] = [nodes.paragraph("", "", self.said(one.cause))]
            if one.example:
                content.append(nodes.literal_block(one.example, one.example, language="text"))
            content.append(nodes.paragraph("", "", self.said(one.remedy)))
            shown.append(section(self.state.document, one.name, *content))
        return shown


class Settings(_Reference):
    """A table of the settings that this project's packages have."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        meanings = words.settings()
        rows: list[list[nodes.Node | str]] = []
        for name in sorted(self.config.values):
            if name.startswith(PREFIXES):
                default = self.config.values[name].default
                value = "made from other settings" if callable(default) else repr(default)
                cell = value if callable(default) else nodes.literal(value, value)
                rows.append([nodes.literal(name, name), meanings.get(name, ""), cell])
        return [table(("Setting", "Meaning", "Default"), rows)]
