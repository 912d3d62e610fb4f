"""Stock: each line's entries, folded in time order into moves; only moves across the border are flows.

A re-emergence is placed at its first contact. A move that may not follow is refused with its rule and
counts nowhere, but for a line that leaves without ever having come in: it left (an orphan), and says that
the opening is not whole. Order of entry, copies and repeats of a state change nothing: entries are sorted
by time, then by life cycle.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pyarrow as pa

from lineholder.model.ledger import StockWord
from lineholder.model.line_states import CLOSED, CLOSED_T1, IN_STOCK, LineState, Rule, rule_against
from lineholder.model.outcomes import FailedClosure, LineHistory, Move, Place, RefusedMove
from lineholder.model.question import Question
from lineholder.outcomes.closures import PASSED, Judged, judge

STATES = """
    SELECT what, line, coalesce(first_s, time_s) AS at_s, "count" AS stands_for, ingest, sheet, row
    FROM events WHERE kind IN ('line_state', 'check_back') AND what <> 're_emergence_proposed'
"""
_S = LineState
ORDER: Sequence[str] = (  # of what is said of one line for the same moment
    StockWord.OPENING, _S.SUSPECTED, StockWord.INHERITED, StockWord.NEW, _S.CONFIRMED_ACTIVE, _S.TARGETED,
    _S.SEIZED_UNCLOSED, _S.HOLDER_CHARGED, _S.CLOSED_T2, _S.CLOSED_T1_PROVISIONAL, _S.CLOSED_T1_CONFIRMED,
    "passed", "failed", _S.DORMANT, _S.RE_EMERGED, _S.MERGED, StockWord.CLOSING,
)  # fmt: skip
RANK = {str(word): n for n, word in enumerate(ORDER)}
COMES_IN = (StockWord.OPENING, StockWord.NEW, StockWord.INHERITED)
CHECKED_NOTHING = Rule(
    "NOTHING_TO_CHECK",
    "Only a closed line has a check-back; this one was not closed then: enter its closure first.",
)
OUT_ALREADY = Rule(
    "CAME_IN_BEFORE",
    "A line comes in once; one that left comes back as re_emerged, with its first contact.",
)


class Term(StrEnum):
    """The terms of the bridge that a move or a stated stock adds to."""

    OPENING = "opening"
    NEW = "new"
    RE_EMERGED = "re_emerged"
    INHERITED = "inherited"
    CLOSED_T1 = "closed_t1"
    CLOSED_T2 = "closed_t2"
    DORMANT = "dormant"
    MERGED = "merged"


INS = (Term.OPENING, Term.NEW, Term.RE_EMERGED, Term.INHERITED)
OUT_BY = {
    _S.CLOSED_T1_PROVISIONAL: Term.CLOSED_T1,
    _S.CLOSED_T1_CONFIRMED: Term.CLOSED_T1,
    _S.CLOSED_T2: Term.CLOSED_T2,
    _S.DORMANT: Term.DORMANT,
    _S.MERGED: Term.MERGED,
}
IN_BY: Mapping[str, Term] = {
    StockWord.OPENING: Term.OPENING,
    StockWord.NEW: Term.NEW,
    StockWord.INHERITED: Term.INHERITED,
    _S.CONFIRMED_ACTIVE: Term.NEW,
    _S.RE_EMERGED: Term.RE_EMERGED,
}


@dataclass(frozen=True, slots=True)
class Flow:
    """`lines` that crossed the border of the stock at one moment. `orphan`: left without coming in.

    `confirmed`, of a Type 1 closure: its check-backs passed and none failed.
    """

    term: Term
    at_s: int
    lines: int
    line: str | None
    place: Place
    orphan: bool = False
    confirmed: bool = False


@dataclass(slots=True)
class Stock:
    """What the entries about lines say: flows, histories, refused moves, and stocks that were stated.

    `reopened` are check-backs that failed after one had passed: the line stays out until somebody decides.
    """

    flows: list[Flow] = field(default_factory=list)
    histories: list[LineHistory] = field(default_factory=list)
    refused: list[RefusedMove] = field(default_factory=list)
    stated: list[tuple[int, int, Place]] = field(default_factory=list)  # before when, lines, where
    reopened: list[tuple[str, Place]] = field(default_factory=list)


class Row(NamedTuple):
    """One entry about lines; in this order of fields they sort as they are folded."""

    line: str | None
    at_s: int
    rank: int
    ingest: str
    sheet: str
    row: int
    what: str
    stands_for: int | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.ingest, self.sheet, self.row)

    @property
    def lines(self) -> int:
        """How many lines it stands for."""
        return 1 if self.stands_for is None else self.stands_for


def ask() -> Question:
    """Asks `events` for what was said of lines: states, stocks and check-backs."""
    return Question("states of lines", STATES)


def fold(answer: pa.Table) -> Stock:
    """The flows and histories of all lines, in order of line."""
    columns = {name: answer[name].to_pylist() for name in answer.column_names}
    columns["rank"] = [RANK[str(word)] for word in columns["what"]]
    named, unnamed, stock = list[Row](), list[Row](), Stock()
    for row in map(Row._make, zip(*(columns[name] for name in Row._fields), strict=True)):
        if row.what == StockWord.CLOSING:
            stock.stated.append((row.at_s + 1, row.lines, row.place))
        elif row.line is None:
            unnamed.append(row)
        else:
            named.append(row)
    _unnamed(stock, unnamed)
    named.sort()
    for line, said in groupby(named, key=attrgetter("line")):
        _Fold(line, stock).run(tuple(said))
    return stock


def _unnamed(stock: Stock, rows: Sequence[Row]) -> None:
    """Rows that name no line stand for `count` lines that moved so; those that move none say nothing.

    Only the earliest opening adds to the stock: one that is stated later is compared with the entries.
    """
    begins = min((row.at_s for row in rows if row.what == StockWord.OPENING), default=0)
    for row in rows:
        if row.what == StockWord.OPENING and row.at_s > begins:
            stock.stated.append((row.at_s, row.lines, row.place))
        else:
            _moved(stock, row)


def _moved(stock: Stock, row: Row) -> None:
    term = IN_BY.get(row.what) or OUT_BY.get(LineState(row.what))
    if term is not None:
        confirmed = row.what == _S.CLOSED_T1_CONFIRMED
        flow = Flow(term, row.at_s, row.lines, None, row.place, confirmed=confirmed)
        stock.flows.append(flow)


@dataclass(slots=True)
class _Fold:
    """One line: its closures are judged by their check-backs first, then its moves are made."""

    line: str
    stock: Stock
    state: LineState | None = None
    closed_by: int | None = None  # the place of the entry that closed it last
    moves: list[Move] = field(default_factory=list)

    def run(self, rows: Sequence[Row]) -> None:
        """Add what these rows, in order, say to the stock."""
        judged = judge([row.what for row in rows])
        for n, row in _standing(rows, judged):
            if n in judged.checked_nothing:
                self._refuse(row, CHECKED_NOTHING)
            elif row.what in (PASSED, "failed"):
                self._check(row, judged)
            else:
                self._said(row, judged, n)
        failed = tuple(
            FailedClosure(
                self.line,
                rows[closed].at_s,
                rows[check].at_s,
                rows[closed].what in CLOSED_T1,
                rows[check].place,
            )
            for closed, check in judged.failed
        )
        self.stock.histories.append(LineHistory(self.line, tuple(self.moves), failed))

    def _check(self, row: Row, judged: Judged) -> None:
        """A passed check-back confirms a Type 1 closure; a failed one that undid nothing is told."""
        if row.what == PASSED:
            if self.state is _S.CLOSED_T1_PROVISIONAL and self.closed_by in judged.confirmed:
                self._move(row, _S.CLOSED_T1_CONFIRMED)
        elif self.state is not None and self.state not in IN_STOCK:
            self.stock.reopened.append((self.line, row.place))

    def _said(self, row: Row, judged: Judged, n: int) -> None:
        word, old = row.what, self.state
        self.closed_by = n if word in CLOSED else self.closed_by
        new = _S.CONFIRMED_ACTIVE if word in COMES_IN else LineState(word)
        if n in judged.unconfirmed and new is _S.CLOSED_T1_CONFIRMED:
            new = _S.CLOSED_T1_PROVISIONAL
        came_again = word in COMES_IN and old not in (None, _S.SUSPECTED)
        if new is old or (came_again and old in IN_STOCK):
            return
        rule = OUT_ALREADY if came_again else rule_against(old, new)
        if rule is None:
            self._cross(row, new, n in judged.confirmed)
            self._move(row, new)
        elif old in (None, _S.SUSPECTED) and new in OUT_BY:
            self._flow(row, OUT_BY[new], confirmed=n in judged.confirmed, orphan=True)
            self._move(row, new)
        elif not (new is _S.RE_EMERGED and judged.failed):  # it never left: its closure was undone
            self._refuse(row, rule)

    def _cross(self, row: Row, new: LineState, confirmed: bool) -> None:
        was, is_in = self.state in IN_STOCK, new in IN_STOCK
        if is_in and not was:
            back = self.state is not None and self.state is not _S.SUSPECTED
            self._flow(row, Term.RE_EMERGED if back else IN_BY[row.what])
        elif was and not is_in:
            self._flow(row, OUT_BY[new], confirmed=confirmed)

    def _flow(
        self, row: Row, term: Term, *, confirmed: bool = False, orphan: bool = False
    ) -> None:
        place = row.place
        self.stock.flows.append(Flow(term, row.at_s, 1, self.line, place, orphan, confirmed))

    def _move(self, row: Row, new: LineState) -> None:
        self.moves.append(Move(self.line, row.at_s, self.state, new, row.place))
        self.state = new

    def _refuse(self, row: Row, rule: Rule) -> None:
        place = row.place
        told = (self.state, str(row.what), rule.code, rule.sentence, place)
        self.stock.refused.append(RefusedMove(self.line, row.at_s, *told))


def _standing(rows: Sequence[Row], judged: Judged) -> Iterator[tuple[int, Row]]:
    """The rows that are no undone closure and no check-back that undid one, with their places."""
    used = {check for _, check in judged.failed}
    for n, row in enumerate(rows):
        if n not in judged.void and n not in used:
            yield n, row
