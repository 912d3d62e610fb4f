"""Cells: strings of one row of a cell table to one typed record, or to the first reason why not.

An empty or "omni" azimuth is unknown, never zero. A day alone is that whole day in UTC: from its first
second, or to its last; a time needs a zone in its text or a fixed one (not Europe/London).
Coordinates are WGS84 degrees; 0, 0 is quarantined, and nothing is swapped.
"""

from collections.abc import Collection, Sequence

from lineholder.ingest import times
from lineholder.ingest.cleaned import columns, decimal, first_fault, is_lossy
from lineholder.ingest.format import Facts
from lineholder.ingest.observations import cell
from lineholder.ingest.zones import offset_s
from lineholder.model.profile import CELL_COLUMNS, Profile
from lineholder.model.question import Question

NO_AZIMUTH = ("omni", "n/a", "na", "none", "-", "unknown", "omnidirectional")

SQL = """
WITH given AS (SELECT "row", {columns} FROM batch),
fixed AS (SELECT * REPLACE ({fixed}) FROM given),
parted AS (
    SELECT *,
        {lat} AS lat, {lon} AS lon,
        CASE WHEN lower(azimuth) IN ({no_azimuth}) THEN NULL ELSE azimuth END AS azimuth_given,
        CASE WHEN lower(beamwidth) IN ({no_azimuth}) THEN NULL ELSE beamwidth END AS beamwidth_given,
        {from_s} AS from_s, {to_s} AS to_s
    FROM fixed
),
typed AS (
    SELECT *, {azimuth} AS azimuth_deg, {beamwidth} AS beamwidth_deg FROM parted
)
SELECT
    {cell} AS cell, lat, lon,
    CASE WHEN azimuth_deg = 360 THEN 0 ELSE azimuth_deg END AS azimuth,
    beamwidth_deg AS beamwidth, site_name, postcode,
    from_s AS valid_from_s, to_s AS valid_to_s,
    $ingest AS ingest, $sheet AS sheet, "row",
    {fault} AS fault
FROM typed
"""


def normalise(profile: Profile, facts: Facts, ingest_id: str, have: Collection[str]) -> Question:
    """Asks for every row of `batch` as CELLS has it, and `fault` (`REASON column`, or NULL)."""
    fixed = dict(profile.fixed)
    values = {f"fixed_{name}": value for name, value in fixed.items()}
    parts = {
        "columns": columns(CELL_COLUMNS, have),
        "fixed": ", ".join(f'$fixed_{name} AS "{name}"' for name in sorted(fixed))
        or "cell_id AS cell_id",
        "lat": decimal("latitude"),
        "lon": decimal("longitude"),
        "no_azimuth": ", ".join(f"'{word}'" for word in NO_AZIMUTH),
        "azimuth": decimal("azimuth_given"),
        "beamwidth": decimal("beamwidth_given"),
        "from_s": _valid_s("valid_from", profile, facts, have),
        "to_s": _valid_s("valid_to", profile, facts, have),
        "cell": cell("cell_id", profile),
        "fault": first_fault(_faults()),
    }
    bound = {"ingest": ingest_id, "sheet": facts.sheet, **values}
    return Question("cells from strings", SQL.format(**parts), bound)


def _valid_s(name: str, profile: Profile, facts: Facts, have: Collection[str]) -> str:
    if name not in have:
        return "CAST(NULL AS BIGINT)"
    within_day_s = 86399 if name == "valid_to" else 0
    day = f"epoch_us(TRY_CAST({name} AS TIMESTAMP)) // 1000000 + {within_day_s}"
    local = times.local_s(name, profile.time_formats)
    offset = times.offset_s(name, profile.time_formats)
    fixed = facts.zone is not None and facts.zone != "Europe/London"
    ahead = f"coalesce({offset}, {offset_s(facts.zone)})" if fixed else offset
    return (
        f"CASE WHEN regexp_full_match({name}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') THEN {day} "
        f"ELSE {local} - {ahead} END"
    )


def _faults() -> Sequence[tuple[str, str, str]]:
    no_angle = "{0}_given IS NOT NULL AND ({0}_deg BETWEEN 0 AND 360) IS NOT TRUE"
    return (
        ("cell_id IS NULL", "MISSING_CELL", "cell_id"),
        (is_lossy("cell_id"), "SCI_NOTATION_LOSSY", "cell_id"),
        ("(lat BETWEEN -90 AND 90) IS NOT TRUE", "BAD_COORDINATE", "latitude"),
        ("(lon BETWEEN -180 AND 180) IS NOT TRUE", "BAD_COORDINATE", "longitude"),
        ("lat = 0 AND lon = 0", "ZERO_COORDINATES", "latitude"),
        (no_angle.format("azimuth"), "BAD_AZIMUTH", "azimuth"),
        (no_angle.format("beamwidth"), "BAD_BEAMWIDTH", "beamwidth"),
        ("valid_from IS NOT NULL AND from_s IS NULL", "BAD_TIME", "valid_from"),
        ("valid_to IS NOT NULL AND to_s IS NULL", "BAD_TIME", "valid_to"),
        ("from_s > to_s", "BAD_VALIDITY", "valid_to"),
    )  # fmt: skip
