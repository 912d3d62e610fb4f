"""Incidents: recorded crimes, one a reference, as rows state them.

Rows of one reference are one crime: its earliest time, and every kind that a row states.
Blind to: one crime under two references; the same place in two writings.
"""

from collections.abc import Callable

import pyarrow as pa

from lineholder.model.findings import Reference
from lineholder.model.harm_said import IncidentSeen
from lineholder.model.question import Question

CRIMES = """
    SELECT crime_reference, MIN(time_s) AS time_s, arg_min(slack_s, time_s) AS slack_s,
        list_sort(list(DISTINCT regexp_replace(lower(trim(kind)), '[^a-z0-9]+', '_', 'g'))) AS kinds,
        MIN(place) AS place, MIN(victim) AS victim
    FROM incidents GROUP BY crime_reference ORDER BY time_s, crime_reference
"""
CITED = "SELECT ingest, sheet, row FROM incidents WHERE crime_reference = $reference"


def ask() -> Question:
    """Asks `incidents` for the crimes, earliest first."""
    return Question("recorded crimes", CRIMES)


def cite(reference: str) -> Question:
    """Asks for the rows of one crime."""
    return Question(f"crime {reference}", CITED, {"reference": reference})


def seen(
    answer: pa.Table, snapshot: str, mask: Callable[[str], str]
) -> tuple[tuple[IncidentSeen, ...], tuple[Reference, ...]]:
    """The crimes with each victim as a mask, and the references that open them."""
    made, opens = [], []
    for row in answer.to_pylist():
        reference = Reference.of(cite(row["crime_reference"]), snapshot)
        opens.append(reference)
        made.append(
            IncidentSeen(
                row["crime_reference"],
                tuple(row["kinds"]),
                row["time_s"],
                row["slack_s"],
                row["place"],
                None if row["victim"] is None else mask(row["victim"]),
                reference.ref,
            )
        )
    return tuple(made), tuple(opens)
