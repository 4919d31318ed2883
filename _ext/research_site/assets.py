"""Where files that pages show are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["find_asset", "image_names", "static_folders"]


def static_folders(
    static_path: Iterable[str], confdir: str | Path, srcdir: str | Path
) -> list[Path]:
    """Return the static folders, the source tree's own ``_static`` first."""
    folders = [Path(srcdir, "_static"), *(Path(confdir, name) for name in static_path)]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def image_names(folders: Iterable[Path]) -> set[str]:
    """Return the site-absolute paths of all images in static folders."""
    return {
        "/" + path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.rglob("images/**/*")
        if path.is_file()
    }


def find_asset(uri: str, folders: Iterable[Path]) -> Path | None:
    """Return the file of a site-absolute path in the first folder that has it.

    A path never leads out of the folder that it is looked up in.
    """
    for folder in folders:
        path = (folder / uri.lstrip("/")).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None
