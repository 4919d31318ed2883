"""Random edits, one build after each: what is published is what a clean build makes."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from small_site import ALL_FEATURES, Site, contents

pytestmark = pytest.mark.slow
DAY = 86_400
#: The middle of 2024.
NOON = 1_719_000_000


class Editor:
    """Someone who edits a site without a plan, but knows which ids there are."""

    def __init__(self, site: Site, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = site
        self.chance = random.Random(seed)
        self.monkeypatch = monkeypatch
        self.settings: dict[str, Any] = {
            "project": "Site",
            "site_groups": {"ut": "UT", "ing": "ING"},
        }
        self.day = NOON
        self.tick = 0
        self.edits: list[Callable[[], None]] = [
            self.retitle, self.weigh, self.relate, self.add_thesis, self.add_area,
            self.rename, self.delete, self.describe, self.next_day, self.set,
            self.style, self.paint, self.draft, self.write_body, self.break_link,
        ]  # fmt: skip

    def start(self) -> None:
        """Write the site."""
        for name in ("about", "about/news", "about/partners", "research", "team"):
            self.site.page(f"{name}/index", f"title: All of {name}")
        for name in ("research/areas", "research/projects", "research/theses"):
            self.site.page(f"{name}/index", f"title: All of {name}")
        self.site.page("research/by-area", "title: By", "```{theses}\n:group-by: area\n```")
        self.site.page(
            "research/new", "title: New", "```{theses}\n:sort: date\n:limit: 3\n```"
        )
        self.site.page("about/n", "title: N", "{count}`people` and {count}`theses`.")
        for name in ("ut", "ing"):
            self.site.page(f"about/partners/{name}", f"title: {name}\nkind: university")
        for number in range(4):
            fields = f"group: ut\naffiliation: ut\nend: 2024-0{6 + number}-15"
            self.site.page(f"team/p{number}", f"title: Person {number}\n{fields}")
        for number in range(3):
            start = f"kind: grant\nstart: 2024-0{6 + number}-10\nlead: p{number}"
            self.site.page(f"research/projects/g{number}", f"title: Grant {number}\n{start}")
            self.site.page(f"about/news/n{number}", f"title: N\ndate: 2024-05-0{number + 1}")
            self.site.page(f"research/areas/a{number}", f"title: Area {number}")
            self.add_thesis()
        self.style()
        self.paint()
        self.site.page("index", "title: Home", "![A](/images/a.png)\n![B](/images/b.png)")
        self.set()
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(self.day))

    def edit(self) -> str:
        """Make one edit, and return its name."""
        self.tick += 1
        chosen = self.chance.choice(self.edits)
        chosen()
        return chosen.__name__

    def files(self, folder: str) -> list[Path]:
        found = sorted((self.site.source / folder).glob("*.md"))
        return [path for path in found if path.name != "index.md"]

    def some(self, *folders: str) -> Path:
        return self.chance.choice([path for one in folders for path in self.files(one)])

    def any(self) -> Path:
        folders = ("team", "research/theses", "research/areas", "research/projects")
        return self.some(*folders, "about/partners", "about/news", "about", "research")

    def field(self, path: Path, name: str, value: str | None) -> None:
        lines = path.read_text().split("\n")
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        if value is not None:
            kept.insert(1, f"{name}: {value}")
        path.write_text("\n".join(kept))

    # ---- edits ----

    def retitle(self) -> None:
        self.field(self.any(), "title", f"Title {self.chance.choice('ABC')} {self.tick}")

    def describe(self) -> None:
        self.field(self.any(), "description", f"Words {self.tick}")

    def weigh(self) -> None:
        self.field(self.any(), "weight", self.chance.choice(["1", "2", "9", None]))

    def relate(self) -> None:
        path = self.some("research/theses")
        supervisor, area = self.some("team").stem, self.some("research/areas").stem
        self.field(path, "supervisors", f"{{ut: [{supervisor}]}}")
        self.field(path, "areas", f"[{area}]")

    def add_thesis(self) -> None:
        fields = f"degree: MSc\nstatus: completed\nyear: {2018 + self.chance.randint(0, 5)}"
        path = self.site.page(
            f"research/theses/t{self.tick}-{self.chance.randint(0, 9999)}",
            f"title: Thesis {self.tick}\n{fields}\nauthor: Student {self.tick}",
        )
        self.field(path, "supervisors", f"{{ut: [{self.some('team').stem}]}}")

    def add_area(self) -> None:
        self.site.page(f"research/areas/a-{self.tick}", f"title: Area {self.tick}")

    def rename(self) -> None:
        """Rename a record, and its id wherever it is named."""
        path = self.some("team", "research/areas", "research/theses")
        name = f"{path.stem[:3]}-{self.tick}"
        path.rename(path.with_stem(name))
        for other in self.site.source.rglob("*.md"):
            text = other.read_text()
            other.write_text(re.sub(rf"(?<=[\[ ]){path.stem}(?=[\]\n])", name, text))

    def delete(self) -> None:
        theses = self.files("research/theses")
        if len(theses) > 2:
            self.chance.choice(theses).unlink()

    def draft(self) -> None:
        path = self.some("research/theses", "about/news")
        self.field(path, "draft", None if "draft: true" in path.read_text() else "true")

    def next_day(self) -> None:
        self.day += self.chance.randint(1, 20) * DAY
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(self.day))

    def set(self) -> None:
        self.settings["project"] = f"Site {self.tick}"
        self.settings["site_groups"] = {"ut": f"UT {self.tick}", "ing": "ING", "alumni": "A"}
        self.site.conf(
            "clean_builds", *ALL_FEATURES, author="Us", html_static_path=["_static"],
            html_css_files=["site.css"], html_baseurl="https://site.example/", **self.settings,
        )  # fmt: skip

    def style(self) -> None:
        self.site.write("_static/site.css", f"p {{ margin: {self.tick}px }}\n")

    def paint(self) -> None:
        (self.site.source / "_static/images").mkdir(parents=True, exist_ok=True)
        for name in ("a", "b"):
            size = (600 + self.chance.randint(0, 9), 100)
            path = self.site.source / f"_static/images/{name}.png"
            Image.effect_noise(size, 50).save(path)

    def write_body(self) -> None:
        path = self.any()
        path.write_text(f"{path.read_text()}\nMore words {self.tick} on [the team](/team/).\n")

    def break_link(self) -> None:
        """Break a link, or mend it."""
        path = self.site.source / "about/n.md"
        text = path.read_text()
        is_broken = "/gone/" in text
        path.write_text(text.replace("\n[x](/gone/)\n", "") if is_broken
                        else f"{text}\n[x](/gone/)\n")  # fmt: skip


def first_difference(ours: bytes, clean: bytes) -> tuple[bytes, bytes]:
    pairs = zip(ours.split(b"\n"), clean.split(b"\n"), strict=False)
    return next((pair for pair in pairs if pair[0] != pair[1]), (b"", b""))


@pytest.mark.parametrize(
    ("builder", "parallel", "edits"),
    [("dirhtml", 0, 100), ("html", 0, 30), ("dirhtml", 2, 30)],
)
def test_edits_leave_what_a_clean_build_makes(
    site: Site, monkeypatch: pytest.MonkeyPatch, builder: str, parallel: int, edits: int
) -> None:
    editor = Editor(site, 7, monkeypatch)
    editor.start()
    site.build(builder, "incremental", parallel)
    done: list[str] = []
    for _ in range(edits):
        done.append(editor.edit())
        made = site.build(builder, "incremental", parallel)
        if len(done) % 5 == 0:
            # A name of its own: what was made of pictures is known by its folder.
            wanted = site.build(builder, f"clean-{len(done)}", parallel)
            ours, clean = contents(made.out), contents(wanted.out)
            different = sorted(n for n in ours.keys() & clean if ours[n] != clean[n])
            changes = [(n, *first_difference(ours[n], clean[n])) for n in different]
            assert changes == [], done
            assert sorted(ours) == sorted(clean), done
            assert sorted(made.warnings) == sorted(wanted.warnings), done
            shutil.rmtree(wanted.out)
