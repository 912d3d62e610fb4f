"""Account: which rule dropped each communication; the first that fits has it, so that all add up."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lineholder.model.trade import Dropped

Flags = NDArray[np.bool_]


class Account:
    """Rules in turn over communications. `kept` are those that no rule has dropped so far."""

    def __init__(self, communications: int) -> None:
        self.kept: Flags = np.ones(communications, dtype=np.bool_)
        self._dropped: list[Dropped] = []

    def drop(self, rule: str, fits: Flags, sentence: str) -> None:
        """Drop those of the kept that the rule fits, and count them."""
        now = self.kept & fits
        self._dropped.append(Dropped(rule, int(now.sum()), sentence))
        self.kept = self.kept & ~fits

    @property
    def counted(self) -> int:
        """How many are kept."""
        return int(self.kept.sum())

    @property
    def dropped(self) -> Sequence[Dropped]:
        """What each rule dropped, in the order of the rules."""
        return tuple(self._dropped)
