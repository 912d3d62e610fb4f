"""Harm, known: what the list of lines and the unit's ledger say of one line, as harm reads it.

Weapons are those seized on the line; exploited people those referred to safeguarding on it, a child where
the entry says under 18. An entry names a line by its id or by one of its numbers. Incidents and intelligence
are what people linked and entered (`harm_said`): reports come one by one, so what none shows is not known.

**The exploited never fall**: the highest of every state of the ledger before a referral was corrected or
voided is kept, and of several ages stated for one person the youngest. It is worked out from the entries each
time, so nothing is lost with a saved page.

Source: the list of lines; the ledger's seizures and referrals, as they stand and as they stood.
Blind to: a referral that names no line or no person; growth where the records are shorter than twice the
    window; a line whose numbers are in no list any more; what a scope does not allow.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pyarrow as pa

from lineholder.model.harm import Exploited, HarmInputs, Marker, Part
from lineholder.model.harm_said import LineSaid
from lineholder.model.lines import Day, LineCandidate
from lineholder.model.question import Question
from lineholder.outcomes.events import EVENTS
from lineholder.outcomes.harm import WINDOW_DAYS, exploited_points
from lineholder.outcomes.harm_said import names

ADULT_AGE = 18
ENTRIES = """
    SELECT kind, line, person, age, coalesce(reference, ingest || '/' || CAST(row AS VARCHAR)) AS reference
    FROM events
    WHERE line IS NOT NULL
        AND ((kind = 'seizure' AND what = 'weapon') OR (kind = 'referral' AND person IS NOT NULL))
    ORDER BY line, kind, person, time_s, reference
"""


UNDONE = """
    SELECT DISTINCT l.ingest FROM ledger AS l JOIN ledger AS r
        ON l.corrects = r.reference OR (l.kind = 'void' AND l.reference = r.reference)
    WHERE r.kind = 'referral' AND r.line IS NOT NULL AND r.person IS NOT NULL ORDER BY l.ingest
"""
STOOD = "SELECT * FROM ledger WHERE ingest IN (SELECT unnest($before))"
NOTHING_SAID: Mapping[str, LineSaid] = MappingProxyType({})


def ask() -> Question:
    """Asks `events` for weapons seized and people referred, by line."""
    return Question("harm in the ledger", ENTRIES)


def ask_undone() -> Question:
    """Asks for the ingests that correct or void a referral: before each of them the ledger said more."""
    return Question("referrals corrected", UNDONE)


def stood(before: Sequence[str]) -> tuple[Question, Question]:
    """Two questions to hold, in turn: the ledger with these ingests alone, and its entries as `events`."""
    return (
        Question("stood", STOOD, {"before": sorted(before)}),
        Question("events", EVENTS.replace("FROM ledger", "FROM stood")),
    )


def inputs(
    candidates: Sequence[LineCandidate],
    activity: Mapping[str, tuple[Day, ...]],
    entries: pa.Table | None,
    before: Sequence[pa.Table] = (),
    said: Mapping[str, LineSaid] = NOTHING_SAID,
) -> tuple[HarmInputs, ...]:
    """What is known of each line, all seen from the day after the last on which any of them was used.

    `entries` None: no ledger; `before` are its earlier states. A line that nobody ever referred anybody on
    has its exploited people not known. `said` is by the line's id.
    """
    days = [day.day for seen in activity.values() for day in seen if day.total]
    if not days:
        return ()
    first, last = dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))
    whole = (last - first).days + 1 >= 2 * WINDOW_DAYS
    rows = entries.to_pylist() if entries is not None else []
    states = [rows, *(table.to_pylist() for table in before)]
    found = []
    for candidate in candidates:
        own = names(candidate)
        known = _one(
            candidate,
            {day.day: day.total for day in activity.get(candidate.line, ())},
            [r for r in rows if r["line"] in own],
            (last, whole),
        )
        told = said.get(candidate.line, LineSaid())
        found.append(
            replace(
                known,
                highest_exploited=max(
                    _youngest([r for r in one if r["line"] in own]) for one in states
                ),
                incidents=told.incidents,
                intelligence=told.intelligence,
                searched=False,
            )
        )
    return tuple(found)


def _youngest(rows: Sequence[Mapping[str, object]]) -> float:
    """Points of those referred, each as the youngest that an entry makes of him or her."""
    people: dict[str, bool | None] = {}
    for row in rows:
        if row["kind"] == "referral":
            person = str(row["person"])
            adult = _child(row["age"]) is False and people.get(person, False) is False
            people[person] = not adult
    return exploited_points(people)


def _child(age: object) -> bool | None:
    return None if age is None else int(str(age)) < ADULT_AGE


def _one(
    candidate: LineCandidate,
    contacts: Mapping[str, int],
    rows: Sequence[Mapping[str, object]],
    seen: tuple[dt.date, bool],
) -> HarmInputs:
    last, whole = seen
    referred = {str(r["person"]): _child(r["age"]) for r in rows if r["kind"] == "referral"}
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
