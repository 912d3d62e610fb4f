"""Successions: old numbers and the number that directly took over. Proposals, never decisions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strand:
    """What one kind of evidence says of one pair: `log10` > 0 speaks for one user behind both.

    `value` is its headline count; `ref` opens to the rows that it counted.
    """

    name: str
    value: float
    log10: float
    sentence: str
    ref: str

    @property
    def supports(self) -> bool:
        """Whether it speaks for the new number having taken over."""
        return self.log10 > 0


@dataclass(frozen=True, slots=True)
class Succession:
    """One proposed pair. `score` is log10 odds, the printed prior among its strands.

    `ended_s` is the old number's last use, `changed_s` the new one's first (UTC epoch seconds).
    `round` says after how many rounds of renaming it was found: 1 rests on no other proposal.
    """

    old: str
    new: str
    ended_s: int
    changed_s: int
    score: float
    round: int
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class SuccessionsFound:
    """Proposed pairs, best first; no number is old twice or new twice.

    `ended` and `begun` numbers were compared. The same `version` means the same pairs again.
    """

    pairs: tuple[Succession, ...]
    ended: int
    begun: int
    snapshot: str
    version: str
