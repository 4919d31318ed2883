"""``make new``: write a page with the fields of its kind, needed ones first.

Without arguments it asks, with completion on the Tab key; a script gives them::

    python _ext/new.py thesis smith-2026 title="Early warnings" degree=MSc
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import yaml
from editors_guide import words
from editors_guide.fields import Field, fields_of
from editors_guide.site import opened
from research_records.names import without_accents
from research_records.problems import did_you_mean
from research_records.reading import read_entry
from research_site.catalogue import Catalogue, folder_of_kind
from research_site.registry import registry

try:
    import readline
except ImportError:  # Windows has none
    readline = None  # type: ignore[assignment]

#: What is not a page -> where it stands.
NO_PAGES = {
    "publication": "research/publications.bib: add an entry there, as about/editing/index.md "
    "shows, or let `make publications` find it"
}
#: How many ids a comment names.
IDS = 8
USAGE = 'python _ext/new.py KIND ID [field="value" ...]'


def slug(text: str) -> str:
    """Return a file name for a page called so: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", without_accents(text).lower()).strip("-")


def ask(question: str, choices: Iterable[str] = ()) -> str:
    """Ask on the terminal; Tab completes one of the choices.

    Raises:
        SystemExit: The input ends, or Ctrl+C is pressed.
    """
    known = sorted(choices)
    if readline is not None:

        def complete(text: str, state: int) -> str | None:
            return [*(one for one in known if one.startswith(text)), None][state]

        readline.set_completer(complete)
        readline.set_completer_delims(" \t\n")
        readline.parse_and_bind("tab: complete")
    try:
        return input(f"{question}: ").strip()
    except (EOFError, KeyboardInterrupt):
        print()
        raise SystemExit("Nothing was written") from None


def choices_of(field: Field, catalogue: Catalogue) -> list[str]:
    """Return the values that a field may have, where they can be listed."""
    return [*field.choices] or (catalogue.ids(field.names) if field.names else [])


def comment(kind: str, field: Field, catalogue: Catalogue) -> str:
    """Return what stands beside a field: its meaning, and what to choose from."""
    meaning, example = words.meaning(kind, field.name)
    parts = [meaning or field.form]
    if choices := choices_of(field, catalogue):
        shown = ", ".join(choices[:IDS])
        more = f" and {len(choices) - IDS} more" if len(choices) > IDS else ""
        parts.append(f"{'some' if field.many else 'one'} of {shown}{more}")
    elif field.needed:
        parts.append(f"such as {example or field.example}")
    return "; ".join(parts)


def text_of(
    kind: str, fields: Sequence[Field], given: dict[str, str], catalogue: Catalogue
) -> str:
    """Return the file: needed fields, those that were given, the others commented out."""
    lines = ["---"]
    is_first = True
    for field in fields:
        says = comment(kind, field, catalogue)
        if field.needed or field.name in given:
            value = given.get(field.name, "")
            lines.append(f"{field.name}: {_written(value)}  # {says}")
            continue
        if is_first:
            lines += ["# Take the first sign away from what you need, and delete the rest:"]
            is_first = False
        lines.append(f"# {field.name}: {_example(kind, field, catalogue)}  # {says}")
    return "\n".join([*lines, "---", "", ""])


def _example(kind: str, field: Field, catalogue: Catalogue) -> str:
    """Return a value that the field takes: real ids where it takes ids."""
    _, example = words.meaning(kind, field.name)
    choices = choices_of(field, catalogue)
    if not choices or example[:1] in ("{", "["):
        return example or field.example
    return f"[{choices[0]}]" if field.many else choices[0]


def _parsed(value: str) -> object:
    """Return a value as YAML means it; a text that is not YAML is itself."""
    try:
        found = yaml.safe_load(value) if value[:1] in "[{" else value
    except yaml.YAMLError:
        return value
    return found if found is not None else ""


def _written(value: str) -> str:
    """Return a value as it stands in YAML, on one line."""
    text: str = yaml.safe_dump(_parsed(value), default_flow_style=True, width=10_000)
    return text.removesuffix("...\n").strip()


def _choose(what: str, given: str, known: Iterable[str], hear: Callable[..., str]) -> str:
    known = list(known)
    if given in NO_PAGES and given not in known:
        raise SystemExit(f"{what}: a {given} is no page; it stands in {NO_PAGES[given]}")
    while given not in known:
        message = f"{what}: found {given!r}, expected one of {', '.join(known)}"
        message += did_you_mean(given, known)
        if not sys.stdin.isatty():
            raise SystemExit(message)
        if given:
            print(message)
        given = hear(f"{what} ({', '.join(known)})", known)
    return given


def _hear(kind: str, field: Field, catalogue: Catalogue) -> str:
    """Ask for a field's value, again where it is none of its choices; none is for later."""
    question = f"{field.name}, {comment(kind, field, catalogue)}"
    while True:
        value = ask(question, choices_of(field, catalogue))
        if not value or not field.choices or value in field.choices:
            return value
        hint = did_you_mean(value, field.choices)
        expected = f"expected one of {', '.join(field.choices)}{hint}"
        print(f"{field.name}: found {value!r}, {expected}")


def main(arguments: Sequence[str], folder: Path) -> Path:
    """Write the file, and say what is still to be done.

    Args:
        arguments: Kind, id, and fields as ``name=value``.
        folder: Where conf.py stands.

    Returns:
        The file.

    Raises:
        SystemExit: An argument does not fit, or the file exists.
    """
    is_asked = sys.stdin.isatty()
    plain = [one for one in arguments if "=" not in one and one]
    given = dict(one.split("=", 1) for one in arguments if "=" in one)
    is_page = plain[:1] not in [[one] for one in NO_PAGES]
    if len(plain) > 2 or (len(plain) < 2 and not is_asked and is_page):
        raise SystemExit(f"Expected a kind and an id: {USAGE}")
    with opened(folder) as (app, catalogue):
        kinds = registry(app.config).kinds
        with_folder = {name: folder_of_kind(app.config, name) for name in kinds}
        known = [name for name, place in with_folder.items() if place]
        kind = _choose("kind", plain[0] if plain else "", known, ask)
        fields = fields_of(kinds[kind], app.config.site_groups)
        names = [field.name for field in fields]
        for name in given:
            if name not in names:
                hint = did_you_mean(name, names)
                raise SystemExit(f"{name}: no field of a {kind}{hint}")
        if is_asked:
            for field in fields:
                if field.needed and field.name not in given:
                    given[field.name] = _hear(kind, field, catalogue)
        name = plain[1] if len(plain) > 1 else ""
        proposed = slug(given.get("title", ""))
        name = name or ask(f"id, the file's name [{proposed}]") or proposed
        if name != slug(name):
            message = f"id: found {name!r}, expected small letters, digits and hyphens"
            raise SystemExit(f"{message}; did you mean {slug(name)!r}?")
        path = folder / str(with_folder[kind]) / f"{name}.md"
        if path.exists():
            place = path.relative_to(folder).as_posix()
            raise SystemExit(f"{place} exists already; choose another id, or edit it")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(kind, fields, given, catalogue), encoding="utf-8")
        shown = path.relative_to(folder).as_posix()
        print(f"Written: {shown}. Fill it in; `make live` shows the page and what is wrong.")
        entry = read_entry(shown[:-3], path, kinds[kind], kinds.values())
        for problem in getattr(entry, "problems", []):
            print(f"{shown}:{problem.line}: {problem.message} [site.{problem.subtype}]")
    return path


if __name__ == "__main__":
    main(sys.argv[1:], Path.cwd())
