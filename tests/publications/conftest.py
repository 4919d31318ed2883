"""A site with a bibliography."""

from __future__ import annotations

import pytest
from small_site import ALL_FEATURES, Site

BASE = "https://site.example/en/"
BIB = """% a comment
@string{jair = "Journal of {AI}"}

@article{lee2024net,
  author    = {Lee, Ann and M{\\"u}ller, J{\\"o}rg and others},
  title     = {{Networks \\& credit: 50\\% more}},
  journal   = jair,
  year      = 2024,
  month     = mar,
  volume    = {3},
  number    = {1},
  pages     = {10--19},
  doi       = {10.1000/net},
  preprintdoi = {10.2000/a, 10.2000/b},
  areas     = {xai},
  theses    = {one},
}

@misc{lee2023,
  author = {Ann Lee and {ING Bank N.V.}},
  title = {{A preprint <b}},
  year = {2023},
  keywords = {preprint, credit},
}
""".replace(" <b", "")


@pytest.fixture
def bib(records: Site) -> Site:
    """Return a site of a few records and two publications, with all features."""
    records.conf("clean_builds", *ALL_FEATURES, project="Site", author="Us", html_baseurl=BASE)
    records.page("research/areas/xai", "title: Explainable AI")
    records.page("research/publications", "title: Publications", "All of them.")
    records.page("research/publications-by-type", "title: By type")
    records.write("research/publications.bib", BIB)
    return records
