import pkgutil

import web_pictures
from research_site import features

project = "Test"
extensions = ["myst_parser", "research_site"]
for package, prefix in (
    (features, "research_site.features."),
    (web_pictures, "web_pictures."),
):
    extensions += [found.name for found in pkgutil.iter_modules(package.__path__, prefix)]
extensions += ["list_filters", "publications"]
site_groups = {"ut": "UT", "ing": "ING", "student": "Students", "alumni": "Alumni"}
html_static_path = ["_static"]
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
