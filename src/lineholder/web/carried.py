"""Carried: who best explains the number along its period, as lanes on one time axis, places in percent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lineholder.model.attribution import Attribution
from lineholder.web import words

NOBODY = "none of them"
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch: `at` and `width` in percent, and its sentence."""

    at: float
    width: float
    told: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One number (None for none of them) and the stretches in which it explains best."""

    number: str | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A handover: where it is, the range in which it may lie, and its sentence."""

    at: float
    bar: Bar


@dataclass(frozen=True, slots=True)
class Axis:
    """The lanes in the order in which their numbers first explain, gaps, handovers and days."""

    lanes: tuple[Lane, ...]
    gaps: tuple[Bar, ...]
    changes: tuple[Change, ...]
    ticks: tuple[tuple[float, str], ...]


def axis(found: Attribution) -> Axis | None:
    """The axis over the answer's period; None where nothing was seen or explained."""
    if found.from_s is None or found.to_s is None or not found.segments:
        return None
    span = Span(found.from_s, max(found.to_s, found.from_s + 1))
    numbers = list(dict.fromkeys(s.top for s in found.segments))
    lanes = tuple(
        Lane(
            number,
            tuple(
                span.bar(s.from_s, s.to_s, _who(number)) for s in found.segments if s.top == number
            ),
        )
        for number in numbers
    )
    return Axis(
        lanes,
        tuple(span.bar(g.from_s, g.to_s, "no record with a place") for g in found.gaps),
        tuple(
            Change(
                span.at(h.at_s),
                span.bar(h.earliest_s, h.latest_s, f"from {_who(h.before)} to {_who(h.after)}"),
            )
            for h in found.handovers
        ),
        span.ticks(),
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A period as an axis from 0 to 100 percent. UTC epoch seconds."""

    from_s: int
    to_s: int

    def at(self, moment_s: float) -> float:
        """Percent from the left, within the axis."""
        share = (moment_s - self.from_s) / (self.to_s - self.from_s)
        return round(100 * min(1.0, max(0.0, share)), 3)

    def bar(self, from_s: int, to_s: int, told: str) -> Bar:
        """A stretch, at least as wide as can be seen."""
        at = self.at(from_s)
        width = max(0.2, self.at(to_s) - at)
        return Bar(at, round(width, 3), f"{told}, {words.period(from_s, max(from_s, to_s - 1))}")

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Local midnights, evenly apart, so few that their words do not meet."""
        first = datetime.fromtimestamp(self.from_s, UTC).astimezone(words.LOCAL)
        start = datetime(first.year, first.month, first.day, tzinfo=words.LOCAL)
        days = max(1, round((self.to_s - self.from_s) / 86_400))
        every = next(n for n in _steps() if days / n <= MOST_TICKS)
        places = (start + timedelta(days=n) for n in range(1, days + 1, every))
        found = [(self.at(p.timestamp()), f"{p.day}{words.THIN}{p:%b}") for p in places]
        return tuple((at, text) for at, text in found if 2 < at < 98)


def _steps() -> Sequence[int]:
    return (1, 2, 3, 7, 14, 28, 56, 112, 224, 448, 896, 100_000)


def _who(number: str | None) -> str:
    return words.number(number) if number else NOBODY
