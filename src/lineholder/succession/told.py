"""Told: whether the change was announced, from the old number at its end or the new at its start.

Source: lines text their customers when the number changes; so do other people their friends.
Blind to: an announcement in an app or by word of mouth.
"""

import numpy as np

from lineholder.model.question import Asker, Question
from lineholder.succession.frame import Frame, column
from lineholder.succession.strand import Said, Strand

LEAST_TOLD = 5  # fewer texts are everyday
TOLD_WEIGHT = 0.2  # a log10 of people told
TOLD_MOST = 0.5
BEFORE_S = 86400
AFTER_S = 2 * 86400

TOLD = """
    WITH said AS (
        SELECT p.old, p.new, m.to_number AS other
        FROM pairs p JOIN communications m ON m.from_number = p.new AND m.kind = 'text'
             JOIN ties t ON t.number = p.old AND t.other = m.to_number
        WHERE m.start_s <= p.new_first_s + $after_s
        UNION
        SELECT p.old, p.new, m.to_number AS other
        FROM pairs p JOIN communications m ON m.from_number = p.old AND m.kind = 'text'
             JOIN ties t ON t.number = p.new AND t.other = m.to_number
        WHERE m.start_s >= p.old_last_s - $before_s
    )
    SELECT old, new, COUNT(*) AS told FROM said GROUP BY old, new
"""
ROWS = """
    WITH ends AS (
        SELECT MAX(start_s) AS last_s FROM observations WHERE subject = $old OR other_party = $old
    ), starts AS (
        SELECT MIN(start_s) AS first_s FROM observations WHERE subject = $new OR other_party = $new
    )
    SELECT o.ingest, o.sheet, o.row FROM observations o CROSS JOIN ends CROSS JOIN starts
    WHERE o.kind = 'text'
      AND ((((o.subject = $old AND o.direction = 'out') OR (o.other_party = $old AND o.direction = 'in'))
            AND o.start_s >= ends.last_s - $before_s)
        OR (((o.subject = $new AND o.direction = 'out') OR (o.other_party = $new AND o.direction = 'in'))
            AND o.start_s <= starts.first_s + $after_s))
"""


def weigh(asker: Asker, frame: Frame) -> Said:
    """From how many contacts of the other number were texted around the change: the figure shown."""
    bound = {"before_s": BEFORE_S, "after_s": AFTER_S}
    facts = asker.answer(Question("told of the change", TOLD, bound)).table
    told = frame.total(frame.rows(facts), column(facts, "told"))
    worth = np.minimum(TOLD_WEIGHT * np.log10(np.maximum(told, 1)), TOLD_MOST)
    return Said(np.where(told >= LEAST_TOLD, worth, 0.0), told)


def sentence(told: float, _log10: float) -> str:
    """How many were told."""
    n = f"{told:.0f} contact{'' if told == 1 else 's'}"
    return f"Around the change {n} of the one number got a text from the other."


def cite(_asker: Asker, _frame: Frame, old: str, new: str) -> Question:
    """Ask for the old number's last texts and the new one's first."""
    span = {"before_s": BEFORE_S, "after_s": AFTER_S}
    return Question("texts around the change", ROWS, {"old": old, "new": new, **span})


STRAND = Strand("told", weigh, sentence, cite)
