"""Messages stand at the end, by page; what many share is told once."""

from __future__ import annotations

from pathlib import Path

from small_site import Site


def test_messages_stand_together_by_page(watched: Site) -> None:
    watched.conf("clean_builds.messages", "clean_builds")
    watched.page("b", "title: B\nzebra: x", "[x](/nowhere/)")
    watched.page("a", "title: A", "[y](/nowhere/)\n\n[x](/nowhere/)\n")
    lines = watched.build().warnings
    assert lines[0] == "4 messages about 2 files:"
    assert [line.partition(" ")[0] for line in lines[1:]] == [
        "a.md:5:",
        "a.md:7:",
        "b.md:3:",
        "b.md:6:",
    ]
    assert all(line.count("[site.") == 1 for line in lines[1:])


def test_message_that_many_pages_share_is_told_once(watched: Site) -> None:
    watched.conf("clean_builds.messages", "clean_builds")
    for number in range(6):
        watched.page(f"p{number}", f"title: P{number}\nzebra: x")
    built = watched.build()
    (line,) = [line for line in built.warnings if "zebra" in line]
    assert line.startswith("p0.md:3: WARNING: zebra: ")
    assert line.endswith(", …: 6 pages)")
    assert "(also " in line
    everything = Path(built.app.doctreedir, "messages.txt").read_text()
    assert everything.count("zebra") == 6


def test_warnings_count_for_the_exit_status(watched: Site) -> None:
    watched.conf("clean_builds.messages", "clean_builds")
    watched.page("b", "title: B", "[x](/nowhere/)")
    assert watched.build().app._warncount == 1
