"""Settings of conf.py are checked before they are used.

A value of a wrong form is told and the default taken, so that the build tells all else,
too. So is a name that no setting has, and a page, kind or file that is not there.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from babel import Locale, UnknownLocaleError
from pydantic import StrictInt, TypeAdapter, ValidationError
from research_records.assets import image_names
from research_records.problems import did_you_mean
from research_site.catalogue import Catalogue, catalogue_of, domain_of
from research_site.catalogue.hints import nothing_at
from research_site.catalogue.reporting import refuse
from research_site.pages.lists import allowed_values, expectation
from research_site.registry import OF_FEATURES, registry
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
Texts, ByName = list[str], dict[str, str]
#: Setting -> type, and what to write.
FORMS: dict[str, tuple[Any, str]] = {
    "site_kinds": (ByName, "folders with their kinds: {'team': 'person'}"),
    "site_groups": (ByName, "groups with their headings: {'ut': 'University of Twente'}"),
    "site_home_lists": (
        dict[str, tuple[str, str, StrictInt]],
        "headings, each with a kind, a status or '', and how many: "
        "{'Next event': ('event', 'upcoming', 1)}",
    ),
    "site_home_ways": (Texts, "addresses of pages: ['/team/']"),
    "site_search_words": (str, "a file: 'about/search-words.yaml'"),
    "site_allowed_hosts": (Texts, "hosts: ['example.org']"),
    "site_cms": (dict[str, Any], "names with values: {'script': '/files/cms.js'}"),
    "site_edit_address": (str, "an address with {path} in it"),
    "site_publications": (str, "a file: 'research/publications.bib'"),
    "site_colours": (
        dict[str, Any],
        "names with two colours each: {'brand': ('#12355b', '#a9cdf3')}",
    ),
    "site_footer": (ByName, "addresses with words, or '' for a page's title: {'/team/': ''}"),
    "site_charts": (ByName, "pages with what is counted: {'about/index': 'news by=year'}"),
    "site_filters": (ByName, "lists with what they are filtered by: {'team/index': 'group'}"),
    "site_filters_page": (str, "a page: 'research/lists'"),
    "site_logo_links": (ByName, "pictures with the pages they lead to"),
    "site_pdf": (str, "a file: '_build/pdf/site.pdf'"),
    "foreign_markdown_ignore": (Texts, "a list of texts"),
    "foreign_markdown_literal": (Texts, "a list of texts"),
    "exclude_patterns": (Texts, "a list of patterns: ['_build', 'tests']"),
    "html_baseurl": (str, "the site's address: 'https://example.org/'"),
}
#: Without these nothing can be read: the build ends, as all else would follow from them.
NEEDED = ("site_kinds", "site_groups")
#: Setting of a file -> how the file's name ends.
FILES = {"site_pdf": ".pdf", "site_publications": ".bib"}
#: How settings begin that nothing else has.
OURS = ("site_", "foreign_markdown_", "typst_pdf_")
#: How near a name must be to one of Sphinx's to be taken for it, from 0 to 1.
NEAR = 0.88
#: Kind -> statuses that follow from dates; today no record may have one of them.
BY_DATE = {
    "event": ("upcoming", "under way", "past", "cancelled", "postponed"),
    "position": ("open", "upcoming", "closed"),
    "person": ("current", "upcoming", "alumni"),
}


def tell(message: str) -> None:
    """Tell what is wrong with a setting."""
    logger.warning("%s", message, type="site", subtype="config")


def unknown(config: Config, given: Mapping[str, object]) -> Iterator[str]:
    """Yield a sentence for each name in conf.py that is meant as a setting and is none."""
    known = [*config.values, *FORMS]
    for name, value in given.items():
        if name in known or name.startswith("_") or isinstance(value, types.ModuleType):
            continue
        if name.startswith(OURS):
            if not name.startswith("typst_pdf_") or "typst_pdf_paper" in config.values:
                yield f"{name}: no such setting{did_you_mean(name, known)}"
        elif near := difflib.get_close_matches(name, known, 1, NEAR):
            yield f"{name}: no such setting; did you mean {near[0]!r}?"


def check_forms(app: Sphinx, config: Config) -> None:
    """Tell what is no setting or has a wrong form; take the default in its place.

    Raises:
        SystemExit: A setting is wrong without which no page can be read.
    """
    for message in unknown(config, getattr(config, "_raw_config", {})):
        tell(message)
    for name, (form, expected) in FORMS.items():
        if name not in config.values:
            continue  # its feature is left out
        value = getattr(config, name)
        try:
            TypeAdapter(form).validate_python(value)
        except ValidationError as error:
            first = error.errors()[0]
            place = first["loc"][:-1] if first["type"] == "missing" else first["loc"]
            where = "".join(f"[{one!r}]" for one in place if one != "[key]")
            found = first["input"] if where else value
            message = f"{name}{where}: found {found!r}, expected {expected}"
            if name in NEEDED:
                refuse(message)
            tell(message)
            setattr(config, name, config.values[name].default)
    kinds = dict.fromkeys([*registry(config).kinds, *OF_FEATURES])
    try:
        Locale.parse(str(config.language).replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        tell(
            f"language: found {config.language!r}, expected one such as 'en' or 'nl' (BCP 47)"
        )
    for folder, kind in config.site_kinds.items():
        there = [one.name for one in Path(app.srcdir, folder).parent.glob("*") if one.is_dir()]
        hint = did_you_mean(PurePosixPath(folder).name, there)
        if hint and not Path(app.srcdir, folder).is_dir():
            refuse(f"site_kinds[{folder!r}]: no such folder{hint}")
        if kind not in kinds:
            refuse(f"site_kinds[{folder!r}]: {expectation(kind, list(kinds))}")


def _lists(env: BuildEnvironment, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with the lists of the home page."""
    for heading, (kind, status, limit) in env.config.site_home_lists.items():
        place = f"site_home_lists[{heading!r}]"
        if kind not in catalogue.kinds:
            if kind not in OF_FEATURES:  # their features may be left out
                yield f"{place}: {expectation(kind, list(catalogue.kinds))}"
            continue
        known = dict.fromkeys([*allowed_values(env, kind, "status"), *BY_DATE.get(kind, ())])
        if status and status not in known:
            yield f"{place}: {expectation(status, list(known))}"
        if limit < 1:
            yield f"{place}: found {limit}, expected how many are shown, from 1"


def _addresses(app: Sphinx, env: BuildEnvironment) -> Iterator[str]:
    """Yield what is wrong with addresses of pages and files."""
    domain, config = domain_of(env), env.config
    for path in config.site_home_ways if "site_home_ways" in config.values else ():
        if domain.catalogue.page_at(path) is None:
            yield f"site_home_ways: {nothing_at(domain, '', path, path)}"
    for name in config.site_charts if "site_charts" in config.values else ():
        if name not in env.found_docs:
            hint = did_you_mean(name, sorted(env.found_docs))
            yield f"site_charts: found {name!r}, expected a page without its .md{hint}"
    for name, end in FILES.items():
        path = getattr(config, name) if name in config.values else ""
        is_there = Path(app.confdir, path).exists() or end == ".pdf"  # made by a later build
        is_given = name in getattr(config, "_raw_config", {})
        if path and is_given and not (path.endswith(end) and is_there):
            found = [one.relative_to(app.confdir).as_posix()
                     for one in Path(app.confdir, path).parent.glob(f"*{end}")]  # fmt: skip
            yield f"{name}: found {path!r}, expected a file *{end}{did_you_mean(path, found)}"
    published = registry(config).published
    for path, words in config.site_footer.items() if "site_footer" in config.values else ():
        if PurePosixPath(path).suffix and domain.catalogue.page_at(path) is None:
            if not words:
                yield f"site_footer[{path!r}]: found no words, expected some for a file"
            # One that no name is near may be of a feature that is left out.
            hint = did_you_mean(path, [f"/{one}" for one in published])
            if path.lstrip("/") not in published and hint:
                yield f"site_footer: no file {path!r}{hint}"


def _files(env: BuildEnvironment) -> Iterator[str]:
    """Yield what is wrong with logos and style sheets."""
    domain, config = domain_of(env), env.config
    pictures = image_names(domain.static_folders)
    logos = config.site_logo_links if "site_logo_links" in config.values else {}
    for end, path in logos.items():
        if domain.catalogue.page_at(path) is None:
            yield f"site_logo_links: {nothing_at(domain, '', path, path)}"
        if not any(name.endswith(f"/{end.lstrip('/')}") for name in pictures):
            hint = did_you_mean(end, {name.rpartition("/")[2] for name in pictures})
            yield f"site_logo_links: no picture {end!r}{hint}"
    folders = domain.static_folders
    for given in config.html_css_files:
        sheet = given if isinstance(given, str) else given[0]
        if "://" not in sheet and not any(Path(one, sheet).is_file() for one in folders):
            found = [one.name for folder in folders for one in folder.glob("*.css")]
            yield f"html_css_files: no file {sheet!r}{did_you_mean(sheet, found)}"


def check_targets(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell what settings name and the site has not."""
    if "site_home_lists" in env.config.values:
        for message in _lists(env, catalogue_of(env)):
            tell(message)
    if app.builder.format == "html":
        for message in (*_addresses(app, env), *_files(env)):
            tell(message)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check forms before others use them, and targets once all pages are read."""
    app.setup_extension("research_site")
    app.connect("config-inited", check_forms, priority=100)
    app.connect("env-updated", check_targets, priority=950)  # files are known
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
