"""What a line sold, by two published formulas side by side: estimates under assumptions, never a finding."""

from dataclasses import dataclass

from lineholder.model.errors import BadValue


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that no record of the case gives: likeliest value and range, unit and where it is from.

    Drawn from a triangle over the range; where `log_sd` is set from a log-normal of mean 1 with this
    standard deviation of its natural logarithm, whose range is only shown.
    """

    name: str
    low: float
    central: float
    high: float
    unit: str
    source: str
    log_sd: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.central <= self.high:
            raise BadValue(
                f"{self.name}: expected 0 <= low <= central <= high; "
                f"found {self.low}, {self.central}, {self.high}. Put the three in order."
            )


@dataclass(frozen=True, slots=True)
class Swing:
    """What one assumption does alone: grams at its low and at its high, all others at their central."""

    assumption: Assumption
    grams_low: float
    grams_high: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """Communications that a rule left out, and the rule in words. The first rule that fits has it."""

    rule: str
    communications: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """One formula's answer. Grams as sold, heroin and crack together.

    `grams` is the formula at the central assumptions, `lower` and `upper` bound the recorded level of the
    draws. `count` is what is multiplied: customer-days or transactions; `counted` the communications that
    they rest on. The three categories are those of `lower`, `grams` and `upper`, None where nothing was
    sold. `tornado` is widest first; `readings` say how cases were read that the published rule leaves open.
    """

    formula: str
    count: int
    grams: float
    lower: float
    upper: float
    by_drug: tuple[tuple[str, float], ...]
    category: int | None
    category_lower: int | None
    category_upper: int | None
    tornado: tuple[Swing, ...]
    counted: int
    dropped: tuple[Dropped, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guideline:
    """Indicative quantities (grams) of categories 1 to 4 in one version of the sentencing guideline.

    `verified` says whether the figures were checked against the guideline's own text.
    """

    name: str
    in_force: str  # YYYY-MM-DD
    source: str
    grams: tuple[float, float, float, float]
    street: int  # the category of supply straight to users, unless quantity says a graver one
    verified: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """All estimates of one line. `communications` is the number that each formula counts or drops.

    `listed` is the number of those that the line's bulk texts went to; 0 where none are in the records.
    `ref` opens the rows of those communications.
    """

    line: str
    estimates: tuple[Estimate, ...]
    communications: int
    listed: int
    level: float
    seed: int
    draws: int
    guideline: Guideline
    ref: str
    snapshot: str
