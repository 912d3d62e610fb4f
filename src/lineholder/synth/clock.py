"""The clock: local life in Great Britain, written down in UTC, through both clock changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Bools, Floats, Ints, Texts


@dataclass(frozen=True, slots=True)
class Clock:
    """The period: `days` local days from local midnight of `first`."""

    first: date
    days: int

    @property
    def end_s(self) -> int:
        """Length of the period in local seconds."""
        return self.days * DAY

    def weekday(self) -> Ints:
        """Return each day's weekday, Monday 0."""
        return (self.first.weekday() + np.arange(self.days, dtype=np.int64)) % 7

    def epoch(self, local_s: Floats | Ints) -> Ints:
        """Return UTC epoch seconds; in the hour that is lived twice, the first of the two."""
        wall = np.floor(np.asarray(local_s)).astype(np.int64) + _midnight(self.first)
        summer = np.zeros(wall.shape, dtype=bool)
        for year in range(self.first.year, self.first.year + 3):
            begins, ends = _changes(year)
            summer |= (wall >= begins + 2 * HOUR) & (wall < ends + 2 * HOUR)
        return wall - np.where(summer, HOUR, 0)

    def real(self, local_s: Floats) -> Bools:
        """Return which local times exist in the period (the spring hour does not)."""
        wall = np.floor(local_s).astype(np.int64) + _midnight(self.first)
        real = (local_s >= 0) & (local_s < self.end_s - 5)
        for year in range(self.first.year, self.first.year + 3):
            begins = _changes(year)[0]
            real &= ~((wall >= begins + HOUR) & (wall < begins + 2 * HOUR))
        return np.asarray(real, dtype=bool)

    def iso(self, local_s: float) -> str:
        """Return one moment, held inside the period, as ISO 8601 UTC with Z."""
        held = min(max(local_s, 0.0), float(self.end_s))
        return str(iso(self.epoch(np.array([held])))[0])


def iso(epoch_s: Ints) -> Texts:
    """Return UTC epoch seconds as ISO 8601 text with Z."""
    stamps = epoch_s.astype("datetime64[s]")
    return np.asarray(np.datetime_as_string(stamps, timezone="UTC"), dtype=object)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _changes(year: int) -> tuple[int, int]:
    """Return midnights of the last Sundays of March and October as if they were UTC."""
    return tuple(_midnight(_last_sunday(year, month)) for month in (3, 10))  # type: ignore[return-value]


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
