"""The house: which room may import which, and how large a room may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from research_site.kinds import KINDS

EXT = Path(__file__).parent.parent / "_ext"
#: Lower floors first; a room imports only from floors below its own.
FLOORS = [["kinds"], ["registry", "words"], ["catalogue"], ["pages", "output"], ["__init__"]]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
#: Rooms that any kind may use and that know none by name.
GENERIC = ("catalogue", "pages", "output")
MODULES = sorted(EXT.rglob("*.py"))
NAMES = [path.relative_to(EXT).as_posix() for path in MODULES]


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of what a module imports; of ``from a import b`` ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_below(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


def of_site(path: Path) -> str:
    """Return a module's room in ``research_site``; empty for other packages."""
    parts = path.relative_to(EXT).parts
    return parts[1].removesuffix(".py") if parts[0] == "research_site" else ""


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", (EXT / "research_records").glob("*.py"), ids=str)
def test_records_know_nothing_of_sphinx_and_the_site(path: Path) -> None:
    foreign = ("sphinx", "docutils", "myst_parser", "research_site", "clean_builds")
    assert [n for n in imports(path) if any(is_below(n, one) for one in foreign)] == []


@pytest.mark.parametrize("package", ["clean_builds", "typst_pdf", "list_filters"])
def test_packages_for_any_project_know_no_records(package: str) -> None:
    for path in (EXT / package).rglob("*.py"):
        ours = [n for n in imports(path) if n.startswith("research_")]
        assert ours == [], path


def test_the_site_can_do_without_publications() -> None:
    for path in [
        *(EXT / "research_site").rglob("*.py"),
        *(EXT / "research_records").glob("*"),
    ]:
        if path.suffix == ".py":
            found = [name for name in imports(path) if is_below(name, "publications")]
            assert found == [], path


CORE = [path for path in MODULES if of_site(path) not in ("", "features")]


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(EXT)))
def test_the_core_imports_down_only_and_no_feature(path: Path) -> None:
    room = of_site(path)
    for name in imports(path):
        if not is_below(name, "research_site"):
            continue
        other = name.split(".")[1]
        assert other != "features", name
        assert other == room or FLOOR.get(other, 99) < FLOOR[room], name


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(EXT)))
def test_only_the_registry_knows_kinds(path: Path) -> None:
    room = of_site(path)
    if room in ("kinds", "registry"):
        return
    names = {kind.__name__ for kind in KINDS}
    assert [n for n in imports(path) if is_below(n, "research_site.kinds")] == []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "isinstance",
            "issubclass",
        ):
            asked = {ast.unparse(one).rpartition(".")[2] for one in ast.walk(node.args[1])
                     if isinstance(one, (ast.Name, ast.Attribute))}  # fmt: skip
            assert not asked & names, ast.unparse(node)


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(EXT)))
def test_generic_rooms_name_no_kind(path: Path) -> None:
    """A kind's name in quotes would be a table keyed by kind.

    ``catalogue/__init__`` has the folders of ``site_kinds``; ``area`` names a filter.
    """
    if of_site(path) not in GENERIC or path == EXT / "research_site/catalogue/__init__.py":
        return
    names = {kind.kind_name for kind in KINDS} - {"area"}
    tree = ast.parse(path.read_text())
    docs = {ast.get_docstring(n, clean=False) for n in ast.walk(tree)
            if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef))}  # fmt: skip
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in names and node.value not in docs
    ]
    assert found == []


FEATURES = [path for path in MODULES if of_site(path) == "features"]


@pytest.mark.parametrize("path", FEATURES, ids=lambda path: str(path.relative_to(EXT)))
def test_no_feature_imports_another(path: Path) -> None:
    own = path.relative_to(EXT / "research_site/features").parts[0].removesuffix(".py")
    for name in imports(path):
        if is_below(name, "research_site.features"):
            assert name.split(".")[2] == own, name


#: Rooms that are programs of this folder, or have a wheel of their own.
NOT_IN_THE_WHEEL = {
    *(
        "live",
        "live_banner",
        "serve",
        "new",
        "programs",
        "published",
        "check_links",
        "typst_pdf",
    )
}
ROOMS = sorted(
    path.stem
    for path in EXT.iterdir()
    if path.suffix == ".py" or (path / "__init__.py").is_file()
)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_in_the_picture_and_the_wheel(room: str) -> None:
    picture = (EXT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[1]
    assert re.search(rf"\b{room}(/|\.py)", picture)
    wheel = (EXT / "pyproject.toml").read_text(encoding="utf-8")
    assert (f'"{room}"' in wheel or f'"{room}*"' in wheel) != (room in NOT_IN_THE_WHEEL)
