"""Describe: a scored line as people read it, every reason with the question that opens its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lineholder.detect import SIGNALS, activity, reach, relays
from lineholder.detect.measure import Seen, table
from lineholder.detect.signal import among
from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.lines import LineCandidate, LineType, NumberUse, Reason
from lineholder.model.question import Asker, Question

USES = """
    WITH both_ways AS (
        SELECT from_number AS number, start_s FROM communications WHERE from_number IN ({numbers})
        UNION ALL
        SELECT to_number AS number, start_s FROM communications WHERE to_number IN ({numbers})
    )
    SELECT number, MIN(start_s) AS first_s, MAX(start_s) AS last_s, COUNT(*) AS n
    FROM both_ways GROUP BY number ORDER BY MIN(start_s), number
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line before it is described: its numbers, score, and where it was measured as `key`."""

    key: str
    numbers: tuple[str, ...]
    score: float
    seen: Seen


def line_id(earliest: str) -> str:
    """12 hexadecimal digits of the earliest number's digest: a candidate's name until it is accepted."""
    return digest(earliest)[:12]


def reasons(
    seen: Seen, key: str, numbers: Sequence[str], snapshot: str
) -> tuple[tuple[Reason, Reference], ...]:
    """What each signal says of this line, most telling first, then the prior."""
    row = seen.measured.lines.index(key)
    parts = seen.scored.contributions[row].tolist()
    said: list[tuple[Reason, Reference]] = []
    for signal, log_odds in zip(SIGNALS, parts[1:], strict=True):
        facts = seen.measured.facts[signal.name].get(key, {})
        value = float(facts.get(signal.value) or 0)
        cited = (
            signal.cite(numbers, facts) if value else all_rows(numbers)
        )  # nothing: look yourself
        opens = Reference.of(cited, snapshot)
        sentence = signal.sentence(facts) if facts else signal.absent
        said.append((Reason(signal.name, value, log_odds, sentence, opens.ref), opens))
    said.sort(key=lambda pair: -abs(pair[0].log_odds))
    every = Reference.of(all_rows(numbers), snapshot)
    sentence = (
        f"Weighed against what looks most like it ({seen.nearest(key)}): how rare lines are, and all else "
        f"that it could be, take {parts[0]:+.1f}."
    )
    return (*said, (Reason("prior", parts[0], parts[0], sentence, every.ref), every))


def describe(
    asker: Asker, choices: Sequence[Choice]
) -> tuple[tuple[LineCandidate, ...], tuple[Reference, ...]]:
    """The candidates, ranked in the order given, and the references that their reasons open."""
    lines: list[LineCandidate] = []
    opens: list[Reference] = []
    for rank, choice in enumerate(choices, 1):
        uses = asker.answer(_uses(choice.numbers)).table.to_pylist()
        said = reasons(choice.seen, choice.key, choice.numbers, asker.snapshot)
        lines.append(
            LineCandidate(
                line=line_id(uses[0]["number"]),
                rank=rank,
                score=choice.score,
                numbers=tuple(NumberUse(u["number"], u["first_s"], u["last_s"]) for u in uses),
                market=None,
                hub=None,
                type=LineType.UNKNOWN,
                customers=0,
                reasons=tuple(reason for reason, _ in said),
                nearest=choice.seen.nearest(choice.key),
                first_s=min(u["first_s"] for u in uses),
                last_s=max(u["last_s"] for u in uses),
            )
        )
        opens.extend(reference for _, reference in said)
    return _placed(asker, lines), tuple(opens)


def _placed(asker: Asker, lines: list[LineCandidate]) -> tuple[LineCandidate, ...]:
    """With customers, market, hub and type."""
    given = {
        "candidates": table([(use.number, line.line) for line in lines for use in line.numbers])
    }
    asker.hold(relays.ask(relays.Params()), given)
    params = reach.Params()
    where = reach.judge(asker.answer(reach.ask(params), given).table, params)
    counted = asker.answer(activity.ask_customers(), given).table.to_pylist()
    customers = {row["line"]: row["customers"] for row in counted}
    found = [(line, where.get(line.line, reach.NOWHERE)) for line in lines]
    return tuple(
        replace(
            line,
            customers=customers.get(line.line, 0),
            market=at.market,
            hub=at.hub,
            type=at.type,
            unplaced=at.unplaced,
        )
        for line, at in found
    )


def _uses(numbers: Sequence[str]) -> Question:
    names, values = among("n", numbers)
    return Question("first and last use", USES.format(numbers=names), values)


def all_rows(numbers: Sequence[str]) -> Question:
    """Ask for every row in which one of these numbers stands."""
    names, values = among("n", numbers)
    sql = f"""
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ({names}) OR other_party IN ({names})
"""  # noqa: S608 - the names are placeholders, the numbers are bound
    return Question("all rows", sql, values)
