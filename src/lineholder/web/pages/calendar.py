"""Coverage calendar: for each number whose return is held, the days with records and the days without."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lineholder.model.findings import CoverageDay
from lineholder.web import marks

NUMBERS_A_PAGE = 30
CELL = 6  # units of a strip's picture, a day
WIDE, LEAST, MOST = (
    840,
    0.8,
    2.2,
)  # pixels a strip should take, and pixels a unit at least and at most


@dataclass(frozen=True, slots=True)
class Strip:
    """One number's days as paths, one a shade, from no record to most; and the figures in words."""

    number: str
    paths: tuple[str, ...]
    calls: int
    texts: int
    data: int
    days: int
    first: str
    last: str
    gap: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """A page of strips over one period. `width` is in units of the pictures, `scale` pixels a unit."""

    strips: tuple[Strip, ...]
    numbers: int
    wanted: str
    first: str
    last: str
    days: int
    months: tuple[tuple[int, str], ...]
    width: int
    scale: float
    page: int
    pages: int


def calendar(found: Iterable[CoverageDay], wanted: str, page: int) -> Calendar:
    """The numbers that hold the digits of `wanted`, most records first, a page at a time."""
    by_number: dict[str, list[CoverageDay]] = {}
    digits = "".join(c for c in wanted if c.isdigit()).removeprefix("0")
    for day in found:
        if digits in day.number:
            by_number.setdefault(day.number, []).append(day)
    ordered = sorted(by_number.items(), key=lambda item: (-sum(map(_total, item[1])), item[0]))
    pages = max(1, -(-len(ordered) // NUMBERS_A_PAGE))
    at = min(max(1, page), pages)
    shown = ordered[(at - 1) * NUMBERS_A_PAGE : at * NUMBERS_A_PAGE]
    every = [d.day for _, days in ordered for d in (days[0], days[-1])]
    first, last = min(every, default=""), max(every, default="")
    span = _span(first, last)
    width = max(1, len(span) * CELL)
    return Calendar(
        strips=tuple(_strip(number, days, span) for number, days in shown),
        numbers=len(ordered),
        wanted=wanted,
        first=first,
        last=last,
        days=len(span),
        months=tuple((i * CELL, f"{d:%b}") for i, d in enumerate(span) if d.day == 1 or i == 0),
        width=width,
        scale=round(min(MOST, max(LEAST, WIDE / width)), 3),
        page=at,
        pages=pages,
    )


def _strip(number: str, days: list[CoverageDay], span: list[date]) -> Strip:
    totals = {d.day: _total(d) for d in days}
    return Strip(
        number,
        marks.strip([totals.get(d.isoformat(), 0) for d in span], max(totals.values()), CELL),
        sum(d.calls for d in days),
        sum(d.texts for d in days),
        sum(d.data for d in days),
        len(days),
        days[0].day,
        days[-1].day,
        _longest_gap([d.day for d in days]),
    )


def _longest_gap(days: list[str]) -> int:
    """The most days in a row without a record between the first and the last day with one."""
    at = [date.fromisoformat(d) for d in days]
    return max(((b - a).days - 1 for a, b in pairwise(at)), default=0)


def _total(day: CoverageDay) -> int:
    return day.calls + day.texts + day.data


def _span(first: str, last: str) -> list[date]:
    if not first:
        return []
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    return [a + timedelta(days=i) for i in range((b - a).days + 1)]
