"""Persons: where they live and work, which phones they have, and the couples they form."""

from dataclasses import dataclass, field

from lineholder.synth.stepwise.country import Point

Visit = tuple[float, float, Point]  # from, to, where
Phone = tuple[float, float, int]  # from, to, number


@dataclass(slots=True)
class Person:
    """Somebody of the county; `occupation` says how the days go, `part` what part in a line.

    `phones` are the successive numbers of the private phone, empty for whoever has none. `spells` are
    stays of days elsewhere, `visits` of minutes or hours. `rota` is the place in an eight-day rota,
    `texting` the share of talk that is text, `liveliness` multiplies how often somebody rings.
    """

    index: int
    town: int
    home: Point
    occupation: str
    work: Point
    haunts: list[Point]
    rota: int
    texting: float
    liveliness: float
    wakes: float
    part: str = ""
    partner: int | None = None
    phones: list[Phone] = field(default_factory=list)
    second: int | None = None
    spells: list[Visit] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    def number(self, when: float) -> int:
        """Return the number in use at a time; only whoever has a phone may be asked."""
        for since, until, number in self.phones:
            if since <= when < until:
                return number
        return self.phones[-1][2]

    def numbers(self) -> list[int]:
        """Return all numbers of the private phone, and that of the second."""
        return [n for _, _, n in self.phones] + ([] if self.second is None else [self.second])
