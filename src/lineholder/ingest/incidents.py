"""Incidents: strings of one row of recorded crimes to one typed incident, or to the first reason why not.

A day alone is that day in UTC with a slack of 86400 s; a clock time carries its zone, or the whole file's.
The kind is kept as written: what a table of weights does not know is said there, and is no fault of the row.
"""

from collections.abc import Collection

from lineholder.ingest import days
from lineholder.ingest.cleaned import columns, first_fault
from lineholder.ingest.format import Facts
from lineholder.model.outside import INCIDENT_COLUMNS
from lineholder.model.profile import Profile
from lineholder.model.question import Question

SQL = """
WITH given AS (SELECT "row", {columns} FROM batch),
read AS (
    SELECT *, {read}
    FROM given
),
{timed}
SELECT time_s, CAST(slack AS INTEGER) AS slack_s, crime_reference, kind, place, victim, "text",
    $ingest AS ingest, $sheet AS sheet, "row", {fault} AS fault
FROM timed
"""


def normalise(profile: Profile, facts: Facts, ingest_id: str, have: Collection[str]) -> Question:
    """Asks for every row of `batch` as INCIDENTS has it, and `fault` (`REASON column`, or NULL)."""
    parts = {
        "columns": columns(INCIDENT_COLUMNS, have),
        "read": days.read(profile),
        "timed": days.TIMED,
        "fault": first_fault(_faults(zoned=facts.zone is not None)),
    }
    bound = {"ingest": ingest_id, "sheet": facts.sheet}
    return Question("incidents from strings", SQL.format(**parts), bound)


def _faults(*, zoned: bool) -> tuple[tuple[str, str, str], ...]:
    return (
        *days.faults(zoned=zoned),
        ("crime_reference IS NULL", "MISSING_REFERENCE", "crime_reference"),
        ("kind IS NULL", "MISSING_KIND", "kind"),
    )
