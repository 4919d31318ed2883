project = "Test"
import pkgutil

from research_site import features

extensions = ["myst_parser", "research_site"]
extensions += [found.name for found in pkgutil.iter_modules(features.__path__, "research_site.features.")]
site_groups = {"ut": "UT", "ing": "ING", "student": "Students", "alumni": "Alumni"}
html_static_path = ["_static"]
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
