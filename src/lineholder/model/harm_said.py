"""Harm, said: what named people entered about the harm of lines, and the unit's tables as versions.

A line is named by its id and by a number of it, so that what was said stays with it when the list is found
anew and its id changes.
"""

from dataclasses import dataclass
from enum import StrEnum

from lineholder.model.errors import BadValue
from lineholder.model.harm import Incident, IndexRow, IntelItem, MorileBand, Weights


class HarmTable(StrEnum):
    """Which of the unit's tables: each entry of one is a version of it."""

    WEIGHTS = "weights"
    INDEX = "index"
    MORILE = "morile"


@dataclass(frozen=True, slots=True)
class TableVersion:
    """One version of a table as it was entered. `number` counts the versions of its table from 1.

    `replaced_by` is the entry that superseded it: it is read no more, for whatever day.
    """

    entry: int
    table: HarmTable
    number: int
    name: str
    text: str  # CSV as it was entered
    by: str
    at: int  # UTC epoch seconds
    reason: str
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class InUse:
    """What an order reads on a day, and a sentence a table that says which version that is.

    `index_day` is the day of which the index's rows are: a later one where none was in force yet.
    """

    day: str
    weights: Weights
    index: tuple[IndexRow, ...]
    index_day: str
    morile: tuple[MorileBand, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineName:
    """A line by its id and by one of its numbers."""

    line: str
    number: str

    def of(self, names: frozenset[str]) -> bool:
        """Whether it names the line that has these names."""
        return self.line in names or self.number in names


@dataclass(frozen=True, slots=True)
class Linked:
    """What somebody decided of an incident and a line: it is of this line, or it is not."""

    entry: int
    line: LineName
    reference: str
    linked: bool
    by: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reported:
    """An intelligence report on a line, as somebody entered it. `conditions` bind its handling (C)."""

    entry: int
    line: LineName
    item: IntelItem
    conditions: str
    by: str
    at: int
    reason: str

    def __post_init__(self) -> None:
        if self.item.handling == "C" and not self.conditions:
            raise BadValue(
                f"{self.item.reference}: expected the conditions of handling code C; found none."
            )


@dataclass(frozen=True, slots=True)
class IncidentSeen:
    """A recorded crime as a screen may show it: the victim is a mask. `opens` brings its rows back.

    `kinds` are more than one where its rows disagree; the harm index reads the last by name.
    """

    reference: str
    kinds: tuple[str, ...]
    time_s: int
    slack_s: int
    place: str | None
    victim: str | None
    opens: str


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What is known of one line beside records and ledger. None: nobody looked."""

    incidents: tuple[Incident, ...] | None = None
    intelligence: tuple[IntelItem, ...] | None = None
