"""Doubts: entries that a person should look at, each with how it was counted all the same."""

from lineholder.model.outcomes import Doubt, Place
from lineholder.model.question import Asker, Question
from lineholder.outcomes.events import WITHIN
from lineholder.outcomes.stock import Stock

SHOWN = 50  # places that a doubt keeps
TWICE = f"""
    SELECT e.ingest, e.sheet, e.row FROM events AS e JOIN (
        SELECT kind, what, line, person, offence, "count", which, reference FROM events
        WHERE reference IS NOT NULL AND kind IN ('arrest', 'charge', 'sentence', 'seizure') AND {WITHIN}
        GROUP BY kind, what, line, person, offence, "count", which, reference HAVING COUNT(*) > 1
    ) AS t ON e.reference = t.reference AND e.kind = t.kind
        AND coalesce(e.what, '') = coalesce(t.what, '') AND coalesce(e.line, '') = coalesce(t.line, '')
        AND coalesce(e.person, '') = coalesce(t.person, '')
        AND coalesce(e.offence, '') = coalesce(t.offence, '')
        AND coalesce(e."count", -1) = coalesce(t."count", -1)
        AND coalesce(e.which, -1) = coalesce(t.which, -1)
    WHERE e.{WITHIN.replace("AND ", "AND e.")}
    ORDER BY e.ingest, e.sheet, e.row
"""  # noqa: S608
NUMBERED = f"""
    WITH runs AS (
        SELECT person, time_s, COUNT(*) AS n, COUNT(DISTINCT "count") AS different,
            MIN("count") AS least, MAX("count") AS most
        FROM events WHERE kind = 'charge' AND person IS NOT NULL AND {WITHIN}
        GROUP BY person, time_s
    )
    SELECT e.ingest, e.sheet, e.row FROM events AS e
    JOIN runs AS r ON e.person = r.person AND e.time_s = r.time_s
    WHERE e.kind = 'charge' AND r.n > 1 AND r.different = r.n AND r.least = 1 AND r.most = r.n
    ORDER BY e.ingest, e.sheet, e.row
"""  # noqa: S608
ANONYMOUS = f"""
    SELECT ingest, sheet, row FROM events
    WHERE line IS NULL AND person IS NULL AND reference IS NULL AND "count" IS NULL
        AND kind NOT IN ('published', 'line_state') AND {WITHIN}
    ORDER BY ingest, sheet, row
"""  # noqa: S608
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


def found(asker: Asker, values: dict[str, int], stock: Stock) -> list[Doubt]:
    """What the entries of the period leave open, in a fixed order."""
    doubts = []
    for code, sql, sentence in ASKED:
        rows = asker.answer(Question(code.lower().replace("_", " "), sql, dict(values))).table
        if rows.num_rows:
            places = tuple(
                Place(r["ingest"], r["sheet"], r["row"]) for r in rows[:SHOWN].to_pylist()
            )
            doubts.append(Doubt(code, sentence.format(n=rows.num_rows), places))
    if stock.reopened:
        lines = sorted({line for line, _ in stock.reopened})
        sentence = (
            f"{len(lines)} closed lines failed a check-back after one had passed ({', '.join(lines[:5])}): "
            "their closures are not confirmed, and they stay out of the stock until somebody decides "
            "whether they re-emerged."
        )
        doubts.append(
            Doubt("FAILED_AFTER_PASSED", sentence, tuple(p for _, p in stock.reopened[:SHOWN]))
        )
    return doubts
