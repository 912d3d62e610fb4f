"""Dispatch: an inbound order, then within minutes an outbound contact to one of a few numbers.

Source: relay chains (docs/methods/dispatch.md); the count that chance gives is the mirror image in
    time: an outbound contact that an inbound one *follows* as closely.
Blind to: orders handed over in person or in an app.
Also fires on: minicab offices, takeaways with riders, any office with a switchboard.
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
    share,
)
from lineholder.model.question import Question

DISPATCH = """
    WITH workers AS (
        SELECT line, COUNT(*) AS workers, SUM(relays) AS relays, SUM(mirrors) AS mirrors
        FROM relays
        WHERE relays >= $min_relays AND relays >= 2 * mirrors AND days >= 2
        GROUP BY line
    ), every AS (
        SELECT line, SUM(relays) AS relays, SUM(mirrors) AS mirrors, SUM(visits) AS visits,
               SUM(most_relays) AS most_relays
        FROM relays GROUP BY line
    )
    SELECT e.line, e.relays, e.mirrors, e.visits, e.most_relays, COALESCE(w.workers, 0) AS workers,
           COALESCE(w.relays, 0) AS worker_relays, COALESCE(w.mirrors, 0) AS worker_mirrors
    FROM every e LEFT JOIN workers w ON w.line = e.line ORDER BY e.line
"""


def ask() -> Question:
    """Ask for each candidate's relays, their mirror image, and the numbers that they go to."""
    return Question("dispatch", DISPATCH, {"min_relays": MIN_RELAYS})


def judge(answer: pa.Table) -> tuple[Floats, ...]:
    """The features of SIGNAL.

    passed on: relays to workers among visits; beyond chance: relays among relays and mirrors (1/2 is
    chance); few workers: share of the relays that go to the few; one a day: share that go to the number
    that gets most of them on their day.
    """
    relays, mirrors = column(answer, "relays"), column(answer, "mirrors")
    worker_relays = column(answer, "worker_relays")
    return (
        np.minimum(share(worker_relays, column(answer, "visits")), 1),
        share(relays + 2, relays + mirrors + 4),
        share(worker_relays, relays + 5),
        share(column(answer, "most_relays"), relays + 5),
    )


def sentence(facts: Facts) -> str:
    """The finding in words that a jury understands."""
    if not facts["workers"]:
        return (
            "Contacts made with it are not followed by contacts to any few numbers beyond chance."
        )
    return (
        f"{facts['worker_relays']} times it contacted {few(facts['workers'])} within ten minutes of being "
        f"contacted by another; by chance it would be about {facts['worker_mirrors']}."
    )


def few(count: int) -> str:
    """`one number`, `one of 3 numbers`."""
    return "one number" if count == 1 else f"one of {count} numbers"


def cite(numbers: Sequence[str], _facts: Facts) -> Question:
    """Ask for the rows of the contacts with the numbers that orders are passed on to."""
    return with_workers(numbers)


SIGNAL = Signal(
    name="dispatch",
    features=(
        Feature("passed on", 1),
        Feature("beyond chance", 1),
        Feature("few workers", 1),
        Feature("one a day", 1),
    ),
    own_return=True,
    ask=ask,
    judge=judge,
    value="worker_relays",
    sentence=sentence,
    absent="It is in contact with nobody, so that nothing is passed on.",
    cite=cite,
)
