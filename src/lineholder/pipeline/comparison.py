"""Comparison of two phones, saved for each pair and snapshot."""

from dataclasses import replace

from lineholder.attribute import beside
from lineholder.model.comparison import Comparison
from lineholder.model.errors import Refused
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.attribution import Period, bounds
from lineholder.pipeline.lines import canonical
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import findings, references


def compare(
    store: Store,
    actor: Actor,
    scope: Scope,
    number: str,
    other: str,
    period: Period = (None, None),
) -> Comparison:
    """Two numbers, in any writing, over the part of the period in which the first was seen.

    Takes the right to read rows: it shows where two named numbers were used.
    """
    asked = {"number": number, "other": other, "from_s": period[0], "to_s": period[1]}
    require(store, actor, Permission.READ_ROWS, scope, "compare two phones", asked)
    first, second = canonical(number), canonical(other)
    if first == second:
        raise Refused(f"Expected two numbers to compare; found {first} twice.")
    stage = f"comparison in {scope.operation}"
    with records(store, scope) as asker:
        version = beside.version(first, second, bounds(*period), asker.snapshot)
        saved = findings.find(store.register, stage, version)
        if saved is not None:
            return from_plain(Comparison, saved)
        compared = beside.compare(asker, first, second, bounds(*period))
    found = replace(compared.comparison, version=version)
    references.save(store.register, *compared.references)
    findings.save(store.register, stage, version, to_plain(found), now_s())
    return found
