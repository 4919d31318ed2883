"""The files that pages are read from: which were saved, or replaced by older ones."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sphinx.environment import BuildEnvironment


def saved_since(env: BuildEnvironment, moment: int) -> str | None:
    """Return a source that was saved after a moment in nanoseconds, if any."""
    late = (name for name in sources_of(env) if state_of(Path(name))[0] > moment)
    return next((os.path.relpath(name, env.srcdir) for name in late), None)


def sources_of(env: BuildEnvironment) -> list[str]:
    """Return the files that pages are read from, pictures and included ones too."""
    found = {str(env.doc2path(name)) for name in env.found_docs}
    for name in env.found_docs:
        found |= {str(Path(env.srcdir, one)) for one in env.dependencies.get(name, ())}
    return sorted(found)


def older(sources: dict[str, list[int]], moment: int) -> Iterator[str]:
    """Yield sources that differ, though Sphinx, which looks for newer ones, sees none."""
    for name, noted in sources.items():
        state = state_of(Path(name))
        if state != noted and 0 <= state[0] <= moment:
            yield name


def state_of(path: Path) -> list[int]:
    """Return when a file was saved, in nanoseconds, and its size; [-1, -1] without one."""
    with suppress(OSError):
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            return [found.st_mtime_ns, found.st_size]
    return [-1, -1]
