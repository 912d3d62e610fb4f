"""Explain: why one number, any number, is or is not ranked as a line."""

from lineholder.detect import callers
from lineholder.detect.describe import reasons
from lineholder.detect.measure import Seen, measure, table
from lineholder.detect.weights import Weights
from lineholder.model.findings import Reference
from lineholder.model.lines import Explanation, LineCandidate, Verdict
from lineholder.model.question import Asker, Question

CONTACTS = """
    WITH inward AS (
        SELECT from_number AS other, COUNT(DISTINCT start_s // 86400) AS days
        FROM communications WHERE to_number = $number AND from_number <> $number GROUP BY from_number
    ), outward AS (
        SELECT COUNT(DISTINCT CASE WHEN kind = 'text' THEN to_number END) AS texted
        FROM communications WHERE from_number = $number AND to_number <> $number
    ), callers AS (
        SELECT COUNT(*) AS callers,
               COALESCE(SUM(CASE WHEN days >= 2 THEN 1 ELSE 0 END), 0) AS again
        FROM inward
    ), seen AS (
        SELECT COUNT(*) AS n FROM observations WHERE subject = $number OR other_party = $number
    )
    SELECT c.callers, c.again, o.texted, s.n AS seen
    FROM callers c CROSS JOIN outward o CROSS JOIN seen s
"""


def explain(
    asker: Asker, weights: Weights, number: str, line: LineCandidate | None
) -> tuple[Explanation, tuple[Reference, ...]]:
    """Why this number is, or is not, a line; `line` is the ranked one that it is a number of, if any.

    Raises nothing: "not in this data" and "too little to judge" are answers.
    """
    seen = asker.answer(
        Question("contacts of a number", CONTACTS, {"number": number})
    ).table.to_pylist()[0]
    if seen["seen"] == 0:
        sentence = f"{number} is not in this data: no row of the permitted sources names it."
        return Explanation(number, Verdict.NOT_IN_DATA, None, sentence, (), None, None, None), ()
    numbers = [use.number for use in line.numbers] if line else [number]
    key = numbers[0]
    one = measure(asker, table([(n, key) for n in numbers]), weights)
    said = reasons(one, key, numbers, asker.snapshot)
    verdict, sentence = _verdict(number, seen, one, line)
    score = None if verdict is Verdict.INSUFFICIENT else line.score if line else one.best()[key]
    found = Explanation(
        number,
        verdict,
        score,
        sentence,
        tuple(reason for reason, _ in said),
        one.nearest(key),
        line.line if line else None,
        line.rank if line else None,
    )
    return found, tuple(reference for _, reference in said)


def _verdict(
    number: str, seen: dict[str, int], one: Seen, line: LineCandidate | None
) -> tuple[Verdict, str]:
    params = callers.Params()
    ((key, score),) = one.best().items()
    nearest = one.nearest(key)
    if line:
        return (
            Verdict.LINE,
            f"{number} is a number of candidate line {line.line}, place {line.rank}.",
        )
    if seen["again"] < params.min_again and seen["texted"] < params.min_texted:
        return Verdict.INSUFFICIENT, (
            f"Too little is seen of {number} to judge: {seen['again']} numbers contact it on two days or "
            f"more ({params.min_again} needed), it texts {seen['texted']} ({params.min_texted} needed). "
            f"Ask for its own return."
        )
    if score > 0:
        return Verdict.NOT_A_LINE, (
            f"{number} is not ranked: the evidence speaks for a line ({score:+.1f}), but it talks with a "
            f"better candidate on many days, as a line's crew does."
        )
    return Verdict.NOT_A_LINE, (
        f"{number} is not ranked as a line: the evidence is against it ({score:+.1f}); it looks "
        f"more like another kind: {nearest}."
    )
