"""Group: which candidate numbers are one line, by the customers that they share.

A line that moved to a new number, or that splits orders and adverts over two, is one line with several
numbers. Two numbers are proposed as one where most customers of each are the other's too, and one takes
over as the other ends, or one only sends and the other takes the orders, or both pass most of their orders
on to the same workers. Two numbers that take orders side by side with workers of their own stay two:
rivals in one town share customers, and through a dozen customers' downloads every firm that they ring
looks like the next.

Source: a line's identity is its customers, not its SIM; the overlap is the cosine of the two sets
    (docs/methods/group.md).
Blind to: a change of number that loses most customers; one line that takes orders on two numbers at once
    and passes them on in an app, or to workers of their own.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from lineholder.detect.relays import IS_WORKER, MIN_RELAYS
from lineholder.model.question import Question

OVERLAP = f"""
    WITH clients AS (
        SELECT r.line, r.other FROM relays r JOIN suspects s ON s.line = r.line
        WHERE r.n_in >= 1 OR r.texts_out >= 2
    ), spans AS (
        SELECT r.line, SUM(r.n_in) AS n_in, SUM(r.texts_out) AS texts,
               MIN(r.first_s) AS first_s, MAX(r.last_s) AS last_s
        FROM relays r JOIN suspects s ON s.line = r.line GROUP BY r.line
    ), sizes AS (
        SELECT line, COUNT(*) AS n FROM clients GROUP BY line
    ), shared AS (
        SELECT a.line AS one, b.line AS two, COUNT(*) AS n
        FROM clients a JOIN clients b ON a.other = b.other AND a.line < b.line
        GROUP BY a.line, b.line HAVING COUNT(*) >= $min_shared
    ), sent_to AS (
        SELECT r.line, r.other, r.relays FROM relays r JOIN suspects s ON s.line = r.line
        WHERE {IS_WORKER}
    ), passed_on AS (
        SELECT line, SUM(relays) AS n FROM sent_to GROUP BY line
    ), to_both AS (
        SELECT s.one, s.two, SUM(a.relays) AS n_one, SUM(b.relays) AS n_two
        FROM shared s JOIN sent_to a ON a.line = s.one
             JOIN sent_to b ON b.line = s.two AND b.other = a.other
        GROUP BY s.one, s.two
    )
    SELECT s.one, s.two, s.n AS shared, x.n AS size_one, y.n AS size_two,
           p.n_in AS in_one, q.n_in AS in_two,
           p.texts AS texts_one, q.texts AS texts_two, p.first_s AS first_one, p.last_s AS last_one,
           q.first_s AS first_two, q.last_s AS last_two,
           COALESCE(b.n_one, 0) AS sent_one, COALESCE(b.n_two, 0) AS sent_two,
           COALESCE(v.n, 0) AS passed_one, COALESCE(w.n, 0) AS passed_two
    FROM shared s JOIN sizes x ON x.line = s.one JOIN sizes y ON y.line = s.two
         JOIN spans p ON p.line = s.one JOIN spans q ON q.line = s.two
         LEFT JOIN to_both b ON b.one = s.one AND b.two = s.two
         LEFT JOIN passed_on v ON v.line = s.one LEFT JOIN passed_on w ON w.line = s.two
         LEFT JOIN relays t ON t.line = s.one AND t.other = s.two AND t.days > $max_talk_days
    WHERE t.line IS NULL
    ORDER BY s.one, s.two
"""  # noqa: S608 - names of ours


ENDS = ("one", "two")


@dataclass(frozen=True, slots=True)
class Params:
    """When two numbers are proposed as one line."""

    min_shared: int = 5
    max_talk_days: int = 3  # a worker shares customers, but talks with the line
    min_cosine: float = 0.65  # shared / sqrt(size * size)
    max_overlap: float = 0.34  # of the shorter life, for a number that took over from another
    same_workers: float = 0.5  # of the orders passed on, by each, to workers of both
    sends_only: float = 0.1  # contacts received per text sent, below which it only sends


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two numbers proposed as one line; `sender` is the one of them that only sends, if any."""

    one: str
    two: str
    sender: str | None = None


def ask(params: Params) -> Question:
    """Ask which `suspects` (line) share customers, and when each was in use."""
    values = {
        "min_shared": params.min_shared,
        "max_talk_days": params.max_talk_days,
        "min_relays": MIN_RELAYS,
    }
    return Question("customers shared", OVERLAP, values)


def judge(answer: pa.Table, params: Params) -> tuple[Pair, ...]:
    """Pairs proposed as one line, in order. A number that only sends goes to its nearest alone."""
    nearest: dict[str, tuple[float, str, str]] = {}
    pairs: list[Pair] = []
    for row in answer.to_pylist():
        cosine = row["shared"] / (row["size_one"] * row["size_two"]) ** 0.5
        senders = _senders(row, params)
        if cosine < params.min_cosine or len(senders) == 2:
            continue
        for sender in senders:
            found = (cosine, row["one"], row["two"])
            nearest[sender] = max(nearest.get(sender, found), found)
        if not senders and (_takes_over(row, params) or _same_workers(row, params)):
            pairs.append(Pair(row["one"], row["two"]))
    pairs += [Pair(one, two, sender) for sender, (_, one, two) in nearest.items()]
    return tuple(sorted(pairs, key=lambda p: (p.one, p.two)))


def _senders(row: Mapping[str, Any], params: Params) -> list[str]:
    """Which of the two only send: next to what they send, hardly any contact is made with them."""
    return [row[e] for e in ENDS if row[f"in_{e}"] < params.sends_only * row[f"texts_{e}"]]


def _same_workers(row: Mapping[str, Any], params: Params) -> bool:
    """Whether each passes most of its orders on to workers whom the other sends out too."""
    return all(0 < params.same_workers * row[f"passed_{e}"] <= row[f"sent_{e}"] for e in ENDS)


def _takes_over(row: Mapping[str, Any], params: Params) -> bool:
    """Whether one begins about where the other ends."""
    lives = (row["last_one"] - row["first_one"], row["last_two"] - row["first_two"])
    both = min(row["last_one"], row["last_two"]) - max(row["first_one"], row["first_two"])
    return bool(both <= params.max_overlap * max(min(lives), 1))


def joined(pairs: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Connected sets of two or more numbers, keyed by their first in order."""
    root: dict[str, str] = {}

    def find(x: str) -> str:
        while root.setdefault(x, x) != x:
            x = root[x]
        return x

    for one, two in pairs:
        a, b = sorted((find(one), find(two)))
        root[b] = a
    sets: dict[str, list[str]] = defaultdict(list)
    for number in sorted(root):
        sets[find(number)].append(number)
    return {key: tuple(members) for key, members in sets.items() if len(members) > 1}
