"""Custody: what followed each arrest of a named person, up to that person's next arrest.

A charge that was entered without a disposal is one: charged. Hours are counted only where both times are
known to the minute; a day alone has no hours. An arrest that names nobody has no first disposal.
"""

from collections import Counter

import pyarrow.compute as pc

from lineholder.model.ledger import CHARGED, Disposal
from lineholder.model.outcomes import Basis, Breakdown, Figure
from lineholder.model.question import Question
from lineholder.outcomes import events
from lineholder.outcomes.kept import Kept, numbers, said
from lineholder.outcomes.made import Made
from lineholder.outcomes.spread import quantile, share

FOLLOWED = """
    arrested AS (
        SELECT person, at_s, slack_s,
            LEAD(at_s) OVER (PARTITION BY person ORDER BY at_s) AS next_s
        FROM (
            SELECT person, time_s AS at_s, MAX(slack_s) AS slack_s FROM events
            WHERE kind = 'arrest' AND person IS NOT NULL GROUP BY person, time_s
        ) AS moments
    ),
    counted AS (
        SELECT a.person, a.at_s, a.slack_s, e.kind, e.time_s, e.slack_s AS after_slack_s,
            CASE WHEN e.kind = 'charge' THEN 'charged' ELSE e.what END AS what, e.ingest, e.sheet, e.row,
            row_number() OVER (
                PARTITION BY a.person, a.at_s, e.kind ORDER BY e.time_s, e.ingest, e.sheet, e.row) AS nth,
            row_number() OVER (
                PARTITION BY a.person, a.at_s
                ORDER BY e.time_s, CASE WHEN e.kind = 'disposal' THEN 0 ELSE 1 END, e.what,
                    e.ingest, e.sheet, e.row) AS nth_of_all
        FROM arrested AS a JOIN events AS e ON e.person = a.person
        WHERE {arrested} AND e.kind IN ('disposal', 'charge')
            AND e.time_s + e.slack_s >= a.at_s AND (a.next_s IS NULL OR e.time_s < a.next_s)
    )
"""
TIMED = "kind = 'charge' AND nth = 1 AND slack_s = 0 AND after_slack_s = 0"
WITHIN = FOLLOWED.format(arrested="a.at_s >= $from_s AND a.at_s < $to_s")
EVER = FOLLOWED.format(arrested="a.at_s IS NOT NULL")
KEEP_FIRST = Question(
    "first disposals",
    f"WITH {EVER} SELECT at_s AS time_s, what FROM counted WHERE nth_of_all = 1 ORDER BY at_s, what",  # noqa: S608
)
KEEP_HOURS = Question(
    "hours to charge",
    f"WITH {EVER} SELECT at_s AS time_s, (counted.time_s - at_s) / 3600.0 AS hours FROM counted "  # noqa: S608
    f"WHERE {TIMED} ORDER BY at_s, hours",
)
PEOPLE = """
    counted AS (
        SELECT DISTINCT a.person, c.ingest, c.sheet, c.row FROM events AS a
        JOIN events AS c ON a.person = c.person
        WHERE a.kind = 'arrest' AND a.time_s >= $from_s AND a.time_s < $to_s
            AND c.kind = 'charge' AND c.time_s + c.slack_s >= a.time_s
    )
"""
KEEP_CHARGED = Question(
    "arrested and charged",
    """
    SELECT a.time_s, a.person FROM events AS a JOIN (
        SELECT person, MAX(time_s + slack_s) AS last_s FROM events WHERE kind = 'charge' GROUP BY person
    ) AS c ON a.person = c.person
    WHERE a.kind = 'arrest' AND c.last_s >= a.time_s ORDER BY a.time_s, a.person
    """,
)
KEEP = (KEEP_FIRST, KEEP_HOURS, KEEP_CHARGED)
CHARGED_WORDS = tuple(d.value for d in CHARGED)


def add(made: Made, kept: Kept) -> None:
    """Charge rates by people, charges and counts; hours to charge; what the first disposal was."""
    _rates(made, kept)
    hours = numbers(kept.within(KEEP_HOURS), "hours")
    told = (
        "of the first charge after each arrest of a named person, both times known to the minute."
    )
    for name, q, which in (
        ("arrest_to_charge_hours_median", 0.5, "Half are charged within this many hours"),
        ("arrest_to_charge_hours_p90", 0.9, "Nine in ten are charged within this many hours"),
    ):
        value = quantile(hours, q)
        figure = Figure(name, value, "hours", f"{which}: {told}", _basis(value), of=len(hours))
        made.add(figure, TIMED, WITHIN)
    _first(made, kept)


def _basis(value: float | None) -> Basis:
    return Basis.UNKNOWN if value is None else Basis.EVENTS


def _rates(made: Made, kept: Kept) -> None:
    charged = pc.count_distinct(kept.within(KEEP_CHARGED)["person"]).as_py()
    people, arrests = int(made.value("people_arrested") or 0), int(made.value("arrests") or 0)
    value = share(charged, people)
    definition = (
        "Of the people arrested in the period, the share charged at any time after that arrest."
    )
    figure = Figure("charge_rate_people", value, "share", definition, _basis(value), of=people)
    made.add(figure, "row IS NOT NULL", PEOPLE)
    for name, counted in (("charges", "charges"), ("counts", "counts")):
        value = share(made.value(counted) or 0, arrests)
        definition = (
            f"{name.capitalize()} of the period for each arrest of the period: not a share of people, and "
            "above 1 where one arrest leads to several."
        )
        rate = Figure(f"charge_rate_{name}", value, f"{name} an arrest", definition, _basis(value))
        made.add(rate, f"kind IN ('arrest', 'charge') AND {events.WITHIN}")


def _first(made: Made, kept: Kept) -> None:
    first = Counter(said(kept.within(KEEP_FIRST), "what"))
    counted = {word: first[word] for word in sorted(first)}
    of = sum(counted.values())
    told = "Of the arrests of named people that a disposal or charge followed, the share whose first was"
    for name, words, what in (
        ("first_disposal_charged", CHARGED_WORDS, "a charge (remanded, bailed or requisitioned)"),
        ("first_disposal_rui", (Disposal.RUI.value,), "release under investigation"),
    ):
        value = share(sum(counted.get(word, 0) for word in words), of)
        listed = ", ".join(f"'{word}'" for word in words)
        figure = Figure(name, value, "share", f"{told} {what}.", _basis(value), of=of)
        made.add(figure, f"nth_of_all = 1 AND what IN ({listed})", WITHIN)
    breakdown = Breakdown(
        "first_disposals", "arrests", "What followed first on each arrest of a named person.", ()
    )
    rows = [(word, n, {"said": word}) for word, n in counted.items()]
    made.break_down(breakdown, rows, "nth_of_all = 1 AND what = $said", WITHIN)
