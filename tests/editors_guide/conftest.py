"""A site that has the guide."""

from __future__ import annotations

import pytest
from small_site import ALL_FEATURES, Site


@pytest.fixture
def guided(records: Site) -> Site:
    """Return a site of a few records with all features and the guide."""
    records.conf(
        "editors_guide",
        "mathml_pages",
        "clean_builds",
        *ALL_FEATURES,
        myst_enable_extensions=["dollarmath"],
    )
    return records
