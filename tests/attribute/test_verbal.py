"""The verbal scale: the phrase of an LR, never beyond what the validation bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.attribute.verbal import ENFSI_2015, phrase
from lineholder.model.attribution import Alternative, Evidence

ENDS = st.floats(0.0, 8.0)


def said(log10_lr: float, lower: float = -9.0, upper: float = 9.0) -> str:
    return phrase(Evidence(Alternative.PARTNER, log10_lr, lower, upper, "v"))


@pytest.mark.parametrize(
    ("log10_lr", "words"),
    [
        (0.0, "no support for one proposition over the other"),
        (0.3, "no support for one proposition over the other"),
        (0.302, "weak support for one person"),
        (1.0, "moderate support for one person"),
        (-1.0, "moderate support for two persons"),
        (2.0, "moderately strong support for one person"),
        (3.9, "strong support for one person"),
        (5.0, "very strong support for one person"),
        (7.0, "extremely strong support for one person"),
    ],
)
def test_bands_begin_where_the_guideline_says(log10_lr, words):
    assert said(log10_lr) == words


@given(st.floats(-20, 20), ENDS, ENDS)
def test_no_phrase_is_stronger_than_that_of_the_bound(log10_lr, below, above):
    """An LR of a million on a validation of a hundred pairs is "moderate", whatever was computed."""
    held = min(max(log10_lr, -below), above)
    assert said(log10_lr, -below, above) == said(held)


def test_the_scale_has_a_version_and_a_source_and_rises():
    assert ENFSI_2015.version
    assert "ENFSI" in ENFSI_2015.source
    least = [band.least_log10 for band in ENFSI_2015.bands]
    assert least == sorted(set(least))
    assert least[0] == 0
