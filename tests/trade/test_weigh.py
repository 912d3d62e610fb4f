"""Weigh: intervals and tornado against what calculus says, and the guideline's table at its edges."""

import math

import numpy as np
import pytest

from lineholder.model.errors import BadValue
from lineholder.model.trade import Assumption
from lineholder.trade.guideline import LATEST, VERSIONS, category
from lineholder.trade.weigh import DRAWS, chance, draws, weigh

RISING = Assumption("rising", 0.0, 1.0, 1.0, "g", "test")  # density 2x: quantile sqrt(p)
FALLING = Assumption("falling", 0.0, 0.0, 2.0, "g", "test")
SURE = Assumption("sure", 3.0, 3.0, 3.0, "times", "test")


def one(name, times=1.0):
    return lambda figures: {"heroin": figures[name] * times}


def test_the_interval_is_the_triangles_own():
    rising = weigh(one("rising"), [RISING])
    assert rising.lower == pytest.approx(math.sqrt(0.05), abs=0.01)
    assert rising.upper == pytest.approx(math.sqrt(0.95), abs=0.01)
    falling = weigh(one("falling"), [FALLING])
    assert falling.lower == pytest.approx(2 - 2 * math.sqrt(0.95), abs=0.01)
    assert falling.upper == pytest.approx(2 - 2 * math.sqrt(0.05), abs=0.02)


def test_draws_stay_in_the_range_around_the_peak_and_are_the_same_again():
    between = Assumption("between", 2.0, 3.0, 7.0, "g", "test")
    drawn = draws([between, SURE])
    assert len(drawn["between"]) == DRAWS
    assert 2.0 <= drawn["between"].min() < 2.1 < 6.7 < drawn["between"].max() <= 7.0
    assert drawn["between"].mean() == pytest.approx(4.0, abs=0.03)  # (2 + 3 + 7) / 3
    assert set(drawn["sure"].tolist()) == {3.0}
    assert np.array_equal(draws([between, SURE])["between"], drawn["between"])


def test_the_tornado_moves_one_assumption_at_a_time_widest_first():
    def product(figures):
        return {
            "heroin": figures["rising"] * figures["sure"],
            "crack": figures["falling"] * figures["sure"],
        }

    found = weigh(product, [SURE, RISING, FALLING])
    assert (found.grams, found.by_drug) == (3.0, (("heroin", 3.0), ("crack", 0.0)))
    assert [(s.assumption.name, s.grams_low, s.grams_high) for s in found.tornado] == [
        ("falling", 3.0, 9.0),
        ("rising", 0.0, 3.0),
        ("sure", 3.0, 3.0),
    ]


def test_a_chance_has_mean_one_and_the_variance_asked_for():
    drawn = draws([chance("customers", 0.25, "test")])["customers"]
    assert drawn.mean() == pytest.approx(1.0, abs=0.01)
    assert drawn.var() == pytest.approx(0.25, abs=0.02)
    shown = chance("customers", 0.25, "test")
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx([shown.low, shown.high], rel=0.03)
    alike = chance("customers", 0.0, "test")
    assert (alike.low, alike.central, alike.high) == (1.0, 1.0, 1.0)


def test_a_range_out_of_order_is_refused():
    with pytest.raises(BadValue, match="low <= central <= high"):
        Assumption("wraps", 2.0, 1.0, 3.0, "a sale", "test")


@pytest.mark.parametrize(
    ("grams", "implied"),
    [(0, None), (0.1, 3), (149.9, 3), (150, 3), (999.9, 3), (1000, 2), (4999.9, 2), (5000, 1)],
)
def test_supply_to_users_is_category_three_until_quantity_says_a_graver_one(grams, implied):
    assert category(grams) == implied


def test_by_weight_alone_the_fourth_category_is_reached_too():
    assert max(v.in_force for v in VERSIONS) == LATEST.in_force
    by_weight = type(LATEST)("by weight", "2021-04-01", "test", LATEST.grams, 4, False)
    assert [category(g, by_weight) for g in (1, 5, 149, 150, 1000)] == [4, 4, 4, 3, 2]
