"""Charts: bars with their numbers, and the same numbers as a table."""

from __future__ import annotations

import pytest
from pypdf import PdfReader
from research_records.bars import svg
from small_site import Site


@pytest.fixture
def charts(records: Site) -> Site:
    records.conf("charts", project="Site", author="Us")
    for number, year in enumerate((2022, 2022, 2025)):
        records.page(
            f"research/theses/n{number}",
            f"title: N{number}\ndegree: MSc\nstatus: completed\nyear: {year}\nauthor: Bo Ek",
        )
    records.page("about/chart", "title: Chart", "```{chart} theses by=year\n```")
    return records


def test_bars_and_table_say_the_same_with_years_without_any(charts: Site) -> None:
    built = charts.build()
    assert built.warnings == []
    cells = built.texts("about/chart", "table.site-numbers td")
    assert cells == ["2022", "2", "2023", "0", "2024", "1", "2025", "1"]
    drawing = built.page("about/chart").select_one("svg.site-chart")
    assert drawing is not None
    assert drawing["aria-label"] == "Theses, year. 2022: 2, 2023: 0, 2024: 1, 2025: 1"
    heights = [float(str(bar["height"])) for bar in drawing.select("rect")]
    assert heights == [120, 0, 60, 60]


def test_setting_puts_one_above_the_list_that_stays(charts: Site) -> None:
    charts.conf("charts", site_charts={"research/theses/index": "theses by=status"})
    built = charts.build()
    assert built.warnings == []
    assert built.texts("research/theses", "table.site-numbers td") == [
        "ongoing", "0", "completed", "4",
    ]  # fmt: skip
    assert len(built.texts("research/theses", ".site-cards li")) == 4


def test_any_kind_and_filter(charts: Site) -> None:
    charts.page("about/chart", "title: Chart", "```{chart} people by=group\n```")
    cells = charts.build().texts("about/chart", "table.site-numbers td")
    assert cells == ["ut", "1", "ing", "0", "alumni", "1"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("thesis by=year", "found 'thesis', expected one of people, projects, theses, "
         "partners, areas, news; did you mean 'theses'?"),
        ("theses by=yaer", "found 'by=yaer', expected one of by=status, by=year; did you mean "
         "'by=year'?"),
        ("theses", "found '', expected one of by=status, by=year"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(charts: Site, asked: str, told: str) -> None:
    charts.page("about/chart", "title: Chart", f"```{{chart}} {asked}\n```")
    assert charts.build().warnings == [
        f"about/chart.md:5: WARNING: chart: {told} [site.listing]"
    ]


def test_pdf_has_bars_and_table(charts: Site) -> None:
    charts.conf("charts", "typst_pdf", project="Site", author="Us",
                typst_pdf_documents=[("index", "site.pdf", "Site", "Us")])  # fmt: skip
    charts.page("research/areas/odd", 'title: "#A *b* ] \\"c\\" $"')
    charts.change("research/theses/n0.md", "degree: MSc", "degree: MSc\nareas: odd")
    body = "```{chart} theses by=year\n```\n\n```{chart} theses by=area\n```"
    charts.page("index", "title: Home", body)
    made = charts.build("typst_pdf")
    assert made.warnings == []
    text = "".join(page.extract_text() for page in PdfReader(made.out / "site.pdf").pages)
    assert text.count("2023") >= 2
    assert text.count('#A *b* ] "c" $') >= 2


def test_words_of_a_chart_are_escaped() -> None:
    assert 'aria-label="a &lt;b&gt; &quot;c&quot;"' in svg({"<x>": 1}, 'a <b> "c"')
    assert "&lt;x&gt;" in svg({"<x>": 1}, "")
