"""Broadcast: one number texting many others within minutes, again and again, to a list that stays.

Source: Maidstone Crown Court, 20 Dec 2021: "more than 60 bulk text messages a day"; HMG on "flare"
    messages; docs/methods/broadcast.md.
Blind to: adverts sent in an app; lines that call and do not text.
Also fires on: clinics, schools, gyms, clubs, takeaways with offers. What they lack is a list that
calls back within hours, most of it, again and again.
"""

from collections.abc import Sequence

import pyarrow as pa

from lineholder.detect.signal import (
    Facts,
    Feature,
    Floats,
    Signal,
    among,
    column,
    saturating,
    share,
)
from lineholder.model.question import Question

BROADCAST = """
    WITH texts AS (
        SELECT k.line, m.to_number, m.start_s, m.start_s // $window_s AS slot
        FROM communications m JOIN candidates k ON m.from_number = k.number
        WHERE m.kind = 'text' AND m.start_slack_s = 0
    ), windows AS (
        SELECT line, to_number, slot FROM texts
        UNION ALL
        SELECT line, to_number, slot - 1 AS slot FROM texts
    ), bursts AS (
        SELECT line, slot, COUNT(DISTINCT to_number) AS recipients
        FROM windows GROUP BY line, slot HAVING COUNT(DISTINCT to_number) >= $min_recipients
    ), sent AS (
        SELECT t.line, t.to_number, t.start_s, t.start_s // 86400 AS day, MAX(b.recipients) AS recipients
        FROM texts t JOIN bursts b ON b.line = t.line AND (b.slot = t.slot OR b.slot = t.slot - 1)
        GROUP BY t.line, t.to_number, t.start_s, t.start_s // 86400
    ), days AS (
        SELECT line, COUNT(*) AS burst_days, SUM(recipients) AS day_recipients
        FROM (SELECT line, day, MAX(recipients) AS recipients FROM sent GROUP BY line, day) AS d
        GROUP BY line
    ), near AS (
        SELECT s.line, s.to_number AS other, s.start_s, s.start_s // $answer_s + o.shift AS slot
        FROM sent s CROSS JOIN (SELECT -1 AS shift UNION ALL SELECT 0 UNION ALL SELECT 1) AS o
    ), calls AS (
        SELECT k.line, m.from_number AS other, m.start_s, m.start_s // $answer_s AS slot
        FROM communications m JOIN candidates k ON m.to_number = k.number
        WHERE k.line IN (SELECT line FROM days)
    ), answers AS (
        SELECT n.line,
               SUM(CASE WHEN c.start_s > n.start_s AND c.start_s - n.start_s <= $answer_s
                        THEN 1 ELSE 0 END) AS after,
               SUM(CASE WHEN c.start_s <= n.start_s AND n.start_s - c.start_s <= $answer_s
                        THEN 1 ELSE 0 END) AS before
        FROM near n JOIN calls c ON c.line = n.line AND c.other = n.other AND c.slot = n.slot
        GROUP BY n.line
    ), lists AS (
        SELECT s.line, s.to_number AS other, COUNT(DISTINCT s.day) AS got, COUNT(*) AS texts
        FROM sent s GROUP BY s.line, s.to_number
    ), list AS (
        SELECT l.line, COUNT(*) AS listed, SUM(l.texts) AS texts, SUM(l.got) AS got,
               SUM(l.got * l.got) AS got_squared,
               SUM(CASE WHEN r.days_in >= 2 THEN 1 ELSE 0 END) AS listed_customers
        FROM lists l LEFT JOIN relays r ON r.line = l.line AND r.other = l.other
        GROUP BY l.line
    )
    SELECT d.line, d.burst_days, d.day_recipients, l.listed, l.texts, l.got, l.got_squared,
           l.listed_customers, COALESCE(a.after, 0) AS after, COALESCE(a.before, 0) AS before
    FROM days d JOIN list l ON l.line = d.line LEFT JOIN answers a ON a.line = d.line
    ORDER BY d.line
"""


TEXTS = """
    WITH texts AS (
        SELECT to_number, start_s // $window_s AS slot FROM communications
        WHERE from_number IN ({numbers}) AND kind = 'text' AND start_slack_s = 0
    ), windows AS (
        SELECT to_number, slot FROM texts
        UNION ALL
        SELECT to_number, slot - 1 AS slot FROM texts
    ), bursts AS (
        SELECT slot FROM windows GROUP BY slot HAVING COUNT(DISTINCT to_number) >= $min_recipients
    )
    SELECT o.ingest, o.sheet, o.row FROM observations o
    WHERE o.kind = 'text' AND o.start_slack_s = 0
      AND ((o.subject IN ({numbers}) AND o.direction = 'out')
           OR (o.other_party IN ({numbers}) AND o.direction = 'in'))
      AND (o.start_s // $window_s IN (SELECT slot FROM bursts)
           OR o.start_s // $window_s - 1 IN (SELECT slot FROM bursts))
"""
WINDOW_S = 300
MIN_RECIPIENTS = 5  # distinct numbers in the holdings; the list's size weighs how many
ANSWER_S = 7200


def ask() -> Question:
    """Ask for each candidate's bursts: days, recipients, how the list repeats, and who answers.

    A window is [slot * window_s, (slot + 2) * window_s): any burst that lasts window_s lies whole in
    one. Texts whose hour is open at a clock change are left out.
    """
    values = {"window_s": WINDOW_S, "min_recipients": MIN_RECIPIENTS, "answer_s": ANSWER_S}
    return Question("broadcast", BROADCAST, values)


def judge(answer: pa.Table) -> tuple[Floats, ...]:
    """The features of SIGNAL, for lines that sent a burst at all.

    list stays: chance that a recipient of one burst day is among those of another; list calls: share
    of the list that made contact on two days or more; list answers: contacts from recipients within
    two hours after, as a share of those after and before (1/2 is chance).
    """
    after, before = column(answer, "after"), column(answer, "before")
    days = column(answer, "burst_days")
    return (
        saturating(days, 4.0),
        saturating(column(answer, "day_recipients") / days, 20.0),
        share(column(answer, "got_squared"), column(answer, "got") * days),
        share(column(answer, "listed_customers"), column(answer, "listed")),
        share(after + 2, after + before + 4),
    )


def sentence(facts: Facts) -> str:
    """The finding in words that a jury understands."""
    days, again = facts["burst_days"], facts["listed_customers"]
    a_day = facts["day_recipients"] / days
    return (
        f"On {'one day' if days == 1 else f'{days} days'} it sent texts to {a_day:.0f} numbers within "
        f"minutes; {again or 'none'} of the {facts['listed']} numbers on that list "
        f"make{'' if again > 1 else 's'} contact with it again and again."
    )


def cite(numbers: Sequence[str], _facts: Facts) -> Question:
    """Ask for the rows of the texts sent in bursts, from either end's return.

    An end whose clock stands up to 2 s apart can fall into the next slot at a burst's very edge.
    """
    names, values = among("n", numbers)
    window = {"window_s": WINDOW_S, "min_recipients": MIN_RECIPIENTS}
    return Question("texts sent in bursts", TEXTS.format(numbers=names), {**values, **window})


SIGNAL = Signal(
    name="broadcast",
    features=(
        Feature("burst days", 1),
        Feature("list size", 1),
        Feature("list stays", 1),
        Feature("list calls", 1),
        Feature("list answers", 1),
    ),
    own_return=True,
    ask=ask,
    judge=judge,
    value="burst_days",
    sentence=sentence,
    absent="It sent no texts to five numbers or more within minutes.",
    cite=cite,
)
