"""Holders: for each line the number that a decision, or else a finding, proposes as its holder's."""

from collections.abc import Mapping, Sequence

from lineholder.model.attribution import Attribution, Found
from lineholder.model.decision import KINDS, Decision, Status, decisions, seen_by
from lineholder.model.holder import Holder
from lineholder.model.lines import LineCandidate
from lineholder.model.people import Actor, Permission, Scope
from lineholder.pipeline.access import require
from lineholder.pipeline.attribution import attributions_found, versions_now
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
    last = {line.line: max(line.numbers, key=lambda use: use.to_s).number for line in lines}
    found = attributions_found(store, actor, scope, list(last.values()))
    now = versions_now(store, actor, scope, known)
    return {line: _holder(number, found.get(number), known, now) for line, number in last.items()}


def _holder(
    number: str,
    said: tuple[Attribution, bool] | None,
    known: Sequence[Decision],
    now: Mapping[int, str],
) -> Holder:
    found, current = said if said else (None, True)
    decided = _best([d for d in known if d.claim.number == number and d.standing])
    if decided is not None:
        return Holder(
            number,
            decided.claim.candidate,
            decided.status,
            found.verdict if found else None,
            decided.person,
            decided.blocked,
            now.get(decided.entry) != decided.basis.version,
        )
    if found is None:
        return Holder(number, None, Status.LEAD)
    first = found.candidates[0].number if found.verdict is Found.CANDIDATE else None
    return Holder(number, first, Status.LEAD, found.verdict, older=not current)


def _best(decided: Sequence[Decision]) -> Decision | None:
    """The one that has gone furthest; of those the last made."""
    order = sorted(decided, key=lambda d: (BEST.index(d.status), -d.entry))
    return order[0] if order else None
