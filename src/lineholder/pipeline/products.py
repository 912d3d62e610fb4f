"""Products: the tasking sheet, the returns and the report, audited as what leaves the unit."""

from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.product import Product, ProductForm, ProductKind
from lineholder.model.source import PowerKind
from lineholder.outcomes.leaving import leaving
from lineholder.outcomes.products import period
from lineholder.outcomes.products.make import make
from lineholder.outcomes.products.parts import Material
from lineholder.pipeline.access import require
from lineholder.pipeline.harm import harm
from lineholder.pipeline.lasting import lasting
from lineholder.pipeline.outcomes import Asked, found, histories, kept
from lineholder.pipeline.workspace import opened_seals
from lineholder.storage import Store
from lineholder.storage.register import references


def product(
    store: Store,
    actor: Actor,
    scope: Scope,
    kind: ProductKind,
    asked: Asked,
    form: ProductForm,
) -> Product:
    """The product of a period, or of the last that the ledger reaches the end of; `form` is audited."""
    told = {
        "kind": kind.value, "form": form.value, "from_s": asked.from_s, "to_s": asked.to_s,
    }  # fmt: skip
    require(store, actor, Permission.READ, scope, "write a product", told)
    # no product depends on the day it is written
    meant_s = period.meant(kind, kept(store, scope)["events"])
    from_s, to_s = period.span(kind, asked.from_s, asked.to_s, meant_s)
    made = make(
        kind,
        _material(store, actor, scope, kind, Asked(from_s, to_s)),
        exercise=_exercise(store, scope),
    )
    references.save(store.register, *made.references)
    return made.product


def _material(
    store: Store, actor: Actor, scope: Scope, kind: ProductKind, asked: Asked
) -> Material:
    """What this kind of product needs, and no more: a report orders no lines."""
    weekly, annual = kind is ProductKind.WEEKLY, kind is ProductKind.ANNUAL
    from_s, to_s = asked.from_s or 0, asked.to_s or 0
    earlier = Asked(*period.before(kind, from_s))
    return Material(
        from_s=from_s,
        to_s=to_s,
        now=leaving(found(store, scope, asked)),
        before=leaving(found(store, scope, earlier)) if kind is ProductKind.MONTHLY else None,
        lasting=lasting(store, actor, scope, asked) if annual else None,
        histories=histories(store, actor, scope) if weekly or annual else (),
        harm=harm(store, actor, scope).places if weekly else (),
    )


def _exercise(store: Store, scope: Scope) -> bool:
    """Whether any entry of the ledger came as test data."""
    held = store.holding(scope, opened_seals(store))
    return any(
        one.power is not None and one.power.kind is PowerKind.EXERCISE
        for one in held.ingests
        if any(segment.table == "ledger" for segment in one.segments)
    )
