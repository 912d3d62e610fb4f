"""Churn of workers: a few short-lived numbers in sequence do the line's running.

Source: runners' phones are changed often (docs/terms.md, worker); HMICFRS on lines trading again on
    new numbers within an hour.
Blind to: workers who keep their phones; holdings shorter than a worker's number lives.
Also fires on: couriers and agencies with casual staff.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from lineholder.detect.relays import MIN_RELAYS, with_workers
from lineholder.detect.signal import (
    Facts,
    Feature,
    Floats,
    Signal,
    column,
    saturating,
    share,
)
from lineholder.model.question import Question

CHURN = """
    WITH span AS (
        SELECT line, MIN(first_s) AS first_s, MAX(last_s) AS last_s FROM relays GROUP BY line
    ), workers AS (
        SELECT r.line, r.other, r.first_s, r.last_s, r.days, s.first_s AS since_s, s.last_s AS until_s
        FROM relays r JOIN span s ON s.line = r.line
        WHERE r.relays >= $min_relays AND r.relays >= 2 * r.mirrors AND r.days >= 2
          AND s.last_s - s.first_s >= $min_span_s
    )
    SELECT line, COUNT(*) AS workers,
           SUM(CASE WHEN last_s - first_s < (until_s - since_s) * 0.6
                     AND (first_s > since_s + 172800 OR last_s < until_s - 172800)
                    THEN 1 ELSE 0 END) AS short,
           SUM(last_s - first_s) AS lives_s, SUM(until_s - since_s) AS spans_s
    FROM workers GROUP BY line ORDER BY line
"""


MIN_SPAN_S = 14 * 86400  # a shorter record cannot tell


def ask() -> Question:
    """Ask how long the numbers live to which each candidate passes orders."""
    return Question(
        "churn of workers", CHURN, {"min_relays": MIN_RELAYS, "min_span_s": MIN_SPAN_S}
    )


def judge(answer: pa.Table) -> tuple[Floats, ...]:
    """short-lived: how many live under 3/5 of the record; worker life: 1 - mean share lived."""
    lived = share(column(answer, "lives_s"), column(answer, "spans_s"))
    return (saturating(column(answer, "short"), 2.0), 1 - np.minimum(lived, 1))


def sentence(facts: Facts) -> str:
    """The finding in words that a jury understands."""
    whole = round(facts["lives_s"] / facts["workers"] / 86400)
    days = "1 day" if whole == 1 else f"{whole} days"
    if facts["workers"] == 1:
        part = "only part of the time" if facts["short"] else "most of the time"
        return f"The one number that it passes orders to was in use for {part}, {days}."
    return (
        f"Of the {facts['workers']} numbers that it passes orders to, {facts['short']} were in use for "
        f"only part of the time; {days} on average."
    )


def cite(numbers: Sequence[str], _facts: Facts) -> Question:
    """Ask for the rows of the contacts with the numbers that orders are passed on to."""
    return with_workers(numbers)


SIGNAL = Signal(
    name="churn of workers",
    features=(Feature("short-lived", 1), Feature("worker life", 1)),
    own_return=True,
    ask=ask,
    judge=judge,
    value="short",
    sentence=sentence,
    absent="It passes orders to no few numbers, or its record is too short to say for how long.",
    cite=cite,
)
