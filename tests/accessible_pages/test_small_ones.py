"""Languages of pages and words, tables by keyboard."""

from __future__ import annotations

from small_site import Site


def test_language_of_a_page_and_of_words(site: Site) -> None:
    site.conf("accessible_pages.languages", myst_enable_extensions=["attrs_inline"])
    site.page("index", "title: Welkom\nlang: nl-BE", "Wij [we]{.language-en} zijn.")
    home = site.build().page()
    found = {
        one.get_text(strip=True)[:6]: one["lang"] for one in home.select("article [lang]")
    }
    assert found == {"Welkom": "nl-BE", "we": "en"}


def test_tables_can_be_scrolled_with_the_keyboard(site: Site) -> None:
    site.conf("accessible_pages.tables")
    table = "| a | b |\n|---|---|\n| `wide` | c |\n"
    code = '\n    <div class="table-wrapper">\n'
    site.page("index", "title: Home", f'{table}{code}\n## Of *"A" & B*\n\n{table}')
    found = site.build().page()
    boxes = [box for one in found.select("table") if (box := one.parent)]
    assert [(box["tabindex"], box["aria-label"]) for box in boxes] == [
        ("0", "Table: Home"), ("0", "Table: Of “A” & B"),
    ]  # fmt: skip
    assert found.pre is not None and '<div class="table-wrapper">' in found.pre.text
