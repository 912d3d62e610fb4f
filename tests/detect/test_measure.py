"""Measure: what the own return shows is absent where that return is silent, and unknown elsewhere."""

import numpy as np
import pytest
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import SIGNALS, weights
from lineholder.detect.combine import names
from lineholder.detect.measure import Seen, measure, table

SECOND = "+447700999990"
OWN_ONLY = [
    n for s in SIGNALS if s.own_return for n in (f"{s.name}: {f.name}" for f in s.features)
]


def called() -> Told:
    """Six regulars of a number that never texts and never calls anybody."""
    told = Told()
    for i in range(6):
        for day in range(4):
            told.call(customer(i), LINE, day * DAY + i * HOUR)
    return told


def seen_of(told: Told, *pairs: tuple[str, str]) -> Seen:
    return measure(told.asker(), table(list(pairs) or [(LINE, LINE)]), weights.shipped())


def figure(seen: Seen, name: str, line: str = LINE) -> float:
    """The measured figure itself, NaN where it is not known."""
    row, column = seen.measured.lines.index(line), names(SIGNALS).index(name)
    return float(seen.measured.features[row, column])


def test_a_silent_own_return_says_that_nothing_was_sent():
    seen = seen_of(called())
    assert seen.measured.own.tolist() == [True]
    assert figure(seen, "broadcast: burst days") == 0
    assert not any(np.isnan(figure(seen, name)) for name in OWN_ONLY)


def test_the_callers_returns_alone_cannot_say_what_it_sent():
    told = called()
    told.held = frozenset(customer(i) for i in range(6))
    seen = seen_of(told)
    assert seen.measured.own.tolist() == [False]
    assert all(np.isnan(figure(seen, name)) for name in OWN_ONLY if "beyond chance" not in name)
    assert figure(seen, "customers: regulars") == pytest.approx(6 / 18)


def test_a_line_is_its_own_where_one_of_its_numbers_returns_is_held():
    told = called()
    told.call(customer(1), SECOND, 9 * DAY)
    told.held = frozenset({SECOND, *(customer(i) for i in range(6))})
    seen = seen_of(told, (LINE, "L"), (SECOND, "L"))
    assert seen.measured.lines == ("L",)
    assert seen.measured.own.tolist() == [True]
    assert seen.numbers("L") == (SECOND, LINE)


def test_a_second_line_beside_it_changes_nothing_of_the_first():
    told = called()
    alone = seen_of(told)
    for i in range(6):
        told.call(customer(50 + i), SECOND, i * MINUTE)
    beside = seen_of(told, (SECOND, SECOND), (LINE, LINE))
    assert beside.best()[LINE] == alone.best()[LINE]
    row = beside.measured.lines.index(LINE)
    assert beside.scored.contributions[row].tolist() == alone.scored.contributions[0].tolist()


def test_no_candidate_gives_no_score():
    seen = seen_of(called(), *[])
    assert list(seen.best()) == [LINE]
    none = measure(called().asker(), table([]), weights.shipped())
    assert (none.best(), none.scored.contributions.shape) == ({}, (0, 1 + len(SIGNALS)))


def test_progress_counts_every_signal_once():
    told = []
    measure(
        called().asker(),
        table([(LINE, LINE)]),
        weights.shipped(),
        lambda n, of: told.append((n, of)),
    )
    assert told == [(n, len(SIGNALS)) for n in range(1, len(SIGNALS) + 1)]
