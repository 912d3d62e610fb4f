"""Moments: when it mattered who held the number, for the evidence at those times and not on average.

A broadcast is a slot of WINDOW_S in which the number texted MANY others or more; an order, a slot in which
it took a call. The evidence at moments is measured anew from the switches whose record of the subject lies
within NEAR_S of one.

Source: "who held it when it mattered" (the defence expert's question; docs/methods/attribution.md).
Blind to: broadcasts and orders in an app; a burst cut in two by the edge of a slot; calls that are no order.
"""

import numpy as np
import pyarrow as pa

from lineholder.attribute.subject import Subject
from lineholder.maths.sample import Flags, Ints
from lineholder.model.attribution import Moment
from lineholder.model.question import Question

WINDOW_S = 900
MANY = 6
NEAR_S = 900
WHEN = """
    WITH sent AS (
        SELECT start_s // $window_s AS slot, MIN(start_s) AS at_s FROM communications
        WHERE from_number = $number AND kind = 'text' AND start_s >= $from_s AND start_s < $to_s
        GROUP BY start_s // $window_s HAVING COUNT(DISTINCT to_number) >= $many
    ), taken AS (
        SELECT start_s // $window_s AS slot, MIN(start_s) AS at_s FROM communications
        WHERE to_number = $number AND kind = 'call' AND duration_s > 0
          AND start_s >= $from_s AND start_s < $to_s
        GROUP BY start_s // $window_s
    )
    SELECT 'broadcast' AS kind, at_s FROM sent
    UNION ALL
    SELECT 'order' AS kind, at_s FROM taken
    ORDER BY kind, at_s
"""


def ask(subject: Subject) -> Question:
    """Ask when the number broadcast and when it took calls."""
    return Question(
        "moments that count", WHEN, {**subject.values(), "window_s": WINDOW_S, "many": MANY}
    )


def read(answer: pa.Table) -> dict[Moment, Ints]:
    """The times of each kind, ascending; every kind is there."""
    kinds = np.array(answer["kind"].to_pylist(), dtype=object)
    at_s = np.asarray(answer["at_s"].to_numpy(), dtype=np.int64)
    return {kind: at_s[kinds == kind.value] for kind in Moment}


def nearby(time_s: Ints, moments: Ints) -> Flags:
    """Which times lie within NEAR_S of a moment (`moments` ascending)."""
    if moments.size == 0:
        return np.zeros(time_s.size, dtype=bool)
    after = np.searchsorted(moments, time_s).clip(0, moments.size - 1)
    before = (after - 1).clip(0)
    apart = np.minimum(np.abs(moments[after] - time_s), np.abs(moments[before] - time_s))
    return np.asarray(apart <= NEAR_S)
