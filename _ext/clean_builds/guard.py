"""What goes wrong with one page costs that page alone, and is said in a sentence."""

from __future__ import annotations

import datetime
import errno
import os
import stat
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)

#: What the system says -> what to do.
REMEDIES = {
    errno.ENOSPC: "the disk is full; free some room and build again",
    errno.EDQUOT: "the quota is used up; free some room and build again",
    errno.EROFS: "the file system can only be read; build into another folder",
    errno.EACCES: "permission is denied; make it writable, or build into another folder",
    errno.EPERM: "permission is denied; make it writable, or build into another folder",
    errno.EISDIR: "a folder stands where a file must be; move one of the two",
    errno.ENOTDIR: "a file stands where a folder must be; move one of the two",
    errno.ENAMETOOLONG: "the name is longer than the system allows; shorten it",
}
TEXT = "This page could not be read; the messages of the build say why."


def stop(message: str) -> NoReturn:
    """End the build with a sentence; of any other exception Sphinx shows a traceback."""
    raise SystemExit(f"Cannot build: {message}")


def sentence(error: OSError, app: Sphinx) -> str:
    """Return what the system refused, where, and what to do."""
    place = str(error.filename or "")
    with_base = os.path.relpath(place, app.srcdir) if place else "the output"
    what = REMEDIES.get(
        error.errno or 0, f"{error.strerror or error}; mend it and build again"
    )
    return f"{with_base}: {what}"


@contextmanager
def told(app: Sphinx) -> Iterator[None]:
    """Turn what the system and Sphinx refuse into a sentence."""
    try:
        yield
    except OSError as error:
        stop(sentence(error, app))
    except SphinxError as error:
        stop(str(error))
    except Exception as error:
        noted = Path(app.doctreedir, "traceback.txt")
        noted.write_text(traceback.format_exc(), encoding="utf-8")
        stop(f"{explain(error)}; what was running is noted in {noted}")


def explain(error: BaseException) -> str:
    """Return what was raised, in a line: the cause, without what wraps it."""
    cause = getattr(error, "orig_exc", None) or error.__cause__ or error
    if isinstance(cause, RecursionError):
        return "its parts are nested more deeply than can be read; nest them less"
    words = " ".join(str(cause).split())[:200]
    return f"{type(cause).__name__}: {words}" if words else type(cause).__name__


def epoch_fault() -> str:
    """Return what is wrong with SOURCE_DATE_EPOCH (reproducible-builds.org), or nothing.

    A wrong one is set to 0, as Sphinx would end in a traceback before it loads any
    extension; so conf.py imports this package, and `setup` tells.
    """
    found = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        datetime.datetime.fromtimestamp(int(found or 0), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        os.environ["SOURCE_DATE_EPOCH"] = "0"
        return (
            f"SOURCE_DATE_EPOCH: found {found!r}, expected seconds since 1970 such as "
            "1790000000 (git log -1 --format=%ct); set it, or unset it"
        )
    return ""


EPOCH_FAULT = epoch_fault()


class Guard:
    """Builds the other pages when one of them cannot be read or written."""

    def __init__(self) -> None:
        """Begin with no page that is broken."""
        self.broken = ""

    def watch(self, app: Sphinx) -> None:
        """Take the place of the builder's methods that read and write one page."""
        builder = app.builder
        read, write = builder.read_doc, builder.write_doc

        def read_doc(docname: str, *, _cache: bool = True) -> None:
            try:
                read(docname, _cache=_cache)
            except Exception as error:
                self._tell(docname, "cannot be read", error)
                self.broken = docname
                builder.env.current_document.clear()
                try:
                    read(docname, _cache=_cache)
                except Exception:  # of the same extension; the first one is told
                    builder.write_doctree(
                        docname, _stand_in(builder.env, docname), _cache=_cache
                    )
                self.broken = ""

        def write_doc(docname: str, doctree: nodes.document) -> None:
            try:
                write(docname, doctree)
            except OSError:
                raise
            except Exception as error:
                self._tell(docname, "cannot be written", error)

        builder.read_doc = read_doc  # type: ignore[method-assign, misc]
        builder.write_doc = write_doc  # type: ignore[method-assign]

    def replace_text(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Let a page that cannot be read say so."""
        if docname == self.broken:
            title = docname.rpartition("/")[2].replace("-", " ").capitalize()
            source[0] = f"{title}\n{'=' * max(4, len(title))}\n\n{TEXT}\n"

    def watch_resolving(self, app: Sphinx, builder: Builder) -> None:
        """Guard also what is done to a page before it is written."""
        env = builder.env
        stock: Callable[..., nodes.document] = env.get_and_resolve_doctree

        def resolve(docname: str, *args: Any, **kwargs: Any) -> nodes.document:
            try:
                return stock(docname, *args, **kwargs)
            except OSError:
                raise
            except Exception as error:
                self._tell(docname, "cannot be shown", error)
                return _plain_page(env, docname)

        # Set when the environment has been saved, as it would be saved with it.
        env.__dict__["get_and_resolve_doctree"] = resolve

    def leave(self, app: Sphinx, exception: Exception | None) -> None:
        """Put the environment's own method back."""
        app.env.__dict__.pop("get_and_resolve_doctree", None)

    @staticmethod
    def _tell(docname: str, what: str, error: Exception) -> None:
        logger.warning(
            "this page %s: %s; take out what was added last, or write it more simply",
            what,
            explain(error),
            type="site",
            subtype="page",
            location=docname,
        )


def _stand_in(env: BuildEnvironment, docname: str) -> nodes.document:
    """Return a page that says what happened, and note of it what Sphinx's menus need."""
    env.clear_doc(docname)
    title = nodes.title("", docname.rpartition("/")[2].replace("-", " ").capitalize())
    env.titles[docname] = env.longtitles[docname] = title
    env.tocs[docname] = nodes.bullet_list("")
    env.toc_num_entries[docname] = 0
    env.metadata[docname] = {}
    env.all_docs[docname] = time.time_ns() // 1000
    env.prepare_settings(docname)
    document = _plain_page(env, docname)
    for domain in env.domains.sorted():
        domain.process_doc(env, docname, document)
    env.current_document.clear()
    return document


def _plain_page(env: BuildEnvironment, docname: str) -> nodes.document:
    document = new_document(str(env.doc2path(docname)))
    title = env.titles.get(docname)
    words = title.astext() if title else docname
    part = nodes.section("", nodes.title("", words), nodes.paragraph("", TEXT), ids=["page"])
    document += part
    return document


def part_circles(app: Sphinx, env: BuildEnvironment) -> None:
    """Take entries out of toctrees that lead back to a page above; Sphinx walks in circles."""
    above: list[str] = []

    def walk(docname: str) -> None:
        above.append(docname)
        for child in list(env.toctree_includes.get(docname, ())):
            if child not in above:
                walk(child)
                continue
            env.toctree_includes[docname].remove(child)
            for toctree in env.tocs[docname].findall(addnodes.toctree):
                toctree["entries"] = [one for one in toctree["entries"] if one[1] != child]
                toctree["includefiles"] = [n for n in toctree["includefiles"] if n != child]
            logger.warning(
                "toctree: found %s, which stands above this page; take it out",
                child,
                type="site",
                subtype="page",
                location=docname,
            )
        above.pop()

    walk(env.config.root_doc)


def leave_out_what_is_no_file(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Leave out pipes and devices, whose reading would never end, and unreadable names."""
    for docname in sorted(env.found_docs):
        path = Path(env.doc2path(docname))
        try:
            is_file = stat.S_ISREG(path.stat().st_mode)
        except OSError:
            is_file = False
        is_text = docname.isascii() or docname.encode(errors="replace").decode() == docname
        if not is_file or not is_text:
            for pages in (env.found_docs, added, changed):
                pages.discard(docname)
            logger.warning(
                "found %s, expected a page; delete or rename it",
                "a name that is not UTF-8" if is_file else "what is no file",
                type="site",
                subtype="page",
                location=docname,
            )
    return []


def setup(app: Sphinx) -> None:
    """Look whether the output can be written; guard reading, resolving and writing."""
    if EPOCH_FAULT:
        stop(EPOCH_FAULT)
    for folder in (app.outdir, app.doctreedir):
        with told(app):
            Path(folder).mkdir(parents=True, exist_ok=True)
            trial = Path(folder, ".trial")
            trial.write_bytes(b"")
            trial.unlink()
    build = app.build

    def build_or_say_why(*args: Any, **kwargs: Any) -> None:
        with told(app):
            build(*args, **kwargs)

    app.build = build_or_say_why  # type: ignore[method-assign]
    guard = Guard()
    app.connect("builder-inited", guard.watch)
    app.connect("env-get-outdated", leave_out_what_is_no_file, priority=100)
    app.connect("env-updated", part_circles, priority=50)
    app.connect("source-read", guard.replace_text, priority=999)
    app.connect("write-started", guard.watch_resolving)
    app.connect("build-finished", guard.leave)
