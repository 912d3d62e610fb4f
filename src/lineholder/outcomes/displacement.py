"""Displacement: whether lines came into the same or other markets more often after closures in a market.

Arrivals (a line that comes into the stock for the first time) within the window after any closure in a market
are set against those of the rest of the watched time, as a ratio of two rates. A return is no arrival:
survival counts it. Overlapping windows are one stretch, so nothing counts twice. Nothing at the very start of
the watched time is an arrival: that is the opening stock.

Source: ratio of two Poisson counts, exact (maths/proportions).
Blind to: seasons and operations that close lines where arrivals grow anyway; lines never found; many pairs of
    markets are looked at, so one in twenty stands out by chance.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lineholder.maths import proportions
from lineholder.model.lasting import Displacement
from lineholder.model.line_states import IN_STOCK, LineState
from lineholder.model.outcomes import LineHistory

DAY_S = 86400
WINDOW_DAYS = 90
NOT_YET = (None, LineState.SUSPECTED)
Span = tuple[int, int]
Times = NDArray[np.int64]


def displacement(
    histories: Iterable[LineHistory],
    markets: Mapping[str, str | None],
    since_s: int,
    until_s: int,
    window_days: int = WINDOW_DAYS,
) -> tuple[Displacement, ...]:
    """Each market with a closure in [since_s, until_s) by each with an arrival, in text order.

    `markets` gives the market of each line, None or absent where no record shows it.
    """
    closed: dict[str, list[int]] = {}
    came: dict[str, list[int]] = {}
    for history in histories:
        market = markets.get(history.line)
        if market is None:
            continue
        ends = [*(c.at_s for c in history.closures()), *(f.at_s for f in history.failed)]
        closed.setdefault(market, []).extend(s for s in ends if since_s <= s < until_s)
        came.setdefault(market, []).extend(
            m.at_s
            for m in history.moves
            if m.new in IN_STOCK and m.old in NOT_YET and since_s < m.at_s < until_s
        )
    arrivals = {market: np.asarray(times) for market, times in sorted(came.items()) if times}
    watched_days = (until_s - since_s) / DAY_S
    made = []
    for market, ends in sorted(closed.items()):
        spans = _joined([(s, min(s + window_days * DAY_S, until_s)) for s in ends])
        for into, times in arrivals.items() if ends else ():
            made.append(_pair((market, into), len(ends), spans, times, watched_days))
    return tuple(made)


def _pair(
    names: tuple[str, str],
    closures: int,
    spans: Sequence[Span],
    came: Times,
    watched_days: float,
) -> Displacement:
    after = _within(came, spans)
    days_after = sum(b - a for a, b in spans) / DAY_S
    days_else = watched_days - days_after
    rest = len(came) - after
    if days_after > 0 and days_else > 0:
        rate = proportions.ratio(after, rest, days_after / days_else)
    else:
        rate = proportions.Interval(None, None, None)
    return Displacement(
        closed_in=names[0],
        into=names[1],
        closures=closures,
        arrived_after=after,
        days_after=days_after,
        arrived_else=rest,
        days_else=days_else,
        ratio=rate.value,
        lower=rate.lower,
        upper=rate.upper,
        sentence=_sentence(names, (after, rest), (days_after, days_else), rate),
    )


def _within(times: Times, spans: Sequence[Span]) -> int:
    """How many lie inside a stretch, its ends left out."""
    at = np.searchsorted([a for a, _ in spans], times, side="left") - 1
    return int(np.count_nonzero((at >= 0) & (times < np.asarray([b for _, b in spans])[at])))


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans as stretches that do not overlap, in time order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _sentence(
    names: tuple[str, str],
    counts: tuple[int, int],
    days: tuple[float, float],
    rate: proportions.Interval,
) -> str:
    said = (
        f"{counts[0]} arrivals in {names[1]} in {days[0]:.0f} days after closures in {names[0]}, "
        f"{counts[1]} in the other {days[1]:.0f} days: "
    )
    if rate.lower is None:
        return said + "too little to compare."
    if rate.lower > 1:
        return said + "more often than else, which says nothing of why."
    if rate.upper is not None and rate.upper < 1:
        return said + "less often than else, which says nothing of why."
    return said + "these counts do not tell the two apart."
