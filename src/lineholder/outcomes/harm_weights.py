"""Harm weights: what the unit makes of the components, and MoRiLE bands, as data with dates.

Source: equal weights, chosen so that none is preferred before the unit decides; band edges are a choice and
    no measurement. MoRiLE (harm, likelihood, confidence apart): its bands are restricted, so none ship.
Blind to: what the unit's weights should be: that is a decision of its head, entered as a new version.
"""

from collections.abc import Iterable

from lineholder.model.errors import Refused
from lineholder.model.harm import InForce, MorileBand, Part, Weight, Weights
from lineholder.outcomes.tables import day_of, number, read

_CHOICE = InForce("2026-01-01", None, "equal weights: nobody has decided yet", verified=False)
SHIPPED = Weights(
    "equal weights",
    _CHOICE,
    (
        Weight(Part.INCIDENTS, 1, (1, 365, 1460, 3650)),  # index days
        Weight(Part.EXPLOITED, 1, (1, 2, 4)),  # see harm.CAP
        Weight(Part.CUSTOMERS, 1, (10, 30, 60, 100)),
        Weight(Part.THROUGHPUT, 1, (5, 20, 50, 100)),  # contacts a day
        Weight(Part.GROWTH, 1, (1.1, 1.5, 2)),  # lower bound of the ratio
        Weight(Part.WEAPONS, 1, (1, 3)),
        Weight(Part.CUCKOOING, 1, (1, 3)),
        Weight(Part.INTELLIGENCE, 1, (1, 3)),
    ),
)
MORILE: tuple[MorileBand, ...] = ()
COLUMNS = ("part", "weight", "bands", "from", "to", "source")
MORILE_COLUMNS = ("dimension", "band", "words", "from", "to", "source")


def in_force(versions: Iterable[Weights], day: str) -> Weights:
    """The version that stands on a day, the one that began last where several do; else the shipped one."""
    standing = [v for v in versions if v.in_force.on(day)]
    return max(standing, key=lambda v: v.in_force.from_day, default=SHIPPED)


def load(name: str, text: str) -> Weights:
    """One version from CSV text `part,weight,bands,from,to,source`: every component once, one period.

    Bands are apart by spaces. A unit's own weights are verified by whoever entered them, so it says so.
    """
    rows, periods = [], set()
    for place, row in read(text, COLUMNS):
        if row["part"] not in tuple(Part):
            raise Refused(
                f"Line {place}: expected one of {', '.join(Part)}; found {row['part']!r}."
            )
        edges = tuple(number({"bands": b}, "bands", place) for b in row["bands"].split())
        rows.append(Weight(Part(row["part"]), number(row, "weight", place), edges))
        periods.add((day_of(row, "from", place) or "", day_of(row, "to", place), row["source"]))
    if len(periods) != 1:
        raise Refused(
            f"Expected one period and source for all rows; found {len(periods)}. A version is one file."
        )
    return Weights(name, InForce(*periods.pop(), verified=True), tuple(rows))


def load_morile(text: str) -> tuple[MorileBand, ...]:
    """A force's own MoRiLE bands from CSV text `dimension,band,words,from,to,source`."""
    return tuple(
        MorileBand(
            row["dimension"],
            round(number(row, "band", place)),
            row["words"],
            InForce(
                day_of(row, "from", place) or "",
                day_of(row, "to", place),
                row["source"],
                verified=True,
            ),
        )
        for place, row in read(text, MORILE_COLUMNS)
    )
