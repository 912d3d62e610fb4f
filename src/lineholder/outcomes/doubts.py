"""Doubts: entries that a person should look at, each with how it was counted all the same."""

from collections import Counter

import pyarrow as pa

from lineholder.model.outcomes import Doubt
from lineholder.model.question import Question
from lineholder.outcomes.kept import PLACE, Kept, in_order, said
from lineholder.outcomes.laid import places

SHOWN = 50  # places that a doubt keeps
SAME = ("kind", "what", "line", "person", "offence", "count", "which", "reference")
_SAME = ", ".join(f'"{name}"' for name in SAME)
TWICE = Question(
    "twice under one reference",
    f"""
    SELECT e.time_s, {", ".join(f'e."{name}"' for name in SAME)}, e.ingest, e.sheet, e.row
    FROM events AS e JOIN (
        SELECT {_SAME} FROM events
        WHERE reference IS NOT NULL AND kind IN ('arrest', 'charge', 'sentence', 'seizure')
        GROUP BY {_SAME} HAVING COUNT(*) > 1
    ) AS t ON e.reference = t.reference AND e.kind = t.kind
        AND coalesce(e.what, '') = coalesce(t.what, '') AND coalesce(e.line, '') = coalesce(t.line, '')
        AND coalesce(e.person, '') = coalesce(t.person, '')
        AND coalesce(e.offence, '') = coalesce(t.offence, '')
        AND coalesce(e."count", -1) = coalesce(t."count", -1)
        AND coalesce(e.which, -1) = coalesce(t.which, -1)
    ORDER BY e.time_s, e.ingest, e.sheet, e.row
    """,  # noqa: S608
)
NUMBERED = Question(
    "counts look numbered",
    """
    WITH runs AS (
        SELECT person, time_s, COUNT(*) AS n, COUNT(DISTINCT "count") AS different,
            MIN("count") AS least, MAX("count") AS most
        FROM events WHERE kind = 'charge' AND person IS NOT NULL
        GROUP BY person, time_s
    )
    SELECT e.time_s, e.ingest, e.sheet, e.row FROM events AS e
    JOIN runs AS r ON e.person = r.person AND e.time_s = r.time_s
    WHERE e.kind = 'charge' AND r.n > 1 AND r.different = r.n AND r.least = 1 AND r.most = r.n
    ORDER BY e.time_s, e.ingest, e.sheet, e.row
    """,
)
ANONYMOUS = Question(
    "no name no copy",
    """
    SELECT time_s, ingest, sheet, row FROM events
    WHERE line IS NULL AND person IS NULL AND reference IS NULL AND "count" IS NULL
        AND kind NOT IN ('published', 'line_state')
    ORDER BY time_s, ingest, sheet, row
    """,
)
KEEP = (TWICE, NUMBERED, ANONYMOUS)
ASKED = (
    (
        "TWICE_UNDER_ONE_REFERENCE",
        TWICE,
        "{n} entries share kind, line, person, offence and reference with another and differ in time or "
        "detail. Each is counted: if one corrects the other, write `corrects REFERENCE` in its detail, "
        "or `corrected` in its entry.",
    ),
    (
        "COUNTS_LOOK_NUMBERED",
        NUMBERED,
        "{n} charges carry counts 1, 2, 3 … of one person at one time. They are read as how many counts "
        "each charge holds: if they number the counts, write #1, #2, #3.",
    ),
    (
        "NO_NAME_NO_COPY",
        ANONYMOUS,
        "{n} entries name no line, person or reference, so that copies among them cannot be told. Each is "
        "counted.",
    ),
)


def found(kept: Kept) -> list[Doubt]:
    """What the entries of the period leave open, in a fixed order."""
    doubts = []
    for code, question, sentence in ASKED:
        rows = kept.within(question)
        if question is TWICE:
            rows = _twice_within(rows)
        if rows.num_rows:
            first = places(in_order(rows, *PLACE).slice(0, SHOWN))
            doubts.append(Doubt(code, sentence.format(n=rows.num_rows), first))
    reopened = kept.tables["reopened"]
    if reopened.num_rows:
        lines = sorted(set(said(reopened, "line")))
        sentence = (
            f"{len(lines)} closed lines failed a check-back after one had passed ({', '.join(lines[:5])}): "
            "their closures are not confirmed, and they stay out of the stock until somebody decides "
            "whether they re-emerged."
        )
        doubts.append(Doubt("FAILED_AFTER_PASSED", sentence, places(reopened.slice(0, SHOWN))))
    return doubts


def _twice_within(rows: pa.Table) -> pa.Table:
    """Those of which another stands in the period as well."""
    keys = list(zip(*(said(rows, name) for name in SAME), strict=True))
    times = Counter(keys)
    return rows.filter(pa.array([times[key] > 1 for key in keys], pa.bool_()))
