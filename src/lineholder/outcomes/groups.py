"""Groups: what one kind of entry says, counted by what it says.

An outcome code of an exploited runner (9, 10, 20, 22) is no failure, and is not counted as one: the codes
stand side by side and are not summed to a rate.
"""

from collections import Counter
from collections.abc import Sequence

from lineholder.model.outcomes import Breakdown
from lineholder.model.question import Question
from lineholder.outcomes.counts import EVENTS_OF_ROW, THINGS_OF_ROW
from lineholder.outcomes.events import WITHIN
from lineholder.outcomes.kept import Kept
from lineholder.outcomes.made import Made

KEEP = Question(
    "what entries say",
    f"""
    SELECT time_s, kind, what, stage, {EVENTS_OF_ROW} AS events, {THINGS_OF_ROW} AS things FROM events
    WHERE kind IN ('disposal', 'outcome', 'disruption', 'seizure', 'order', 'sentence', 'referral_result')
    ORDER BY time_s, kind, what, stage
    """,  # noqa: S608
)
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


def add(made: Made, kept: Kept) -> None:
    """Each kind by what it says."""
    by_said = kept.within(KEEP).group_by(["kind", "what", "stage"])
    grouped = by_said.aggregate([("events", "sum"), ("things", "sum")])
    found = sorted(grouped.to_pylist(), key=lambda r: (r["kind"], r["what"], r["stage"] or ""))
    for kind, name, unit, definition in KINDS:
        rows = Counter[str]()
        for row in (r for r in found if r["kind"] == kind):
            told = f"{row['what']}, {row['stage']}" if kind == "disruption" else row["what"]
            rows[told] += row["things_sum" if kind == "seizure" else "events_sum"]
        if rows:
            counted = [(label, n, {"kind": kind, "said": label}) for label, n in rows.items()]
            made.break_down(Breakdown(name, unit, definition, ()), counted, SAID)
