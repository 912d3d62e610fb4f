"""Harm of a line: components that stand side by side, each open to what it counted; never one figure alone.

Nothing here scores a person. A value of None is "nobody looked" or "no record says": it is a range in any
order, never 0. Confidence stands apart and multiplies nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from lineholder.model.errors import BadValue


class Part(StrEnum):
    """The components of a line's harm."""

    INCIDENTS = "incidents"  # victims' crimes linked to the line, in index days
    EXPLOITED = "exploited"  # children and adults used by the line, capped, never falling
    CUSTOMERS = "customers"
    THROUGHPUT = "throughput"  # contacts a day
    GROWTH = "growth"
    WEAPONS = "weapons"
    CUCKOOING = "cuckooing"
    INTELLIGENCE = "intelligence"  # different claims that an item of good grade makes


@dataclass(frozen=True, slots=True)
class InForce:
    """From when until when a row of a table stands (days, the last one included), and who says so."""

    from_day: str  # YYYY-MM-DD
    to_day: str | None
    source: str
    verified: bool  # whether somebody compared it with the published source

    def on(self, day: str) -> bool:
        """Whether it stands on a day."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What one kind of crime weighs, in days of imprisonment at the starting point of its guideline."""

    kind: str
    codes: tuple[str, ...]  # Home Office offence codes, where known
    days: float
    proactive: bool  # found by police effort: not counted, or more work would look like more harm
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Weight:
    """What the unit gives a component: its share, and the values at which its bands begin, ascending."""

    part: Part
    weight: float
    bands: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(a < b for a, b in zip(self.bands, self.bands[1:], strict=False))
        if not (self.weight >= 0 and self.bands and self.bands[0] > 0 and rising):
            raise BadValue(
                f"{self.part}: expected a weight of 0 or more and bands above 0 that rise; found "
                f"{self.weight} and {self.bands}. A band begins at the value given."
            )

    def band(self, value: float) -> int:
        """How many bands the value reaches: 0 where it reaches none."""
        return sum(value >= least for least in self.bands)


@dataclass(frozen=True, slots=True)
class Weights:
    """The unit's weights as one version: a change is a new version, and an old order can be made again."""

    name: str
    in_force: InForce
    rows: tuple[Weight, ...]

    def __post_init__(self) -> None:
        parts = [row.part for row in self.rows]
        if sorted(parts) != sorted(Part):
            raise BadValue(
                f"{self.name}: expected every component once; found {[p.value for p in parts]}. "
                "Give 0 to what shall not count: it is shown all the same."
            )


@dataclass(frozen=True, slots=True)
class MorileBand:
    """One band of one dimension of the MoRiLE tool that a force loads: the product ships none."""

    dimension: str
    band: int
    words: str
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Incident:
    """A recorded crime that somebody linked to the line. `kind` as the index names it."""

    reference: str  # its crime reference: two rows of one reference are one crime
    kind: str


@dataclass(frozen=True, slots=True)
class Exploited:
    """A person whom the line exploited, as somebody decided. `child` None: age unknown, taken as a child."""

    person: str
    child: bool | None


@dataclass(frozen=True, slots=True)
class Marker:
    """A record that shows a weapon, or a home taken over: a seizure, an incident, a welfare visit."""

    part: Part
    reference: str


@dataclass(frozen=True, slots=True)
class IntelItem:
    """An intelligence report: source 1 to 3, assessment A to E, handling P or C, and what it claims."""

    reference: str
    source: int
    assessment: str
    handling: str
    claim: str  # weapons, cuckooing, violence, exploitation …

    def __post_init__(self) -> None:
        good = (
            self.source in (1, 2, 3)
            and self.assessment in tuple("ABCDE")
            and self.handling in tuple("PC")
        )
        if not good:
            raise BadValue(
                f"{self.reference}: expected a grade of 3x5x2, such as 2-B-P; found "
                f"{self.source}-{self.assessment}-{self.handling}"
            )

    @property
    def weak(self) -> bool:
        """Source not reliable (3), not known (D), or suspected false (E): it never raises a rank."""
        return self.source == 3 or self.assessment in ("D", "E")


@dataclass(frozen=True, slots=True)
class HarmInputs:
    """What is known of one line. None: nobody looked, or no record says. `day` is the day it is seen from.

    `contacts` counts in [day - 28, day), `contacts_before` in the 28 days before that. `highest_exploited`
    is the highest value that any earlier assessment of the line gave. `searched`: all intelligence on the
    line was looked through, so that what none of it shows is 0; else that is not known.
    """

    line: str
    day: str
    incidents: tuple[Incident, ...] | None = None
    exploited: tuple[Exploited, ...] | None = None
    highest_exploited: float = 0.0
    customers: int | None = None
    contacts: int | None = None
    contacts_before: int | None = None
    markers: tuple[Marker, ...] = ()  # what is in no record is not known to be absent
    intelligence: tuple[IntelItem, ...] | None = None
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Component:
    """One component: its value, what it counted, and what it left out and why.

    `for_band` is what bands are read from: the value, but of growth the lower bound of its interval.
    """

    part: Part
    value: float | None
    for_band: float | None
    unit: str
    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """How much stands behind the components; never multiplied into them."""

    known: int
    of: int
    good_items: int
    weak_items: int
    sentence: str


@dataclass(frozen=True, slots=True)
class LineHarm:
    """All components of one line on a day, in the order of `Part`, and the confidence apart."""

    line: str
    day: str
    components: tuple[Component, ...]
    confidence: Confidence

    def of(self, part: Part) -> Component:
        """The component of this part."""
        return next(c for c in self.components if c.part is part)


@dataclass(frozen=True, slots=True)
class Points:
    """What one component gives a line in an order: band of so many bands, and points from-to."""

    part: Part
    band: int | None  # None: not known, so anything from 0 to the weight
    bands: int
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class HarmPlace:
    """A line's place in an order by the unit's weights, with every component's points."""

    line: str
    place: int
    lower: float
    upper: float
    points: tuple[Points, ...]
    harm: LineHarm
