"""Comparison of two phones: where each was used, and where they were one after the other."""

from dataclasses import dataclass
from enum import StrEnum


class Fit(StrEnum):
    """What a switch says of one hand."""

    FITS = "fits"  # at least as probable under one person as under the other number's habits
    CONTRADICTS = "contradicts"  # its habits explain it better
    IMPOSSIBLE = "impossible"  # further apart than a journey explains


@dataclass(frozen=True, slots=True)
class Sector:
    """A cell that either number used: an area that it serves, never a spot. Degrees; None is not known.

    `first` and `second` count the placed records of the two numbers in it.
    """

    cell: str
    site: str | None
    lat: float
    lon: float
    azimuth: float | None
    beamwidth: float | None
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Met:
    """All switches between one cell of the first number and one of the second. Counts, km, UTC seconds."""

    cell: str
    other_cell: str
    km: float
    switches: int
    contradicting: int
    impossible: int
    first_s: int
    last_s: int
    soonest_s: int  # the least delay between the two records
    ref: str

    @property
    def fit(self) -> Fit:
        """The worst that most of its switches say: impossible as soon as one is."""
        if self.impossible:
            return Fit.IMPOSSIBLE
        return Fit.CONTRADICTS if 2 * self.contradicting > self.switches else Fit.FITS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers over the period in which the first was seen, [from_s, to_s) UTC epoch seconds.

    `at_s`, `km` and `fits` are one value a switch, in the order of time; `hours` and `other_hours` the
    hours (UTC, since 1970) in which each has a placed record. `ref` opens both numbers' placed records.
    `met` holds the pairs of cells, what contradicts first.
    """

    number: str
    other: str
    from_s: int | None
    to_s: int | None
    placed: int
    other_placed: int
    switches: int
    contradicting: int
    impossible: int
    sectors: tuple[Sector, ...]
    met: tuple[Met, ...]
    at_s: tuple[int, ...]
    km: tuple[float, ...]
    fits: tuple[Fit, ...]
    hours: tuple[int, ...]
    other_hours: tuple[int, ...]
    ref: str
    snapshot: str
    version: str
