"""Line histories in a few words, days counted from the start of 2026 (synthetic)."""

from lineholder.model.line_states import LineState
from lineholder.model.outcomes import FailedClosure, LineHistory, Move, Place

DAY = 86400
START = 1767225600  # 2026-01-01 UTC
PLACE = Place("i", "", 1)
WORDS = {
    "new": LineState.CONFIRMED_ACTIVE,
    "t1": LineState.CLOSED_T1_PROVISIONAL,
    "ok": LineState.CLOSED_T1_CONFIRMED,
    "t2": LineState.CLOSED_T2,
    "back": LineState.RE_EMERGED,
    "merged": LineState.MERGED,
}


def at(day):
    return START + round(day * DAY)


def history(line, *said, failed=(), type1=True):
    """`history("a", (0, "new"), (10, "t1"))`; `failed` pairs the days of a closure and its check-back."""
    moves, old = [], None
    for day, word in said:
        moves.append(Move(line, at(day), old, WORDS[word], PLACE))
        old = WORDS[word]
    return LineHistory(
        line,
        tuple(moves),
        tuple(FailedClosure(line, at(a), at(b), type1, PLACE) for a, b in failed),
    )
