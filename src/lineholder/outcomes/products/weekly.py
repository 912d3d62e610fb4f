"""Weekly tasking sheet: which lines to work on, what changed, what is due, what blocks.

Lines stand under the unit's own names for them; no person stands in it, and no customer.
"""

from collections.abc import Iterable, Mapping, Sequence

from lineholder.model.findings import Reference
from lineholder.model.line_states import CLOSED, IN_STOCK, LineState
from lineholder.model.outcomes import LineHistory, Move
from lineholder.model.product import Cell, Part, Product, ProductKind
from lineholder.outcomes.products import parts, period
from lineholder.outcomes.products.parts import Made, Material, grid, text

TOP = 20  # lines by harm
DAY_S = 86400
CHANGED = "What changed in the stock"
HARM = (
    "By the unit's weights, most harm first. Points are a range: what nobody looked at may give nothing or "
    "all. An order is where to look, and decides nothing."
)
WORK = (
    "warrants", "arrests", "people_arrested", "charges", "people_charged", "sentences", "referrals",
    "children_referred", "disruptions", "check_backs_passed", "check_backs_failed", "lines_seized",
    "phones_seized", "numbers_seized", "weapons_seized", "cash_seized",
)  # fmt: skip
WIDTHS = (("Line", 16, False), ("State", 26, False), ("Since", 18, False), ("Days", 8, True))


class _Refs:
    """References to the entries that decided a line's state, each made once."""

    def __init__(self, snapshot: str) -> None:
        self.snapshot, self.made = snapshot, dict[str, Reference]()

    def of(self, move: Move) -> str:
        made = parts.opens(f"state of {move.line}", [move], self.snapshot)
        self.made[made.ref] = made
        return made.ref


def make(told: Material, status: str) -> Made:
    """The sheet of the week. A line's days are counted to the week's end."""
    refs = _Refs(told.found.snapshot)
    latest = {h.line: _latest(h, told.to_s) for h in told.histories}
    now = {line: move for line, move in latest.items() if move is not None}
    tables = (
        _harm(told),
        _changed(told, refs),
        _listed(
            "Lines in the stock", "Longest in their state first.", now, IN_STOCK, told.to_s, refs
        ),
        _due(now, told, refs),
        parts.unknown(told),
    )
    product = Product(
        ProductKind.WEEKLY,
        period.words(told.from_s, told.to_s),
        period.last_day(told.to_s).isoformat(),
        status,
        (Part("The week", _week(told, now)),),
        None,
        (),
        (
            *(part for part in tables if part),
            Part("The week's work", figures=parts.rows(told, WORK)),
        ),
        parts.legend(told),
        told.now.least,
        told.found.snapshot,
    )
    return Made(product, tuple(refs.made.values()))


def _week(told: Material, now: Mapping[str, Move]) -> tuple[str, ...]:
    named = sum(move.new in IN_STOCK for move in now.values())
    moved = sum(told.from_s <= m.at_s < told.to_s for h in told.histories for m in h.moves)
    return (
        f"{parts.begun(parts.said(told, 'closing', 'line', 'lines'))} in the stock at the end of the week, "
        f"{named:,} of them by name; {moved:,} changes of state in the week.",
        f"{parts.begun(parts.said(told, 'arrests', 'arrest', 'arrests'))}, "
        f"{parts.said(told, 'charges', 'charge', 'charges')}, "
        f"{parts.said(told, 'warrants', 'warrant', 'warrants')}, "
        f"{parts.said(told, 'referrals', 'referral', 'referrals')} to safeguarding.",
    )


def _latest(history: LineHistory, to_s: int) -> Move | None:
    """The move that gave the line its state just before a moment, not a move to the same state again."""
    found = None
    for move in history.moves:
        if move.at_s < to_s and (found is None or found.new is not move.new):
            found = move
    return found


def _harm(told: Material) -> Part:
    if not told.harm:
        return Part(
            "Lines by harm",
            ("No list of lines has been found in the call records, so there is no order.",),
        )
    found = tuple(
        (
            text(place.line),
            Cell(place.place),
            Cell(round(place.lower, 1)),
            Cell(round(place.upper, 1)),
            Cell(place.harm.confidence.known),
            Cell(place.harm.confidence.of),
        )
        for place in told.harm[:TOP]
    )
    heads = (
        ("Line", 20, False), ("Place", 8, True), ("Points, at least", 16, True),
        ("Points, at most", 16, True), ("Parts known", 12, True), ("Of", 6, True),
    )  # fmt: skip
    return Part("Lines by harm", (HARM,), grid=grid(*heads, rows=found))


def _changed(told: Material, refs: _Refs) -> Part:
    moves = sorted(
        (m for h in told.histories for m in h.moves if told.from_s <= m.at_s < told.to_s),
        key=lambda m: (m.at_s, m.line),
    )
    if not moves:
        return Part(CHANGED, ("No line changed its state in the week.",))
    found = [
        (
            Cell(move.line, ref=refs.of(move)),
            text(_said(move.old) if move.old else "not heard of"),
            text(_said(move.new)),
            text(_day(move.at_s)),
        )
        for move in moves
    ]
    heads = (("Line", 16, False), ("From", 26, False), ("To", 26, False), ("Day", 18, False))
    return Part(CHANGED, grid=grid(*heads, rows=found))


def _listed(
    heading: str,
    sentence: str,
    now: Mapping[str, Move],
    states: Iterable[LineState],
    to_s: int,
    refs: _Refs,
) -> Part | None:
    moves = sorted((m for m in now.values() if m.new in states), key=lambda m: (m.at_s, m.line))
    if not moves:
        return None
    return Part(
        heading, (sentence,), grid=grid(*WIDTHS, rows=[_line(m, to_s, refs) for m in moves])
    )


def _due(now: Mapping[str, Move], told: Material, refs: _Refs) -> Part | None:
    """Closures that no check-back confirms: Type 1 provisional, and Type 2, which none ever did."""
    waiting: Sequence[LineState] = [s for s in CLOSED if s is not LineState.CLOSED_T1_CONFIRMED]
    sentence = "Closed, and no check-back confirms it yet. Oldest first."
    return _listed("Check-backs to make", sentence, now, waiting, told.to_s, refs)


def _line(move: Move, to_s: int, refs: _Refs) -> tuple[Cell, ...]:
    days = (to_s - move.at_s) // DAY_S
    return (
        text(move.line),
        text(_said(move.new)),
        text(_day(move.at_s)),
        Cell(days, ref=refs.of(move)),
    )


def _said(state: LineState) -> str:
    return parts.label(state.value)


def _day(at_s: int) -> str:
    return period.day_words(period.held_day(at_s))
