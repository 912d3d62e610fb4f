"""Days: a column `time` that holds a day or a clock time, as people write what they enter.

A day alone is that day in UTC with a slack of 86400 s; a clock time carries its zone, or the whole file's.
Blind to: a day meant in local time, which in summer begins an hour before the UTC one; the slack covers it.
"""

from lineholder.ingest import times
from lineholder.model.profile import Profile

EARLIEST_S = 631152000  # 1990-01-01
LATEST_S = 2145916800  # 2038-01-01: the end of the packaged clock changes
DAY_S = 86400
DAY = "regexp_full_match(\"time\", '[0-9]{4}-[0-9]{2}-[0-9]{2}')"
TIMED = f"""timed AS (
    SELECT r.*,
        CASE WHEN is_day THEN local_s WHEN r.offset_s IS NOT NULL THEN local_s - r.offset_s
            ELSE local_s - a.offset_s END AS time_s,
        NOT is_day AND r.offset_s IS NULL AND NOT a."exists" AS is_gap,
        CASE WHEN is_day THEN {DAY_S} WHEN r.offset_s IS NULL THEN a.slack_s ELSE 0 END AS slack
    FROM read AS r ASOF LEFT JOIN clock AS a ON r.local_s >= a.from_local_s
)"""  # noqa: S608 - names of ours


def read(profile: Profile) -> str:
    """Columns `is_day`, `local_s` and `offset_s` from `time`, for the CTE `read` that TIMED goes on from."""
    local = times.local_s('"time"', profile.time_formats)
    offset = times.offset_s('"time"', profile.time_formats)
    day = 'epoch_us(TRY_CAST("time" AS TIMESTAMP)) // 1000000'
    return (
        f"{DAY} AS is_day, CASE WHEN {DAY} THEN {day} ELSE {local} END AS local_s, "
        f"{offset} AS offset_s"
    )


def faults(*, zoned: bool) -> tuple[tuple[str, str, str], ...]:
    """Why a time is held back, in the order in which one is named: condition, reason code, column."""
    no_zone = "false" if zoned else "NOT is_day AND offset_s IS NULL"
    return (
        ('"time" IS NULL', "MISSING_TIME", "time"),
        ("local_s IS NULL", "BAD_TIME", "time"),
        (no_zone, "NO_ZONE", "time"),
        ("is_gap", "NONEXISTENT_LOCAL", "time"),
        (f"(time_s BETWEEN {EARLIEST_S} AND {LATEST_S}) IS NOT TRUE", "TIME_OUT_OF_RANGE", "time"),
    )
