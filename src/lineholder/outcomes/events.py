"""Events: the entries of the ledger that count, each once, in whatever order they were entered.

A row is left out where another names its reference as corrected (or as entered by mistake), and where it
says the same as one that is already counted: same kind, time, line, person, offence, count, detail and
reference. What was corrected never comes back by itself: enter it anew under a reference of its own.
Blind to: duplicates among rows that name no line, person or reference, which count each; and two rows
that mean one thing in other words, which count twice and are told as a doubt.
"""

from collections.abc import Mapping

from lineholder.model.ledger import LEDGER
from lineholder.model.question import Question, Value

COLUMNS = ", ".join(f'"{name}"' for name in LEDGER.names)
STANDING = """
    SELECT l.* FROM ledger AS l
    LEFT JOIN (
        SELECT corrects AS reference FROM ledger WHERE corrects <> coalesce(reference, '')
        UNION SELECT reference FROM ledger WHERE kind = 'void'
    ) AS gone ON l.reference = gone.reference
    LEFT JOIN (
        SELECT DISTINCT kind, reference FROM ledger WHERE corrects = reference
    ) AS remade ON l.reference = remade.reference AND l.kind = remade.kind
    WHERE l.kind <> 'void' AND gone.reference IS NULL
        AND (remade.reference IS NULL OR l.corrects = l.reference)
"""
EVENTS = f"""
    SELECT {COLUMNS} FROM (
        SELECT s.*, row_number() OVER (
            PARTITION BY s.kind, s.what, s.time_s, s.slack_s, s.line, s.person, s.offence, s."count",
                s.which, s.reference, lower(s.detail),
                CASE WHEN s.line IS NULL AND s.person IS NULL AND s.reference IS NULL
                    THEN s.ingest || '/' || s.sheet || '/' || CAST(s.row AS VARCHAR) END
            ORDER BY s.ingest, s.sheet, s.row) AS copy
        FROM ({STANDING}) AS s
    ) AS told WHERE copy = 1
"""  # noqa: S608
TALLY = f"""
    SELECT (SELECT COUNT(*) FROM ledger) AS entries,
        (SELECT COUNT(*) FROM ledger WHERE kind = 'void') AS voids,
        (SELECT COUNT(*) FROM ({STANDING}) AS s) AS standing,
        (SELECT COUNT(*) FROM events) AS counted
"""  # noqa: S608
START_S, END_S = -(1 << 40), 1 << 40  # where a period is open: before and after every time


def counted() -> Question:
    """Asks for the entries that count; held, it is the table `events` that the other questions name."""
    return Question("events", EVENTS)


def tally() -> Question:
    """Asks how many entries there are, how many count, and how many were corrected or voided."""
    return Question("entries of the ledger", TALLY)


def period(from_s: int | None, to_s: int | None) -> dict[str, int]:
    """The values of a period, [from_s, to_s); an open end lies beyond every time."""
    return {
        "from_s": START_S if from_s is None else from_s,
        "to_s": END_S if to_s is None else to_s,
    }


WITHIN = "time_s >= $from_s AND time_s < $to_s"


def cite(name: str, condition: str, values: Mapping[str, Value], steps: str = "") -> Question:
    """Asks for the rows of the entries that a figure counted: those for which the condition holds.

    `steps` are further named tables, made from `events`; the last of them must be called `counted`.
    """
    tables = f"events AS ({EVENTS}), {steps}" if steps else f"events AS ({EVENTS})"
    last = "counted" if steps else "events"
    sql = f"WITH {tables} SELECT ingest, sheet, row FROM {last} WHERE {condition}"  # noqa: S608
    return Question(name, sql, values)


def cite_places(name: str, places: list[str]) -> Question:
    """Asks for the rows at these places (`INGEST/ROW`): what a fold in time order counted."""
    sql = (
        "SELECT ingest, sheet, row FROM ledger "
        "WHERE ingest || '/' || CAST(row AS VARCHAR) IN (SELECT unnest($places))"
    )
    return Question(name, sql, {"places": sorted(places)})
