"""Series: strings of one row of an outside series to one typed value, or to the first reason why not.

A date is a day, or a month (YYYY-MM), which begins on its first day. A value is a plain decimal without
marks between thousands; one that is empty is not 0 and is held back.
"""

from collections.abc import Collection

from lineholder.ingest.cleaned import columns, first_fault
from lineholder.ingest.format import Facts
from lineholder.model.outside import SERIES_COLUMNS
from lineholder.model.question import Question

VALUE = "[+-]?[0-9]{1,15}([.][0-9]{1,9})?"
MONTH, DAY = "[0-9]{4}-[0-9]{2}", "[0-9]{4}-[0-9]{2}-[0-9]{2}"

SQL = """
WITH given AS (SELECT "row", {columns} FROM batch),
dated AS (
    SELECT *, CASE WHEN regexp_full_match("date", '{month}') THEN "date" || '-01'
        WHEN regexp_full_match("date", '{day}') THEN "date" END AS written FROM given
)
SELECT strftime(TRY_CAST(written AS DATE), '%Y-%m-%d') AS "day", area,
    CASE WHEN regexp_full_match("value", '{value}') THEN CAST("value" AS DOUBLE) END AS "value", measure,
    $ingest AS ingest, $sheet AS sheet, "row", {fault} AS fault
FROM dated
"""
FAULTS = (
    ('"date" IS NULL', "MISSING_DATE", "date"),
    ("TRY_CAST(written AS DATE) IS NULL", "BAD_DATE", "date"),
    ("area IS NULL", "MISSING_AREA", "area"),
    ("measure IS NULL", "MISSING_MEASURE", "measure"),
    (f"regexp_full_match(\"value\", '{VALUE}') IS NOT TRUE", "BAD_VALUE", "value"),
)


def normalise(facts: Facts, ingest_id: str, have: Collection[str]) -> Question:
    """Asks for every row of `batch` as SERIES has it, and `fault` (`REASON column`, or NULL)."""
    parts = {
        "columns": columns(SERIES_COLUMNS, have),
        "month": MONTH,
        "day": DAY,
        "value": VALUE,
        "fault": first_fault(FAULTS),
    }
    bound = {"ingest": ingest_id, "sheet": facts.sheet}
    return Question("series from strings", SQL.format(**parts), bound)
