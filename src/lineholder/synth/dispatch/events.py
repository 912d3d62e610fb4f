"""Events: communications and data sessions as they are thought up, before anybody is busy."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lineholder.synth.columns import Floats, Ints
from lineholder.synth.traffic import CALL, TEXT

Comms = tuple[Ints, Ints, Ints, Floats, Floats]
Sessions = tuple[Ints, Floats, Floats]


@dataclass(slots=True)
class Events:
    """Collects events in blocks; times are local seconds and may still lie outside the period.

    `stale` are calls to a number that its phone no longer has: (callers, phone, when).
    """

    comms: list[Comms] = field(default_factory=list)
    sessions: list[Sessions] = field(default_factory=list)
    stale: list[tuple[Ints, int, Floats]] = field(default_factory=list)

    def add(
        self, a: npt.ArrayLike, b: npt.ArrayLike, kind: npt.ArrayLike, start: npt.ArrayLike,
        duration: npt.ArrayLike,
    ) -> None:  # fmt: skip
        """Note communications of a kind each, 0 a call and 1 a text; duration 0 is unanswered."""
        when = np.asarray(start, dtype=np.float64)
        if when.size == 0:
            return
        whole = [np.broadcast_to(np.asarray(x), when.shape).astype(np.int64) for x in (a, b, kind)]
        lasts = np.broadcast_to(np.asarray(duration), when.shape).astype(np.float64)
        self.comms.append((whole[0], whole[1], whole[2], when.copy(), lasts))

    def calls(
        self, a: npt.ArrayLike, b: npt.ArrayLike, start: npt.ArrayLike, duration: npt.ArrayLike
    ) -> None:
        """Note calls."""
        self.add(a, b, CALL, start, duration)

    def texts(self, a: npt.ArrayLike, b: npt.ArrayLike, start: npt.ArrayLike) -> None:
        """Note texts."""
        self.add(a, b, TEXT, start, 0)

    def data(self, phone: npt.ArrayLike, start: npt.ArrayLike, duration: npt.ArrayLike) -> None:
        """Note data sessions."""
        when = np.asarray(start, dtype=np.float64)
        if when.size:
            who = np.broadcast_to(np.asarray(phone), when.shape).astype(np.int64)
            lasts = np.broadcast_to(np.asarray(duration), when.shape).astype(np.float64)
            self.sessions.append((who, when.copy(), lasts))
