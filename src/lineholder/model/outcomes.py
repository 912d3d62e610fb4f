"""Outcomes: what the unit achieved, each figure with its definition and the entries that it opens to.

Built by `outcomes` from the ledger (`model/ledger.py`) and read by pages, documents and whatever else
counts on closures (survival, harm, fairness). Times are UTC epoch seconds; a period is [from_s, to_s).
A value of None is "cannot be known", with what is missing said beside it; it is never 0.
"""

from dataclasses import dataclass
from enum import StrEnum

from lineholder.model.line_states import CLOSED, CLOSED_T1, LineState


class Basis(StrEnum):
    """Where a figure comes from."""

    EVENTS = "events"  # folded from entries
    PUBLISHED = "published"  # entered as a total that somebody published: it opens to that entry
    UNKNOWN = "unknown"  # nobody entered what it needs


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `unit` says what is counted (lines, people, charges, counts, events, hours, share …)."""

    name: str
    value: float | None
    unit: str
    definition: str
    basis: Basis
    of: int | None = None  # of a share, a median: how many it rests on
    ref: str | None = None  # opens the entries that were counted


@dataclass(frozen=True, slots=True)
class Bridge:
    """opening + new + re_emerged + inherited - closed_t1 - closed_t2 - dormant - merged = closing.

    Each is None where it cannot be known; `missing` says what would have to be entered. `balances` is
    whether the eight terms give `closing` where all are known, None where one is not.
    """

    opening: int | None
    new: int | None
    re_emerged: int | None
    inherited: int | None
    closed_t1: int | None
    closed_t2: int | None
    dormant: int | None
    merged: int | None
    closing: int | None
    missing: tuple[str, ...] = ()

    @property
    def balances(self) -> bool | None:
        """Whether it adds up; None where a term is unknown."""
        ins = (self.opening, self.new, self.re_emerged, self.inherited)
        outs = (self.closed_t1, self.closed_t2, self.dormant, self.merged)
        if self.closing is None or None in ins or None in outs:
            return None
        return sum(n or 0 for n in ins) - sum(n or 0 for n in outs) == self.closing


@dataclass(frozen=True, slots=True)
class Place:
    """The row of the ledger that says something."""

    ingest: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Move:
    """One decided change of a line's state. `at_s` of a re-emergence is its first contact."""

    line: str
    at_s: int
    old: LineState | None
    new: LineState
    place: Place


@dataclass(frozen=True, slots=True)
class RefusedMove:
    """An entry that could not follow what was decided before it: it moves nothing and counts nowhere."""

    line: str
    at_s: int
    old: LineState | None
    word: str
    rule: str
    sentence: str
    place: Place


@dataclass(frozen=True, slots=True)
class FailedClosure:
    """A closure whose first check-back, at `failed_s`, failed: it is no closure, and no move.

    Whoever measures survival must count it as one that did not hold, or finding failures would help.
    `type1` is how it was entered first, as of a closure that held; `place` is where the check-back stands.
    """

    line: str
    at_s: int
    failed_s: int
    type1: bool
    place: Place


@dataclass(frozen=True, slots=True)
class LineHistory:
    """One line: its moves in time order, and the closures that its check-backs undid."""

    line: str
    moves: tuple[Move, ...]
    failed: tuple[FailedClosure, ...] = ()

    def closures(self) -> tuple["Closure", ...]:
        """Each time the line closed, and when it came back. T2 and then T1 of one absence are one."""
        found: list[Closure] = []
        for number, one in enumerate(self.moves):
            if one.new not in CLOSED or (one.old in CLOSED):
                continue
            later = self.moves[number:]
            back = next((m for m in later if m.new is LineState.RE_EMERGED), None)
            upto = later[: later.index(back)] if back else later
            ended = next((m for m in upto if m.new is LineState.MERGED), None)
            found.append(
                Closure(
                    line=self.line,
                    at_s=one.at_s,
                    type1=one.new in CLOSED_T1,
                    confirmed=any(m.new is LineState.CLOSED_T1_CONFIRMED for m in upto),
                    re_emerged_s=back.at_s if back else None,
                    merged_s=ended.at_s if ended else None,
                )
            )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Closure:
    """One closure that was not undone by its check-back: what survival is counted on.

    `type1` is how it left the stock. `confirmed`: check-backs passed. Neither `re_emerged_s` nor
    `merged_s`: still closed when the ledger ends, so a survival time is censored there.
    """

    line: str
    at_s: int
    type1: bool
    confirmed: bool
    re_emerged_s: int | None
    merged_s: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that does not add up, or that a person should look at: how it was counted is said."""

    code: str
    sentence: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a breakdown: what, and how many of it."""

    label: str
    value: float
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One thing counted by kind. `unknown` of it are of no stated kind, and stand in no row."""

    name: str
    unit: str
    definition: str
    rows: tuple[Share, ...]
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """One like-with-like group of sentences: terms in months, sorted, of one side of a date."""

    role: str  # of the person, "not stated" where no entry gives one
    plea_stage: str
    after: bool
    months: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SentenceComparison:
    """Sentences before and after a date. No difference is named a cause: `confounders` says why.

    Immediate terms only, the longest for each person and day (concurrent terms are not added).
    """

    split_s: int
    groups: tuple[Group, ...]
    confounders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The unit's period: the figures, the bridge, and what does not add up or cannot be known."""

    from_s: int | None
    to_s: int | None
    bridge: Bridge
    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...]
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    refused: tuple[RefusedMove, ...]  # the first of them
    refused_in_all: int
    entries: int
    duplicates: int
    corrected: int
    snapshot: str
    sentences: SentenceComparison | None = None

    def figure(self, name: str) -> Figure:
        """The figure of this name; KeyError where there is none."""
        for one in self.figures:
            if one.name == name:
                return one
        raise KeyError(name)
