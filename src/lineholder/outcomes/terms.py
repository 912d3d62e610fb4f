"""Terms: the bridge and the closures as figures, each with its definition and the entries behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lineholder.model.outcomes import Basis, Figure, Place
from lineholder.outcomes.bridge import Built, Published
from lineholder.outcomes.events import cite_places
from lineholder.outcomes.made import Made, unknown
from lineholder.outcomes.stock import Stock, Term

TERMS = {
    "opening": (
        "Lines in the stock at the start of the period: confirmed active, and not closed, dormant or merged."
    ),
    "new": "Lines first confirmed active in the period.",
    "re_emerged": (
        "Lines that left and trade again, once a person confirmed it, at the time of their first contact."
    ),
    "inherited": "Lines taken over from another unit in the period.",
    "closed_t1": (
        "Lines closed by the arrest and charge of a holder (Type 1), provisional or confirmed; a closure "
        "whose first check-back failed is none."
    ),
    "closed_t2": "Lines closed by deactivating their number, SIM or phone (Type 2).",
    "dormant": "Lines that people decided are dormant.",
    "merged": "Lines that went into another line.",
    "closing": "Lines in the stock at the end of the period.",
}  # fmt: skip


def add(
    made: Made, built: Built, stock: Stock, totals: Sequence[Published], values: Mapping[str, int]
) -> None:
    """The nine terms, and what the check-backs made of the closures."""
    for name, definition in TERMS.items():
        value = getattr(built.bridge, name)
        basis = Basis.UNKNOWN if value is None else built.basis
        _add(made, Figure(name, value, "lines", definition, basis), built.places.get(name, []))
    from_s, to_s = values["from_s"], values["to_s"]
    closed = [f for f in stock.flows if f.term is Term.CLOSED_T1 and from_s <= f.at_s < to_s]
    undone = [f for h in stock.histories for f in h.failed if from_s <= f.at_s < to_s]
    for name, flows, definition in (
        (
            "closed_t1_confirmed",
            [f for f in closed if f.confirmed],
            "Of the Type 1 closures, those whose check-backs passed and none failed.",
        ),
        (
            "closed_t1_provisional",
            [f for f in closed if not f.confirmed],
            "Of the Type 1 closures, those that no check-back confirms yet, or that failed one after a pass.",
        ),
    ):
        value = sum(f.lines for f in flows) if any(f.at_s < to_s for f in stock.flows) else None
        basis = Basis.UNKNOWN if value is None else Basis.EVENTS
        _add(made, Figure(name, value, "lines", definition, basis), [f.place for f in flows])
    _closed(made, built, totals)
    told = (
        "Closures of the period that their first check-back undid: the lines never left the stock."
    )
    made.add(Figure("closures_undone", len(undone), "closures", told, Basis.EVENTS))


def _closed(made: Made, built: Built, totals: Sequence[Published]) -> None:
    """Closures of either type together, which is all that some publish."""
    told = "Lines closed, Type 1 and Type 2 together."
    t1, t2 = built.bridge.closed_t1, built.bridge.closed_t2
    total = next((t for t in totals if t.name == "closed"), None)
    places = [*built.places.get("closed_t1", []), *built.places.get("closed_t2", [])]
    if t1 is not None and t2 is not None:
        _add(made, Figure("closed", t1 + t2, "lines", told, built.basis), places)
    elif total is not None:
        _add(made, Figure("closed", total.value, "lines", told, Basis.PUBLISHED), [total.place])
    else:
        made.add(unknown("closed", "lines", told))


def _add(made: Made, figure: Figure, places: Sequence[Place]) -> None:
    ref = None
    if figure.value and places:
        ref = made.ref(cite_places(figure.name, [f"{p.ingest}/{p.row}" for p in places]))
    made.figures.append(replace(figure, ref=ref))
