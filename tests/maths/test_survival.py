"""Survival curves against lifelines, by hand, and by what must hold of any ledger."""

import json
from importlib.metadata import version
from pathlib import Path

import lifelines_answers
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths import survival
from lineholder.model.errors import BadValue

GOLDEN = json.loads((Path(__file__).parent / "golden" / "lifelines.json").read_text("utf-8"))


def agree(days, ended, entry, told):
    """To 1e-9; where lifelines refuses, the curve must say where it stops meaning anything."""
    curve = survival.fit(days, ended, entry)
    if told is None:
        assert curve.empty_at is not None
        return
    assert list(curve.times) == told["times"]
    assert list(curve.ended) == told["ended"]
    for name in ("share", "lower", "upper"):
        np.testing.assert_allclose(getattr(curve, name), told[name], atol=1e-9, err_msg=name)
    median = curve.median()
    assert [median.time, median.lower, median.upper] == told["median"]


@pytest.mark.parametrize("seed", GOLDEN)
def test_agrees_with_what_lifelines_answered(seed):
    told = GOLDEN[seed]
    agree(told["days"], told["ended"], told["entry"], told["told"])


def test_the_golden_file_holds_these_very_ledgers_of_every_kind():
    assert len(GOLDEN) == lifelines_answers.FROZEN
    for seed, told in GOLDEN.items():
        days, ended, _ = lifelines_answers.draw(int(seed))
        assert told["days"] == days.tolist()
        assert told["ended"] == ended.tolist()
    assert sum(t["entry"] is not None for t in GOLDEN.values()) == 12
    assert sum(not any(t["ended"]) for t in GOLDEN.values()) >= 12
    assert sum(t["told"] is not None for t in GOLDEN.values()) >= 50


def test_agrees_with_lifelines_on_a_thousand_ledgers_where_it_is_installed():
    pytest.importorskip("lifelines", reason="lifelines 0.30.3 is in no lock of ours")
    if version("lifelines") != "0.30.3":
        pytest.skip(f"the oracle is lifelines 0.30.3, found {version('lifelines')}")
    for seed in range(1000):
        ledger = lifelines_answers.draw(seed)
        agree(*ledger, lifelines_answers.ask_lifelines(*ledger))


def test_by_hand():
    """Five closures: back after 10 and 20 days, lost to sight at 10, 30 and 40."""
    curve = survival.fit([10, 10, 20, 30, 40], [True, False, True, False, False])
    assert curve.times == (0, 10, 20, 30, 40)
    assert curve.at_risk == (5, 5, 3, 2, 1)
    assert curve.share == pytest.approx([1, 4 / 5, 4 / 5 * 2 / 3, 8 / 15, 8 / 15])
    assert curve.at(19.9)[0] == pytest.approx(0.8)  # the step is at the day itself
    assert curve.at(20)[0] == pytest.approx(8 / 15)
    assert curve.at(-1) == (1, 1, 1)
    assert curve.median() == survival.Median(None, 10, None)  # more than half hold; the data end


def test_nobody_came_back_is_a_share_of_one_and_no_median():
    curve = survival.fit([5, 6], [False, False])
    assert set(curve.share) == set(curve.lower) == {1.0}
    assert curve.median() == survival.Median(None, None, None)


def test_a_thing_watched_late_is_at_risk_only_from_then():
    """A line closed 90 days before the ledger began cannot be seen to come back in those 90 days."""
    curve = survival.fit([10, 100], [True, True], [0, 90])
    assert curve.at_risk[curve.times.index(10)] == 1
    assert curve.empty_at == 10  # nobody was watched from day 10 to day 90
    watched = survival.fit([10, 100, 50], [True, True, False], [0, 20, 0])
    assert watched.at(10)[0] == pytest.approx(1 / 2)
    assert watched.empty_at is None
    assert watched.at_risk_at(15, [0, 20, 0], [10, 100, 50]) == 1
    assert watched.at_risk_at(20, [0, 20, 0], [10, 100, 50]) == 1  # it counts after its entry
    assert watched.at_risk_at(50, [0, 20, 0], [10, 100, 50]) == 2
    assert watched.at_risk_at(0, [0, 20, 0], [10, 100, 50]) == 2


ledgers = st.lists(
    st.tuples(st.integers(0, 20), st.booleans(), st.integers(0, 20)), min_size=1, max_size=25
)


@settings(deadline=None)
@given(ledgers)
def test_what_holds_of_any_ledger(rows):
    rows = [(t, e, b if b < t else 0) for t, e, b in rows]
    curve = survival.fit(*zip(*rows, strict=True))
    assert survival.fit(*zip(*reversed(rows), strict=True)) == curve
    assert all(a >= b for a, b in zip(curve.share, curve.share[1:], strict=False))
    lows = zip(curve.lower, curve.share, curve.upper, strict=True)
    assert all(0 <= low <= s + 1e-12 and s <= up + 1e-12 <= 1 + 1e-9 for low, s, up in lows)
    assert sum(curve.ended) + sum(curve.censored) == curve.n
    # brute force: the product over the distinct times of those watched then
    share = 1.0
    for time, told in zip(curve.times, curve.share, strict=True):
        watched = sum(1 for t, _, b in rows if t >= time and (b < time or time == b == 0))
        ends = sum(1 for t, e, _ in rows if t == time and e)
        share *= (watched - ends) / watched if watched else 1.0
        assert told == pytest.approx(share)


@pytest.mark.parametrize(
    ("times", "ended", "entry", "says"),
    [
        ([], [], None, "one or more things"),
        ([1, 2], [True], None, "one or more things"),
        ([-1], [True], None, None),
        ([float("nan")], [True], None, "finite times"),
        ([5], [True], [5], "ended before it was watched"),
        ([5], [True], [-1], "finite times"),
    ],
)
def test_refuses_what_is_no_ledger(times, ended, entry, says):
    with pytest.raises(BadValue, match=says):
        survival.fit(times, ended, entry)


def test_refuses_a_level_that_is_none():
    with pytest.raises(BadValue, match="level between 0 and 1"):
        survival.fit([1], [True], level=95)
