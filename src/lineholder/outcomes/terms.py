"""Terms: the bridge and the closures as figures, each with its definition and the entries behind it."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from lineholder.model.outcomes import Basis, Figure
from lineholder.outcomes.bridge import Built, Published
from lineholder.outcomes.events import cite_places
from lineholder.outcomes.kept import PLACE, Kept, is_, numbers
from lineholder.outcomes.made import Made, unknown
from lineholder.outcomes.stock import Term

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


def add(made: Made, built: Built, kept: Kept, totals: Sequence[Published]) -> None:
    """The nine terms, and what the check-backs made of the closures."""
    for name, definition in TERMS.items():
        value = getattr(built.bridge, name)
        basis = Basis.UNKNOWN if value is None else built.basis
        _add(made, Figure(name, value, "lines", definition, basis), built.places[name])
    flows = kept.tables["flows"]
    at_s, said = numbers(flows, "at_s"), numbers(flows, "confirmed")
    closed = is_(flows, "term", Term.CLOSED_T1.value) & (at_s >= kept.from_s) & (at_s < kept.to_s)
    undone_s = numbers(kept.tables["failed"], "at_s")
    within = (undone_s >= kept.from_s) & (undone_s < kept.to_s)
    undone = kept.tables["failed"].filter(pa.array(within))
    for name, these, definition in (
        (
            "closed_t1_confirmed",
            closed & said,
            "Of the Type 1 closures, those whose check-backs passed and none failed.",
        ),
        (
            "closed_t1_provisional",
            closed & ~said,
            "Of the Type 1 closures, those that no check-back confirms yet, or that failed one after a pass.",
        ),
    ):
        value = int(numbers(flows, "lines")[these].sum()) if (at_s < kept.to_s).any() else None
        basis = Basis.UNKNOWN if value is None else Basis.EVENTS
        _add(
            made,
            Figure(name, value, "lines", definition, basis),
            flows.filter(these).select(PLACE),
        )
    _closed(made, built, totals)
    told = (
        "Closures of the period that their first check-back undid: the lines never left the stock."
    )
    counted = Figure("closures_undone", undone.num_rows, "closures", told, Basis.EVENTS)
    _add(made, counted, undone.select(PLACE))


def _closed(made: Made, built: Built, totals: Sequence[Published]) -> None:
    """Closures of either type together, which is all that some publish."""
    told = "Lines closed, Type 1 and Type 2 together."
    t1, t2 = built.bridge.closed_t1, built.bridge.closed_t2
    total = next((t for t in totals if t.name == "closed"), None)
    places = pa.concat_tables([built.places["closed_t1"], built.places["closed_t2"]])
    if t1 is not None and t2 is not None:
        _add(made, Figure("closed", t1 + t2, "lines", told, built.basis), places)
    elif total is not None:
        _add(made, Figure("closed", total.value, "lines", told, Basis.PUBLISHED), total.at())
    else:
        made.add(unknown("closed", "lines", told))


def _add(made: Made, figure: Figure, places: pa.Table) -> None:
    ref = None
    if figure.value and places.num_rows:
        ref = made.ref(cite_places(figure.name, places))
    made.figures.append(replace(figure, ref=ref))
