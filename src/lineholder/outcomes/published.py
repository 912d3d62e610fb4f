"""Published: totals that somebody published without their events, beside what the entries give.

A total stands only where no entry of its kind does; where both are there the entries count, and a
difference is told. Nothing is worked out from a total: who publishes arrests has not said how many people
they were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow.compute as pc

from lineholder.model.outcomes import Basis, Doubt, Figure, Place
from lineholder.model.question import Question
from lineholder.outcomes import counts
from lineholder.outcomes.bridge import Published, differs
from lineholder.outcomes.counts import BY_NAME, COUNTS, Count
from lineholder.outcomes.events import WITHIN, cite_places
from lineholder.outcomes.kept import PLACE, Kept, in_order
from lineholder.outcomes.made import Made, unknown

KEEP = Question(
    "published totals",
    """
    SELECT time_s, what, "count" AS value, ingest, sheet, row FROM events
    WHERE kind = 'published' ORDER BY time_s, what, value, ingest, sheet, row
    """,
)
FAMILIES: Sequence[tuple[str, ...]] = (  # the first counts what the others are part of
    ("lines_seized", "deal_lines_seized", "county_lines_seized"),
    ("arrests", "people_arrested"),
    ("charges", "people_charged", "counts"),
)
PARTS = {part: family for family in FAMILIES for part in family}


@dataclass(slots=True)
class Totals:
    """Published totals by name; one that was published as two values is told as a doubt and left out."""

    told: list[Published] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def named(self, name: str) -> Published | None:
        """The total of this name."""
        return next((p for p in self.told if p.name == name), None)


def read(kept: Kept) -> Totals:
    """The totals published within the period."""
    totals, by_name = Totals(), dict[str, list[Published]]()
    for row in in_order(kept.within(KEEP), "what", "value", *PLACE).to_pylist():
        one = Published(row["what"], row["value"], Place(row["ingest"], row["sheet"], row["row"]))
        by_name.setdefault(one.name, []).append(one)
    for name, told in by_name.items():
        different = sorted({one.value for one in told})
        if len(different) == 1:
            totals.told.append(told[0])
        else:
            sentence = (
                f"{name} was published as {' and as '.join(str(v) for v in different)}. None of them is "
                "used: void the wrong one."
            )
            totals.doubts.append(Doubt("PUBLISHED_TWICE", sentence, tuple(o.place for o in told)))
    return totals


def add_counts(made: Made, kept: Kept, totals: Totals) -> None:
    """Every plain count: from entries, else as published, else unknown where only totals were entered."""
    entries = kept.within(counts.KEEP)
    counted = {count.name: count.of(entries) for count in COUNTS}
    only_totals = entries.num_rows > 0 and bool(pc.all(entries["published"]).as_py())
    for count in COUNTS:
        value, total = counted[count.name], totals.named(count.name)
        if value:
            if total is not None and total.value != value:
                totals.doubts.append(differs(total, value))
            _add(made, count, value)
        elif total is not None:
            _add_published(made, count, total)
        elif only_totals or _is_part_of_more(count.name, counted, totals):
            made.add(unknown(count.name, count.unit, count.definition))
        else:
            _add(made, count, value)


def _add(made: Made, count: Count, value: float) -> None:
    figure = Figure(count.name, value, count.unit, count.definition, Basis.EVENTS)
    made.add(figure, f"{count.condition} AND {WITHIN}")


def _add_published(made: Made, count: Count, total: Published) -> None:
    ref = made.ref(cite_places(count.name, total.at()))
    figure = Figure(
        count.name, total.value, count.unit, count.definition, Basis.PUBLISHED, ref=ref
    )
    made.figures.append(figure)


def _is_part_of_more(name: str, counted: Mapping[str, float], totals: Totals) -> bool:
    """Whether the whole of it is not zero but says nothing of this part: totals that name nobody."""
    whole = PARTS.get(name, (name,))[0]
    if whole == name:
        return False
    named_nobody = bool(counted[whole]) and (BY_NAME[name].person or name == "counts")
    return named_nobody or (not counted[whole] and totals.named(whole) is not None)
