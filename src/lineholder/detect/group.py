"""Group: which candidate numbers are one line, by the customers that they share.

A line that splits orders and adverts over two numbers, or moved to a new one, is one line with several
numbers. Two numbers are joined when most customers of each are the other's too, beyond what popular
numbers give, and they hardly talk to each other (a worker shares customers, but talks to the line).

Source: damped contact overlap (docs/methods/group.md); a line's identity is its customers, not its SIM.
Blind to: a change of number that loses most customers.
"""

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.question import Question

OVERLAP = """
    WITH clients AS (
        SELECT r.line, r.other FROM relays r JOIN suspects s ON s.line = r.line
        WHERE r.days_in >= 2 OR r.texts_out >= 2
    ), sizes AS (
        SELECT line, COUNT(*) AS n FROM clients GROUP BY line
    ), shared AS (
        SELECT a.line AS one, b.line AS two, COUNT(*) AS n
        FROM clients a JOIN clients b ON a.other = b.other AND a.line < b.line
        GROUP BY a.line, b.line HAVING COUNT(*) >= $min_shared
    ), talk AS (
        SELECT line, other, n_in + calls_out + texts_out AS n, days FROM relays
    )
    SELECT s.one, s.two, s.n AS shared, x.n AS size_one, y.n AS size_two,
           COALESCE(t.days, 0) AS talk_days
    FROM shared s JOIN sizes x ON x.line = s.one JOIN sizes y ON y.line = s.two
         LEFT JOIN talk t ON t.line = s.one AND t.other = s.two
    ORDER BY s.one, s.two
"""


@dataclass(frozen=True, slots=True)
class Params:
    """When two numbers are proposed as one line."""

    min_shared: int = 6
    min_cosine: float = 0.5  # shared / sqrt(size * size)
    max_talk_days: int = 3


def ask(params: Params) -> Question:
    """Ask for the customers that each two `suspects` share. Needs `suspects` (line)."""
    return Question("customers shared", OVERLAP, {"min_shared": params.min_shared})


def judge(answer: pa.Table, params: Params) -> tuple[tuple[str, str], ...]:
    """Pairs proposed as one line, strongest first."""
    pairs = []
    for row in answer.to_pylist():
        cosine = row["shared"] / (row["size_one"] * row["size_two"]) ** 0.5
        if cosine >= params.min_cosine and row["talk_days"] <= params.max_talk_days:
            pairs.append((-cosine, row["one"], row["two"]))
    return tuple((one, two) for _, one, two in sorted(pairs))


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
