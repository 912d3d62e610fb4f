"""Together: a shared home says little, an evening apart much, and few occasions never much."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta

from lineholder.attribute.movement import DAY_S, Track
from lineholder.attribute.together import OTHER, SAME, Known, Places, weighed

HOME, WORK, OUT = 0, 1, 2  # cells 20 km apart, and one other network's mast of the home
MAST = 3
KM = np.array([[0.0, 20, 40, 2], [20, 0, 20, 20], [40, 20, 0, 40], [2, 20, 40, 0]])
PLACES = Places(KM, np.full(4, 1.5), np.full(4, 0.25))
HOURS = np.array([8, 13, 18, 21])


def walk(days: int, cells: list[int]) -> Track:
    """Every day at these hours in these cells."""
    at = (np.arange(days)[:, None] * DAY_S + HOURS * 3600).ravel()
    return Track(np.zeros(at.size, dtype=np.int64), at, np.tile(cells, days))


def lr(mine: Track, theirs: Track) -> float:
    return Known.of(PLACES, mine).log10_lr(theirs.time_s + 300, theirs.cell)


def varied(days: int, seed: int) -> np.ndarray:
    """Evenings out on some days and not on others."""
    rng = np.random.default_rng(seed)
    return np.array(
        [[HOME, WORK, rng.choice([HOME, OUT]), HOME] for _ in range(days)], dtype=np.int64
    ).ravel()


def test_one_who_is_along_on_every_evening_out_stands_far_above_one_who_keeps_his_own():
    mine = walk(20, [HOME] * 4)
    mine = Track(mine.owner, mine.time_s, varied(20, 1))
    along = Track(mine.owner, mine.time_s, mine.cell)
    apart = Track(mine.owner, mine.time_s, varied(20, 2))
    assert lr(mine, along) > 0.5
    assert lr(mine, apart) < -0.5


def test_a_partner_at_work_while_the_number_is_at_home_speaks_against():
    assert lr(walk(15, [HOME] * 4), walk(15, [HOME, WORK, WORK, HOME])) < -1


def test_the_masts_of_two_networks_that_serve_one_home_are_one_place():
    """2 km apart by the table: without a home in common every night would speak against."""
    assert lr(walk(15, [HOME] * 4), walk(15, [MAST] * 4)) > 0
    far = Places(KM + 30 * (KM == 2), PLACES.spacing_km, PLACES.public)
    mine, theirs = walk(15, [HOME] * 4), walk(15, [MAST] * 4)
    assert Known.of(far, mine).log10_lr(theirs.time_s + 300, theirs.cell) < -1


def test_one_occasion_never_says_more_than_the_shares_expected():
    """However rare the place: E(1 - theta) of one person over that of another, 6.6."""
    most = (SAME[1] / sum(SAME)) / (OTHER[1] / sum(OTHER))
    said = weighed(np.zeros(1, dtype=np.int64), np.array([1e9]))
    assert said == pytest.approx(np.log10(most), abs=0.05)


def test_records_a_day_old_and_no_records_say_nothing():
    mine = walk(3, [HOME] * 4)
    none = np.empty(0, dtype=np.int64)
    assert Known.of(PLACES, mine).log10_lr(none, none) == 0
    assert Known.of(PLACES, mine).log10_lr(mine.time_s + 90 * DAY_S, mine.cell) == 0


def test_weighed_is_the_integral_over_the_share_apart():
    """Against quadrature, one record an occasion."""
    ratio, at = np.array([2.0, 0.05, 1.5, 3.0]), np.arange(4) * DAY_S

    def told(prior: tuple[float, float]) -> float:
        def density(share: float) -> float:
            return float(np.prod((1 - share) * ratio + share) * beta.pdf(share, *prior))

        return float(quad(density, 0, 0.5)[0] + quad(density, 0.5, 1)[0])

    assert weighed(at, ratio) == pytest.approx(np.log10(told(SAME) / told(OTHER)), abs=0.03)


def test_records_of_one_occasion_count_once():
    at = np.zeros(50, dtype=np.int64)
    assert weighed(at, np.full(50, 0.1)) == pytest.approx(weighed(at[:1], np.array([0.1])))
