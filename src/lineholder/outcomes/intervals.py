"""Intervals: what the figures of a period can say where they rest on few.

A share of people has bounds by Wilson; a count under 100 those of a Poisson count: how far chance alone
could have moved it in another such period. Rates that are no share of their whole have none.

Source: maths/proportions.
Blind to: events that come together (one strike, many arrests), which vary more than these bounds say.
"""

from collections.abc import Iterable

from lineholder.maths import proportions
from lineholder.model.lasting import Bounds
from lineholder.model.outcomes import Figure

FEW = 100  # a count from which its own size says enough
COUNTED = frozenset(
    {
        "closed_t1",
        "closed_t2",
        "re_emerged",
        "new",
        "closures_undone",
        "people_charged",
        "referrals",
    }
)  # flows of the period; stocks, and things seized together, are no draws of chance
SHARES = frozenset(
    {"charge_rate_people", "first_disposal_charged", "first_disposal_rui", "under_18_charged"}
)  # the unit's other rates set events against events of other people


def intervals(figures: Iterable[Figure]) -> tuple[Bounds, ...]:
    """Bounds of each figure that has some, in the order of the figures."""
    return tuple(found for figure in figures if (found := _bounds(figure)) is not None)


def _bounds(figure: Figure) -> Bounds | None:
    if figure.value is None:
        return None
    if figure.name in SHARES and figure.of:
        found = proportions.wilson(round(figure.value * figure.of), figure.of)
    elif figure.name in COUNTED and figure.value < FEW:
        found = proportions.count(round(figure.value))
    else:
        return None
    if found.lower is None or found.upper is None:
        return None
    return Bounds(figure.name, round(found.lower, 4), round(found.upper, 4))
