"""Settings of this site. What a page says stands in its Markdown file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))
import clean_builds  # noqa: F401, looks at SOURCE_DATE_EPOCH before Sphinx does

project = "AI in Finance"
author = "University of Twente and ING"
project_copyright = "University of Twente and ING"
language = "en"

extensions = [
    "clean_builds",  # a build that succeeds equals a clean one
    "clean_builds.messages",  # warnings stand at the end, by page
    "myst_parser",
    "sphinx_design",
    "site_settings",  # what stands below is checked
    "foreign_markdown",  # what other systems write: converted, or told
    "research_site",  # records, relations, checks, lists, logo grid, metadata
    "list_filters",  # menus above long lists
    "research_site.features.frame",  # head with menu, breadcrumbs, footer
    "research_site.features.home",  # the home page, shaped from plain Markdown
    "research_site.features.long_lists",  # links to groups, letters and years
    "accessible_pages.languages",  # pages in another language
    "accessible_pages.headings",  # levels of headings are checked
    "file_sizes",  # type and size beside links to files
    "research_site.features.portraits",  # initials of people without a photo
    "accessible_pages.tables",  # wide tables scroll with the keyboard
    "record_answers",  # filters, people of areas, partners, who paid, heads of pages
    "record_drawings",  # who works with whom, projects over the years
    "mathml_pages",  # formulas without a script
    "research_site.features.raw_html",  # references in raw HTML
    "research_site.features.video",  # films of the site's own
    "web_pictures.formats",  # AVIF and WebP beyond the web
    "web_pictures.widths",  # smaller copies of large pictures
    "web_pictures.privacy",  # no place, camera, author in pictures
    "research_site.features.not_found",  # 404.html
    "research_site.features.redirects",  # aliases, published-urls.txt
    "site_search",  # search: records first, synonyms, one wrong letter
    "research_site.features.structured_data",  # JSON-LD
    "publications",  # publications.bib; how to cite; BibTeX, RIS, tags
    "research_site.features.social_cards",  # pictures of shared links
    "research_site.features.events",  # events, events.ics
    "research_site.features.positions",  # thesis topics, PhD positions, jobs
    "research_site.features.relations",  # a sentence about people without a text
    "research_site.features.charts",  # how many by year, as bars and a table
    "research_site.features.feeds",  # news.atom
    "research_site.features.sitemap",  # sitemap.xml, robots.txt, llms.txt
    "research_site.features.pdf_link",  # the footer offers the PDF
    "research_site.features.page_weight",  # no styles or scripts unused
    "editors_guide",  # tables of fields, messages and settings
    "editors_guide.edit_links",  # "Edit this page", where site_edit_address is set
    "editors_guide.cms",  # a form for editors in the browser, where site_cms is set
    "site_colours",  # colours of pages, PDF, cards and favicon
    "quick_builds",  # faster building
    "typst_pdf",  # the PDF
]

site_groups = {  # groups of people, in the order of the team page
    "ut": "University of Twente",
    "ing": "ING",
    "student": "Students and PhD candidates",
    "further": "Further members of the team",
    "alumni": "Alumni",
}
site_charts = {  # page -> chart above its list
    "research/theses-by-year": "theses by=year",
    "about/events/index": "events by=year",
    "research/publications-by-type": "publications by=year",
}
site_filters = {  # list -> what it is filtered by
    "team/index": "group organisation area",
    "research/theses/index": "year area degree status organisation",
    "research/projects/index": "status programme funder",
    "about/news/index": "year kind",
    "about/events/index": "period kind",
}
site_filters_page = "research/lists"  # what the filters show, without a script
site_logo_links = {  # logos that stand for a page of the site
    "fin-ai-logo.avif": "/research/projects/cost-finai/",
    "logo-digital-finance-300x90.avif": "/research/projects/msca-digital-finance/",
}
site_search_words = "about/search-words.yaml"  # words that mean the same
site_home_lists = {  # below its text: heading -> kind, status or "", how many
    "Next event": ("event", "upcoming", 1),
    "Latest news": ("news", "", 3),
    "New publications": ("publication", "", 3),
}
site_home_ways = ["/team/", "/research/projects/", "/research/theses/"]  # buttons
site_footer = {  # pages and files at the foot of each page -> words, where not the title
    "/about/accessibility/": "Accessibility",
    "/about/privacy/": "Privacy",
    "/about/editing/": "",
    "/news.atom": "News feed",
    "/events.ics": "Calendar",
}
site_colours = {  # in light mode, in dark mode; the extension has more names
    "brand": ("#12355b", "#a9cdf3"),
    "link": ("#0b5a7a", "#8ccbe8"),
    "band": ("#12355b", "#14283f"),
}
exclude_patterns = ["_build", "_static", "tests"]
smartquotes = False
version = "1"  # a book (EPUB) needs one
suppress_warnings = ["epub.unknown_project_files"]  # the typeface, for browsers alone

myst_enable_extensions = [
    "alert",  # > [!NOTE]
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",  # $x$, but not "$5 and $6"
    "gfm_autolink",  # bare addresses
    "html_image",  # <img> is a picture as any other
    "strikethrough",
    "tasklist",
]
myst_dmath_allow_digits = myst_dmath_allow_space = False
myst_heading_anchors = 4
myst_url_schemes = ("http", "https", "mailto", "ftp", "tel")

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "_static/favicon.svg"
html_context = {"site_fonts": ["fonts/site-sans.woff2"]}  # asked for first
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_copy_source = False
html_use_index = False
html_show_sourcelink = False

site_pdf = "_build/pdf/ai-in-finance.pdf"  # offered where `make pdf` has made it
typst_pdf_exclude = [  # on the web alone: the manual, single news and events
    "about/editing/*",
    "about/privacy",
    "research/theses-by-*",
    "about/events/[!i]*",
    "about/events/i?*",
    "about/news/*-*",
]
typst_pdf_site = "dirhtml"
typst_pdf_documents = [("index", "ai-in-finance.pdf", project, author)]
typst_pdf_subtitle = "Research collaboration of the University of Twente and ING"
typst_pdf_logos = [
    ("_static/images/partners/university-of-twente.svg", "University of Twente"),
    ("_static/images/partners/ing.svg", "ING"),
]
