"""What earlier builds left: trusted where all of it is as it was left, else made anew."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from clean_builds.sources import older, saved_since, sources_of, state_of

logger = logging.getLogger(__name__)

#: Stands in the output and beside the doctrees while a build runs, and until one ends
#: without a warning.
MARK = ".unfinished"
#: Folders of the output that hold only what Sphinx copies for pages.
COPIED = ("_images", "_downloads", "_sources")
#: Files whose content decides how pages look, though Sphinx does not look at it.
LOOKS = {".css", ".js", ".html", ".jinja", ".py", ".typ"}


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, without those of this module."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MARK and not path.name.startswith("ledger-"):
            yield path


def _sizes(folder: Path, *without: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in _files(folder)
        if not any(path.is_relative_to(other) for other in without)
    }


def stamp(app: Sphinx) -> str:
    """Return a digest of what decides about all pages beside Sphinx's own settings.

    That is the day, SOURCE_DATE_EPOCH, the installed packages, conf.py, the
    extensions beside it, templates, styles and scripts.
    """
    confdir = Path(app.confdir)
    folders = [*app.config.html_static_path, *app.config.templates_path]
    code = {Path(str(e.module.__file__)).parent for e in app.extensions.values()}
    near = {p for p in code if p.is_relative_to(confdir) and ".venv" not in p.parts}
    roots = {*(confdir / name for name in folders), *near} - {confdir}
    files = {confdir / "conf.py"}
    for root in roots:
        found = root.rglob("*") if root.is_dir() else [root]
        files |= {path for path in found if path.suffix in LOOKS}
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in files if path.is_file()):
        digest.update(os.path.relpath(path, confdir).encode(errors="replace"))
        digest.update(path.read_bytes())
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    day = os.environ.get("SOURCE_DATE_EPOCH", today)
    packages = sorted(f"{one.name} {one.version}" for one in distributions())
    digest.update(repr((day, packages)).encode())
    return digest.hexdigest()


class Ledger:
    """Knows whether doctrees and output are as the last good build left them."""

    def __init__(self) -> None:
        """Begin without trust."""
        self.started = 0
        self.finished = 0
        self.stamp = ""
        self.owned: set[str] = set()

    def begin(self, app: Sphinx, config: Config) -> None:
        """Look what is there, throw away what cannot be trusted, and set the mark.

        This is before Sphinx loads its environment.
        """
        self.started = time.time_ns()
        self.stamp = stamp(app)
        doctrees, output = Path(app.doctreedir), Path(app.outdir)
        self._records = (
            (doctrees, doctrees / "ledger-doctrees.json"),
            (output, doctrees / f"ledger-{_name(app)}.json"),
        )
        known = [self._read(folder, record) for folder, record in self._records]
        self._owned_file = doctrees / f"ledger-{_name(app)}-owned.json"
        self.owned = set(_load(self._owned_file) or known[1].get("files", ()))
        self.finished = known[1]["finished"] if known[1].get("trusted") else 0
        if not known[0].get("trusted"):
            for path in (*doctrees.rglob("*.doctree"), doctrees / ENV_PICKLE_FILENAME):
                _remove(path)
        if not self.finished:
            _remove(output / ".buildinfo")
        for folder, _ in self._records:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / MARK).touch()

    def plan(self, app: Sphinx, builder: Builder) -> None:
        """Note what this build is about to write, should it be killed; clear static files.

        Sphinx copies those in each build.
        """
        if not isinstance(builder, StandaloneHTMLBuilder):
            return
        output = Path(builder.outdir)
        if self.owned:
            shutil.rmtree(output / "_static", ignore_errors=True)
        claimed = {
            Path(os.path.relpath(path, output)).as_posix() for path in _claimed(builder)
        }
        _save(self._owned_file, sorted(self.owned | claimed))

    def _read(self, folder: Path, record: Path) -> dict[str, Any]:
        """Return what a good build noted of a folder, and whether it is still so."""
        try:
            noted: dict[str, Any] = _load(record)
            sizes = noted["files"]
            reason = ""
            if (folder / MARK).exists():
                reason = "the last build did not end well"
            elif noted["stamp"] != self.stamp:
                reason = "the day, a package, conf.py, code or styles have changed"
            elif changed := next(_changed(folder, sizes, noted["ended"]), None):
                reason = f"{changed} is not as it was left"
            elif replaced := next(older(noted["sources"], noted["finished"]), None):
                reason = f"{replaced} was replaced by a file with an earlier date"
        except (KeyError, TypeError, AttributeError):
            return {}
        noted["trusted"] = not reason
        if reason:
            logger.info("building anew: %s", reason)
        return noted

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages that this output does not show as they were last read."""
        last = self.finished // 1000
        return sorted(name for name, read in env.all_docs.items() if read > last)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Delete what is left over; where all is well, note it and take the mark away."""
        if exception:
            return
        if isinstance(app.builder, StandaloneHTMLBuilder):
            self._sweep(app.builder)
            _save(self._owned_file, sorted(_sizes(Path(app.outdir), Path(app.doctreedir))))
        trees = Path(app.doctreedir)
        for path in trees.rglob("*.doctree"):
            if path.relative_to(trees).with_suffix("").as_posix() not in app.env.found_docs:
                path.unlink()
        late = saved_since(app.env, self.started)
        if late:
            logger.info("%s was saved while the site was built: build again", late)
        if late or app._warncount or app.statuscode:
            return
        output = Path(app.outdir)
        for folder, record in self._records:
            inner = [output] if folder != output and output.is_relative_to(folder) else []
            inner += [Path(app.doctreedir)] if folder == output else []
            noted = {
                "stamp": self.stamp,
                "finished": self.started,
                # Doctrees may get notes after this; pages may not.
                "ended": time.time_ns() if folder == output else sys.maxsize,
                "files": _sizes(folder, *inner),
                "sources": {name: state_of(Path(name)) for name in sources_of(app.env)},
            }
            _save(record, noted)
        for folder, _ in self._records:
            _remove(folder / MARK)

    def _sweep(self, builder: StandaloneHTMLBuilder) -> None:
        """Delete files of earlier builds that belong to nothing any more."""
        output = Path(builder.outdir)
        (output / ".buildinfo.bak").unlink(missing_ok=True)
        claimed = set(_claimed(builder))
        foreign = []
        for path in _files(output):
            if path in claimed or path.is_relative_to(builder.doctreedir):
                continue
            name = path.relative_to(output).as_posix()
            state = path.stat()
            is_new = max(state.st_mtime_ns, state.st_ctime_ns) >= self.started
            is_copy = name.startswith(tuple(f"{folder}/" for folder in COPIED))
            if is_new or name.startswith(("_modules/", ".git/")):
                continue
            if name in self.owned or is_copy:
                path.unlink()
                _drop_empty(path.parent, output)
            elif path.suffix == ".html":
                foreign.append(name)
        if foreign:
            logger.warning(
                "%s: found %s in the output folder, which this build did not write; "
                "delete the folder and build again",
                output.name,
                foreign[0] if len(foreign) == 1 else f"{len(foreign)} pages ({foreign[0]}, …)",
                type="site",
                subtype="address",
            )


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}


def _save(path: Path, value: object) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(value), encoding="utf-8")
    if path.is_dir():
        _remove(path)
    draft.replace(path)


def _name(app: Sphinx) -> str:
    place = os.path.relpath(app.outdir, app.doctreedir)
    return hashlib.blake2b(place.encode(), digest_size=6).hexdigest()


def _changed(folder: Path, sizes: dict[str, int], ended: int) -> Iterator[str]:
    """Yield files that have another size, or were written after a build had ended."""
    for name, size in sizes.items():
        saved, found = state_of(folder / name)
        if found != size or saved > ended:
            yield name


def _remove(path: Path) -> None:
    """Delete a file, or the folder that took its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _claimed(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    """Yield the files that are right though this build may not have written them."""
    output, env = Path(builder.outdir), builder.env
    yield output / ".buildinfo"
    for name in env.found_docs:
        yield Path(builder.get_outfilename(name))
        if builder.config.html_copy_source:
            suffix = env.doc2path(name).suffix
            link = builder.config.html_sourcelink_suffix
            yield output / "_sources" / f"{name}{suffix}{'' if link == suffix else link}"
    for _, image in env.images.values():
        yield output / builder.imagedir / image
    for _, file in env.dlfiles.values():
        yield output / "_downloads" / file
    for extra in builder.config.html_extra_path:
        folder = Path(builder.confdir, extra)
        yield output / folder.name
        yield from (output / path.relative_to(folder) for path in folder.rglob("*"))


def _drop_empty(folder: Path, root: Path) -> None:
    """Delete a folder and those above it, as long as they are empty."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def leave_mark_out(app: Sphinx, config: Config) -> None:
    """Keep the mark of an unfinished build out of books."""
    config.epub_exclude_files = [*config.epub_exclude_files, MARK]


def setup(app: Sphinx) -> None:
    """Connect first at the beginning and last at the end."""
    ledger = Ledger()
    app.connect("config-inited", leave_mark_out)
    app.connect("config-inited", ledger.begin, priority=1000)
    app.connect("env-updated", ledger.outdated, priority=1000)
    app.connect("write-started", ledger.plan)
    app.connect("build-finished", ledger.end, priority=1000)
