"""Incidents: strings of one row of recorded crimes to one typed incident, or to the first reason why not.

A day alone is that day in UTC with a slack of 86400 s; a clock time carries its zone, or the whole file's.
The kind is kept as written: what a table of weights does not know is said there, and is no fault of the row.
"""

from collections.abc import Collection

from lineholder.ingest import times
from lineholder.ingest.cleaned import columns, first_fault
from lineholder.ingest.format import Facts
from lineholder.ingest.ledger.rows import DAY_S, EARLIEST_S, LATEST_S
from lineholder.model.outside import INCIDENT_COLUMNS
from lineholder.model.profile import Profile
from lineholder.model.question import Question

SQL = """
WITH given AS (SELECT "row", {columns} FROM batch),
read AS (
    SELECT *, regexp_full_match("time", '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') AS is_day,
        CASE WHEN regexp_full_match("time", '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')
            THEN epoch_us(TRY_CAST("time" AS TIMESTAMP)) // 1000000 ELSE {local} END AS local_s,
        {offset} AS offset_s
    FROM given
),
timed AS (
    SELECT r.*,
        CASE WHEN is_day THEN local_s WHEN r.offset_s IS NOT NULL THEN local_s - r.offset_s
            ELSE local_s - a.offset_s END AS time_s,
        NOT is_day AND r.offset_s IS NULL AND NOT a."exists" AS is_gap,
        CASE WHEN is_day THEN {day_s} WHEN r.offset_s IS NULL THEN a.slack_s ELSE 0 END AS slack
    FROM read AS r ASOF LEFT JOIN clock AS a ON r.local_s >= a.from_local_s
)
SELECT time_s, CAST(slack AS INTEGER) AS slack_s, crime_reference, kind, place, victim, "text",
    $ingest AS ingest, $sheet AS sheet, "row", {fault} AS fault
FROM timed
"""


def normalise(profile: Profile, facts: Facts, ingest_id: str, have: Collection[str]) -> Question:
    """Asks for every row of `batch` as INCIDENTS has it, and `fault` (`REASON column`, or NULL)."""
    parts = {
        "columns": columns(INCIDENT_COLUMNS, have),
        "local": times.local_s('"time"', profile.time_formats),
        "offset": times.offset_s('"time"', profile.time_formats),
        "day_s": DAY_S,
        "fault": first_fault(_faults(zoned=facts.zone is not None)),
    }
    bound = {"ingest": ingest_id, "sheet": facts.sheet}
    return Question("incidents from strings", SQL.format(**parts), bound)


def _faults(*, zoned: bool) -> tuple[tuple[str, str, str], ...]:
    no_zone = "false" if zoned else "NOT is_day AND offset_s IS NULL"
    return (
        ('"time" IS NULL', "MISSING_TIME", "time"),
        ("local_s IS NULL", "BAD_TIME", "time"),
        (no_zone, "NO_ZONE", "time"),
        ("is_gap", "NONEXISTENT_LOCAL", "time"),
        (f"(time_s BETWEEN {EARLIEST_S} AND {LATEST_S}) IS NOT TRUE", "TIME_OUT_OF_RANGE", "time"),
        ("crime_reference IS NULL", "MISSING_REFERENCE", "crime_reference"),
        ("kind IS NULL", "MISSING_KIND", "kind"),
    )
