"""What is worked out once is what Sphinx would work out anew."""

from __future__ import annotations

import pytest
import quick_builds as speed
from research_site import METADATA
from small_site import Site, contents

#: A page that is parsed with other parsers while its own is at work.
INCLUDING = """
```{include} ../words.txt
```

```{eval-rst}
.. include:: ../words.txt
   :parser: myst_parser.sphinx_
```

Words *after* both.
"""


def put_stock_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for (owner, name), function in speed.STOCK.items():
        monkeypatch.setattr(owner, name, function)


def test_it_changes_no_output(whole: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole.page("team/ann", "title: Ann Lee\ngroup: ut", INCLUDING)
    whole.write("words.txt", "Included *words*, and {doc}`/index`.\n")
    whole.page("more", "title: More\nmyst: {heading_anchors: 1}", "## A")
    fast = whole.build(out="fast")
    put_stock_back(monkeypatch)
    monkeypatch.setattr(speed, "setup", lambda app: METADATA)
    stock = whole.build(out="stock")
    assert fast.warnings == stock.warnings == []
    assert contents(fast.out) == contents(stock.out)


@pytest.mark.parametrize(("owner", "name"), list(speed.STOCK))
def test_another_version_is_reported_and_builds(
    site: Site, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    put_stock_back(monkeypatch)
    others = tuple(
        (o, n, ("another",) if n == name else arguments) for o, n, arguments in speed.SETTINGS
    )
    monkeypatch.setattr(speed, "SETTINGS", others)
    site.conf("quick_builds")
    (warning,) = site.build().warnings
    assert f".{name} is not as this site knows it" in warning
    assert warning.endswith("[site.speed]")
    assert getattr(owner, name) is speed.STOCK[owner, name]
