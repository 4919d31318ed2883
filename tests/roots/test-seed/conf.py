project = "Test"
extensions = ["myst_parser", "research_site"]
html_static_path = ["_static"]
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
