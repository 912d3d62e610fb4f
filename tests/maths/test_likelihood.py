"""Measures of LRs: by hand, against lir's stored answers, and by what they must obey."""

import json
from importlib.metadata import version
from pathlib import Path

import lir_answers
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths import bounds, isotonic, likelihood
from lineholder.model.errors import BadValue

GOLDEN = json.loads((Path(__file__).parent / "golden/lir_0_1_29.json").read_text(encoding="utf-8"))
some = st.lists(st.floats(-6, 6), min_size=1, max_size=30)


def agree(h1, h2, told):
    """Every figure within what issue 3 allows; lir's ECE itself is only good to 1e-8 (it takes 1 - p)."""
    assert likelihood.cllr(h1, h2) == pytest.approx(told["cllr"], abs=1e-9, rel=1e-12)
    assert likelihood.cllr_min(h1, h2) == pytest.approx(told["cllr_min"], abs=1e-9)
    cal = told["cllr"] - told["cllr_min"]
    assert likelihood.cllr_cal(h1, h2) == pytest.approx(cal, abs=1e-9, rel=1e-12)
    np.testing.assert_allclose(
        likelihood.ece(h1, h2, lir_answers.PRIORS), told["ece"], rtol=1e-8, atol=1e-8
    )
    pav = np.concatenate(isotonic.pav_log10_lrs(h1, h2))
    theirs = np.array([np.nan if x is None else x for x in told["pav"]])
    np.testing.assert_array_equal(np.isfinite(pav), np.isfinite(theirs))
    np.testing.assert_allclose(pav[np.isfinite(pav)], theirs[np.isfinite(pav)], atol=1e-9)
    elub, iv = bounds.elub(h1, h2), bounds.iv(h1, h2)
    np.testing.assert_allclose([elub.lower, elub.upper], told["elub"], atol=0.01)
    np.testing.assert_allclose([iv.lower, iv.upper], told["iv"], atol=0.01)


@pytest.mark.parametrize("name", lir_answers.SETS)
def test_agrees_with_what_lir_answered(name):
    told = GOLDEN[name]
    agree(told["h1"], told["h2"], told)


@pytest.mark.parametrize("name", lir_answers.SETS)
def test_agrees_with_lir_where_it_is_installed(name):
    pytest.importorskip(
        "lir", reason="lir 0.1.29 is in no lock of ours; it ran beside scikit-learn 1.6.1"
    )
    if version("lir") != "0.1.29":
        pytest.skip(f"the oracle is lir 0.1.29, found {version('lir')}")
    h1, h2 = lir_answers.draw(name)
    agree(h1, h2, lir_answers.ask_lir(h1, h2))


def test_the_golden_file_holds_every_set_and_its_own_numbers():
    assert list(GOLDEN) == list(lir_answers.SETS)
    for told in GOLDEN.values():
        assert len(told["h1"]) + len(told["h2"]) == len(told["pav"])


def test_cllr_by_hand():
    assert likelihood.cllr([0.0], [0.0, 0.0]) == pytest.approx(1.0)  # saying nothing
    # LR 3 for one person costs log2(4/3); LR 1/3 and 1 for two cost log2(4/3) and 1
    by_hand = (np.log2(4 / 3) + (np.log2(4 / 3) + 1) / 2) / 2
    assert likelihood.cllr([np.log10(3)], [-np.log10(3), 0.0]) == pytest.approx(by_hand)


def test_infinite_lrs_cost_nothing_when_right_and_everything_when_wrong():
    assert likelihood.cllr([np.inf], [-np.inf]) == 0.0
    assert likelihood.cllr([np.inf, -np.inf], [-np.inf]) == np.inf
    assert likelihood.cllr([400.0], [-400.0]) == 0.0  # no overflow on the way


@pytest.mark.parametrize("wrong", [[], [np.nan], [[0.0]]])
def test_refuses_what_is_no_list_of_lrs(wrong):
    with pytest.raises(BadValue, match="h1: expected"):
        likelihood.cllr(wrong, [0.0])
    with pytest.raises(BadValue, match="h2: expected"):
        likelihood.cllr([0.0], wrong)


@settings(deadline=None)
@given(some, some)
def test_cllr_is_ece_at_even_odds_and_symmetric(h1, h2):
    whole = likelihood.cllr(h1, h2)
    assert likelihood.ece(h1, h2, 0.0) == pytest.approx(whole)
    assert likelihood.cllr(-np.array(h2), -np.array(h1)) == pytest.approx(whole)


@settings(deadline=None)
@given(some, some, st.floats(0.1, 3), st.floats(-3, 3))
def test_no_rising_change_of_the_lrs_beats_pav(h1, h2, slope, shift):
    best = likelihood.cllr_min(h1, h2)
    assert best <= min(1.0, likelihood.cllr(h1, h2)) + 1e-12
    assert (
        best <= likelihood.cllr(slope * np.array(h1) + shift, slope * np.array(h2) + shift) + 1e-12
    )


@settings(deadline=None)
@given(some, some)
def test_cllr_min_sees_the_order_alone(h1, h2):
    h1, h2 = np.round(h1, 3), np.round(h2, 3)
    cubed = likelihood.cllr_min(h1**3 + h1, h2**3 + h2)
    assert cubed == pytest.approx(likelihood.cllr_min(h1, h2))


def test_the_ece_of_saying_nothing_is_the_entropy_of_the_prior():
    odds = np.array([-2.0, 0.0, 1.0])
    p = 10**odds / (1 + 10**odds)
    np.testing.assert_allclose(
        likelihood.ece_reference(odds), -p * np.log2(p) - (1 - p) * np.log2(1 - p)
    )


def test_tippett_counts_what_stands_on_the_threshold():
    curves = likelihood.tippett([0.0, 1.0, np.inf], [-1.0, 0.0])
    np.testing.assert_array_equal(curves.at, [-1.0, 0.0, 1.0])
    np.testing.assert_allclose(curves.h1, [1, 1, 2 / 3])
    np.testing.assert_allclose(curves.h2, [1, 1 / 2, 0])


@settings(deadline=None)
@given(some, st.floats(-7, 7))
def test_at_least_is_a_plain_count(values, at):
    assert likelihood.at_least(values, at) == pytest.approx(
        sum(v >= at for v in values) / len(values)
    )


def test_misleading_leaves_out_the_edge():
    rates = likelihood.misleading([-1.0, -1.01, 0.0, 3.0], [0.0, 1.0, 1.01, -5.0])
    assert [r.beyond for r in rates] == [0.0, 1.0, 2.0]
    assert [r.for_h1 for r in rates] == [0.5, 0.25, 0.0]
    assert [r.for_h2 for r in rates] == [0.5, 0.25, 0.0]


def test_turings_rule_by_hand():
    assert likelihood.turing_excess([1.0], [-1.0]) == 0.0
    # one in two reaches LR 1000 under H2; the rule allows one in 1000
    assert likelihood.turing_excess([1.0], [3.0, -1.0]) == pytest.approx(np.log10(500))
    assert likelihood.turing_excess([-3.0, 1.0], [-1.0]) == pytest.approx(np.log10(500))
    assert likelihood.turing_excess([np.inf], [-np.inf]) == 0.0


def test_lrs_that_are_what_they_say_obey_turings_rule_where_there_is_data():
    rng = np.random.default_rng(12)
    for mean in (0.5, 2.0, 4.0):  # ln LR of N(m, 2m) under H1 is N(-m, 2m) under H2, exactly
        twos = rng.normal(-mean, np.sqrt(2 * mean), 200_000) / np.log(10)
        at = np.linspace(0, 2, 21)
        assert (likelihood.at_least(twos, at) <= 10.0**-at).all()
