"""Settings of this site. What a page says stands in its Markdown file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "AI in Finance"
author = "University of Twente and ING"
project_copyright = "University of Twente and ING"
language = "en"

extensions = ["myst_parser", "sphinx_design", "research_site", "typst_pdf"]
exclude_patterns = [
    "_build",
    ".*",
    "_ext",
    "_static",
    "tests",
    "README.md",
    "CONTRIBUTING.md",
    "LICENSE*",
    "**/node_modules",
]
smartquotes = False

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
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
html_show_sourcelink = False

site_pdf = "_build/pdf/ai-in-finance.pdf"  # offered where `make pdf` has made it
typst_pdf_site = "dirhtml"
typst_pdf_documents = [("index", "ai-in-finance.pdf", project, author)]
typst_pdf_subtitle = "Research collaboration of the University of Twente and ING"
typst_pdf_logos = [
    ("_static/images/partners/university-of-twente.svg", "University of Twente"),
    ("_static/images/partners/ing.svg", "ING"),
]
