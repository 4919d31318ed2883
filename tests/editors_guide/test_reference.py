"""The guide's tables come from the models, the messages and the settings."""

from __future__ import annotations

from small_site import Site


def test_fields_of_a_kind(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{fields} thesis\n```")
    rows = guided.build().page("guide").select("article tbody tr")
    cells = [[cell.get_text().strip() for cell in row.select("td")] for row in rows]
    assert cells[0][0] == "title (needed)"
    by_name = {row[0]: row for row in cells}
    assert by_name["status (needed)"][2] == "ongoing, completed"
    assert by_name["university"][2] == "the id of a partner"
    assert "weight" not in by_name


def test_ids_of_either_kind_are_named_in_the_plural(guided: Site) -> None:
    guided.conf("editors_guide", "events")
    guided.page("guide", "title: Guide", "```{fields} event\n```")
    assert "ids of people or partners" in guided.build().article("guide").get_text()


def test_parts_of_a_field_follow_it(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{fields} project\n```")
    names = guided.build().texts("guide", "article tbody td:first-child")
    assert names[names.index("funding") + 1] == "funding: funder (needed)"


def test_unknown_kind_is_told(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{fields} tesis\n```")
    told = " ".join(guided.build().warnings)
    assert "found 'tesis', expected one of page, person" in told
    assert "did you mean 'thesis'?" in told


def test_groups_are_those_of_the_site(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{fields} person\n```")
    text = guided.build().article("guide").get_text()
    assert "ut, ing, alumni" in text


def test_message_has_an_anchor_of_its_name(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{messages}\n```")
    page = guided.build().page("guide")
    found = page.find(id="site-unknown-field")
    assert found is not None
    assert "desciption" in found.get_text()


def test_settings_show_their_defaults(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{settings}\n```")
    rows = guided.build().page("guide").select("article tbody tr")
    by_name = {row.select("td")[0].get_text().strip(): row.get_text() for row in rows}
    assert "the footer offers" in by_name["site_pdf"]
    assert "[]" in by_name["site_home_ways"]


def test_kinds_show_folder_list_and_link(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{kinds}\n```")
    texts = guided.build().texts("guide", "article tbody tr:first-child td")
    assert texts == ["person", "team/", "{people}", "{person}"]


def test_fields_of_the_bibliography(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{bibliography}\n```")
    rows = guided.build().page("guide").select("article tbody tr")
    by_name = {row.select("td")[0].get_text().strip(): row.get_text() for row in rows}
    assert "10.1000/182" in by_name["doi"]


def test_values_that_lists_choose_by(guided: Site) -> None:
    guided.page("guide", "title: Guide", "```{choices}\n```")
    rows = guided.build().page("guide").select("article tbody tr")
    cells = [[cell.get_text().strip() for cell in row.select("td")] for row in rows]
    assert ["{people}", "group", "ut, ing, alumni"] in cells
    (kinds,) = [row[2] for row in cells if row[:2] == ["{events}", "kind"]]
    assert kinds.startswith("conference, workshop, training")
