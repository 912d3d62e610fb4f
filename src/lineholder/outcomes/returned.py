"""Returned: closed lines whose number, or the number that took over from it, trades again.

Trading is calling or writing to OTHERS different numbers after the closure: customers who still ring a dead
number are no sign of life. The ledger says which numbers a line had: its name, or what a detail names.
Source: check-backs of the Home Office programme ("to ensure the number remains out of use").
Blind to: a line that comes back under a number which succession does not join; contacts in an app.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.findings import Reference
from lineholder.model.line_states import CLOSED
from lineholder.model.question import Asker, Question
from lineholder.model.returned import Returned
from lineholder.outcomes.kept import said

OTHERS = 3  # different numbers called or written to after the closure
WRITTEN = re.compile(r"\+?\d(?:[ ()-]*\d){8,14}")  # nine digits at least: a day has eight
MADE = """
    SELECT ingest, sheet, row, start_s,
        CASE WHEN direction = 'out' THEN subject ELSE other_party END AS number,
        CASE WHEN direction = 'out' THEN other_party ELSE subject END AS other
    FROM observations WHERE kind IN ('call', 'text') AND (
        (direction = 'out' AND subject IN (SELECT unnest($numbers)))
        OR (direction = 'in' AND other_party IN (SELECT unnest($numbers))))
"""
SINCE = f"""
    SELECT m.number, w.closed_s, MIN(m.start_s) AS first_s, COUNT(DISTINCT m.other) AS others
    FROM ({MADE}) AS m JOIN closures AS w ON m.number = w.number
    WHERE m.start_s >= w.closed_s GROUP BY m.number, w.closed_s
"""  # noqa: S608
ROWS = f"SELECT ingest, sheet, row FROM ({MADE}) AS made WHERE start_s >= $closed_s"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Closed:
    """A line that is closed as the ledger stands, and what may name its numbers, as written."""

    line: str
    closed_s: int
    written: tuple[str, ...]


def closed(tables: Mapping[str, pa.Table]) -> tuple[Closed, ...]:
    """The lines whose last move closed them, in order of name. A line that came back is none of them."""
    last: dict[str, str] = {}
    since: dict[str, int] = {}
    moves = tables["moves"]
    for line, at_s, new in zip(
        said(moves, "line"), said(moves, "at_s"), said(moves, "new"), strict=True
    ):
        if new in CLOSED and last.get(line) not in CLOSED:
            since[line] = at_s  # Type 1 after Type 2 is the same absence
        last[line] = new
    events, written = tables["events"], dict[str, set[str]]()
    for line, detail in zip(said(events, "line"), said(events, "detail"), strict=True):
        if last.get(line) in CLOSED:
            found = WRITTEN.findall(f"{line}; {detail or ''}")
            written.setdefault(line, set()).update(found)
    return tuple(
        Closed(line, since[line], tuple(sorted(written.get(line, ()))))
        for line in sorted(last)
        if last[line] in CLOSED
    )


def find(
    asker: Asker, watched: Sequence[tuple[str, int, str]], pairs: Iterable[tuple[str, str]]
) -> tuple[tuple[Returned, ...], tuple[Reference, ...]]:
    """The proposals for (line, closed_s, number), given who took over from whom; and their references."""
    follows = dict(pairs)
    looked = [
        (line, closed_s, number, None if number == old else old)
        for line, closed_s, old in watched
        for number in _after(old, follows)
    ]
    if not looked:
        return (), ()
    numbers = sorted({number for _, _, number, _ in looked})
    both = sorted({(number, closed_s) for _, closed_s, number, _ in looked})
    table = pa.table({"number": [n for n, _ in both], "closed_s": [s for _, s in both]})
    answer = asker.answer(
        Question("contacts since", SINCE, {"numbers": numbers}), {"closures": table}
    )
    since = {(row["number"], row["closed_s"]): row for row in answer.table.to_pylist()}
    found, opens = list[Returned](), list[Reference]()
    for line, closed_s, number, after in looked:
        row = since.get((number, closed_s))
        if row is None or row["others"] < OTHERS:
            continue
        asked = Question(
            f"contacts of {line} since it closed",
            ROWS,
            {"numbers": [number], "closed_s": closed_s},
        )
        opens.append(Reference.of(asked, asker.snapshot))
        told = (line, closed_s, number, after, row["first_s"], row["others"], opens[-1].ref)
        found.append(Returned(*told))
    found.sort(key=lambda one: (one.first_s, one.line, one.number))
    return tuple(found), tuple(opens)


def _after(number: str, follows: Mapping[str, str]) -> list[str]:
    """The number, and those that took over from it one after another."""
    chain = [number]
    while (following := follows.get(chain[-1])) is not None and following not in chain:
        chain.append(following)
    return chain
