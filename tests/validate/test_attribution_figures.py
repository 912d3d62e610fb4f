"""The figures of attribution are those of the shipped held-out LRs, and are what they say."""

import numpy as np
import pytest

from lineholder.attribute.fitted import from_json, held_out, shipped
from lineholder.maths import likelihood
from lineholder.model.attribution import Alternative
from lineholder.model.errors import BadValue
from lineholder.pipeline.attribution import validation
from lineholder.validate.attribution import Ranked, curves, evidence_figures, rank_figures
from lineholder.validate.report import page


@pytest.mark.parametrize("alternative", Alternative)
def test_shipped_figures_and_bounds_are_those_of_the_shipped_lrs(alternative):
    """Figures that nobody can recompute are an assertion, not a validation."""
    lrs = held_out()[alternative.value]
    known = shipped()
    figures = evidence_figures(lrs["same"], lrs["different"])
    assert figures == known.figures["evidence"][alternative.value]
    bounds = known.evidence[alternative].bounds
    assert (bounds.lower, bounds.upper) == (figures["lower"], figures["upper"])


@pytest.mark.parametrize("alternative", Alternative)
def test_shipped_lrs_say_more_than_nothing_and_mislead_strongly_in_one_of_a_hundred(alternative):
    """Or none above 10 is said against that alternative."""
    figures = shipped().figures["evidence"][alternative.value]
    assert figures["cllr_bounded"] < 1
    misled = next(m for m in figures["misleading"] if m["beyond_log10"] == 1)["for_h1"]
    assert misled <= 0.01 or figures["upper"] <= 1


def test_curves_meet_the_figures():
    h1, h2 = np.array([1.0, 2.0, -0.5]), np.array([-1.0, 0.5, -2.0])
    drawn = curves(h1, h2)
    middle = drawn["ece_curve"]["prior_log10_odds"].index(0.0)
    assert drawn["ece_curve"]["said"][middle] == pytest.approx(likelihood.cllr(h1, h2), abs=1e-4)
    assert drawn["ece_curve"]["best"][middle] == pytest.approx(
        likelihood.cllr_min(h1, h2), abs=1e-4
    )
    assert drawn["ece_curve"]["nothing"][middle] == 1
    assert drawn["tippett"]["h1"][drawn["tippett"]["at"].index(0.0)] == pytest.approx(
        2 / 3, abs=1e-4
    )
    assert drawn["pav"]["pav"] == sorted(drawn["pav"]["pav"])


def test_right_is_the_carrier_first_or_said_to_be_unseen():
    done = [
        Ranked(1, partner_first=False, not_in_data=0.9, log10_lr=2.5),
        Ranked(2, partner_first=True, not_in_data=0.1, log10_lr=2.5),
        Ranked(None, partner_first=False, not_in_data=0.5, log10_lr=0.0),
        Ranked(None, partner_first=False, not_in_data=0.4, log10_lr=2.1),
    ]
    figures = rank_figures(done)
    assert figures["right"] == 2
    assert (figures["carrier_first"], figures["carrier_first_three"]) == (1, 2)
    assert (figures["carrier_unseen"], figures["said_not_in_data"]) == (2, 1)
    assert figures["partner_first"] == 1
    assert figures["false_above_100"] == 1


def test_a_search_in_vain_is_strong_in_at_most_one_of_fifty():
    """The carrier taken out of the data: a first place with an LR above 100, held out by family."""
    figures = shipped().figures["rank"].values()
    vain = sum(f["carrier_unseen"] for f in figures)
    assert sum(f["false_above_100"] for f in figures) <= 0.02 * vain


def test_a_fit_with_a_key_too_many_or_a_strand_too_few_is_refused():
    with pytest.raises(BadValue, match="Run the fit anew"):
        from_json({"rank": {}})
    with pytest.raises(BadValue, match="tea leaves"):
        shipped().strand_weights(["tea leaves"])


def test_the_report_escapes_and_names_every_digest():
    known = validation()
    html = page({**known, "fitted_on": "a < b"})
    assert "a &lt; b" in html
    for digest in (known["validation"], known["weights"], known["held_out"]):
        assert digest in html


def test_the_first_is_held_within_its_bounds_and_the_others_stand_below_it_as_far_as_by_score():
    known = shipped()
    lrs = known.rank_log10_lr([50.0, 49.0, 3.0])
    assert lrs[0] == known.first.bounds.upper <= 2
    assert lrs - lrs[0] == pytest.approx([0, -1, -47])
    assert known.rank_log10_lr([]).size == 0
