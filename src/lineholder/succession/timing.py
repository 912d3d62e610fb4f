"""Timing: whether the new number begins about when the old one ends, by the rhythm of both.

Source: a change of number leaves a gap of the order of the waits between days of use; an unrelated
    number begins at any time. Small overlaps happen while people are told.
Blind to: a number that is kept beside the new one for longer than some days.
"""

import numpy as np

from lineholder.model.question import Asker, Question
from lineholder.succession.frame import Floats, Frame, column
from lineholder.succession.strand import Said, Strand

DAY_S = 86400
OVERLAPS = (
    0.05  # share of changes in which the old number is still used after the new one's first use
)
SLACK_DAYS = 0.35
TIMING_LEAST = -3.0
NEAR_S = 2 * DAY_S
ROWS = """
    WITH lives AS (
        SELECT subject AS number, start_s FROM observations
        WHERE subject IN ($old, $new) AND kind IN ('call', 'text', 'data')
        UNION ALL
        SELECT other_party AS number, start_s FROM observations
        WHERE other_party IN ($old, $new) AND kind IN ('call', 'text', 'data')
    ), ends AS (
        SELECT number, MIN(start_s) AS first_s, MAX(start_s) AS last_s FROM lives GROUP BY number
    )
    SELECT o.ingest, o.sheet, o.row FROM observations o
        JOIN ends e ON e.number = o.subject OR e.number = o.other_party
    WHERE o.kind IN ('call', 'text', 'data')
      AND ((e.number = $old AND o.start_s >= e.last_s - $near_s)
           OR (e.number = $new AND o.start_s <= e.first_s + $near_s))
"""


def weigh(_asker: Asker, frame: Frame) -> Said:
    """How much likelier the gap is where one user changed than at any time of the records' span.

    Each number's silence outside its life, by its own active days, is priced as well: a number that may
    simply not have been used yet (or any more) has hardly begun (or ended). The figure shown: hours of gap.
    """
    pairs = frame.pairs
    gap = (column(pairs, "new_first_s") - column(pairs, "old_last_s")) / DAY_S
    waits = [_wait(frame, which) for which in ("old", "new")]
    scale = SLACK_DAYS + (waits[0] + waits[1]) / 2
    after = (1 - OVERLAPS) * np.exp(-np.maximum(gap, 0) / scale) / scale
    before = OVERLAPS * np.exp(np.minimum(gap, 0))
    density = np.where(gap >= 0, after, before)
    said = np.log10(density * max(frame.span_s / DAY_S, 1.0))
    tails = (column(pairs, "old_to_s") - column(pairs, "old_last_s")) / DAY_S
    heads = (column(pairs, "new_first_s") - column(pairs, "new_from_s")) / DAY_S
    for silent, wait in zip((tails, heads), waits, strict=True):
        said = said + np.log10(-np.expm1(-np.maximum(silent, 0.01) / wait))
    return Said(np.maximum(said, TIMING_LEAST), gap * 24)


def _wait(frame: Frame, which: str) -> Floats:
    """Days a day of use, over the number's life."""
    pairs = frame.pairs
    life = (column(pairs, f"{which}_last_s") - column(pairs, f"{which}_first_s")) / DAY_S
    return (life + 1) / column(pairs, f"{which}_days")


def sentence(hours: float, _log10: float) -> str:
    """The gap in words."""
    if hours < 0:
        return f"The new number was first used {-hours:.1f} hours before the old one's last use."
    return f"The new number was first used {hours:.1f} hours after the old one's last use."


def cite(_asker: Asker, _frame: Frame, old: str, new: str) -> Question:
    """Ask for the rows of the old number's last two days and the new one's first two."""
    return Question("around the change", ROWS, {"old": old, "new": new, "near_s": NEAR_S})


STRAND = Strand("timing", weigh, sentence, cite)
