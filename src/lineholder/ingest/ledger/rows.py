"""Rows: strings of one row of a ledger to one typed entry, or to the first reason why not.

The words of `entry` and `detail` are read in Python, each distinct pair once; the rest is one SQL text
over `batch`, `words` and `clock`. A day alone is that day in UTC with a slack of 86400 s. An empty
`count` is not said; `#2` or `count 2` says which count of an indictment, which is one.
"""

from collections.abc import Collection
from dataclasses import astuple, fields

import pyarrow as pa

from lineholder.ingest import days
from lineholder.ingest.cleaned import column, columns, first_fault
from lineholder.ingest.format import Facts
from lineholder.ingest.ledger.said import OWN, Said, read
from lineholder.model.ledger import LEDGER, LEDGER_COLUMNS, EventKind, StockWord
from lineholder.model.profile import Profile
from lineholder.model.question import Question

PAIRS = """
SELECT DISTINCT coalesce({entry}, '') AS entry, coalesce({detail}, '') AS detail,
    {person} IS NOT NULL AS person,
    {count} IS NOT NULL AND coalesce({line}, {person}, {offence}) IS NULL AS total
FROM batch ORDER BY 1, 2, 3, 4
"""
SQL = """
WITH given AS (SELECT "row", {columns} FROM batch),
read AS (
    SELECT g.*, w.* EXCLUDE (entry, detail, person, total),
        {read},
        CASE WHEN regexp_full_match("count", '[0-9]{{1,9}}([.]0+)?')
                THEN CAST(split_part("count", '.', 1) AS BIGINT)
            WHEN regexp_full_match(lower("count"), '(#|count|no[.]?) ?[0-9]{{1,4}}') THEN 1 END AS n,
        CAST(nullif(regexp_extract(lower("count"), '^(#|count|no[.]?) ?([0-9]{{1,4}})$', 2), '') AS BIGINT)
            AS which
    FROM given AS g JOIN words AS w
        ON coalesce(g.entry, '') = w.entry AND coalesce(g.detail, '') = w.detail
        AND (g.person IS NOT NULL) = w.person
        AND (g."count" IS NOT NULL AND coalesce(g.line, g.person, g.offence) IS NULL) = w.total
),
{timed}
SELECT time_s, CAST(slack AS INTEGER) AS slack_s, kind, what, stage, line, person, offence, n AS "count",
    which, role, age, months, run, amount, first_s, other_line,
    CASE WHEN corrects = '{own}' THEN reference ELSE corrects END AS corrects,
    detail, reference, $ingest AS ingest, $sheet AS sheet, "row",
    {fault} AS fault
FROM timed
"""


def pairs(have: Collection[str]) -> Question:
    """Asks `batch` for the distinct pairs of entry and detail, with whether they name a person."""
    parts = {name: column(name, have) for name in LEDGER_COLUMNS}
    return Question("words of a ledger", PAIRS.format(**parts))


def settle(asked: pa.Table) -> pa.Table:
    """Each pair with what it says, in the columns that the rows are joined to."""
    given = asked.to_pylist()
    said = [read(g["entry"], g["detail"], person=g["person"], total=g["total"]) for g in given]
    names = [f.name for f in fields(Said) if f.name != "fault"] + ["wrong"]  # the last field
    told = list(zip(*(astuple(s) for s in said), strict=True)) or [()] * len(names)
    types = [pa.string() if n == "wrong" else LEDGER.field(n).type for n in names]
    columns_of = [pa.array(values, kind) for values, kind in zip(told, types, strict=True)]
    return pa.table(
        [*(asked[name] for name in asked.column_names), *columns_of],
        names=[*asked.column_names, *names],
    )


def normalise(profile: Profile, facts: Facts, ingest_id: str, have: Collection[str]) -> Question:
    """Asks for every row of `batch` as LEDGER has it, and `fault` (`REASON column`, or NULL)."""
    parts = {
        "columns": columns(LEDGER_COLUMNS, have),
        "read": days.read(profile),
        "timed": days.TIMED,
        "own": OWN,
        "fault": first_fault(_faults(zoned=facts.zone is not None)),
    }
    return Question(
        "ledger from strings", SQL.format(**parts), {"ingest": ingest_id, "sheet": facts.sheet}
    )


def _faults(*, zoned: bool) -> tuple[tuple[str, str, str], ...]:
    """Why a row is held back, in the order in which one is named. Condition, reason code, column."""
    stock = f"what IN ('{StockWord.OPENING}', '{StockWord.CLOSING}')"
    state = f"kind = '{EventKind.LINE_STATE}'"
    counted = f"(kind = '{EventKind.PUBLISHED}' OR ({state} AND {stock}))"
    unnamed = f"reference IS NULL AND (kind = '{EventKind.VOID}' OR corrects = '{OWN}')"
    return (
        *days.faults(zoned=zoned),
        ("entry IS NULL", "MISSING_ENTRY", "entry"),
        ("wrong IS NOT NULL", "' || wrong || '", ""),
        ('"count" IS NOT NULL AND n IS NULL', "BAD_COUNT", "count"),
        (f"n = 0 AND NOT {counted}", "BAD_COUNT", "count"),
        (f"n IS NULL AND kind = '{EventKind.PUBLISHED}'", "HOW_MANY", "count"),
        (f"n IS NULL AND line IS NULL AND {state} AND {stock}", "LINE_OR_HOW_MANY", "line"),
        (f"line IS NULL AND kind = '{EventKind.CHECK_BACK}'", "MISSING_LINE", "line"),
        (f"line IS NOT NULL AND n <> 1 AND {state}", "ONE_LINE_A_ROW", "count"),
        (unnamed, "MISSING_REFERENCE", "reference"),
    )  # fmt: skip
