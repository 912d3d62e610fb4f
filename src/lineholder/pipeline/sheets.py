"""Sheets: an attribution in the words that its reader's role allows."""

from lineholder.attribute import words
from lineholder.model import deciding
from lineholder.model.attribution import Attribution, Candidate
from lineholder.model.decision import KINDS, Decision, decisions, seen_by
from lineholder.model.errors import NotFound
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.sheet import Sheet, SheetKind
from lineholder.pipeline.access import require
from lineholder.pipeline.attribution import Period, attribution_found, rested_on
from lineholder.pipeline.comparison import compare
from lineholder.pipeline.lines import canonical
from lineholder.storage import Store
from lineholder.storage.register import entries


def sheet(  # noqa: PLR0913 - the three of every function, then which sheet of what
    store: Store,
    actor: Actor,
    scope: Scope,
    number: str,
    kind: SheetKind,
    candidate: str | None = None,
    period: Period = (None, None),
) -> Sheet:
    """The sheet of a number and a candidate, the first where none is named.

    An expert's rests on the finding that the adopted decision pinned, the others on the one found last.
    """
    asked = {"number": number, "sheet": kind.value, "candidate": candidate}
    require(store, actor, Permission.READ_ROWS, scope, "write a sheet", asked)
    said = attribution_found(store, actor, scope, number, *period)
    found = said[0] if said else None
    if found is None:
        raise NotFound(
            f"Expected an answer for {number}; found none. Compare the number first: lineholder attribute "
            "NUMBER."
        )
    if not found.candidates:
        raise NotFound(f"Expected a candidate to write of; found none. {found.sentence}")
    chosen = _candidate(found, candidate)
    decision = _decision(store, actor, (found.number, chosen.number), period)
    if kind is SheetKind.INVESTIGATOR:
        return words.investigator(found, chosen, decision)
    if kind is SheetKind.EXPERT:
        if decision is None or decision.adopted is None:
            return words.unsigned(found, chosen)
        found = rested_on(store, scope, decision.claim, decision.basis)
        chosen = _candidate(found, decision.claim.candidate)
    pair = compare(store, actor, scope, found.number, chosen.number, period)
    if kind is SheetKind.EXPERT and decision is not None:
        return words.expert(found, chosen, pair, decision)
    return words.analyst(found, chosen, pair)


def _candidate(found: Attribution, number: str | None) -> Candidate:
    wanted = canonical(number) if number else found.candidates[0].number
    for candidate in found.candidates:
        if candidate.number == wanted:
            return candidate
    raise NotFound(f"Expected one of the candidates of {found.number}; found {number!r}.")


def _decision(
    store: Store, actor: Actor, pair: tuple[str, str], period: Period
) -> Decision | None:
    """The standing decision on the two over the same period as asked, as the reader may see it.

    The adopted one where there are several.
    """
    of = [
        seen_by(d, actor.name)
        for d in decisions(entries.all_of(store.register, *KINDS))
        if d.standing
        and (d.claim.number, d.claim.candidate) == pair
        and (d.basis.asked_from_s, d.basis.asked_to_s) == period
    ]
    of.sort(key=lambda d: (d.adopted is not None, not deciding.awaits(d), d.entry))
    return of[-1] if of else None
