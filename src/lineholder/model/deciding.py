"""The moves that the log of decisions allows: who may say what next. Refused, with what to do, otherwise."""

from collections.abc import Iterable, Sequence

from lineholder.model.decision import Claim, Decision, Says, Status
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused
from lineholder.model.roster import name_key


def decidable(known: Sequence[Decision], claim: Claim, rests_on: Iterable[int]) -> None:
    """Return where nobody has decided on these two numbers at that time and what it rests on stands."""
    for other in known:
        if other.standing and other.claim.meets(claim):
            raise Refused(
                f"Expected an attribution that nobody has decided on; found decision {other.entry} of "
                f"{other.by} on the same numbers and time. Check that one, or withdraw it first."
            )
    for number in rests_on:
        if not by_number(known, number).standing:
            raise Refused(
                f"Expected decisions that stand; found decision {number}, which was withdrawn or fell. "
                "Leave it out, or decide it anew first."
            )


def checkable(known: Sequence[Decision], number: int, by: str) -> Decision:
    """The decision, where this person may check it: another person's, standing, not checked yet."""
    decision = _standing(known, number)
    if name_key(by) == name_key(decision.by):
        raise Refused(
            f"Expected a second person to check decision {number}; found {by}, who made it. Ask a "
            "colleague with an account of their own."
        )
    if decision.check is not None:
        raise Refused(
            f"Expected a decision that nobody has checked; found decision {number}, checked by "
            f"{decision.check.by}. Withdraw that check first, with a reason, or leave it."
        )
    return decision


def signable(known: Sequence[Decision], number: int) -> Decision:
    """The decision, where an expert or the reviewing lawyer may take it on: accepted by two people."""
    decision = _standing(known, number)
    if decision.check is None:
        raise Refused(
            f"Expected an attribution that two people accept; found decision {number}, which awaits "
            "its check. It needs a second person's blind check first."
        )
    if decision.status is not Status.CONFIRMED:
        raise Refused(
            f"Expected an attribution that two people accept; found decision {number}, "
            f"{_told(decision)}. Nobody can take on what is not accepted."
        )
    return decision


def withdrawable(known: Sequence[Decision], log: Sequence[Entry], number: int, by: str) -> Entry:
    """The entry, where it may be withdrawn: a decision, a check, an adoption, or the lawyer's leave.

    Whoever might check a decision cannot withdraw it unseen: only its author can until it is checked.
    """
    entry = next((e for e in log if e.number == number), None)
    gone = {e.supersedes for e in log}
    if entry is None or entry.kind is EntryKind.ATTRIBUTION_WITHDRAWN:
        raise NotFound(f"Expected a decision, or what was said of one; found no entry {number}.")
    if number in gone:
        raise Refused(f"Expected an entry that still counts; found {number}, already withdrawn.")
    if entry.kind is EntryKind.ATTRIBUTION_DECIDED:
        decision = by_number(known, number)
        if decision.check is None and name_key(by) != name_key(decision.by):
            raise Refused(
                f"Expected {decision.by} to withdraw decision {number}: it awaits its check, and you "
                "are a person who can give it. Check it instead."
            )
    return entry


def by_number(known: Sequence[Decision], number: int) -> Decision:
    """The decision that this entry made; NotFound otherwise."""
    for decision in known:
        if decision.entry == number:
            return decision
    raise NotFound(f"Expected the number of a decision; found none numbered {number}.")


def awaits(decision: Decision) -> bool:
    """Whether it stands and a second person has yet to check it."""
    return decision.standing and decision.check is None


def agreed(decision: Decision) -> bool | None:
    """Whether the second person said the same as the first; None before the check."""
    if decision.check is None or decision.says is None:
        return None
    return decision.check.says is Says(decision.says)


def _standing(known: Sequence[Decision], number: int) -> Decision:
    decision = by_number(known, number)
    if not decision.standing:
        raise Refused(
            f"Expected a decision that stands; found decision {number}, {_told(decision)}."
        )
    return decision


def _told(decision: Decision) -> str:
    return decision.status.value.replace("_", " ")
