"""Line states: what people decided of a line, and which state may follow which, with the rule that refuses.

The states of the Home Office programme (closure types) and what the bridge makes of them. A line is in
the stock (active) or out of it; only a move across that border is a flow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lineholder.model.errors import Refused


class LineState(StrEnum):
    """Where a line stands, as named people decided it."""

    SUSPECTED = "suspected"
    CONFIRMED_ACTIVE = "confirmed_active"
    TARGETED = "targeted"
    HOLDER_CHARGED = "holder_charged"
    SEIZED_UNCLOSED = (
        "seized_unclosed"  # its phone or SIM is seized, and it may go on with another
    )
    CLOSED_T1_PROVISIONAL = (
        "closed_t1_provisional"  # the holder arrested and charged; not checked yet
    )
    CLOSED_T1_CONFIRMED = "closed_t1_confirmed"  # and check-backs show that it stays out of use
    CLOSED_T2 = "closed_t2"  # the number, SIM or phone was deactivated
    DORMANT = "dormant"
    RE_EMERGED = "re_emerged"
    MERGED = "merged"


IN_STOCK = (
    LineState.CONFIRMED_ACTIVE,
    LineState.TARGETED,
    LineState.HOLDER_CHARGED,
    LineState.SEIZED_UNCLOSED,
    LineState.RE_EMERGED,
)
CLOSED_T1 = (LineState.CLOSED_T1_PROVISIONAL, LineState.CLOSED_T1_CONFIRMED)
CLOSED = (*CLOSED_T1, LineState.CLOSED_T2)
_OUT = (*CLOSED, LineState.DORMANT, LineState.MERGED)

_S = LineState
_ACTIVE_TO = frozenset({*IN_STOCK, *_OUT} - {_S.RE_EMERGED})
MOVES: Mapping[LineState | None, frozenset[LineState]] = {  # from (None: never heard of) to
    None: frozenset({_S.SUSPECTED, _S.CONFIRMED_ACTIVE, _S.RE_EMERGED}),  # closed before we began
    _S.SUSPECTED: frozenset({_S.CONFIRMED_ACTIVE, _S.RE_EMERGED, _S.MERGED}),
    **dict.fromkeys(IN_STOCK, _ACTIVE_TO),
    _S.CLOSED_T1_PROVISIONAL: frozenset({_S.CLOSED_T1_CONFIRMED, _S.RE_EMERGED, _S.MERGED}),
    _S.CLOSED_T1_CONFIRMED: frozenset({_S.RE_EMERGED, _S.MERGED}),
    _S.CLOSED_T2: frozenset({*CLOSED_T1, _S.RE_EMERGED, _S.MERGED}),
    _S.DORMANT: frozenset({_S.CONFIRMED_ACTIVE, _S.RE_EMERGED, *CLOSED, _S.MERGED}),
    _S.MERGED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a move is refused, and what to enter instead."""

    code: str
    sentence: str


_BACK = Rule(
    "CLOSED_COMES_BACK_AS_RE_EMERGED",
    "A closed line that trades again has re-emerged: enter re_emerged, with its first contact.",
)
NOT_IN_STOCK = Rule(
    "NOT_IN_STOCK",
    "Only a line that came into the stock can be worked on or leave it: enter opening, new or "
    "inherited first.",
)
_ENDED = Rule(
    "MERGED_IS_THE_END",
    "A merged line lives on under the line that it went into: enter what follows for that one.",
)
_NEVER_LEFT = Rule(
    "NEVER_LEFT",
    "Only a line that closed or lay dormant can re-emerge; this one was in the stock all along.",
)
_OTHER = Rule("NO_SUCH_MOVE", "This state does not follow that one.")


def rule_against(old: LineState | None, new: LineState) -> Rule | None:
    """The rule that refuses the move; None where it is legal. The same state again is no move: legal."""
    if old is new or new in MOVES[old]:
        return None
    if old is _S.MERGED:
        return _ENDED
    if new is _S.RE_EMERGED:
        return _NEVER_LEFT
    if old in (None, _S.SUSPECTED):
        return NOT_IN_STOCK
    return _BACK if old in CLOSED and new in IN_STOCK else _OTHER


def move(line: str, old: LineState | None, new: LineState) -> LineState:
    """The new state; Refused with the rule where it may not follow the old one."""
    rule = rule_against(old, new)
    if rule is not None:
        told = "no state" if old is None else old.value
        raise Refused(
            f"Expected a state that may follow {told} on line {line}; found {new.value} "
            f"({rule.code}). {rule.sentence}"
        )
    return new
