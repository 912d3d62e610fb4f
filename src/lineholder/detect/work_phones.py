"""Work phones: the numbers that orders are passed on to serve this one number and its circle alone.

A driver or a rider has a life on the phone that the office calls; a runner is handed a phone for the line.
The circle is everybody who is in contact with the judged number: it, its customers, its other workers.

Source: runners are issued with phones by the line (docs/methods/work_phones.md).
Blind to: workers whose own returns are not held; runners who use their private phones.
Also fires on: firms that hand out phones which nobody uses privately.
"""

from collections.abc import Sequence

import pyarrow as pa

from lineholder.detect.relays import IS_WORKER, MIN_RELAYS, of_workers
from lineholder.detect.signal import Facts, Feature, Floats, Signal, column, share
from lineholder.model.question import Question

WORK_PHONES = f"""
    WITH workers AS (
        SELECT line, other AS worker FROM relays WHERE {IS_WORKER}
    ), held AS (
        SELECT w.line, w.worker
        FROM workers w JOIN (SELECT DISTINCT subject FROM observations) AS s ON s.subject = w.worker
    ), contacts AS (
        SELECT h.line, h.worker, m.to_number AS other
        FROM communications m JOIN held h ON m.from_number = h.worker
        UNION ALL
        SELECT h.line, h.worker, m.from_number AS other
        FROM communications m JOIN held h ON m.to_number = h.worker
    ), circle AS (
        SELECT line, other FROM relays
        UNION
        SELECT line, number AS other FROM candidates
    )
    SELECT c.line, COUNT(DISTINCT c.worker) AS held_workers, COUNT(*) AS contacts,
           SUM(CASE WHEN i.other IS NULL THEN 0 ELSE 1 END) AS within
    FROM contacts c LEFT JOIN circle i ON i.line = c.line AND i.other = c.other
    GROUP BY c.line ORDER BY c.line
"""  # noqa: S608 - names of ours


def ask() -> Question:
    """Ask with whom the workers whose own returns are held are in contact: the circle, or others."""
    return Question("work phones", WORK_PHONES, {"min_relays": MIN_RELAYS})


def judge(answer: pa.Table) -> tuple[Floats, ...]:
    """Serve it alone: share of the held workers' contacts that are with the circle."""
    return (share(column(answer, "within"), column(answer, "contacts")),)


def sentence(facts: Facts) -> str:
    """The finding in words that a jury understands."""
    held, outside = facts["held_workers"], facts["contacts"] - facts["within"]
    who = "The number" if held == 1 else f"The {held} numbers"
    return (
        f"{who} that it passes orders to, and whose records are held, made or got {facts['contacts']} "
        f"contacts: {outside or 'none'} with anybody who is not in contact with it as well."
    )


def cite(numbers: Sequence[str], _facts: Facts) -> Question:
    """Ask for the rows of those that orders are passed on to, whoever they are with."""
    return of_workers(numbers)


SIGNAL = Signal(
    name="work phones",
    features=(Feature("serve it alone", 1),),
    own_return=False,
    ask=ask,
    judge=judge,
    value="within",
    sentence=sentence,
    absent="It passes orders to nobody whose own records are held.",
    cite=cite,
)
