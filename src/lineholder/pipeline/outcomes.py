"""Outcomes: what the unit achieved in a period, from the entries of its ledger."""

from lineholder.model.digest import digest
from lineholder.model.outcomes import LineHistory, Outcomes
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.outcomes import events, stock
from lineholder.outcomes import find as finding
from lineholder.outcomes.find import Asked
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import ledger, need_ledger, opened_seals
from lineholder.storage import Store
from lineholder.storage.register import findings, references

__all__ = ["Asked", "histories", "outcomes"]


def outcomes(store: Store, actor: Actor, scope: Scope, asked: Asked) -> Outcomes:
    """The figures of a period, made anew only where the ledger, the period or a definition changed."""
    told = {"from_s": asked.from_s, "to_s": asked.to_s}
    require(store, actor, Permission.READ, scope, "read outcomes", told)
    return found(store, scope, asked)


def found(store: Store, scope: Scope, asked: Asked) -> Outcomes:
    """For other steps that passed the gate themselves: the saved figures of this ledger, or new ones."""
    version = finding.version(need_ledger(store, scope), asked)
    saved = findings.find(store.register, _stage(scope), version)
    if saved is not None:
        return from_plain(Outcomes, saved)
    with ledger(store, scope) as (asker, snapshot):
        made = finding.find(asker, snapshot, asked)
    references.save(store.register, *made.references)
    findings.save(store.register, _stage(scope), version, to_plain(made.outcomes), now_s())
    return made.outcomes


def prepare(store: Store, scope: Scope) -> None:
    """Save the figures of the whole ledger, once it has changed, so that nobody waits for its page."""
    if store.holding(scope, opened_seals(store)).of("ledger"):
        found(store, scope, Asked())


def histories(store: Store, actor: Actor, scope: Scope) -> tuple[LineHistory, ...]:
    """Every line's moves in time order, and the closures that its check-backs undid."""
    require(store, actor, Permission.READ, scope, "read line histories")
    with ledger(store, scope) as (asker, _):
        asker.hold(events.counted())
        return tuple(stock.fold(asker.answer(stock.ask()).table).histories)


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees no figure that was made on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"outcomes of {scope.operation}{only}"
