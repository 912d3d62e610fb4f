"""Odds of each pair against brute force over all matchings."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.succession.match import log10_odds


def by_hand(old, new, score):
    """Odds of each pair: matchings with it over matchings without it, each the product of its odds."""
    with_it, without = [0.0] * len(score), [0.0] * len(score)
    for size in range(len(score) + 1):
        for chosen in combinations(range(len(score)), size):
            if len({old[i] for i in chosen}) < size or len({new[i] for i in chosen}) < size:
                continue
            weight = 10.0 ** sum(score[i] for i in chosen)
            for i in range(len(score)):
                if i in chosen:
                    with_it[i] += weight
                else:
                    without[i] += weight
    return [np.log10(a / b) for a, b in zip(with_it, without, strict=True)]


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=6))
def test_on_a_path_the_odds_are_exact(score):
    """Pairs o0-n0, n0-o1, o1-n1 … form no cycle."""
    old = np.array([(i + 1) // 2 for i in range(len(score))])
    new = np.array([i // 2 for i in range(len(score))])
    got = log10_odds(old, new, np.array(score))
    assert got == pytest.approx(by_hand(old, new, score), abs=1e-5)


def test_on_a_square_they_tell_the_same_pairs_from_the_rest():
    old, new = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    score = np.array([2.0, 0.5, 0.0, 2.0])
    got, want = log10_odds(old, new, score), by_hand(old, new, score)
    assert np.sign(got).tolist() == np.sign(want).tolist()


def test_alone_a_pair_keeps_its_odds_and_none_give_none():
    assert log10_odds(np.array([0]), np.array([0]), np.array([1.25]))[0] == pytest.approx(1.25)
    nothing = np.array([], dtype=np.int64)
    assert len(log10_odds(nothing, nothing, np.array([]))) == 0


def test_two_equal_rivals_halve_each_other():
    odds = log10_odds(np.array([0, 0]), np.array([0, 1]), np.array([6.0, 6.0]))
    assert odds == pytest.approx([0.0, 0.0], abs=1e-4)
