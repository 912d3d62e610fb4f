"""Bounds of the figures that rest on few."""

from lineholder.model.outcomes import Basis, Figure
from lineholder.outcomes.intervals import intervals


def figure(name, value, of=None):
    return Figure(name, value, "x", "x", Basis.EVENTS, of=of)


def test_shares_of_people_and_small_flows_have_bounds_and_nothing_else():
    told = intervals(
        [
            figure("charge_rate_people", 0.3, 10),
            figure("closed_t1", 4),
            figure("closed_t2", 100),
            figure("new", None),
            figure("charge_rate_charges", 0.6, 344),
            figure("first_disposal_rui", None, 0),
            figure("lines_seized", 3),
        ]
    )
    assert [(b.figure, b.lower, b.upper) for b in told] == [
        ("charge_rate_people", 0.1078, 0.6032),  # 3 of 10, as Wilson's formula gives by hand
        ("closed_t1", 1.0899, 10.2416),  # 4 events, as Garwood prints 1.0899 to 10.2416
    ]
