"""Harm, said: links of incidents, intelligence reports and earlier states of the ledger, line by line.

An incident counts for a line only where a named person linked it; the last decision on the two stands. A
report counts until an entry supersedes or withdraws it. A proposal says that an incident happened in the
line's market while the line was in use: two facts side by side, and nothing else.

Source: entries of the register; the list of lines.
Blind to: incidents without a place, or whose place is written otherwise than the market; markets that no
    record shows; a town whose crimes have other reasons, which most have.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.harm import Incident, IntelItem
from lineholder.model.harm_said import IncidentSeen, LineName, LineSaid, Linked, Reported
from lineholder.model.lines import LineCandidate

KINDS = (EntryKind.INCIDENT_DECIDED, EntryKind.INTELLIGENCE_ENTERED)


def links(entries: Iterable[Entry]) -> tuple[Linked, ...]:
    """The decision that stands on each line and incident, in the order made."""
    last: dict[tuple[str, str], Linked] = {}
    for one in entries:
        if one.kind is EntryKind.INCIDENT_DECIDED:
            told = one.payload
            key = (told["number"], told["reference"])
            last.pop(key, None)
            last[key] = Linked(
                one.number, LineName(one.subject, told["number"]), told["reference"], told["linked"],
                one.actor, one.at, one.reason,
            )  # fmt: skip
    return tuple(last.values())


def reports(entries: Iterable[Entry]) -> tuple[Reported, ...]:
    """The reports that stand, in the order entered."""
    said = [e for e in entries if e.kind is EntryKind.INTELLIGENCE_ENTERED]
    gone = {e.supersedes for e in said}
    return tuple(
        Reported(
            one.number, LineName(one.subject, one.payload["number"]), item(one.payload),
            one.payload["conditions"], one.actor, one.at, one.reason,
        )
        for one in said
        if one.number not in gone and not one.payload["withdrawn"]
    )  # fmt: skip


def item(told: Mapping[str, Any]) -> IntelItem:
    """The report of an entry's payload; BadValue where its grade is none of 3x5x2."""
    return IntelItem(
        told["reference"], told["source"], told["assessment"], told["handling"], told["claim"]
    )


def names(candidate: LineCandidate) -> frozenset[str]:
    """The line's id and its numbers: what entries and ledgers name it by."""
    return frozenset({candidate.line, *(use.number for use in candidate.numbers)})


def of_line(
    candidate: LineCandidate,
    decided: Sequence[Linked],
    reported: Sequence[Reported],
    seen: Iterable[IncidentSeen],
) -> LineSaid:
    """What people said of one line. Incidents are known once anybody has decided on one, for or against."""
    own = names(candidate)
    mine = [one for one in decided if one.line.of(own)]
    linked = {one.reference for one in mine if one.linked}
    kinds = {one.reference: one.kinds for one in seen}
    incidents = tuple(
        Incident(reference, kind)
        for reference in sorted(linked)
        for kind in kinds.get(reference, ())
    )
    items = tuple(one.item for one in reported if one.line.of(own))
    return LineSaid(incidents if mine else None, items or None)


def proposed(
    candidate: LineCandidate, decided: Sequence[Linked], seen: Iterable[IncidentSeen]
) -> tuple[IncidentSeen, ...]:
    """Incidents in the line's market while it was in use, on which nobody has decided for this line."""
    if candidate.market is None:
        return ()
    own, market = names(candidate), candidate.market.casefold()
    settled = {one.reference for one in decided if one.line.of(own)}
    return tuple(
        one
        for one in seen
        if one.reference not in settled
        and one.place is not None
        and one.place.casefold() == market
        and one.time_s + one.slack_s >= candidate.first_s
        and one.time_s <= candidate.last_s
    )
