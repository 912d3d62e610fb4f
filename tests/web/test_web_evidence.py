"""Signals for and against: order, sides, and what a chip may not hide."""

from lineholder.model.lines import Reason
from lineholder.web import evidence
from lineholder.web.words import MINUS


def reason(signal: str, log_odds: float) -> Reason:
    return Reason(signal, 1.0, log_odds, f"{signal} says so.", "ref")


REASONS = (
    reason("prior", -4.0),
    reason("dispatch", -1.0),
    reason("broadcast", 3.0),
    reason("customers", 2.0),
    reason("no life", 0.04),
)


def test_most_for_comes_first_and_the_prior_last() -> None:
    says = evidence.says(REASONS, {})
    assert [s.signal for s in says] == ["broadcast", "customers", "no life", "dispatch", "prior"]
    assert [s.way for s in says] == ["for", "for", "neither", "against", "against"]
    assert [s.sign for s in says] == ["+", "+", "·", MINUS, MINUS]
    assert says[-1].name == "starting odds"


def test_bars_grow_from_the_middle_and_the_longest_reaches_the_end() -> None:
    says = {s.signal: (s.x, s.width) for s in evidence.says(REASONS, {})}
    assert says["prior"] == (0.0, 100.0)
    assert says["broadcast"] == (100.0, 75.0)
    assert says["dispatch"] == (75.0, 25.0)
    assert evidence.says((reason("customers", 0.0),), {})[0].width == 0.0
    assert evidence.says((), {}) == ()


def test_chips_show_both_sides_and_never_the_prior() -> None:
    chips = evidence.chips(evidence.says(REASONS, {}), 1)
    assert [c.signal for c in chips] == ["broadcast", "dispatch"]
    assert evidence.chips(evidence.says((reason("prior", -4.0),), {}), 3) == ()
