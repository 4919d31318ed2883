"""``make live``: sphinx-autobuild with Sphinx and its extensions already loaded.

sphinx-autobuild starts Python anew for each build, which takes longer than the
build of one edited page. It calls its builder in a process of its own, forked from
the server; so what the server has loaded need not be loaded again. Where
processes are not forked (Windows, macOS) a build is as fast as before.
"""

from __future__ import annotations

import gc
import socket
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import sphinx_autobuild.__main__ as autobuild
from sphinx.application import builtin_extensions
from sphinx.cmd.build import main as sphinx_build
from sphinx.config import Config
from sphinx.util.tags import Tags
from sphinx_autobuild.utils import show_message

CODE = Path(__file__).parent
STARTED = time.time()


class WarmBuilder(autobuild.Builder):  # type: ignore[misc]
    """sphinx-autobuild's builder, without a new Python."""

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build; in a new Python where the loaded code is no longer what is saved."""
        changed = any(path.stat().st_mtime > STARTED for path in CODE.rglob("*.py"))
        if changed or not changed_paths:
            super().__call__(changed_paths=changed_paths)
            return
        gc.disable()  # this process ends with the build
        start = time.perf_counter()
        if sphinx_build(self.sphinx_args):
            show_message("The build failed; what is shown is the page before it")
        show_message(f"{time.perf_counter() - start:.1f} s; serving on {self.uri}")


def load(folder: Path) -> None:
    """Import what a build of the site in *folder* imports."""
    config = Config.read(folder, overrides={}, tags=Tags())
    for name in (*builtin_extensions, *config.extensions, "furo"):
        import_module(name)


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
    autobuild.main()
