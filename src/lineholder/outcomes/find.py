"""The unit's period: all figures, the bridge and what is missing, from the entries that count.

Source: Home Office County Lines Programme (closures of Type 1 and Type 2, check-backs), Home Office
    counting rules (outcome codes), Sentencing Council (roles, stages of a plea).
Blind to: what nobody entered; what would have happened without the unit; time served.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

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
    laid,
    people,
    published,
    sentences,
    stock,
    terms,
    work,
)
from lineholder.outcomes.kept import Kept, numbers
from lineholder.outcomes.made import Made

SHOWN = 200  # refused moves that a page lists
VERSION = 4  # of the definitions: a change of one makes every saved page anew


KEEP = (
    events.EVERY,
    events.KEEP, counts.KEEP, *custody.KEEP, people.KEEP, work.KEEP, sentences.KEEP, groups.KEEP,
    published.KEEP, *doubts.KEEP,
)  # fmt: skip


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
    period = [asked.from_s, asked.to_s, asked.split_s]
    return digest(
        [VERSION, [count.definition for count in counts.COUNTS], kept_as(snapshot), period]
    )


def kept_as(snapshot: str) -> str:
    """64 digits that change with the entries or with what is asked of them whatever the period."""
    asked = [question.as_json() for question in (events.counted(), stock.ask(), *KEEP)]
    return digest([VERSION, asked, snapshot])


def keep(asker: Asker) -> dict[str, pa.Table]:
    """What every period is cut from, by name: made once for the entries that `asker` sees."""
    asker.hold(events.counted())
    folded = stock.fold(asker.answer(stock.ask()).table)
    return {q.name: asker.answer(q).table for q in KEEP} | laid.lay(folded)


def find(tables: Mapping[str, pa.Table], snapshot: str, asked: Asked) -> Found:
    """Everything of the period, from what `keep` made of the entries that `snapshot` names."""
    values = events.period(asked.from_s, asked.to_s)
    kept, made = Kept(tables, **values), Made(snapshot, dict(values))
    totals = published.read(kept)
    built = bridge.build(kept, totals.told)
    terms.add(made, built, kept, totals.told)
    published.add_counts(made, kept, totals)
    for part in (custody, people, work):
        part.add(made, kept)
    compared = sentences.add(made, kept, asked.split_s)
    groups.add(made, kept)
    tally = kept.whole(events.KEEP).to_pylist()[0]
    open_figures = (f"{f.name}: no entry says it" for f in made.figures if _is_counted_unknown(f))
    refused = kept.tables["refused"].filter(_is_within(kept, "refused"))
    outcomes = Outcomes(
        from_s=asked.from_s,
        to_s=asked.to_s,
        bridge=built.bridge,
        figures=tuple(made.figures),
        breakdowns=tuple(made.breakdowns),
        missing=(*built.bridge.missing, *open_figures),
        doubts=(*built.doubts, *totals.doubts, *doubts.found(kept)),
        refused=laid.refused(refused.slice(0, SHOWN)),
        refused_in_all=refused.num_rows,
        entries=tally["entries"],
        duplicates=tally["standing"] - tally["counted"],
        corrected=tally["entries"] - tally["voids"] - tally["standing"],
        snapshot=snapshot,
        sentences=compared,
    )
    return Found(outcomes, tuple(made.references))


def _is_within(kept: Kept, table: str) -> Any:
    at_s = numbers(kept.tables[table], "at_s")
    return pa.array((at_s >= kept.from_s) & (at_s < kept.to_s))


def _is_counted_unknown(figure: Figure) -> bool:
    """Whether it is a plain count that nobody entered; the bridge names its own, and rates follow."""
    return figure.basis is Basis.UNKNOWN and figure.name in counts.BY_NAME
