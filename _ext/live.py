"""``make live``: sphinx-autobuild with Sphinx and its extensions already loaded.

sphinx-autobuild starts Python anew for each build, which takes longer than the
build of one edited page. It calls its builder in a process of its own, forked from
the server; so what the server has loaded need not be loaded again. Where
processes are not forked (Windows, macOS) a build is as fast as before.
"""

from __future__ import annotations

import gc
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stderr
from importlib import import_module
from pathlib import Path

import live_banner
import sphinx_autobuild.__main__ as autobuild
from sphinx.application import builtin_extensions
from sphinx.cmd.build import main as sphinx_build
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags
from sphinx_autobuild.utils import show_message

CODE = Path(__file__).parent
STARTED = time.time()


class WarmBuilder(autobuild.Builder):  # type: ignore[misc]
    """sphinx-autobuild's builder, without a new Python."""

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build; in a new Python where the loaded code is no longer what is saved.

        What the build says stands below all else, and in the page.
        """
        changed = any(path.stat().st_mtime > STARTED for path in CODE.rglob("*.py"))
        start = time.perf_counter()
        if changed or not changed_paths:
            command = [sys.executable, "-m", "sphinx", *self.sphinx_args]
            done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
            status, told = done.returncode, done.stderr
        else:
            gc.disable()  # this process ends with the build
            said = io.StringIO()
            with redirect_stderr(said):
                status = build(self.sphinx_args)
            told = said.getvalue()
        made = live_banner.outcome(told, status)
        live_banner.save(made)
        show_message(f"{time.perf_counter() - start:.1f} s; serving on {self.uri}")
        if made.failure:
            print(f"Not built, what is shown is from before: {made.failure}", flush=True)
        elif told.strip():
            print(told.strip(), flush=True)


def build(arguments: Sequence[str]) -> int:
    """Build, and return the exit status; a refusal is said as it is at its end."""
    try:
        return int(sphinx_build(arguments))
    except SystemExit as refused:
        print(refused, file=sys.stderr)
        return 1


def load(folder: Path) -> None:
    """Import what a build of the site in *folder* imports.

    Raises:
        SystemExit: conf.py fails; the message says where.
    """
    try:
        config = Config.read(folder, overrides={}, tags=Tags())
        for name in (*builtin_extensions, *config.extensions, "furo"):
            import_module(name)
    except (ConfigError, ImportError) as error:
        raise SystemExit(live_banner.sentence(f"configuration file: {error}")) from None


def check_port(arguments: Sequence[str]) -> None:
    """Say before building that the port is in use.

    Raises:
        SystemExit: Another program listens there; the message says what to do.
    """
    port = int(arguments[arguments.index("--port") + 1]) if "--port" in arguments else 8000
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(
                f"Port {port} is in use, perhaps by another `make live`: end that one, or "
                f"choose another port with: make live PORT={port + 1}"
            ) from None


if __name__ == "__main__":
    check_port(sys.argv)
    load(CODE.parent)
    autobuild.Builder = WarmBuilder
    autobuild.JavascriptInjectorMiddleware = live_banner.Banner
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[live_banner.STATE] = str(Path(scratch, "outcome.json"))
        autobuild.main()
