"""Evidence as every page shows it: each signal's say as a bar to the right (for) or left (against)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineholder.model.lines import Method, Reason

HALF = 100.0  # units from the middle to either end
START = "prior"  # the odds before any record is weighed: part of the score, no signal


@dataclass(frozen=True, slots=True)
class Say:
    """One signal's say. `x` and `width` place its bar in a picture 200 units wide, middle at 100."""

    signal: str
    sentence: str
    value: float
    log_odds: float
    ref: str
    x: float
    width: float
    method: Method | None

    @property
    def name(self) -> str:
        """The signal's name; the prior is called what it is."""
        return "starting odds" if self.signal == START else self.signal

    @property
    def way(self) -> str:
        """For, against, or neither where it says nothing."""
        if round(self.log_odds, 1) == 0:
            return "neither"
        return "for" if self.log_odds > 0 else "against"

    @property
    def sign(self) -> str:
        """The symbol that carries the same as the colour."""
        return {"for": "+", "against": "\N{MINUS SIGN}", "neither": "\N{MIDDLE DOT}"}[self.way]


def says(reasons: Iterable[Reason], methods: Mapping[str, Method]) -> tuple[Say, ...]:
    """Every signal's say, most for first, then the prior; the longest bar reaches an end."""
    ordered = sorted(reasons, key=lambda r: (r.signal == START, -r.log_odds, r.signal))
    top = max((abs(r.log_odds) for r in ordered), default=0.0) or 1.0
    return tuple(_say(reason, HALF / top, methods.get(reason.signal)) for reason in ordered)


def chips(all_says: Sequence[Say], most: int) -> tuple[Say, ...]:
    """The weightiest signals on either side: at most `most` for and `most` against, for first."""
    signals = [s for s in all_says if s.signal != START]
    for_it = [s for s in signals if s.way == "for"][:most]
    against = [s for s in signals if s.way == "against"][-most:]
    return (*for_it, *against)


def by_name(methods: Iterable[Method]) -> dict[str, Method]:
    """The methods by the name of their signal."""
    return {method.name: method for method in methods}


def _say(reason: Reason, scale: float, method: Method | None) -> Say:
    width = abs(reason.log_odds) * scale
    x = HALF if reason.log_odds >= 0 else HALF - width
    return Say(
        reason.signal,
        reason.sentence,
        reason.value,
        reason.log_odds,
        reason.ref,
        round(x, 2),
        round(width, 2),
        method,
    )
