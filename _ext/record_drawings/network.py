"""Who works with whom: organisations, projects and people, and the lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from record_drawings import svg

#: Pixels: where the columns begin and end.
LEFT, CENTRE_LEFT, CENTRE_RIGHT, RIGHT, WIDE = 250, 330, 640, 720, 920


class Mark(NamedTuple):
    """A record in the picture: its page and its name."""

    docname: str
    name: str


class Project(NamedTuple):
    """A project, with the organisations and people that take part."""

    mark: Mark
    organisations: Sequence[Mark]
    people: Sequence[Mark]


def order(columns: Sequence[Sequence[Mark]]) -> list[Mark]:
    """Return each mark once, near the middle of the projects that have it."""
    places: dict[Mark, list[int]] = {}
    for number, column in enumerate(columns):
        for mark in column:
            places.setdefault(mark, []).append(number)
    return sorted(places, key=lambda mark: (sum(places[mark]) / len(places[mark]), mark.name))


def heights(marks: Sequence[Mark], high: float) -> Mapping[Mark, float]:
    """Return how far down each mark stands, evenly over the picture's height."""
    step = high / max(len(marks), 1)
    return {mark: step * (number + 0.5) for number, mark in enumerate(marks)}


def draw(projects: Sequence[Project]) -> str:
    """Return the picture: a group for each project, with its lines and its name."""
    left = order([project.organisations for project in projects])
    right = order([project.people for project in projects])
    rows = max(len(left), len(right), len(projects) * 2, 1)
    high = rows * svg.LINE
    at_left, at_right = heights(left, high), heights(right, high)
    at_centre = heights([project.mark for project in projects], high)
    parts = []
    for project in projects:
        y = at_centre[project.mark]
        starts = [at_left[one] for one in project.organisations]
        lines = [svg.curve(LEFT + 8, start, CENTRE_LEFT, y) for start in starts]
        ends = [at_right[one] for one in project.people]
        lines += [svg.curve(CENTRE_RIGHT, y, RIGHT - 8, end) for end in ends]
        name = svg.shortened(project.mark.name, CENTRE_RIGHT - CENTRE_LEFT - 16)
        middle = (CENTRE_LEFT + CENTRE_RIGHT) / 2
        box = svg.bar(CENTRE_LEFT, y - 13, CENTRE_RIGHT - CENTRE_LEFT, 26, 0.1)
        label = svg.words(middle, y + 5, name, "middle")
        inner = svg.link(project.mark.docname, box + label, project.mark.name)
        parts.append(f'<g class="site-strand">{"".join(lines)}{inner}</g>')
    for marks, x, anchor in ((at_left, LEFT, "end"), (at_right, RIGHT, "start")):
        for mark, y in marks.items():
            label = svg.words(x, y + 5, svg.shortened(mark.name, LEFT), anchor)
            parts.append(svg.link(mark.docname, label, mark.name))
    return svg.picture(WIDE, high, parts)
