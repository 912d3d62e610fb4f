"""What to make: one frozen specification names a county completely."""

from dataclasses import dataclass

HOLDINGS = ("full", "partial")


@dataclass(frozen=True, slots=True)
class Spec:
    """A county to be made; the same values always give the same bytes.

    `people` counts residents with an ordinary life. Line members are added to them, and further
    residents where the lines want more customers than a third of the residents; an `Author`'s
    family counts its crews among the people, adds nobody, and refuses where the crews fill it.
    `days` are local days. `holding` says whose returns are in the files: "full" every number's,
    "partial" 20-200.
    """

    family: str = "agenda"
    seed: int = 1
    people: int = 600
    days: int = 56
    lines: int = 4
    holding: str = "full"

    def __post_init__(self) -> None:
        _within("seed", self.seed, 0, 2**31)
        _within("people", self.people, 150, 20_000)
        _within("days", self.days, 14, 366)
        _within("lines", self.lines, 1, 40)
        if self.holding not in HOLDINGS:
            raise ValueError(f"holding: expected one of {HOLDINGS}; found: {self.holding!r}")


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name}: expected {low} to {high}; found: {value}")
