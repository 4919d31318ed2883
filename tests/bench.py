"""Compare building times: this project, stock Sphinx with Furo, MkDocs Material.

Makes sites of people, theses and long texts, the same text for each tool, and
builds each from nothing several times. Writes a table to standard output and
``_build/bench/bench.svg``. Usage: ``bench.py [--sizes 100,400,1600] [--runs 3]``.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import math
import os
import pstats
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
import venv
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).parent.parent
WORK = ROOT / "_build" / "bench"
MATERIAL = "mkdocs-material==9.8.1"
#: Seconds; a tool that took longer at one size is not run at the next.
PATIENCE = 300
#: Pages in a section of the benchmark's site.
SECTIONS = ("team", "research/theses")


def write_site(folder: Path, pages: int, *, records: bool) -> None:
    """Write *pages* pages; as records with relations, or as plain Markdown."""
    chance = random.Random(pages)
    words = [f"word{number}" for number in range(800)]
    people = [f"person-{number}" for number in range(pages // 2)]

    def text() -> str:
        paragraphs = chance.randint(1, 6)
        return "\n\n".join(
            " ".join(chance.choices(words, k=80)) + "." for _ in range(paragraphs)
        )

    for number in range(5):
        picture = folder / "images" / f"{number}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        Image.linear_gradient("L").resize((300, 60 + number)).save(picture)

    def image(name: str) -> str:
        if chance.random() > 0.2:
            return ""
        up = "../" * name.count("/")
        return f"![A picture]({up}images/{chance.randrange(5)}.png)\n\n"

    def write(name: str, title: str, fields: str, links: str) -> None:
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\ntitle: {title}\n{fields if records else ''}---\n\n"
        heading = "" if records else f"# {title}\n\n"
        path.write_text(
            f"{head}{heading}{text()}\n\n{image(name)}## Details\n\n{links}\n\n{text()}\n"
        )

    write("index", "Home", "", "")
    for section in SECTIONS:
        names = people if section == "team" else [f"t-{n}" for n in range(pages // 2)]
        listing = "\n".join(f"- [{name}]({name}.md)" for name in names)
        tree = "\n".join(names)
        body = "" if records else f"{listing}\n\n```{{toctree}}\n:hidden:\n{tree}\n```"
        write(f"{section}/index", section, "", body)
    write("about/index", "About", "", "")
    write("about/uni", "Uni", "", "")
    if records:
        write("about/partners/uni", "Uni", "kind: university\n", "")
    for name in people:
        write(f"team/{name}", name, "group: ut\nrole: Researcher\n", "")
    for number in range(pages // 2):
        first, second = chance.sample(people, 2)
        fields = (
            f"author: {first}\ndegree: MSc\nstatus: completed\nyear: 2024\n"
            f"supervisors:\n  uni: [{second}]\n"
        )
        links = f"[{first}](../../team/{first}.md), [{second}](../../team/{second}.md)"
        write(f"research/theses/t-{number}", f"Thesis {number}", fields, links)
    if not records:
        index = folder / "index.md"
        sections = [*(f"{section}/index" for section in SECTIONS), "about/index"]
        trees = "\n".join([*sections, "about/uni"])
        index.write_text(index.read_text() + f"\n```{{toctree}}\n:hidden:\n{trees}\n```\n")


def commands(folder: Path, pages: int) -> dict[str, list[str]]:
    """Write the sources of each tool and return how to build them."""
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml"]
    ours, stock, material = folder / "ours", folder / "stock", folder / "material"
    write_site(ours, pages, records=True)
    (ours / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / '_ext')!r})\n"
        'extensions = ["myst_parser", "research_site", "site_search"]\nhtml_theme = "furo"\n'
        "html_copy_source = False\nsmartquotes = False\n"  # as in this site's own
    )
    write_site(stock, pages, records=False)
    (stock / "conf.py").write_text(
        'extensions = ["myst_parser"]\nhtml_theme = "furo"\n'
        'html_copy_source = False\nsuppress_warnings = ["myst.header"]\n'
    )
    write_site(material / "docs", pages, records=False)
    (material / "mkdocs.yml").write_text(
        "site_name: Bench\ntheme:\n  name: material\n  font: false\n"
    )
    parallel = [*sphinx, "-j", "auto"]
    mkdocs = [str(WORK / "env" / "bin" / "mkdocs"), "build", "-q"]
    mkdocs += ["-f", str(material / "mkdocs.yml")]
    return {
        "this project": [*sphinx, str(ours), str(folder / "out-ours")],
        "this project, -j auto": [*parallel, str(ours), str(folder / "out-parallel")],
        "MkDocs Material": [*mkdocs, "-d", str(folder / "out-material")],
        "stock Furo": [*sphinx, str(stock), str(folder / "out-stock")],
    }


def measure(command: list[str], out: Path) -> tuple[float, float]:
    """Run a command from nothing; return seconds and peak memory in MB."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return seconds, usage.ru_maxrss / 1024


def edit(folder: Path) -> float:
    """Return the seconds from saving a page to its reload in ``make live``."""
    log = folder / "live.log"
    page = folder / "ours" / "team" / "person-0.md"
    live = [sys.executable, "-u", str(ROOT / "_ext" / "live.py"), "-b", "dirhtml"]
    live += [str(folder / "ours"), str(folder / "out-ours"), "--port", "0"]
    with log.open("w") as output:
        server = subprocess.Popen(live, stdout=output, stderr=output)

    def wait_for(text: str, count: int = 1) -> None:
        while log.read_text().count(text) < count:
            if server.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.01)

    times = []
    try:
        wait_for("Waiting to detect changes")
        for number in range(3):
            time.sleep(2)  # the watcher starts after its message
            page.write_text(page.read_text() + "\nOne more word.\n")
            start = time.perf_counter()
            wait_for(" s; serving on ", number + 1)
            times.append(time.perf_counter() - start)
    finally:
        server.terminate()
        server.wait()
    return statistics.median(times)


def search_index(folder: Path) -> str:
    """Return how large the index of the profiled build is, and how long it took."""
    calls: dict[Any, Any] = pstats.Stats(str(folder / "profile")).stats  # type: ignore[attr-defined]
    seconds = sum(call[3] for (_, _, name), call in calls.items() if name == "make_index")
    content = (folder / "out-ours" / "search-index.js").read_bytes()
    packed = len(gzip.compress(content))
    return f"{len(content) / 1000:.0f} kB, packed {packed / 1000:.0f} kB, {seconds:.2f} s"


def own_share(folder: Path, command: list[str]) -> float:
    """Return the share of a build, by profile, that the extension's functions take.

    What they call counts as theirs, so that is an upper bound; but not what stands in
    for functions of Sphinx and hands on to them (the room ``speed``), and not the
    templates.
    """
    profile = folder / "profile"
    shutil.rmtree(Path(command[-1]), ignore_errors=True)
    profiled = [sys.executable, "-m", "cProfile", "-o", str(profile), *command[1:]]
    subprocess.run(profiled, check=True, stdout=subprocess.DEVNULL)

    def own(file: str, name: str) -> bool:
        if name == "<module>":  # the package's import contains the others
            return file.endswith("/research_site/__init__.py")
        other = "/speed/" in file or file.endswith(".html")
        return "/research_site/" in file and not other

    calls: dict[Any, Any] = pstats.Stats(str(profile)).stats  # type: ignore[attr-defined]
    seconds = sum(
        by_caller[3]
        for (file, _, name), (*_, callers) in calls.items()
        if own(file, name)
        for (caller, _, by), by_caller in callers.items()
        if not own(caller, by)
    )
    return float(seconds / sum(call[2] for call in calls.values()))


def plot(results: dict[str, dict[int, float]]) -> str:
    """Return an SVG of seconds by pages, both logarithmic."""
    sizes = sorted({size for times in results.values() for size in times})
    most = max(value for times in results.values() for value in times.values())
    least = min(value for times in results.values() for value in times.values())

    def across(size: int) -> float:
        return 70 + 400 * math.log(size / sizes[0]) / (math.log(sizes[-1] / sizes[0]) or 1)

    def up(seconds: float) -> float:
        return 280 - 230 * math.log(seconds / least) / (math.log(most / least) or 1)

    def line(points: str, style: str) -> str:
        return f'<polyline points="{points}" fill="none" {style}/>'

    def word(x: float, y: float, words: str, style: str) -> str:
        return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{words}</text>'

    quiet = 'fill="#55636f"'
    parts = [word(70, 24, "seconds to build, by pages; scales are logarithmic", quiet)]
    for seconds in (1, 2, 5, 10, 20, 50, 100, 200):
        if least <= seconds <= most:
            y = up(seconds)
            parts.append(line(f"70,{y:.1f} 470,{y:.1f}", 'stroke="#d3dce5"'))
            parts.append(word(60, y + 4, str(seconds), f'{quiet} text-anchor="end"'))
    middle = f'{quiet} text-anchor="middle"'
    parts += [word(across(size), 305, f"{size:,}", middle) for size in sizes]
    colours = ("#12355b", "#0b7a75", "#b3541e", "#7a1e4b")
    labels = []
    for (name, times), colour in zip(results.items(), colours, strict=False):
        points = " ".join(f"{across(n):.1f},{up(times[n]):.1f}" for n in sorted(times))
        parts.append(line(points, f'stroke="{colour}" stroke-width="2"'))
        last = max(times)
        said = f"{name}, {times[last]:.1f} s"
        labels.append((up(times[last]) + 4, across(last) + 8, said, colour))
    above = 0.0
    for y, x, said, colour in sorted(labels):
        above = max(y, above + 15 if x > 400 else y)
        parts.append(word(x, above, said, f'fill="{colour}"'))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 320" width="720" '
        'height="320" font-family="sans-serif" font-size="12">'
        f'<title>Seconds to build, by pages</title><rect width="720" height="320" '
        f'fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,400,1600")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    if not (WORK / "env").is_dir():
        print(f"installing {MATERIAL} …", flush=True)
        venv.create(WORK / "env", with_pip=True)
        pip = [str(WORK / "env" / "bin" / "pip"), "install", "-q", MATERIAL]
        subprocess.run(pip, check=True)
    names = ("sphinx", "myst-parser", "furo")
    print(", ".join(f"{name} {version(name)}" for name in names), MATERIAL, flush=True)
    results: dict[str, dict[int, float]] = {}
    for size in map(int, arguments.sizes.split(",")):
        folder = WORK / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        todo = commands(folder, size)
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in todo}
        for number in range(arguments.runs):
            for name, command in todo.items():
                before = results.get(name, {})
                growth = (size / max(before)) ** 2 if before else 1
                if before and before[max(before)] * growth > PATIENCE:
                    continue
                if name not in results and size > 100 and results:
                    continue
                runs[name].append(measure(command, Path(command[-1])))
                print(
                    f"  {size} pages, run {number + 1}: {name} {runs[name][-1][0]:.1f} s",
                    flush=True,
                )
        print(f"\n| {size} pages | median s | peak MB | times this project |")
        print("|---|---|---|---|")
        own = statistics.median(seconds for seconds, _ in runs["this project"])
        for name, measured in runs.items():
            if measured:
                seconds = statistics.median(s for s, _ in measured)
                memory = max(m for _, m in measured)
                results.setdefault(name, {})[size] = seconds
                print(f"| {name} | {seconds:.1f} | {memory:.0f} | {seconds / own:.1f} |")
        again = edit(folder)
        print(f"\none page edited in make live: {again:.2f} s", flush=True)
        share = own_share(folder, todo["this project"])
        print(f"the extension's own share, by profile: {share:.0%}", flush=True)
        print(f"the search's index: {search_index(folder)}\n", flush=True)
    for name, times in results.items():
        steps = sorted(times)
        for low, high in itertools.pairwise(steps):
            growth = times[high] / times[low]
            print(f"{name}: {low} to {high} pages takes {growth:.1f} times as long")
    (WORK / "bench.svg").write_text(plot(results))
    print(f"plot: {WORK / 'bench.svg'}")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
