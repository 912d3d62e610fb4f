"""Traffic: the log of communications between phones, and what one person cannot do at once.

A communication is (from phone, to phone, start, kind, duration in seconds). An unanswered call
has duration 0. A data session has no other phone (-1).
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from lineholder.synth.clock import Clock
from lineholder.synth.columns import Bools, Floats, Ints, Rng, moment
from lineholder.synth.phones import ABROAD, FIXED, SENDER, Phones

CALL, TEXT, DATA = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Traffic:
    """Columns of communications; whole local seconds, `hidden` where the caller withheld."""

    a: Ints
    b: Ints
    start: Floats
    kind: Ints
    duration: Ints
    hidden: Bools

    def take(self, rows: Ints | Bools) -> "Traffic":
        """Return these rows only."""
        return Traffic(
            self.a[rows], self.b[rows], self.start[rows], self.kind[rows], self.duration[rows],
            self.hidden[rows],
        )  # fmt: skip


@dataclass(slots=True)
class Log:
    """Collects communications in blocks."""

    blocks: list[tuple[Ints, Ints, Floats, Ints, Floats, Bools]] = field(default_factory=list)

    def calls(
        self, a: npt.ArrayLike, b: npt.ArrayLike, start: npt.ArrayLike, duration: npt.ArrayLike
    ) -> None:
        """Note calls; duration 0 means not answered."""
        self._note(a, b, start, CALL, duration)

    def texts(self, a: npt.ArrayLike, b: npt.ArrayLike, start: npt.ArrayLike) -> None:
        """Note text messages."""
        self._note(a, b, start, TEXT, 0.0)

    def sessions(self, a: npt.ArrayLike, start: npt.ArrayLike, duration: npt.ArrayLike) -> None:
        """Note data sessions."""
        self._note(a, -1, start, DATA, duration)

    def withheld(
        self, a: npt.ArrayLike, b: npt.ArrayLike, start: npt.ArrayLike, duration: npt.ArrayLike
    ) -> None:
        """Note calls whose caller withheld the number."""
        self._note(a, b, start, CALL, duration, hidden=True)

    def _note(
        self, a: npt.ArrayLike, b: npt.ArrayLike, start: npt.ArrayLike, kind: int,
        duration: npt.ArrayLike, hidden: bool = False,
    ) -> None:  # fmt: skip
        columns = np.broadcast_arrays(a, b, start, kind, duration, hidden)
        types = (np.int64, np.int64, np.float64, np.int64, np.float64, np.bool_)
        flat: list[npt.NDArray[Any]] = [
            np.atleast_1d(c).ravel().astype(t) for c, t in zip(columns, types, strict=True)
        ]
        self.blocks.append(tuple(flat))  # type: ignore[arg-type]

    def close(self, clock: Clock, phones: Phones) -> Traffic:
        """Return what can have happened, in time order: in the period, phones in use."""
        a, b, start, kind, duration, hidden = (
            np.concatenate(column) for column in zip(*self.blocks, strict=True)
        )
        whole = np.floor(start)
        seconds = np.floor(np.clip(duration, 0, 4 * 3600)).astype(np.int64)
        fits = clock.real(whole) & (a != b) & phones.in_use(a, whole)
        fits &= clock.real(whole + seconds) & ((b < 0) | phones.in_use(np.maximum(b, 0), whole))
        order = np.lexsort((seconds, kind, b, a, whole))
        order = order[fits[order]]
        return Traffic(
            a[order], b[order], whole[order], kind[order], seconds[order], hidden[order]
        )


def one_call_at_a_time(traffic: Traffic, phones: Phones, rng: Rng) -> Traffic:
    """Return the traffic without a person on two calls: busy callees miss, busy callers wait.

    Switchboards, text senders and numbers abroad can do several things at once. A call that its
    caller could not have made is left out.
    """
    for _ in range(4):
        talk = (traffic.kind == CALL) & (traffic.duration > 0)
        caller, callee = _clashes(traffic, phones, talk)
        if not (caller.any() or callee.any()):
            break
        missed = np.where(callee & ~caller, 0, traffic.duration)
        held = Traffic(traffic.a, traffic.b, traffic.start, traffic.kind, missed, traffic.hidden)
        traffic = held.take(~(caller | (callee & (rng.random(len(missed)) < 0.3))))
    return traffic


def _clashes(traffic: Traffic, phones: Phones, talk: Bools) -> tuple[Bools, Bools]:
    """Return, for each row, whether its caller or its callee was on a call already."""
    rows = np.flatnonzero(talk)
    phone = np.concatenate([traffic.a[rows], traffic.b[rows]])
    row = np.concatenate([rows, rows])
    calling = np.repeat([True, False], len(rows))
    single = ~np.isin(phones.kind[phone], (FIXED, SENDER, ABROAD))
    phone, row, calling = phone[single], row[single], calling[single]
    who = phones.hand.at(phone, traffic.start[row])
    order = np.argsort(moment(who, traffic.start[row]), kind="stable")
    who, row, calling = who[order], row[order], calling[order]
    free_again = np.maximum.accumulate(
        moment(who, traffic.start[row] + traffic.duration[row] + 2.0)
    )
    clash = np.zeros(len(row), dtype=bool)
    clash[1:] = moment(who, traffic.start[row])[1:] < free_again[:-1]
    clash[1:] &= who[1:] == who[:-1]
    caller, callee = np.zeros(len(talk), dtype=bool), np.zeros(len(talk), dtype=bool)
    caller[row[clash & calling]] = True
    callee[row[clash & ~calling]] = True
    return caller, callee
