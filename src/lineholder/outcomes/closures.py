"""Closures: which of one line's closures its check-backs bear out, undo, or leave open.

The first check-back decides: failed, and it was no closure (the line never left the stock); passed, and it is
confirmed, until a later one fails. A closure that is entered again before the line comes back is the same.
Source: the Home Office programme's definition of Type 1, "with check backs to ensure the number remains out
of use".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lineholder.model.line_states import CLOSED, LineState

PASSED, FAILED = "passed", "failed"


@dataclass(slots=True)
class Judged:
    """Places in the line's entries: `void` closures, `confirmed` ones, `open` ones that failed later.

    `failed` pairs the first entry of an undone closure with the check-back that undid it; `checked_nothing`
    are check-backs of a line that was not closed.
    """

    void: set[int] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    unconfirmed: set[int] = field(default_factory=set)
    failed: list[tuple[int, int]] = field(default_factory=list)
    checked_nothing: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Absence:
    entries: list[int]
    passed: bool = False
    failed: bool = False
    failed_later: bool = False
    returned: bool = False

    @property
    def over(self) -> bool:
        return self.failed or self.returned


def judge(words: Sequence[str]) -> Judged:
    """What the check-backs make of the closures, given one line's words in time order."""
    judged, absences = Judged(), list[_Absence]()
    for n, word in enumerate(words):
        last = absences[-1] if absences else None
        if word in CLOSED:
            if last is None or last.over:
                last = _Absence([])
                absences.append(last)
            last.entries.append(n)
            last.passed |= word == LineState.CLOSED_T1_CONFIRMED
        elif word == LineState.RE_EMERGED and last is not None:
            last.returned = True
        elif word in (PASSED, FAILED) and not _check(judged, last, n, word):
            judged.checked_nothing.append(n)
    for one in absences:
        _settle(judged, one)
    return judged


def _check(judged: Judged, last: _Absence | None, n: int, word: str) -> bool:
    """Whether there was a closure that this check-back could be of."""
    if last is None or last.failed or (last.returned and (word == PASSED or last.passed)):
        return False
    if word == PASSED:
        last.passed = True
    elif last.passed:
        last.failed_later = True
    else:
        last.failed = True
        judged.failed.append((last.entries[0], n))
    return True


def _settle(judged: Judged, one: _Absence) -> None:
    if one.failed:
        judged.void.update(one.entries)
    elif one.failed_later:
        judged.unconfirmed.update(one.entries)
    elif one.passed:
        judged.confirmed.update(one.entries)
