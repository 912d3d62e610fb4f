"""Switches, days and what a pair learns of itself, against plain loops."""

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.attribute import association, exclusion
from lineholder.attribute.coverage import Kernel
from lineholder.attribute.movement import (
    DAY_S,
    LEFT,
    LONGEST_S,
    MORNING_S,
    NO_DAYS,
    RHO,
    Switches,
    Track,
    days,
    switches,
)

KM = np.abs(np.subtract.outer(np.arange(4.0), np.arange(4.0))) * 8
NEAR = np.where(KM == 0, 3.0, np.where(KM == 8, 0.6, 0.05))
KERNEL = Kernel(np.array([NEAR, NEAR]), np.empty(0), KM)

times = st.lists(st.integers(0, 6 * 3600), max_size=12).map(sorted)
track = st.lists(times, min_size=1, max_size=3)


def track_of(phones: list[list[int]]) -> Track:
    owner = np.repeat(np.arange(len(phones)), [len(p) for p in phones]).astype(np.int64)
    time_s = np.array([t for p in phones for t in p], dtype=np.int64)
    return Track(owner, time_s, time_s // 1800 % 4)


def by_loop(mine: list[int], theirs: list[int]) -> Counter:
    """Consecutive records of different phones, a tie counting the subject's first."""
    merged = sorted([(t, 0) for t in mine] + [(t, 1) for t in theirs])
    found = Counter()
    for (t, a), (u, b) in itertools.pairwise(merged):
        if a != b and u - t <= LONGEST_S:
            found[(t, u) if a == 0 else (u, t)] += 1
    return found


@given(times, track)
def test_switches_are_those_of_a_plain_walk_along_the_merged_time_line(mine, others):
    subject, all_of = track_of([mine]), track_of(others)
    found = switches(subject, all_of)
    for owner, theirs in enumerate(others):
        rows = found.owner == owner
        got = Counter(found.delay_s[rows].tolist())
        assert got == Counter(
            abs(a - b) for (a, b), n in by_loop(mine, theirs).items() for _ in range(n)
        )
    assert (found.at_s == subject.time_s[found.record]).all()
    assert (found.x == subject.cell[found.record]).all()


def moved(day_of_x: dict[int, int], day_of_y: dict[int, int], a_day: int = 4):
    """One candidate: on each day `a_day` switches a minute apart, at the cells given."""
    rows = [(d, k) for d in sorted(day_of_x) for k in range(a_day)]
    at = np.array([d * DAY_S + MORNING_S + 3600 * (6 + k) for d, k in rows], dtype=np.int64)
    x = np.array([day_of_x[d] for d, _ in rows], dtype=np.int64)
    y = np.array([day_of_y[d] for d, _ in rows], dtype=np.int64)
    zero = np.zeros(at.size, dtype=np.int64)
    mine, theirs = Track(zero, at, x), Track(zero, at + 60, y)
    return switches(mine, theirs), mine, theirs


TRIPS = {d: d % 3 for d in range(12)}
HOME = dict.fromkeys(range(12), 0)


def summed(xs, ys):
    found, mine, theirs = moved(xs, ys)
    return days(found, theirs, KERNEL, association.gain(found, mine))


def test_a_phone_that_makes_the_trips_gains_over_one_that_stays_at_home():
    along, stays = summed(TRIPS, TRIPS), summed(TRIPS, HOME)
    assert along.rank.sum() > stays.rank.sum()
    assert along.evidence.sum() > 1 > stays.evidence.sum()
    assert along.tied.sum() > 1 > stays.tied.sum()
    assert along.contradicting.sum() == 0 < stays.contradicting.sum()


def test_two_phones_that_never_move_say_where_they_are_and_nothing_beyond():
    both = summed(HOME, HOME)
    assert both.rank.sum() > 0
    assert both.tied.sum() == pytest.approx(0, abs=0.1)
    assert both.evidence.sum() < summed(TRIPS, TRIPS).evidence.sum() / 2


def test_association_needs_no_masts_that_agree():
    """Served from masts 16 km apart every day alike, one pocket still shows at every turn."""
    away = {d: 3 - x for d, x in TRIPS.items()}
    found, mine, theirs = moved(TRIPS, away)
    assert association.gain(found, mine).sum() > 2
    assert days(found, theirs, KERNEL, np.zeros(found.owner.size)).rank.sum() < 0


def test_a_day_of_many_switches_counts_as_few():
    found, _, theirs = moved({0: 0}, {0: 0}, 8)
    none = np.zeros(found.owner.size)
    got = days(found, theirs, KERNEL, none)
    n = found.owner.size
    one = 0.97 * 3.0 + 0.03
    whole = n * np.log10(one) / (1 + (n - 1) * RHO)
    expected = np.log10((1 - LEFT) * 10**whole + LEFT)
    assert got.rank[0] == pytest.approx(expected)


@given(track)
@settings(max_examples=30)
def test_days_keep_every_switch_and_are_finite(others):
    subject, all_of = track_of([[0, 1200, 4000, 9000, 15000]]), track_of(others)
    found = switches(subject, all_of)
    if found.owner.size == 0:
        return
    got = days(found, all_of, KERNEL, association.gain(found, subject))
    assert got.switches.sum() == found.owner.size
    assert np.isfinite([got.rank, got.evidence, got.tied]).all()


def test_no_records_are_no_switches():
    assert switches(track_of([[]]), track_of([[1, 2]])).owner.size == 0
    assert NO_DAYS.owner.size == 0


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 4), min_size=1, max_size=40))
def test_gain_by_plain_counting(rows):
    """KAPPA s + n(x, y) over (KAPPA + n(y)) s, counted over the other days by a loop."""
    n = len(rows)
    owner, day, x, y = (np.array(c, dtype=np.int64) for c in zip(*rows, strict=True))
    order = np.argsort(day, kind="stable")
    owner, day, x, y = owner[order], day[order], x[order], y[order]
    time_s = day * DAY_S + MORNING_S + np.arange(n)
    subject = Track(np.zeros(n, dtype=np.int64), time_s, x)
    found = Switches(owner, day, np.arange(n), time_s, x, y, np.zeros(n, dtype=np.int64))
    cells = len(set(x.tolist()))
    got = association.gain(found, subject)
    for i in range(n):
        other = [j for j in range(n) if day[j] != day[i]]
        usual = (sum(x[j] == x[i] for j in other) + 0.5) / (len(other) + 0.5 * (cells + 1))
        s = (sum(x[j] == x[i] for j in other) + 4 * usual) / (len(other) + 4)
        mine = [j for j in other if owner[j] == owner[i] and y[j] == y[i]]
        both = sum(x[j] == x[i] for j in mine)
        assert got[i] == pytest.approx(np.log10((3 * s + both) / ((3 + len(mine)) * s)))


def test_a_switch_is_impossible_beyond_what_a_journey_covers():
    zero = np.zeros(2, dtype=np.int64)
    far = Switches(
        zero, zero, zero, zero, np.array([0, 0]), np.array([3, 3]), np.array([60, 3600])
    )
    assert exclusion.impossible(far, KERNEL).tolist() == [True, False]
