"""PAV: against the definition on small sets, and by what it must obey."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths.isotonic import pav_log10_lrs

few = st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=8)


def by_definition(h1, h2):
    """The min-max formula of isotonic regression, on shares that weigh each class one half."""
    distinct = sorted(set(h1) | set(h2))
    one = [h1.count(v) / len(h1) for v in distinct]
    two = [h2.count(v) / len(h2) for v in distinct]

    def p(a, b):
        return sum(one[a:b]) / (sum(one[a:b]) + sum(two[a:b]))

    n = len(distinct)
    fitted = [
        max(min(p(a, b) for b in range(i + 1, n + 1)) for a in range(i + 1)) for i in range(n)
    ]
    return dict(zip(distinct, fitted, strict=True))


@settings(deadline=None)
@given(few, few)
def test_is_the_isotonic_regression(h1, h2):
    truth = by_definition(h1, h2)
    fitted = np.concatenate(pav_log10_lrs(h1, h2))
    p = 1 / (1 + 10.0 ** -fitted.clip(-300, 300))
    np.testing.assert_allclose(p, [truth[v] for v in h1 + h2], atol=1e-12)


@settings(deadline=None)
@given(few, few)
def test_never_turns_the_order_round_and_stays_put_when_repeated(h1, h2):
    before = np.array(h1 + h2)
    ones, twos = pav_log10_lrs(h1, h2)
    after = np.concatenate([ones, twos])
    order = np.argsort(before, kind="stable")
    assert (after[order][1:] >= after[order][:-1]).all()
    again = np.concatenate(pav_log10_lrs(ones, twos))
    np.testing.assert_allclose(again, after, atol=1e-12)


def test_a_story_in_numbers():
    """Of the middle pool one in three is one person's, the classes being of two and three pairs."""
    ones, twos = pav_log10_lrs([1.0, 3.0], [0.0, 1.5, 2.0])
    np.testing.assert_allclose(ones, [np.log10((1 / 2) / (2 / 3)), np.inf])
    np.testing.assert_allclose(twos, [-np.inf, *[np.log10((1 / 2) / (2 / 3))] * 2])


def test_infinite_lrs_may_be_handed_in():
    ones, twos = pav_log10_lrs([np.inf, 0.0], [-np.inf, 0.0])
    np.testing.assert_array_equal(ones, [np.inf, 0.0])
    np.testing.assert_array_equal(twos, [-np.inf, 0.0])
