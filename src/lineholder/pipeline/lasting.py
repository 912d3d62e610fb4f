"""Lasting: whether closures hold, what came elsewhere, and what the period's figures can say."""

from lineholder.model.alike import Alike
from lineholder.model.digest import digest
from lineholder.model.lasting import Bounds, Lasting
from lineholder.model.outcomes import Outcomes
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.outcomes import alike as comparing
from lineholder.outcomes import intervals as bounding
from lineholder.outcomes import laid
from lineholder.outcomes import lasting as holding
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.lines import last
from lineholder.pipeline.outcomes import Asked, kept
from lineholder.pipeline.workspace import ledger, need_ledger, opened_seals
from lineholder.storage import Store
from lineholder.storage.register import findings

VERSION = 2  # of what is saved: a change makes it anew


def lasting(store: Store, actor: Actor, scope: Scope, asked: Asked) -> Lasting:
    """How long closures hold in a period, made anew only where the ledger or the list of lines changed."""
    told = {"from_s": asked.from_s, "to_s": asked.to_s}
    require(store, actor, Permission.READ, scope, "read how long closures hold", told)
    return found(store, scope, asked)


def found(store: Store, scope: Scope, asked: Asked) -> Lasting:
    """For other steps that passed the gate themselves: the saved estimates, or new ones."""
    markets = _markets(store, scope)
    held = need_ledger(store, scope)
    version = digest([VERSION, held, asked.from_s, asked.to_s, sorted(markets.items())])
    saved = findings.find(store.register, _stage(scope), version)
    if saved is not None:
        return from_plain(Lasting, saved)
    laid_out = kept(store, scope)
    with ledger(store, scope) as (asker, _):
        ends = holding.read_ends(
            asker.answer(holding.ask_ends(), {"events": laid_out["events"]}).table
        )
    histories = laid.histories(laid_out)
    made = holding.find(histories, markets, (asked.from_s, asked.to_s), ends)
    findings.save(store.register, _stage(scope), version, to_plain(made), now_s())
    return made


def prepare(store: Store, scope: Scope) -> None:
    """Save what the page of closures shows of the whole ledger, so that nobody waits for it."""
    if store.holding(scope, opened_seals(store)).of("ledger"):
        found(store, scope, Asked())


def figures_bounds(
    store: Store, actor: Actor, scope: Scope, found: Outcomes
) -> tuple[tuple[Bounds, ...], tuple[Alike, ...]]:
    """Bounds of the figures, and sentences like with like, of outcomes that the actor was given."""
    require(store, actor, Permission.READ, scope, "read what outcomes can say")
    compared = comparing.alike(found.sentences) if found.sentences else ()
    return bounding.intervals(found.figures), compared


def _markets(store: Store, scope: Scope) -> dict[str, str]:
    """Each line that the list found last places, by its id and by each of its numbers."""
    listed = last(store, scope)
    return {
        name: one.market
        for one in (listed.lines if listed else ())
        if one.market is not None
        for name in (one.line, *(use.number for use in one.numbers))
    }


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees nothing that was made on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"lasting of {scope.operation}{only}"
