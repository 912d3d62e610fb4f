"""Decisions on attributions: accepted or disputed by one named person, then checked blind by another.

Everything here is a fold over entries. A decision has the number of the entry that made it. What a
withdrawn entry said counts no more, and a decision that rests on one falls with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.roster import name_key

KINDS = (
    EntryKind.ATTRIBUTION_DECIDED,
    EntryKind.ATTRIBUTION_CHECKED,
    EntryKind.ATTRIBUTION_ADOPTED,
    EntryKind.ATTRIBUTION_ALLOWED,
    EntryKind.ATTRIBUTION_WITHDRAWN,
)


class Says(StrEnum):
    """What a person says of an attribution. The checker says it without having seen the first."""

    ACCEPTED = "accepted"  # the findings bear out that one person carried both numbers
    DISPUTED = "disputed"  # they do not


class Status(StrEnum):
    """Where an attribution stands. A number is shown throughout; a name only once it is confirmed."""

    LEAD = "lead"  # a finding; nobody has decided
    AWAITS_CHECK = "awaits_check"  # decided once; what was said is kept from whoever may check it
    ACCEPTED_ONCE = "accepted_once"
    CONFIRMED = "confirmed"  # two people accept it, the second without having seen the first
    DISPUTED = "disputed"
    FALLEN = "fallen"  # what it rested on was withdrawn
    WITHDRAWN = "withdrawn"


STANDING = (Status.AWAITS_CHECK, Status.ACCEPTED_ONCE, Status.CONFIRMED, Status.DISPUTED)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision rests on: the finding's version and records, its references, other decisions.

    `asked_from_s` and `asked_to_s` are the period as it was asked (None: all of the records).
    """

    version: str
    snapshot: str
    validation: str
    references: tuple[str, ...]
    decisions: tuple[int, ...] = ()
    asked_from_s: int | None = None
    asked_to_s: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is decided on: that one person carried both numbers in [from_s, to_s) UTC epoch seconds."""

    number: str
    candidate: str
    from_s: int
    to_s: int

    def meets(self, other: "Claim") -> bool:
        """Whether both speak of the same two numbers at any same time."""
        same = (self.number, self.candidate) == (other.number, other.candidate)
        return same and self.from_s < other.to_s and other.from_s < self.to_s


@dataclass(frozen=True, slots=True)
class Check:
    """What the second person said of the same evidence, before seeing what the first had said."""

    entry: int
    says: Says
    by: str
    at: int
    reason: str
    person: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A named person outside the team takes it on: an expert who adopts, or the reviewing lawyer.

    `by` recorded it; `name` and `role` are those of whoever decided.
    """

    entry: int
    name: str
    role: str
    reason: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the log leaves it. `says` and `reason` are None where the viewer is kept blind.

    `person` is a name only where both people gave the same one; until then nobody is named.
    `location_only`: no strand beside location (cell-site in all its forms) supports it.
    """

    entry: int
    claim: Claim
    says: Says | None
    reason: str | None
    by: str
    at: int
    basis: Basis
    location_only: bool
    status: Status
    named: str | None = None  # as the first person wrote it
    check: Check | None = None
    adopted: Signed | None = None
    allowed: Signed | None = None
    withdrawn: Signed | None = None

    @property
    def standing(self) -> bool:
        """Whether it counts: neither withdrawn nor fallen."""
        return self.status in STANDING

    @property
    def blocked(self) -> bool:
        """Whether it must stay out of a case: it rests on location alone and nobody has taken that on."""
        return self.location_only and self.adopted is None and self.allowed is None

    @property
    def person(self) -> str | None:
        """The name that both people gave; None before the second check and where they differ."""
        if self.status is not Status.CONFIRMED or self.check is None:
            return None
        first, second = self.named or "", self.check.person or ""
        return self.named if first and name_key(first) == name_key(second) else None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawn entry, and the decisions whose status the replay changed, as they stand now."""

    entry: Entry
    changed: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """`older`: the decision rests on older records; `changed` says what is otherwise, once compared anew."""

    older: bool
    compared: bool
    changed: tuple[str, ...]


@dataclass(slots=True)
class _Log:
    """The entries by what they do, those that were withdrawn left out of `said`."""

    withdrawn: dict[int, Entry] = field(default_factory=dict)
    decided: list[Entry] = field(default_factory=list)
    said: dict[tuple[int, EntryKind], Entry] = field(default_factory=dict)


def decisions(entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """Every decision that was ever made, as the entries (in their order) leave it."""
    log = _read(entries)
    gone: set[int] = set()
    found = []
    for entry in log.decided:
        decision = _decision(log, entry)
        if decision.status is Status.WITHDRAWN:
            gone.add(entry.number)
        elif gone & set(decision.basis.decisions):
            decision = replace(decision, status=Status.FALLEN)
            gone.add(entry.number)
        found.append(decision)
    return tuple(found)


def without(entries: Iterable[Entry], number: int) -> tuple[Decision, ...]:
    """The decisions whose status, or whose way into a case, changes when this entry is withdrawn."""
    log = tuple(entries)
    before = {d.entry: d for d in decisions(log)}
    entry = next(e for e in log if e.number == number)
    last = max(e.number for e in log) + 1
    taken = replace(entry, kind=EntryKind.ATTRIBUTION_WITHDRAWN, number=last, supersedes=number)
    after = decisions((*log, taken))
    return tuple(
        d
        for d in after
        if (d.status, d.blocked) != (before[d.entry].status, before[d.entry].blocked)
    )


def seen_by(decision: Decision, viewer: str) -> Decision:
    """The decision as this person may see it: until it is checked, only its author knows what it says.

    Whoever might check it must come to the evidence without the first person's conclusion.
    """
    if decision.check is not None or name_key(viewer) == name_key(decision.by):
        return decision
    if decision.status in (Status.ACCEPTED_ONCE, Status.DISPUTED):
        decision = replace(decision, status=Status.AWAITS_CHECK)
    return replace(decision, says=None, reason=None, named=None)


def payload(claim: Claim, says: Says, basis: Basis, named: str | None, alone: bool) -> Any:
    """What the entry of a decision carries; its subject is the claim's number."""
    return {
        "candidate": claim.candidate,
        "from_s": claim.from_s,
        "to_s": claim.to_s,
        "says": says.value,
        "person": named,
        "location_only": alone,
        "rests_on": {
            "version": basis.version,
            "snapshot": basis.snapshot,
            "validation": basis.validation,
            "references": list(basis.references),
            "decisions": list(basis.decisions),
            "asked_from_s": basis.asked_from_s,
            "asked_to_s": basis.asked_to_s,
        },
    }


def _read(entries: Iterable[Entry]) -> _Log:
    log, all_of = _Log(), tuple(entries)
    for entry in all_of:
        if entry.kind is EntryKind.ATTRIBUTION_WITHDRAWN and entry.supersedes is not None:
            log.withdrawn[entry.supersedes] = entry
    for entry in all_of:
        if entry.kind not in KINDS:
            continue
        if entry.kind is EntryKind.ATTRIBUTION_DECIDED:
            log.decided.append(entry)
        elif entry.supersedes is None and entry.number not in log.withdrawn:
            log.said[int(entry.payload["decision"]), entry.kind] = entry
    return log


def _decision(log: _Log, entry: Entry) -> Decision:
    told = entry.payload
    check = _check(log.said.get((entry.number, EntryKind.ATTRIBUTION_CHECKED)))
    says, ended = Says(told["says"]), log.withdrawn.get(entry.number)
    return Decision(
        entry=entry.number,
        claim=Claim(entry.subject, told["candidate"], told["from_s"], told["to_s"]),
        says=says,
        reason=entry.reason,
        by=entry.actor,
        at=entry.at,
        basis=_basis(told["rests_on"]),
        location_only=bool(told["location_only"]),
        status=Status.WITHDRAWN if ended else _status(says, check),
        named=told["person"],
        check=check,
        adopted=_signed(log.said.get((entry.number, EntryKind.ATTRIBUTION_ADOPTED))),
        allowed=_signed(log.said.get((entry.number, EntryKind.ATTRIBUTION_ALLOWED))),
        withdrawn=_ended(ended),
    )


def _status(says: Says, check: Check | None) -> Status:
    if says is Says.DISPUTED:
        return Status.DISPUTED
    if check is None:
        return Status.ACCEPTED_ONCE
    return Status.CONFIRMED if check.says is Says.ACCEPTED else Status.DISPUTED


def _check(entry: Entry | None) -> Check | None:
    if entry is None:
        return None
    says, person = Says(entry.payload["says"]), entry.payload["person"]
    return Check(entry.number, says, entry.actor, entry.at, entry.reason, person)


def _signed(entry: Entry | None) -> Signed | None:
    if entry is None:
        return None
    told = entry.payload
    return Signed(entry.number, told["name"], told["role"], entry.reason, entry.actor, entry.at)


def _ended(entry: Entry | None) -> Signed | None:
    if entry is None:
        return None
    return Signed(entry.number, entry.actor, "", entry.reason, entry.actor, entry.at)


def _basis(told: Mapping[str, Any]) -> Basis:
    return Basis(
        told["version"],
        told["snapshot"],
        told["validation"],
        tuple(told["references"]),
        tuple(told["decisions"]),
        told["asked_from_s"],
        told["asked_to_s"],
    )
