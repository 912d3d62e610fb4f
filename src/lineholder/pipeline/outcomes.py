"""Outcomes: what the unit achieved in a period, from the entries of its ledger."""

from collections.abc import Mapping

import pyarrow as pa

from lineholder.model.digest import digest
from lineholder.model.outcomes import LineHistory, Outcomes
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.model.question import Question
from lineholder.outcomes import events, laid
from lineholder.outcomes import find as finding
from lineholder.outcomes.find import Asked
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import ledger, need_ledger, opened_seals
from lineholder.storage import Store, folded
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
    made = finding.find(kept(store, scope), need_ledger(store, scope), asked)
    references.save(store.register, *made.references)
    findings.save(store.register, _stage(scope), version, to_plain(made.outcomes), now_s())
    return made.outcomes


def kept(store: Store, scope: Scope) -> Mapping[str, pa.Table]:
    """What every period is cut from, made anew only where the ledger or a definition changed.

    For other steps that passed the gate themselves.
    """
    named = finding.kept_as(need_ledger(store, scope))
    tables = folded.load(store.path, named)
    if tables is None:
        with ledger(store, scope) as (asker, _):
            tables = finding.keep(asker)
        folded.save(store.path, named, tables)
    return tables


def beside(store: Store, scope: Scope, question: Question) -> Mapping[str, pa.Table]:
    """What is handed over with the question of a reference: the entries that count, where it asks them."""
    held = store.holding(scope, opened_seals(store))
    if not events.names_events(question) or not held.of("ledger"):
        return {}
    return {"events": kept(store, scope)["events"]}


def prepare(store: Store, scope: Scope) -> None:
    """Save the figures of the whole ledger, once it has changed, so that nobody waits for its page."""
    if store.holding(scope, opened_seals(store)).of("ledger"):
        found(store, scope, Asked())


def histories(store: Store, actor: Actor, scope: Scope) -> tuple[LineHistory, ...]:
    """Every line's moves in time order, and the closures that its check-backs undid."""
    require(store, actor, Permission.READ, scope, "read line histories")
    return laid.histories(kept(store, scope))


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees no figure that was made on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"outcomes of {scope.operation}{only}"
