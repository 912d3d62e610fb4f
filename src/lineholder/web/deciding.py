"""Deciding: what people said of an attribution, as the viewer may see it, and what he may do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineholder.model import deciding
from lineholder.model.attribution import Attribution, Candidate
from lineholder.model.decision import Claim, Decision, Since, Status
from lineholder.model.holder import Holder
from lineholder.model.lines import LineCandidate
from lineholder.model.people import Permission
from lineholder.model.roster import name_key
from lineholder.pipeline import people
from lineholder.web.page import Ask

STATUSES = {
    Status.LEAD: "lead",
    Status.AWAITS_CHECK: "decided once, awaits its blind check",
    Status.ACCEPTED_ONCE: "accepted once, awaits its blind check",
    Status.CONFIRMED: "confirmed by a second person",
    Status.DISPUTED: "disputed",
    Status.FALLEN: "fallen: what it rested on was withdrawn",
    Status.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision in words, with what the viewer may do about it.

    `since` says whether it rests on older records, None where it does not stand; `falls` are other
    decisions that would fall if it were withdrawn.
    """

    decision: Decision
    status: str
    hidden: bool
    agreed: bool | None
    may_check: bool
    may_sign: bool
    may_withdraw: bool
    since: Since | None
    falls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Every decision on the number, newest first, and the form for one on the chosen candidate.

    `open` is whether that candidate may be decided on; `others` are standing decisions that a new one
    may rest on; `alone`: nobody else has an account who could check.
    """

    decided: tuple[Decided, ...]
    open: bool
    others: tuple[Decision, ...]
    alone: bool


def panel(ask: Ask, number: str, found: Attribution | None, chosen: Candidate | None) -> Panel:
    """The panel of a number's sheet; `found` is the answer of now that the candidate stands in, if any."""
    from lineholder.pipeline import decisions

    known = decisions.decisions_on(ask.store, ask.actor, ask.scope)
    mine = [d for d in known if d.claim.number == number]
    return Panel(
        tuple(_decided(ask, d) for d in reversed(mine)),
        _open(ask, mine, found, chosen),
        tuple(d for d in known if d.standing),
        not people.sign_in_needed(ask.store),
    )


def _open(
    ask: Ask, mine: Sequence[Decision], found: Attribution | None, chosen: Candidate | None
) -> bool:
    if found is None or chosen is None or found.from_s is None or found.to_s is None:
        return False
    claim = Claim(found.number, chosen.number, found.from_s, found.to_s)
    taken = any(d.standing and d.claim.meets(claim) for d in mine)
    return ask.actor.may(Permission.DECIDE) and not taken


def _decided(ask: Ask, decision: Decision) -> Decided:
    from lineholder.pipeline import decisions

    given = (ask.store, ask.actor, ask.scope)
    may = ask.actor.may(Permission.DECIDE)
    author = name_key(decision.by) == name_key(ask.actor.name)
    withdraws = may and decision.standing and (author or decision.check is not None)
    falls = decisions.falls(*given, decision.entry) if withdraws else ()
    return Decided(
        decision,
        STATUSES[decision.status],
        decision.says is None,
        deciding.agreed(decision),
        may and deciding.awaits(decision) and not author,
        may and decision.status is Status.CONFIRMED,
        withdraws,
        decisions.since(*given, decision) if decision.standing else None,
        tuple(d.entry for d in falls if d.entry != decision.entry),
    )


def holders(ask: Ask, lines: Sequence[LineCandidate]) -> Mapping[str, Holder]:
    """Proposed holders by line; none for whoever may not read rows, since each may be anybody's number."""
    from lineholder.pipeline import holders as proposed

    if not lines or not ask.actor.may(Permission.READ_ROWS):
        return {}
    return proposed.holders(ask.store, ask.actor, ask.scope, lines)
