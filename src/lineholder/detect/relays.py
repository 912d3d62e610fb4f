"""Relays: what a candidate does right after somebody contacts it, told for each other number.

Held once as `relays`; dispatch, churn of workers, no life and reach read it. A visit begins with an
inbound contact; what the same number adds within the reach of an order, and the answer that it gets, are
of the same visit. A relay is an outbound contact to one number whose preceding event is the begin of
another's visit, within the reach of an order. Its mirror image (the visit *follows* within the same
time) happens as often by chance alone, whatever the hours and rates of the phone: so it is the
expectation.

Source: relay chains as analysts build them by look-ahead columns (policeanalyst.com, chain analysis);
the time-reversed count as a null is the usual argument for stationary point processes.
Blind to: orders passed on in an app; a worker who stands beside the line's holder.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lineholder.detect.signal import among
from lineholder.model.question import Question

RELAYS = """
    WITH numbered AS (
        SELECT line, ROW_NUMBER() OVER (ORDER BY line) AS line_no
        FROM (SELECT DISTINCT line FROM candidates) AS c
    ), members AS (
        SELECT c.number, p.line_no FROM candidates c JOIN numbered p ON p.line = c.line
    ), events AS (
        SELECT k.line_no, m.from_number AS other, 1 AS inbound, m.kind, m.start_s,
               COALESCE(m.duration_s, 0) AS talk_s
        FROM communications m JOIN members k ON m.to_number = k.number
        WHERE m.from_number <> m.to_number
        UNION ALL
        SELECT k.line_no, m.to_number AS other, 0 AS inbound, m.kind, m.start_s,
               COALESCE(m.duration_s, 0) AS talk_s
        FROM communications m JOIN members k ON m.from_number = k.number
        WHERE m.from_number <> m.to_number
    ), outside AS (
        SELECT e.line_no, e.other, e.inbound, e.kind, e.start_s, e.talk_s
        FROM events e LEFT JOIN members o ON o.number = e.other AND o.line_no = e.line_no
        WHERE o.line_no IS NULL
    ), told AS (
        SELECT line_no, other, inbound, kind, start_s, talk_s,
               CASE WHEN inbound = 0 AND LAG(inbound) OVER all_of = 1 AND LAG(other) OVER all_of = other
                     AND start_s - LAG(start_s) OVER all_of <= $within_s THEN 1 ELSE 0 END AS answer,
               CASE WHEN inbound = 1 AND start_s - LAG(start_s) OVER theirs <= $within_s
                    THEN 1 ELSE 0 END AS again
        FROM outside
        WINDOW all_of AS (PARTITION BY line_no ORDER BY start_s, inbound, other, kind),
               theirs AS (PARTITION BY line_no, other ORDER BY start_s, inbound, kind)
    ), beside AS (
        SELECT line_no, other, inbound, kind, start_s, talk_s, answer, same_visit,
               LAG(other) OVER w AS before_other, LAG(inbound) OVER w AS before_in,
               start_s - LAG(start_s) OVER w AS before_gap_s,
               LEAD(other) OVER w AS after_other, LEAD(inbound) OVER w AS after_in,
               LEAD(start_s) OVER w - start_s AS after_gap_s
        FROM (SELECT line_no, other, inbound, kind, start_s, talk_s, answer,
                     CASE WHEN answer = 1 OR again = 1 THEN 1 ELSE 0 END AS same_visit FROM told) AS t
        WINDOW w AS (PARTITION BY line_no, same_visit ORDER BY start_s, inbound, other, kind)
    ), marked AS (
        SELECT line_no, other, inbound, kind, start_s, talk_s, answer,
               inbound * (1 - same_visit) AS visit,
               CASE WHEN same_visit = 0 AND inbound = 0 AND before_in = 1 AND before_other <> other
                     AND before_gap_s <= $within_s THEN 1 ELSE 0 END AS relay,
               CASE WHEN same_visit = 0 AND inbound = 0 AND after_in = 1 AND after_other <> other
                     AND after_gap_s <= $within_s THEN 1 ELSE 0 END AS mirror
        FROM beside
    ), days AS (
        SELECT line_no, other, start_s // 86400 AS day,
               SUM(inbound) AS n_in, SUM(visit) AS visits,
               SUM(CASE WHEN inbound = 1 AND kind = 'call' THEN 1 ELSE 0 END) AS calls_in,
               SUM(CASE WHEN inbound = 0 AND kind = 'call' THEN 1 ELSE 0 END) AS calls_out,
               SUM(CASE WHEN inbound = 0 AND kind = 'text' THEN 1 ELSE 0 END) AS texts_out,
               SUM(CASE WHEN inbound = 1 AND kind = 'call' AND talk_s <= $brief_s THEN 1 ELSE 0 END)
                   AS brief_in,
               SUM(CASE WHEN kind = 'call' AND talk_s >= $long_s THEN 1 ELSE 0 END) AS long_calls,
               SUM(CASE WHEN kind = 'call' AND inbound = 0 AND talk_s >= $long_s THEN 1 ELSE 0 END)
                   AS long_out,
               SUM(CASE WHEN inbound = 1 THEN talk_s ELSE 0 END) AS talk_in_s,
               SUM(relay) AS relays, SUM(mirror) AS mirrors, SUM(answer) AS answers,
               MIN(start_s) AS first_s, MAX(start_s) AS last_s
        FROM marked GROUP BY line_no, other, start_s // 86400
    ), ranked AS (
        SELECT line_no, other, day, n_in, visits, calls_in, calls_out, texts_out, brief_in, long_calls,
               long_out, talk_in_s, relays, mirrors, answers, first_s, last_s,
               CASE WHEN ROW_NUMBER() OVER (PARTITION BY line_no, day ORDER BY relays DESC, other) = 1
                    THEN relays ELSE 0 END AS most_relays
        FROM days
    )
    SELECT p.line, r.other, COUNT(*) AS days,
           SUM(CASE WHEN n_in > 0 THEN 1 ELSE 0 END) AS days_in,
           SUM(n_in) AS n_in, SUM(visits) AS visits, SUM(calls_in) AS calls_in, SUM(calls_out) AS calls_out,
           SUM(texts_out) AS texts_out, SUM(brief_in) AS brief_in, SUM(long_calls) AS long_calls,
           SUM(long_out) AS long_out, SUM(talk_in_s) AS talk_in_s,
           SUM(relays) AS relays, SUM(mirrors) AS mirrors, SUM(answers) AS answers,
           SUM(most_relays) AS most_relays, MIN(first_s) AS first_s, MAX(last_s) AS last_s
    FROM ranked r JOIN numbered p ON p.line_no = r.line_no GROUP BY p.line, r.other
"""


@dataclass(frozen=True, slots=True)
class Params:
    """What counts as an answer to an order, a brief call and a long one, in seconds."""

    within_s: int = 600
    brief_s: int = 60
    long_s: int = 180


MIN_RELAYS = 5  # a number that got so many orders, twice as many as chance, is one that they go to
IS_WORKER = "relays >= $min_relays AND relays >= 2 * mirrors AND days >= 2"
IS_CUSTOMER = f"days_in >= 2 AND NOT ({IS_WORKER})"  # a worker rings in too, and buys nothing
WORKERS = f"""
    WITH candidates AS ({{candidates}}), relays AS ({{relays}}), workers AS (
        SELECT other FROM relays
        WHERE {IS_WORKER}
    )
    SELECT ingest, sheet, row FROM observations
"""  # noqa: S608 - names of ours
WITH_THEM = """
    WHERE kind IN ('call', 'text')
      AND ((subject IN ({numbers}) AND other_party IN (SELECT other FROM workers))
           OR (other_party IN ({numbers}) AND subject IN (SELECT other FROM workers)))
"""
THEIRS = """
    WHERE kind IN ('call', 'text') AND subject IN (SELECT other FROM workers)
"""


def with_workers(numbers: Sequence[str]) -> Question:
    """Ask for the rows between these numbers, as one line, and those that they pass orders to."""
    return _workers("contacts with workers", numbers, WITH_THEM)


def of_workers(numbers: Sequence[str]) -> Question:
    """Ask for the calls and texts in the own returns of those that these numbers pass orders to."""
    return _workers("contacts of workers", numbers, THEIRS)


def _workers(name: str, numbers: Sequence[str], where: str) -> Question:
    names, values = among("n", numbers)
    candidates = " UNION ALL ".join(f"SELECT ${key} AS number, '' AS line" for key in values)
    sql = (WORKERS + where).format(candidates=candidates, relays=RELAYS, numbers=names)
    bound = {**values, **ask(Params()).values, "min_relays": MIN_RELAYS}
    return Question(name, sql, bound)


def ask(params: Params) -> Question:
    """Ask for one row a (line, other number): contacts each way, relays, their mirror, first and last.

    Needs `candidates`; numbers of the same line are left out as others. Held under its own name.
    """
    values = {"within_s": params.within_s, "brief_s": params.brief_s, "long_s": params.long_s}
    return Question("relays", RELAYS, values)
