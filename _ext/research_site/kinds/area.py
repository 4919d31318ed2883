"""Research areas."""

from __future__ import annotations

from typing import ClassVar

from research_records.page import Page
from research_records.values import Related


class Area(Page):
    """A research area."""

    kind_name: ClassVar[str] = "area"
    schema_type: ClassVar[str] = "DefinedTerm"
    plural: ClassVar[str] = "areas"
    label: ClassVar[str] = "Research area"
    related_lists: ClassVar[tuple[Related, ...]] = (
        Related("Projects", "project"),
        Related("Theses", "thesis"),
    )
