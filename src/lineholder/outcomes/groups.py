"""Groups: what one kind of entry says, counted by what it says.

An outcome code of an exploited runner (9, 10, 20, 22) is no failure, and is not counted as one: the codes
stand side by side and are not summed to a rate.
"""

from collections import Counter
from collections.abc import Sequence

from lineholder.model.outcomes import Breakdown
from lineholder.model.question import Asker, Question
from lineholder.outcomes.counts import EVENTS_OF_ROW, THINGS_OF_ROW
from lineholder.outcomes.events import WITHIN
from lineholder.outcomes.made import Made

GROUPED = """
    SELECT kind, what, stage, CAST(SUM({events}) AS BIGINT) AS events, CAST(SUM({things}) AS BIGINT) AS things
    FROM events
    WHERE kind IN ('disposal', 'outcome', 'disruption', 'seizure', 'order', 'sentence', 'referral_result')
        AND time_s >= $from_s AND time_s < $to_s
    GROUP BY kind, what, stage ORDER BY kind, what, stage
"""
SAID = f"""
    kind = $kind AND CASE WHEN kind = 'disruption' THEN what || ', ' || stage ELSE what END = $said
    AND {WITHIN}
"""
KINDS: Sequence[tuple[str, str, str, str]] = (  # kind, name, unit, definition
    ("seizure", "seizures", "things", "Things seized, by what they are: lines, and what is no line."),
    ("disposal", "disposals", "disposals", "Disposals entered after arrest; one person may have several."),
    ("sentence", "sentences_by_kind", "sentences", "Sentences by kind; terms are never added across kinds."),
    ("order", "orders_by_kind", "orders", "Court orders by kind, as the entries name it."),
    ("outcome", "outcome_codes", "crimes", "Home Office outcome codes, one for each recorded crime."),
    ("disruption", "disruptions_by_strand", "disruptions", "Disruptions by strand and level."),
    ("referral_result", "referral_results_by_kind", "results", "Results of referrals, as entered."),
)  # fmt: skip


def add(made: Made, asker: Asker) -> None:
    """Each kind by what it says."""
    sql = GROUPED.format(events=EVENTS_OF_ROW, things=THINGS_OF_ROW)
    found = asker.answer(Question("entries by what they say", sql, made.values)).table.to_pylist()
    for kind, name, unit, definition in KINDS:
        rows = Counter[str]()
        for row in (r for r in found if r["kind"] == kind):
            told = f"{row['what']}, {row['stage']}" if kind == "disruption" else row["what"]
            rows[told] += row["things"] if kind == "seizure" else row["events"]
        if rows:
            counted = [(label, n, {"kind": kind, "said": label}) for label, n in rows.items()]
            made.break_down(Breakdown(name, unit, definition, ()), counted, SAID)
