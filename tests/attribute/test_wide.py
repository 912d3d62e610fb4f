"""The search of many: against a look at everybody, and on a small country of which everything is known."""

import math
from itertools import pairwise

import numpy as np
import pytest
from bench import million_oracle, million_world
from hypothesis import given, settings
from hypothesis import strategies as st
from test_postings import split, world

from lineholder.attribute import wide
from lineholder.attribute.postings import BLOCK_KM, DAY_S, HOUR_S, Fixes, Index
from lineholder.attribute.whereabouts import (
    EDGES_S,
    Habits,
    Padded,
    gathered,
    learn,
    thinned,
    usual,
)

HABITS = Habits(1.1, np.array([0.9, 0.8, 0.6, 0.4, 0.2, 0.1, 0.05, 0.0]), 0.8, 0.15, 0.05)
SPEC = million_world.Spec(phones=6000, seed=7)


def everybody_near(fixes: Fixes, subject: Fixes) -> set[int]:
    """A naive join: each record against each, by hour and by block."""
    met = set()
    for i in range(subject.time_s.size):
        hour = abs(fixes.time_s // HOUR_S - subject.time_s[i] // HOUR_S) <= 1
        north = (
            abs(np.floor(fixes.north / BLOCK_KM) - math.floor(subject.north[i] / BLOCK_KM)) <= 1
        )
        east = abs(np.floor(fixes.east / BLOCK_KM) - math.floor(subject.east[i] / BLOCK_KM)) <= 1
        delay = abs(fixes.time_s - subject.time_s[i]) < EDGES_S[-1]
        met |= set(fixes.number[hour & north & east & delay].tolist())
    return met


def of(seed: int) -> Fixes:
    some = world(seed, records=6, numbers=1)
    return some.where(np.argsort(some.time_s))


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_block_is_everybody_whom_a_naive_join_finds(seed):
    fixes, subject = world(seed, days=3), of(seed + 1)
    near = wide.meet(Index(split(fixes), 9), HABITS, subject)
    assert set(near.numbers.tolist()) == everybody_near(fixes, subject)
    assert (near.score > 0).all()


@pytest.fixture(scope="module")
def country():
    people = million_world.people(SPEC)
    seen = million_world.records(SPEC, people, 0, SPEC.phones)
    fixes = Fixes(seen.phone, seen.time_s.astype(np.int64), *seen.place.T.copy())
    index = Index(split(fixes), SPEC.phones)
    return people, index, learn(index)


def asked(people, carriers: list[int]) -> list[Fixes]:
    seen = million_world.second_phones(SPEC, people, np.array(carriers), SPEC.records)
    every = Fixes(seen.phone, seen.time_s.astype(np.int64), *seen.place.T.copy())
    return [every.where(every.number == i) for i in range(len(carriers))]


def test_the_carrier_is_found_although_his_partner_shares_the_home_and_trips(country):
    """Of 40 at least 37 come first, and whoever does not is second or third to the partner."""
    people, index, habits = country
    carriers = list(range(0, 800, 20))
    place = []
    for carrier, subject in zip(carriers, asked(people, carriers), strict=True):
        found = wide.search(index, habits, subject)
        assert carrier in found.block
        assert (np.diff(found.log10_ratio) <= 0).all()
        place.append(found.numbers.tolist().index(carrier) + 1)
    assert place.count(1) >= 37
    assert max(place) <= 3


def test_what_is_learnt_of_stays_is_what_the_country_was_made_with(country):
    """Two hours are a stay: of moments x apart the share 1 - x / 2 h is of one; two places are as far apart
    as two records' noise."""
    _, _, habits = country
    middle = [EDGES_S[0] / 2, *((a + b) / 2 for a, b in pairwise(EDGES_S))]
    made = [max(0.0, 1 - x / million_world.STAY_S) for x in middle]
    assert habits.same[:-1] == pytest.approx(made, abs=0.12)
    assert habits.same[-1] == 0
    assert habits.spread_km == pytest.approx(SPEC.noise_km * math.sqrt(2), rel=0.15)
    assert habits.usual + habits.near + habits.public == pytest.approx(1)


def test_named_numbers_pass_every_sieve_and_those_left_out_none(country):
    people, index, habits = country
    (subject,) = asked(people, [40])
    far = 4001
    found = wide.search(index, habits, subject, named=[far, 40], leave_out=[40, 41])
    assert far in found.block
    assert far in found.numbers
    assert not {40, 41} & {*found.block.tolist(), *found.numbers.tolist()}
    assert found.numbers.size <= wide.EXACT + 1


def test_without_a_record_nobody_is_near_but_the_named(country):
    _, index, habits = country
    nothing = Fixes(*(np.empty(0, t) for t in (np.int32, np.int64, np.float32, np.float32)))
    found = wide.search(index, habits, nothing, named=[3])
    assert found.numbers.tolist() == [3]
    assert found.log10_ratio.tolist() == [0.0]
    assert wide.search(index, habits, nothing).numbers.size == 0


def test_records_of_one_stay_count_once(country):
    """Ten records within a minute say hardly more than one."""
    people, index, habits = country
    (subject,) = asked(people, [40])
    one = subject.where(np.array([20]))
    ten = Fixes(
        np.repeat(one.number, 10),
        one.time_s + np.arange(10),
        np.repeat(one.north, 10),
        np.repeat(one.east, 10),
    )
    numbers = wide.meet(index, habits, one).numbers[:50]
    single, many = (wide.log10_ratio(index, habits, s, numbers) for s in (one, ten))
    assert np.abs(many - single).max() < 2
    assert np.abs(many - single).max() < 0.5 * np.abs(single).max() * 9


def test_habits_by_hand():
    """Two records at home at noon; nobody's at another time but the one six hours away counts."""
    home = Fixes(
        np.zeros(2, np.int32),
        np.array([12 * HOUR_S, DAY_S + 12 * HOUR_S]),
        np.zeros(2, np.float32),
        np.zeros(2, np.float32),
    )
    phones = Padded.of(home, 2)  # the second has no record
    at = (np.array([2 * DAY_S + 12 * HOUR_S]), np.float32([0.5]), np.float32([0]))
    one, near, known = usual(
        phones, gathered(phones, (phones.time_s, phones.north, phones.east), math.sqrt(2)), at
    )
    variance = 1 * (1 + 1 / 2)
    assert one[0, 0] == pytest.approx(math.exp(-0.25 / (2 * variance)) / (2 * math.pi * variance))
    assert near[0, 0] == pytest.approx(math.exp(-0.25 / 72) / (72 * math.pi))
    assert known.tolist() == [[True], [False]]


def test_the_oracles_agree_with_the_search_on_who_it_is(country):
    """Oracles of the bench: the one that knows habits is sure, the one that learns them agrees."""
    people, index, habits = country
    carriers = [100, 2200, 4300]
    for carrier, subject in zip(carriers, asked(people, carriers), strict=True):
        few = np.union1d(wide.search(index, habits, subject).numbers[:4], [carrier])
        seen = index.of(few)
        place = np.stack([seen.north, seen.east], axis=1).astype(float)
        of_subject = subject.time_s, np.stack([subject.north, subject.east], axis=1).astype(float)
        for oracle in (million_oracle.habits_known, million_oracle.habits_learnt):
            told = oracle(SPEC, people, of_subject, few, (seen.number, seen.time_s, place))
            assert few[told.argmax()] == carrier


def test_busy_phones_are_read_in_part_and_evenly():
    """A phone of ten thousand records is read as one of a hundred, two at a time; a quiet one whole."""
    number = np.repeat(np.array([0, 1], np.int32), [10_000, 7])
    at = np.concatenate([np.arange(10_000), np.arange(7)])
    none = np.zeros(at.size, np.float32)
    kept = thinned(Fixes(number, at, none, none), 100)
    assert np.bincount(kept.number).tolist() == [100, 7]
    busy = kept.time_s[kept.number == 0]
    assert (np.diff(busy)[::2] == 1).all()
    assert np.diff(busy)[1::2].max() <= 201
