"""Harm, known: what the list of lines and the unit's ledger say of one line, as harm reads it.

Weapons are those seized on the line; exploited people those referred to safeguarding on it, a child where
the entry says under 18. An entry names a line by its id or by one of its numbers.

Source: the list of lines; the ledger's seizures and referrals.
Blind to: incidents and intelligence, which no file of the product holds yet: both stay not known; a referral
    that names no line or no person; growth where the records are shorter than twice the window.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

import pyarrow as pa

from lineholder.model.harm import Exploited, HarmInputs, Marker, Part
from lineholder.model.lines import Day, LineCandidate
from lineholder.model.question import Question
from lineholder.outcomes.harm import WINDOW_DAYS

ADULT_AGE = 18
ENTRIES = """
    SELECT kind, line, person, age, coalesce(reference, ingest || '/' || CAST(row AS VARCHAR)) AS reference
    FROM events
    WHERE line IS NOT NULL
        AND ((kind = 'seizure' AND what = 'weapon') OR (kind = 'referral' AND person IS NOT NULL))
    ORDER BY line, kind, person, time_s, reference
"""


def ask() -> Question:
    """Asks `events` for weapons seized and people referred, by line."""
    return Question("harm in the ledger", ENTRIES)


def inputs(
    candidates: Sequence[LineCandidate],
    activity: Mapping[str, tuple[Day, ...]],
    entries: pa.Table | None,
) -> tuple[HarmInputs, ...]:
    """What is known of each line, all seen from the day after the last on which any of them was used.

    `entries` None: no ledger. A line that nobody referred anybody on has its exploited people not known.
    """
    days = [day.day for seen in activity.values() for day in seen if day.total]
    if not days:
        return ()
    first, last = dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))
    whole = (last - first).days + 1 >= 2 * WINDOW_DAYS
    rows = entries.to_pylist() if entries is not None else []
    return tuple(
        _one(
            candidate,
            {day.day: day.total for day in activity.get(candidate.line, ())},
            [r for r in rows if r["line"] in _names(candidate)],
            (last, whole),
        )
        for candidate in candidates
    )


def _names(candidate: LineCandidate) -> set[str]:
    return {candidate.line, *(use.number for use in candidate.numbers)}


def _one(
    candidate: LineCandidate,
    contacts: Mapping[str, int],
    rows: Sequence[Mapping[str, object]],
    seen: tuple[dt.date, bool],
) -> HarmInputs:
    last, whole = seen
    referred = {
        str(r["person"]): None if r["age"] is None else int(str(r["age"])) < ADULT_AGE
        for r in rows
        if r["kind"] == "referral"
    }
    weapons = tuple(
        Marker(Part.WEAPONS, str(r["reference"])) for r in rows if r["kind"] == "seizure"
    )
    return HarmInputs(
        line=candidate.line,
        day=(last + dt.timedelta(days=1)).isoformat(),
        exploited=tuple(Exploited(*one) for one in referred.items()) or None,
        customers=candidate.customers,
        contacts=_within(contacts, last, 0),
        contacts_before=_within(contacts, last, 1) if whole else None,
        markers=weapons,
    )


def _within(contacts: Mapping[str, int], last: dt.date, back: int) -> int:
    """Contacts of the window that ends on the last day, or of the one before it."""
    end = last - dt.timedelta(days=back * WINDOW_DAYS)
    days = (end - dt.timedelta(days=n) for n in range(WINDOW_DAYS))
    return sum(contacts.get(day.isoformat(), 0) for day in days)
