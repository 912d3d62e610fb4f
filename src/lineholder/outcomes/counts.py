"""Counts: how many of each thing in the period, each by one condition on the entries.

People, charges and counts are three things and have three figures. A row counts one event; only a row
that names no line, no person and no offence stands for as many as its `count` says.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from lineholder.model.question import Question
from lineholder.outcomes.kept import numbers

EVENTS_OF_ROW = """
    CASE WHEN line IS NULL AND person IS NULL AND offence IS NULL THEN coalesce("count", 1) ELSE 1 END
"""
THINGS_OF_ROW = 'coalesce("count", 1)'
AMOUNT_OF_ROW = "coalesce(amount, 0)"
ADDS = {EVENTS_OF_ROW: "events", THINGS_OF_ROW: "things", AMOUNT_OF_ROW: "amount"}
AS_MANY = (
    "A row that names no line, no person and no offence stands for as many as its count says."
)


@dataclass(frozen=True, slots=True)
class Count:
    """One figure that a sum over entries gives: which entries, and what each adds.

    With `person` it counts the different people whom these entries name.
    """

    name: str
    unit: str
    condition: str
    definition: str
    adds: str = EVENTS_OF_ROW
    person: bool = False

    def of(self, entries: pa.Table) -> float:
        """The figure over some of the entries that KEEP brought back. Sums of fractions are exact."""
        bit = 1 << COUNTS.index(self)
        counted = (numbers(entries, "figures") & bit) != 0
        if self.person:
            return int(pc.count_distinct(entries["person"].filter(pa.array(counted))).as_py())
        adds = numbers(entries, ADDS[self.adds])[counted]
        return int(adds.sum()) if adds.dtype.kind == "i" else math.fsum(adds)


def _seized(
    name: str, unit: str, things: str, definition: str, adds: str = THINGS_OF_ROW
) -> Count:
    return Count(name, unit, f"kind = 'seizure' AND what IN ({things})", definition, adds)


COUNTS: Sequence[Count] = (
    _seized(
        "lines_seized", "lines", "'drug_line', 'deal_line', 'county_line'",
        "Seizures recorded as a drug line, whether a deal line, a county line, or not said which. No "
        "seizure is a closure.",
    ),
    _seized("deal_lines_seized", "lines", "'deal_line'", "Of these, recorded as a deal line."),
    _seized("county_lines_seized", "lines", "'county_line'", "Of these, recorded as a county line."),
    _seized("numbers_seized", "numbers", "'number'", "SIMs and numbers seized: none is a line by itself."),
    _seized("phones_seized", "phones", "'phone'", "Phones seized: none is a line by itself."),
    _seized("weapons_seized", "weapons", "'weapon'", "Weapons seized."),
    _seized(
        "cash_seized", "pounds", "'cash'", "Cash seized, where the entry gives the sum in pounds.",
        AMOUNT_OF_ROW,
    ),
    _seized(
        "drugs_seized", "grams", "'drugs'",
        "Drugs seized, where the entry gives grams; all drugs together, as weighed by whoever entered them.",
        AMOUNT_OF_ROW,
    ),
    Count("warrants", "warrants", "kind = 'warrant'", f"Warrants. {AS_MANY}"),
    Count("arrests", "arrests", "kind = 'arrest'", f"Arrests: events, not people. {AS_MANY}"),
    Count(
        "people_arrested", "people", "kind = 'arrest' AND person IS NOT NULL",
        "Different people arrested, of the arrests that name one.", person=True,
    ),
    Count("charges", "charges", "kind = 'charge'", f"Charges: events, not people or counts. {AS_MANY}"),
    Count(
        "people_charged", "people", "kind = 'charge' AND person IS NOT NULL",
        "Different people charged, of the charges that name one.", person=True,
    ),
    Count(
        "counts", "counts",
        "kind = 'charge' AND NOT (line IS NULL AND person IS NULL AND offence IS NULL)",
        "Counts of these charges: `count` of each row, one where it is empty or numbers the count (#2). "
        "Totals of charges that name nobody give none.",
        THINGS_OF_ROW,
    ),
    Count("guilty_pleas", "pleas", "kind = 'plea' AND what = 'guilty'", "Guilty pleas entered."),
    Count("not_guilty_pleas", "pleas", "kind = 'plea' AND what = 'not_guilty'", "Not guilty pleas entered."),
    Count(
        "people_convicted", "people", "kind = 'conviction' AND what = 'convicted' AND person IS NOT NULL",
        "Different people convicted.", person=True,
    ),
    Count("sentences", "sentences", "kind = 'sentence'", f"Sentences passed, of any kind. {AS_MANY}"),
    Count(
        "people_sentenced", "people", "kind = 'sentence' AND person IS NOT NULL",
        "Different people sentenced, of the sentences that name one.", person=True,
    ),
    Count("orders", "orders", "kind = 'order'", f"Court orders made. {AS_MANY}"),
    Count("referrals", "referrals", "kind = 'referral'", f"Referrals to safeguarding. {AS_MANY}"),
    Count(
        "children_referred", "people", "kind = 'referral' AND person IS NOT NULL AND age < 18",
        "Different people referred whose entry says that they are under 18.", person=True,
    ),
    Count(
        "referral_results", "results", "kind = 'referral_result'",
        f"Results of referrals that were entered. {AS_MANY}",
    ),
    Count("disruptions", "disruptions", "kind = 'disruption'", 
        f"Disruptions of any strand and level. {AS_MANY}",
    ),
    Count(
        "check_backs_passed", "check-backs", "kind = 'check_back' AND what = 'passed'",
        "Check-backs that found a closed line out of use.",
    ),
    Count(
        "check_backs_failed", "check-backs", "kind = 'check_back' AND what = 'failed'",
        "Check-backs that found a closed line in use.",
    ),
)  # fmt: skip
BY_NAME = {count.name: count for count in COUNTS}

_FIGURES = " + ".join(
    f"CASE WHEN {count.condition} THEN {1 << n} ELSE 0 END" for n, count in enumerate(COUNTS)
)
KEEP = Question(  # `figures` has the bit of each count that the entry belongs to
    "what each entry adds",
    f"""
    SELECT time_s, kind = 'published' AS published, CAST({_FIGURES} AS BIGINT) AS figures, person,
        {", ".join(f"{adds} AS {name}" for adds, name in ADDS.items())}
    FROM events ORDER BY time_s, ingest, sheet, row
    """,  # noqa: S608
)
