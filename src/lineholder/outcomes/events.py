"""Events: the entries of the ledger that count, each once, in whatever order they were entered.

A row is left out where another names its reference as corrected (or as entered by mistake), and where it
says the same as one that is already counted: same kind, time, line, person, offence, count, detail and
reference. What was corrected never comes back by itself: enter it anew under a reference of its own.
Blind to: duplicates among rows that name no line, person or reference, which count each; and two rows
that mean one thing in other words, which count twice and are told as a doubt.
"""

import re
from collections.abc import Mapping

import pyarrow as pa

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
MANY = 20  # rows of one sheet from which they are cited as a list of numbers
START_S, END_S = -(1 << 40), 1 << 40  # where a period is open: before and after every time


def counted() -> Question:
    """Asks for the entries that count; held, it is the table `events` that the other questions name."""
    return Question("events", EVENTS)


EVERY = Question("events", "SELECT * FROM events ORDER BY ingest, sheet, row")
KEEP = Question(
    "entries of the ledger", TALLY
)  # how many there are, count, were corrected or voided


def period(from_s: int | None, to_s: int | None) -> dict[str, int]:
    """The values of a period, [from_s, to_s); an open end lies beyond every time."""
    return {
        "from_s": START_S if from_s is None else from_s,
        "to_s": END_S if to_s is None else to_s,
    }


WITHIN = "time_s >= $from_s AND time_s < $to_s"


def cite(name: str, condition: str, values: Mapping[str, Value], steps: str = "") -> Question:
    """Asks for the rows of the entries that a figure counted: those for which the condition holds.

    It names the table `events`, which whoever asks hands over or holds first (`counted`). `steps` are
    further named tables, made from `events`; the last of them must be called `counted`.
    """
    tables, last = (f"WITH {steps}", "counted") if steps else ("", "events")
    sql = f"{tables} SELECT ingest, sheet, row FROM {last} WHERE {condition}"  # noqa: S608
    return Question(name, sql.strip(), values)


def names_events(question: Question) -> bool:
    """Whether it asks the entries that count, so that they must be handed over with it."""
    return re.search(r"\bevents\b", question.sql) is not None


def cite_places(name: str, places: pa.Table) -> Question:
    """Asks for the rows at these places (ingest, sheet, row): what a fold in time order counted.

    Many rows of one sheet are a list of numbers; a few are named one by one.
    """
    grouped = places.group_by(["ingest", "sheet"]).aggregate([("row", "list")]).to_pylist()
    few, conditions, values = list[str](), list[str](), dict[str, Value]()
    for one in sorted(grouped, key=lambda g: (g["ingest"], g["sheet"])):
        rows = sorted(one["row_list"])
        if len(rows) < MANY:
            few += [f"{one['ingest']}/{one['sheet']}/{row}" for row in rows]
            continue
        n = len(conditions)
        values |= {f"ingest_{n}": one["ingest"], f"sheet_{n}": one["sheet"], f"rows_{n}": rows}
        within = f"row IN (SELECT unnest($rows_{n}))"
        conditions.append(f"(ingest = $ingest_{n} AND sheet = $sheet_{n} AND {within})")
    if few or not conditions:
        values["places"] = few
        place = "ingest || '/' || sheet || '/' || CAST(row AS VARCHAR)"
        conditions.append(f"{place} IN (SELECT unnest($places))")
    sql = f"SELECT ingest, sheet, row FROM ledger WHERE {' OR '.join(conditions)}"  # noqa: S608
    return Question(name, sql, values)
