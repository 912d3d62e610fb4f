"""Holders: for each line the number that a decision, or else a finding, proposes as its holder's."""

from collections.abc import Mapping, Sequence

from lineholder.model.attribution import Found
from lineholder.model.decision import KINDS, Decision, Status, decisions, seen_by
from lineholder.model.holder import Holder
from lineholder.model.lines import LineCandidate
from lineholder.model.people import Actor, Permission, Scope
from lineholder.pipeline.access import require
from lineholder.pipeline.attribution import attribution_found
from lineholder.storage import Store
from lineholder.storage.register import entries

BEST = (Status.CONFIRMED, Status.ACCEPTED_ONCE, Status.AWAITS_CHECK, Status.DISPUTED)


def holders(
    store: Store, actor: Actor, scope: Scope, lines: Sequence[LineCandidate]
) -> Mapping[str, Holder]:
    """By line, for the number in use last. Takes the right to read rows: it may be anybody's number."""
    asked = {"lines": [line.line for line in lines]}
    require(store, actor, Permission.READ_ROWS, scope, "read proposed holders", asked)
    known = [seen_by(d, actor.name) for d in decisions(entries.all_of(store.register, *KINDS))]
    return {
        line.line: _holder(
            store, actor, scope, max(line.numbers, key=lambda u: u.to_s).number, known
        )
        for line in lines
    }


def _holder(
    store: Store, actor: Actor, scope: Scope, number: str, known: Sequence[Decision]
) -> Holder:
    said = attribution_found(store, actor, scope, number)
    found, current = said if said else (None, True)
    version = found.version if found else ""
    decided = _best([d for d in known if d.claim.number == number and d.standing])
    if decided is not None:
        older = not current or decided.basis.version != version
        return Holder(
            number,
            decided.claim.candidate,
            decided.status,
            found.verdict if found else None,
            decided.person,
            decided.blocked,
            older,
        )
    if found is None:
        return Holder(number, None, Status.LEAD)
    first = found.candidates[0].number if found.verdict is Found.CANDIDATE else None
    return Holder(number, first, Status.LEAD, found.verdict, older=not current)


def _best(decided: Sequence[Decision]) -> Decision | None:
    """The one that has gone furthest; of those the last made."""
    order = sorted(decided, key=lambda d: (BEST.index(d.status), -d.entry))
    return order[0] if order else None
