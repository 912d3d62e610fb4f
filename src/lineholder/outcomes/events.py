"""Events: the entries of the ledger that count, each once, in whatever order they were entered.

A row is left out where another names its reference as corrected (or as entered by mistake), and where it
says the same as one that is already counted: same kind, time, line, person, offence, count, detail and
reference. What was corrected never comes back by itself: enter it anew under a reference of its own.
Blind to: duplicates among rows that name no line, person or reference, which count each; and two rows
that mean one thing in other words, which count twice and are told as a doubt.
"""

from lineholder.model.ledger import LEDGER
from lineholder.model.question import Question, Value

COLUMNS = ", ".join(f'"{name}"' for name in LEDGER.names)
EVENTS = f"""
    SELECT {COLUMNS} FROM (
        SELECT l.*, row_number() OVER (
            PARTITION BY l.kind, l.what, l.time_s, l.slack_s, l.line, l.person, l.offence, l."count",
                l.which, l.reference, lower(l.detail),
                CASE WHEN l.line IS NULL AND l.person IS NULL AND l.reference IS NULL
                    THEN l.ingest || '/' || l.sheet || '/' || CAST(l.row AS VARCHAR) END
            ORDER BY l.ingest, l.sheet, l.row) AS copy
        FROM ledger AS l
        LEFT JOIN (
            SELECT corrects AS reference FROM ledger WHERE corrects <> coalesce(reference, '')
            UNION SELECT reference FROM ledger WHERE kind = 'void'
        ) AS gone ON l.reference = gone.reference
        LEFT JOIN (
            SELECT DISTINCT kind, reference FROM ledger WHERE corrects = reference
        ) AS remade ON l.reference = remade.reference AND l.kind = remade.kind
        WHERE l.kind <> 'void' AND gone.reference IS NULL
            AND (remade.reference IS NULL OR l.corrects = l.reference)
    ) AS told WHERE copy = 1
"""  # noqa: S608
TALLY = """
    SELECT COUNT(*) AS entries,
        (SELECT COUNT(*) FROM events) AS counted,
        COALESCE(SUM(CASE WHEN l.kind = 'void' THEN 1 ELSE 0 END), 0) AS voids,
        COALESCE(SUM(CASE WHEN l.kind <> 'void' AND EXISTS (
            SELECT 1 FROM ledger AS c WHERE c.reference = l.reference AND c.kind = 'void'
            UNION ALL SELECT 1 FROM ledger AS c WHERE c.corrects = l.reference AND (
                c.reference IS NULL OR c.reference <> l.reference
                OR (c.kind = l.kind AND coalesce(l.corrects, '') <> l.reference))
        ) THEN 1 ELSE 0 END), 0) AS corrected
    FROM ledger AS l
"""
START_S, END_S = -(1 << 40), 1 << 40  # where a period is open: before and after every time


def counted() -> Question:
    """Asks for the entries that count; held, it is the table `events` that the other questions name."""
    return Question("events", EVENTS)


def tally() -> Question:
    """Asks how many entries there are, how many count, and how many were corrected or voided."""
    return Question("entries of the ledger", TALLY)


def period(from_s: int | None, to_s: int | None) -> dict[str, Value]:
    """The values of a period, [from_s, to_s); an open end lies beyond every time."""
    return {
        "from_s": START_S if from_s is None else from_s,
        "to_s": END_S if to_s is None else to_s,
    }


WITHIN = "time_s >= $from_s AND time_s < $to_s"


def cite(name: str, condition: str, values: dict[str, Value]) -> Question:
    """Asks for the rows of the entries that a figure counted: those for which the condition holds."""
    sql = f"WITH events AS ({EVENTS}) SELECT ingest, sheet, row FROM events WHERE {condition}"  # noqa: S608
    return Question(name, sql, values)


def cite_places(name: str, places: list[str]) -> Question:
    """Asks for the rows at these places (`INGEST/ROW`): what a fold in time order counted."""
    sql = (
        "SELECT ingest, sheet, row FROM ledger "
        "WHERE ingest || '/' || CAST(row AS VARCHAR) IN (SELECT unnest($places))"
    )
    return Question(name, sql, {"places": sorted(places)})
