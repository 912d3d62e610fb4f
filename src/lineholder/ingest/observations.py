"""Observations: strings of one row to one typed record, or to the first reason why not.

One SQL text over `batch` (the strings), `numbers` (those settled in Python) and `clock` (the zone's
changes). Times become UTC epoch seconds; other_party is a number or NULL; nothing else is inferred.
Blind to: an hour that a clock change leaves open is given its earlier reading and 3600 s of slack.
"""

from collections.abc import Collection, Mapping, Sequence

from lineholder.ingest import times
from lineholder.ingest.cleaned import columns, decimal, first_fault, is_lossy, mapped
from lineholder.ingest.format import Facts
from lineholder.ingest.settle import fast_number, fast_rule
from lineholder.ingest.zones import offset_s
from lineholder.model.profile import OBSERVATION_COLUMNS, Profile
from lineholder.model.question import Question, Value

EARLIEST_S = 631152000  # 1990-01-01: before any record that a line could leave
LATEST_S = 2145916800  # 2038-01-01: the end of the packaged clock changes
LONGEST_S = 366 * 86400  # a call or session of more than a year is a damaged figure

SQL = """
WITH given AS (SELECT "row", {columns} FROM batch),
fixed AS (SELECT * REPLACE ({fixed}) FROM given),
parted AS (
    SELECT *,
        {subject_number} AS subject_fast, {other_number} AS other_fast,
        {kind} AS kind, {direction} AS way,
        {start_local} AS start_local, {start_offset} AS start_offset,
        {end_local} AS end_local, {end_offset} AS end_offset,
        {duration} AS duration, {imei} AS imei_id
    FROM fixed
),
settled AS (
    SELECT p.*,
        coalesce(p.subject_fast, s.number) AS subject_id, s.kind AS subject_kind, s.wrong AS subject_wrong,
        coalesce(p.other_fast, CASE WHEN o.wrong IS NULL THEN o.number END) AS other_number,
        o.kind AS odd_kind, o.rule AS odd_rule, o.wrong AS other_wrong,
        {lat} AS lat, {lon} AS lon
    FROM parted AS p
    LEFT JOIN numbers AS s ON p.subject = s.raw
    LEFT JOIN numbers AS o ON p.other_party = o.raw
),
timed AS ({timed}),
judged AS (
    SELECT *,
        CASE WHEN kind IN ('data', 'location', 'plate') THEN 'none'
            WHEN other_party IS NULL THEN 'withheld'
            WHEN other_fast IS NOT NULL THEN 'number'
            ELSE odd_kind END AS other_kind,
        CASE WHEN duration IS NOT NULL THEN start_s + duration
            WHEN end_raw_s < start_s AND end_slack > 0 THEN end_raw_s + end_slack
            ELSE end_raw_s END AS end_s,
        {sound} AS is_sound
    FROM timed
)
SELECT
    subject_id AS subject, way AS direction,
    CASE WHEN other_kind = 'number' THEN other_number END AS other_party,
    other_kind,
    CASE WHEN other_kind = 'number' AND other_number = other_party THEN NULL ELSE other_party END
        AS other_raw,
    CASE WHEN other_party IS NULL OR other_kind = 'none' THEN NULL
        WHEN other_fast IS NOT NULL THEN {fast_rule}
        WHEN other_number = other_party THEN NULL ELSE odd_rule END AS number_rule,
    kind, start_s, CAST(start_slack AS INTEGER) AS start_slack_s, end_s,
    '{means}' AS time_means,
    {cell} AS cell, {end_cell} AS end_cell,
    CASE WHEN lat = 0 AND lon = 0 THEN NULL ELSE lat END AS lat,
    CASE WHEN lat = 0 AND lon = 0 THEN NULL ELSE lon END AS lon,
    imei_id AS imei, imsi, "text", $ingest AS ingest, $sheet AS sheet, "row",
    CASE WHEN is_sound THEN NULL ELSE {fault} END AS fault
FROM judged
"""

END_JOIN = "ASOF LEFT JOIN clock AS b ON t.end_local >= b.from_local_s"
NO_END_JOIN = 'CROSS JOIN (SELECT 0 AS offset_s, 0 AS slack_s, true AS "exists") AS b'
LONDON = """
    SELECT t.*,
        CASE WHEN start_offset IS NULL THEN start_local - a.offset_s ELSE start_local - start_offset END
            AS start_s,
        CASE WHEN start_offset IS NULL THEN a.slack_s ELSE 0 END AS start_slack,
        CASE WHEN start_offset IS NULL AND start_local IS NOT NULL THEN NOT a."exists" ELSE false END
            AS is_gap,
        CASE WHEN end_offset IS NULL THEN end_local - b.offset_s ELSE end_local - end_offset END
            AS end_raw_s,
        CASE WHEN end_offset IS NULL THEN b.slack_s ELSE 0 END AS end_slack,
        CASE WHEN end_offset IS NULL AND end_local IS NOT NULL THEN NOT b."exists" ELSE false END
            AS is_end_gap,
        false AS is_zoneless, false AS is_end_zoneless
    FROM settled AS t
    ASOF LEFT JOIN clock AS a ON t.start_local >= a.from_local_s
    {end_join}
"""

STEADY = """
    SELECT t.*,
        start_local - coalesce(start_offset, {offset_s}) AS start_s, 0 AS start_slack, false AS is_gap,
        end_local - coalesce(end_offset, {offset_s}) AS end_raw_s, 0 AS end_slack,
        false AS is_end_gap,
        {must_carry} AND start_offset IS NULL AND start_local IS NOT NULL AS is_zoneless,
        {must_carry} AND end_offset IS NULL AND end_local IS NOT NULL AS is_end_zoneless
    FROM settled AS t
"""


# True only where no fault below can hold: the quick way for the many rows that are sound.
SOUND = """
    subject_id IS NOT NULL AND start_s BETWEEN {earliest} AND {latest}
    AND NOT is_gap AND NOT is_zoneless AND kind IS NOT NULL AND way IS NOT NULL
    AND other_wrong IS NULL AND subject_wrong IS NULL
    AND (duration_s IS NULL OR (duration BETWEEN 0 AND {longest} AND duration_s[1] <> '-'))
    AND "end" IS NULL AND latitude IS NULL AND longitude IS NULL
    AND (imei IS NULL OR imei_id <> imei) AND (imsi IS NULL OR NOT contains(upper(imsi), 'E'))
"""


def normalise(profile: Profile, facts: Facts, ingest_id: str, have: Collection[str]) -> Question:
    """Asks for every row of `batch` as OBSERVATIONS has it, and `fault` (`REASON column`, or NULL).

    Where `fault` is not NULL the other columns mean nothing.
    """
    kind, kinds = mapped('"type"', profile.kinds, "kind")
    way, ways = mapped("direction", profile.directions, "way")
    fixed, fixed_values = _fixed(profile, facts)
    present = {*have, "subject", "start", *dict(profile.fixed)}
    parts = {
        "columns": columns(OBSERVATION_COLUMNS, have),
        "fixed": fixed,
        **_optional(profile, present),
        "subject_number": fast_number("subject", profile, opaque=facts.opaque),
        "other_number": fast_number("other_party", profile, opaque=facts.opaque),
        "kind": kind,
        "direction": way,
        "start_local": times.local_s("start", profile.time_formats),
        "start_offset": times.offset_s("start", profile.time_formats),
        "timed": _timed(facts, present),
        "fast_rule": fast_rule("other_party"),
        "means": profile.time_means.value,
        "cell": cell("cell_id", profile),
        "end_cell": cell("end_cell_id", profile),
        "sound": SOUND.format(earliest=EARLIEST_S, latest=LATEST_S, longest=LONGEST_S),
        "fault": first_fault([fault for fault in _faults() if fault[2] in present]),
    }
    values: dict[str, Value] = {"ingest": ingest_id, "sheet": facts.sheet}
    values |= {**kinds, **ways, **fixed_values}
    return Question("observations from strings", SQL.format(**parts), values)


def _optional(profile: Profile, present: Collection[str]) -> dict[str, str]:
    """The typed forms of optional columns; a column that is absent costs nothing and is NULL."""
    forms = {
        "end_local": ("end", times.local_s('"end"', profile.time_formats), "BIGINT"),
        "end_offset": ("end", times.offset_s('"end"', profile.time_formats), "BIGINT"),
        "duration": ("duration_s", _duration(profile), "BIGINT"),
        "lat": ("latitude", decimal("latitude"), "DOUBLE"),
        "lon": ("longitude", decimal("longitude"), "DOUBLE"),
        "imei": ("imei", _imei(), "VARCHAR"),
    }
    return {
        name: sql if column in present else f"CAST(NULL AS {kind})"
        for name, (column, sql, kind) in forms.items()
    }


def cell(name: str, profile: Profile) -> str:
    """The cell's id: as given, or with every separator written as one hyphen."""
    if profile.cell_form == "as given":
        return name
    return f"regexp_replace({name}, '[-:/_ ]+', '-', 'g')"


def _fixed(profile: Profile, facts: Facts) -> tuple[str, Mapping[str, str]]:
    """Columns whose value the profile or the file itself fixes, as a REPLACE list."""
    given = dict(profile.fixed)
    if facts.subject is not None:
        given["subject"] = facts.subject
    replaced = [f'$fixed_{name} AS "{name}"' for name in sorted(given)]
    if "start" not in given:
        replaced.append('coalesce("start", start_date || \' \' || start_time) AS "start"')
    return ", ".join(replaced), {f"fixed_{name}": value for name, value in given.items()}


def _duration(profile: Profile) -> str:
    if profile.duration == "seconds":
        quick = "TRY_CAST(duration_s AS INTEGER)"
        return (
            f"CASE WHEN CAST({quick} AS VARCHAR) = duration_s THEN CAST({quick} AS BIGINT) "
            "WHEN regexp_full_match(duration_s, '-?[0-9]{1,9}([.]0+)?') "
            "THEN CAST(split_part(duration_s, '.', 1) AS BIGINT) END"
        )
    part = "CAST(split_part(duration_s, ':', {}) AS BIGINT)".format
    return (
        "CASE WHEN regexp_full_match(duration_s, '[0-9]{1,4}:[0-5][0-9]:[0-5][0-9]') "
        f"THEN {part(1)} * 3600 + {part(2)} * 60 + {part(3)} END"
    )


def _timed(facts: Facts, have: Collection[str]) -> str:
    if facts.zone == "Europe/London":
        return LONDON.format(end_join=END_JOIN if "end" in have else NO_END_JOIN)
    must_carry = "true" if facts.zone is None else "false"
    return STEADY.format(offset_s=offset_s(facts.zone), must_carry=must_carry)


def _imei() -> str:
    """TAC and serial number (14 digits) of 14 to 17 digits; all zeros is no IMEI; else as given."""
    digits = "regexp_replace(imei, '[-/ ]', '', 'g')"
    return (
        "CASE WHEN regexp_full_match(imei, '[0-9]{14,17}') "
        "THEN CASE WHEN substr(imei, 1, 14) = '00000000000000' THEN NULL ELSE substr(imei, 1, 14) END "
        f"WHEN regexp_full_match({digits}, '[0-9]{{14,17}}') THEN substr({digits}, 1, 14) "
        "WHEN regexp_full_match(imei, '0+') THEN NULL ELSE imei END"
    )


def _faults() -> Sequence[tuple[str, str, str]]:
    """Why a row is held back, in the order in which one is named. Condition, reason code, column."""
    in_range = f"start_s BETWEEN {EARLIEST_S} AND {LATEST_S}"
    return (
        ("subject IS NULL", "MISSING_SUBJECT", "subject"),
        ("subject_wrong IS NOT NULL", "' || subject_wrong || '", "subject"),
        ("subject_id IS NULL", "BAD_SUBJECT", "subject"),
        ('"start" IS NULL', "MISSING_TIME", "start"),
        ("start_local IS NULL", "BAD_TIME", "start"),
        ("is_zoneless", "NO_ZONE", "start"),
        ("is_gap", "NONEXISTENT_LOCAL", "start"),
        (f"({in_range}) IS NOT TRUE", "TIME_OUT_OF_RANGE", "start"),
        ("kind IS NULL", "BAD_KIND", "type"),
        ("way IS NULL AND (kind IN ('call', 'text') OR direction IS NOT NULL)", "BAD_DIRECTION", "direction"),
        ("other_kind <> 'none' AND other_wrong IS NOT NULL", "' || other_wrong || '", "other_party"),
        ("starts_with(duration_s, '-') AND duration IS NOT NULL", "NEGATIVE_DURATION", "duration_s"),
        ("duration_s IS NOT NULL AND duration IS NULL", "BAD_DURATION", "duration_s"),
        (f"duration > {LONGEST_S}", "DURATION_OUT_OF_RANGE", "duration_s"),
        ('"end" IS NOT NULL AND end_local IS NULL', "BAD_TIME", "end"),
        ("is_end_zoneless", "NO_ZONE", "end"),
        ("is_end_gap", "NONEXISTENT_LOCAL", "end"),
        ("end_s < start_s", "NEGATIVE_DURATION", "end"),
        (f"end_s > start_s + {LONGEST_S}", "DURATION_OUT_OF_RANGE", "end"),
        (is_lossy("imei"), "SCI_NOTATION_LOSSY", "imei"),
        (is_lossy("imsi"), "SCI_NOTATION_LOSSY", "imsi"),
        ("(latitude IS NULL) <> (longitude IS NULL)", "BAD_COORDINATE", "latitude"),
        ("latitude IS NOT NULL AND (lat BETWEEN -90 AND 90) IS NOT TRUE", "BAD_COORDINATE", "latitude"),
        ("longitude IS NOT NULL AND (lon BETWEEN -180 AND 180) IS NOT TRUE", "BAD_COORDINATE", "longitude"),
    )  # fmt: skip
