"""Pairing: the observations of both ends of one contact become one communication.

Observations of one thread (the same from, to and kind) whose starts follow each other within GAP_S
are an island. Within an island each witness (one side, in one ingest) has its observations ranked by
time, and those of one rank, one from each witness, are one communication: k observations of one
witness and m of another make max(k, m). So both ends' returns, and returns that overlap, count once,
and two texts in one second, seen by one witness, count twice.
Source: bench/pairing.py for the shape of the SQL: whole numbers for texts, one sort, and a stream over
    it; only islands that are not one row, or two rows of two witnesses, go through real windows.
Blind to: clocks that differ by more than GAP_S; an end whose hour a clock change leaves open (counted
    as a second communication); two contacts within GAP_S of which each of two witnesses saw another.

Asked in turn of a table `observations`; each answer is held as a table for the next.
"""

from lineholder.model.digest import digest
from lineholder.model.question import Question

GAP_S = 2
NUMBERS_MAX = 1 << 30  # numbers are counted 0, 1, 2 … and two of them and the kind share 63 bits

ENDS = "other_kind = 'number' AND kind IN ('call', 'text')"
FROM = "CASE WHEN direction = 'out' THEN subject ELSE other_party END"
TO = "CASE WHEN direction = 'out' THEN other_party ELSE subject END"

NUMBERS = f"""
    SELECT number, CAST(row_number() OVER (ORDER BY number) - 1 AS BIGINT) AS id FROM (
        SELECT DISTINCT subject AS number FROM observations WHERE {ENDS}
        UNION SELECT DISTINCT other_party FROM observations WHERE {ENDS}
    ) AS n
"""  # noqa: S608
CELLS = f"""
    SELECT cell, CAST(row_number() OVER (ORDER BY cell) - 1 AS INTEGER) AS id
    FROM (SELECT DISTINCT cell FROM observations WHERE {ENDS} AND cell IS NOT NULL) AS c
"""  # noqa: S608
INGESTS = f"""
    SELECT ingest, CAST(row_number() OVER (ORDER BY ingest) - 1 AS INTEGER) AS id
    FROM (SELECT DISTINCT ingest FROM observations WHERE {ENDS}) AS i
"""  # noqa: S608
# witness: twice the ingest's number, and one more for the to-side
SORTED = f"""
    SELECT
        CASE WHEN o.direction = 'out' THEN s.id * {NUMBERS_MAX * 2} + p.id * 2
             ELSE p.id * {NUMBERS_MAX * 2} + s.id * 2 END
            + CASE WHEN o.kind = 'text' THEN 1 ELSE 0 END AS thread,
        o.start_s, o.start_slack_s, o.end_s - o.start_s AS duration_s, c.id AS cell,
        i.id * 2 + CASE WHEN o.direction = 'out' THEN 0 ELSE 1 END AS witness
    FROM observations AS o
    JOIN pairing_numbers AS s ON s.number = o.subject
    JOIN pairing_numbers AS p ON p.number = o.other_party
    JOIN pairing_ingests AS i ON i.ingest = o.ingest
    LEFT JOIN pairing_cells AS c ON c.cell = o.cell
    WHERE {ENDS}
    ORDER BY thread, o.start_s, witness, duration_s, cell, o.start_slack_s
"""  # noqa: S608

# A window over nothing keeps the order of the sorted table and streams; t and s are the thread and the
# start of the row itself (0), of those after it (1, 2) and of those before it (b1, b2).
NEAR = """
    SELECT *, lead(thread) OVER () AS t1, lead(start_s) OVER () AS s1,
        lead(thread, 2) OVER () AS t2, lead(start_s, 2) OVER () AS s2,
        lag(thread) OVER () AS tb1, lag(start_s) OVER () AS sb1,
        lag(thread, 2) OVER () AS tb2, lag(start_s, 2) OVER () AS sb2,
        lag(witness) OVER () AS wb1, lead(witness) OVER () AS w1,
        lead(start_slack_s) OVER () AS slack1, lead(duration_s) OVER () AS duration1,
        lead(cell) OVER () AS cell1
    FROM pairing_sorted
"""


def _begins(thread: str, start: str, thread_before: str, start_before: str) -> str:
    """SQL: whether a row is the first of an island, given the row before it."""
    return (
        f"({thread_before} IS NULL OR {thread_before} <> {thread} "
        f"OR {start} - {start_before} > {GAP_S})"
    )


MARKED = f"""
    SELECT *, {_begins("thread", "start_s", "tb1", "sb1")} AS begins,
        {_begins("tb1", "sb1", "tb2", "sb2")} AS before_begins,
        t1 IS NULL OR {_begins("t1", "s1", "thread", "start_s")} AS next_begins,
        t2 IS NULL OR {_begins("t2", "s2", "t1", "s1")} AS after_begins
    FROM ({NEAR}) AS near
"""  # noqa: S608
ONE = "begins AND next_begins"
FIRST_OF_TWO = "begins AND NOT next_begins AND after_begins AND witness <> w1"
SECOND_OF_TWO = "NOT begins AND before_begins AND next_begins AND witness <> wb1"

ISLANDS = f"""
    SELECT thread, start_s, start_slack_s, duration_s, cell, witness, CAST(SUM(
        CASE WHEN begins THEN 1 ELSE 0 END
    ) OVER (
        PARTITION BY thread ORDER BY start_s, witness, duration_s, cell, start_slack_s
        ROWS UNBOUNDED PRECEDING
    ) AS BIGINT) AS island
    FROM ({MARKED}) AS marked
    WHERE NOT (({ONE}) OR ({FIRST_OF_TWO}) OR ({SECOND_OF_TWO}))
"""  # noqa: S608
RANKED = """
    SELECT *, row_number() OVER (
        PARTITION BY thread, island, witness ORDER BY start_s, duration_s, cell, start_slack_s
    ) AS rank
    FROM pairing_islands
"""
CELLS_MAX = 1 << 31
# a NULL cell has no say: witness and cell as one number, whose least is the lowest witness's cell
LOWEST = f"CASE WHEN witness % 2 = {{}} THEN witness * {CELLS_MAX} + cell END"
CROWDED = f"""
    SELECT thread, MIN(start_s) AS start_s, MAX(start_slack_s) AS start_slack_s,
        MAX(duration_s) AS duration_s,
        CAST(MIN({LOWEST.format(0)}) % {CELLS_MAX} AS INTEGER) AS from_cell,
        CAST(MIN({LOWEST.format(1)}) % {CELLS_MAX} AS INTEGER) AS to_cell,
        MIN(CASE WHEN witness % 2 = 0 THEN witness // 2 END) AS from_ingest,
        MIN(CASE WHEN witness % 2 = 1 THEN witness // 2 END) AS to_ingest
    FROM ({RANKED}) AS ranked
    GROUP BY thread, island, rank
"""  # noqa: S608


def _side(parity: int) -> str:
    """SQL: cell and ingest of one side of an island of one row, or of two rows of two witnesses.

    Where both rows are of this side (returns that overlap) the lower ingest is named, and its cell,
    or the other's where it has none.
    """
    mine = f"witness % 2 = {parity}"
    other = f"NOT next_begins AND w1 % 2 = {parity}"
    name = "from" if parity == 0 else "to"
    return f"""
        CASE WHEN {mine} AND {other} AND w1 < witness THEN coalesce(cell1, cell)
             WHEN {mine} AND {other} THEN coalesce(cell, cell1)
             WHEN {mine} THEN cell WHEN {other} THEN cell1 END AS {name}_cell,
        CASE WHEN {mine} AND {other} AND w1 < witness THEN w1 // 2
             WHEN {mine} THEN witness // 2 WHEN {other} THEN w1 // 2 END AS {name}_ingest"""


PLAIN = f"""
    SELECT thread, start_s,
        CASE WHEN NOT next_begins AND slack1 > start_slack_s THEN slack1 ELSE start_slack_s END
            AS start_slack_s,
        CASE WHEN NOT next_begins AND (duration_s IS NULL OR duration1 > duration_s) THEN duration1
             ELSE duration_s END AS duration_s,
        {_side(0)}, {_side(1)}
    FROM ({MARKED}) AS marked
    WHERE ({ONE}) OR ({FIRST_OF_TWO})
"""  # noqa: S608
COLUMNS = "start_s, start_slack_s, duration_s, from_cell, to_cell, from_ingest, to_ingest"
# numbers, cells and ingests by their place in the held tables; the plain part keeps the sorted order
CODED = f"""
    SELECT thread // {NUMBERS_MAX * 2} AS from_number, thread // 2 % {NUMBERS_MAX} AS to_number,
        thread % 2 AS kind, {COLUMNS}
    FROM (
        SELECT thread, {COLUMNS} FROM ({PLAIN}) AS plain
        UNION ALL
        SELECT * FROM (
            SELECT thread, {COLUMNS} FROM ({CROWDED}) AS crowded ORDER BY thread, {COLUMNS}
        ) AS last
    ) AS coded
"""  # noqa: S608
NAMED = f"""
    SELECT f.number AS from_number, t.number AS to_number,
        CASE WHEN c.kind = 1 THEN 'text' ELSE 'call' END AS kind,
        c.start_s, c.start_slack_s, c.duration_s, fc.cell AS from_cell, tc.cell AS to_cell,
        fi.ingest AS from_ingest, ti.ingest AS to_ingest
    FROM ({CODED}) AS c
    JOIN pairing_numbers AS f ON f.id = c.from_number
    JOIN pairing_numbers AS t ON t.id = c.to_number
    LEFT JOIN pairing_cells AS fc ON fc.id = c.from_cell
    LEFT JOIN pairing_cells AS tc ON tc.id = c.to_cell
    LEFT JOIN pairing_ingests AS fi ON fi.id = c.from_ingest
    LEFT JOIN pairing_ingests AS ti ON ti.id = c.to_ingest
    ORDER BY f.id, t.id, c.kind, {COLUMNS.replace("start_s,", "c.start_s,", 1)}
"""  # noqa: S608

STEPS = (
    Question("pairing_numbers", NUMBERS),
    Question("pairing_cells", CELLS),
    Question("pairing_ingests", INGESTS),
    Question("pairing_sorted", SORTED),
    Question("pairing_islands", ISLANDS),
)
IN_CODE = Question("pairing_communications", CODED)
IN_FULL = Question("communications", NAMED)
RULES = digest([q.as_json() for q in (*STEPS, IN_CODE, IN_FULL)])
