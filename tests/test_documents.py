"""What README and CONTRIBUTING tell a newcomer to write works as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from small_site import Site

ROOT = Path(__file__).parent.parent


def example(document: str, first: str) -> str:
    """Return the block of Python in a document that begins with some words."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / document).read_text(), re.DOTALL)
    found: str = next(block for block in blocks if block.startswith(first))
    return found


def test_feature_of_the_readme(records: Site) -> None:
    records.write("humans.py", example("_ext/research_site/README.md", '"""humans.txt'))
    path = "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))"
    records.conf("humans", more=path)
    built = records.build()
    assert built.warnings == []
    assert (built.out / "humans.txt").read_text() == "Ann Lee\n"


def test_kind_of_contributing(records: Site) -> None:
    kind = example("CONTRIBUTING.md", '"""Software')
    records.write("kinds_of_ours.py", kind)
    more = (
        "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\n"
        "from kinds_of_ours import Software\nfrom research_site.registry import add_kind\n"
        "from research_site.catalogue import DEFAULT_KINDS\n"
        "def setup(app):\n    add_kind(app, Software)\n"
        'site_kinds = {**DEFAULT_KINDS, "research/software": "software"}\n'
    )
    records.conf("structured_data", more=more)
    records.page("research/software/index", "title: Software")
    fields = "title: Tool\nurl: https://example.org/tool\nauthors: [ann]"
    records.page("research/software/tool", fields)
    records.page("about/list", "title: List", "```{programs}\n```\n\n{software}`tool`")
    built = records.build()
    assert built.warnings == []
    assert built.facts("research/software/tool")["Authors"] == "Ann Lee"
    assert built.texts("about/list", "article .site-cards a") == ["Tool"]
    (thing, *_) = built.graph("research/software/tool")
    assert thing["@type"] == "SoftwareSourceCode"
    assert [one["name"] for one in thing["author"]] == ["Ann Lee"]
