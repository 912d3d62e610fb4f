"""The unit's period: all figures, the bridge and what is missing, from the entries that count.

Source: Home Office County Lines Programme (closures of Type 1 and Type 2, check-backs), Home Office
    counting rules (outcome codes), Sentencing Council (roles, stages of a plea).
Blind to: what nobody entered; what would have happened without the unit; time served.
"""

from dataclasses import dataclass

from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.outcomes import Basis, Figure, Outcomes
from lineholder.model.question import Asker
from lineholder.outcomes import (
    bridge,
    counts,
    custody,
    doubts,
    events,
    groups,
    people,
    published,
    sentences,
    stock,
    terms,
    work,
)
from lineholder.outcomes.made import Made

SHOWN = 200  # refused moves that a page lists
VERSION = 1  # of the definitions: a change of one makes every saved page anew


@dataclass(frozen=True, slots=True)
class Asked:
    """A period [from_s, to_s), None where open; `split_s` divides sentences (None: at the guideline)."""

    from_s: int | None = None
    to_s: int | None = None
    split_s: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The outcomes, and the references that open their figures."""

    outcomes: Outcomes
    references: tuple[Reference, ...]


def version(snapshot: str, asked: Asked) -> str:
    """64 digits that change with the entries, the period or the definitions."""
    texts = [
        events.EVENTS,
        stock.STATES,
        custody.FOLLOWED,
        work.FIRSTS,
        people.STATED,
        sentences.TERMS,
    ]
    questions = [*texts, counts.ask().sql]
    return digest([VERSION, questions, snapshot, asked.from_s, asked.to_s, asked.split_s])


def find(asker: Asker, snapshot: str, asked: Asked) -> Found:
    """Everything of the period. `snapshot` names the entries of the ledger that `asker` sees."""
    asker.hold(events.counted())
    values = events.period(asked.from_s, asked.to_s)
    made = Made(snapshot, dict(values))
    folded = stock.fold(asker.answer(stock.ask()).table)
    totals = published.read(asker, values)
    built = bridge.build(folded, totals.told, values["from_s"], values["to_s"])
    terms.add(made, built, folded, totals.told, values)
    published.add_counts(made, asker, totals)
    for part in (custody, people, work):
        part.add(made, asker)
    compared = sentences.add(made, asker, asked.split_s)
    groups.add(made, asker)
    tally = asker.answer(events.tally()).table.to_pylist()[0]
    open_figures = (f"{f.name}: no entry says it" for f in made.figures if _is_counted_unknown(f))
    refused = [r for r in folded.refused if values["from_s"] <= r.at_s < values["to_s"]]
    outcomes = Outcomes(
        from_s=asked.from_s,
        to_s=asked.to_s,
        bridge=built.bridge,
        figures=tuple(made.figures),
        breakdowns=tuple(made.breakdowns),
        missing=(*built.bridge.missing, *open_figures),
        doubts=(*built.doubts, *totals.doubts, *doubts.found(asker, values, folded)),
        refused=tuple(refused[:SHOWN]),
        refused_in_all=len(refused),
        entries=tally["entries"],
        duplicates=tally["standing"] - tally["counted"],
        corrected=tally["entries"] - tally["voids"] - tally["standing"],
        snapshot=snapshot,
        sentences=compared,
    )
    return Found(outcomes, tuple(made.references))


def _is_counted_unknown(figure: Figure) -> bool:
    """Whether it is a plain count that nobody entered; the bridge names its own, and rates follow."""
    return figure.basis is Basis.UNKNOWN and figure.name in counts.BY_NAME
