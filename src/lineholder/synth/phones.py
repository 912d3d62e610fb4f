"""Phones: who uses what for what, through new numbers, new handsets and new hands.

A **phone** here is a use that lives on ("the line's order phone", "her private phone"). Over time
it has a number, a handset (IMEI), a subscription (IMSI) and a person who carries it; each of the
four changes on its own. Times are local seconds.
"""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth import numbering
from lineholder.synth.columns import EARLY, Bools, Floats, Ints, Rng, Texts, Timeline

BEFORE = -EARLY / 2
MOBILE, FIXED, SENDER, ABROAD = 0, 1, 2, 3


@dataclass(slots=True)
class Phonebook:
    """Collects phones and what changes on them; `close` closes it."""

    use: list[str] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    data_a_day: list[float] = field(default_factory=list)
    prepaid: list[bool] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    place: dict[int, tuple[float, float]] = field(default_factory=dict)
    number: list[tuple[int, float, int]] = field(default_factory=list)
    handset: list[tuple[int, float, int]] = field(default_factory=list)
    hand: list[tuple[int, float, int]] = field(default_factory=list)
    number_kind: list[int] = field(default_factory=list)
    handsets: int = 0

    def mobile(self, person: int, use: str, data_a_day: float = 0.0, prepaid: bool = False) -> int:
        """Open a mobile phone in somebody's hand with a number and a handset of its own."""
        phone = self._open(use, MOBILE, data_a_day, prepaid)
        self.hand.append((phone, BEFORE, person))
        self.handset.append((phone, BEFORE, self.handsets))
        self.handsets += 1
        return phone

    def fixed(self, use: str, spot: tuple[float, float]) -> int:
        """Open a fixed line at one point; it has no cells and no handset."""
        phone = self._open(use, FIXED, 0.0, False)
        self.place[phone] = spot
        return phone

    def outside(self, use: str, kind: int, label: str = "") -> int:
        """Open something that has no return of its own: a text sender, or a number abroad."""
        phone = self._open(use, kind, 0.0, False)
        if label:
            self.labels[self.number[-1][2]] = label
        return phone

    def renumber(self, phone: int, when_s: float, same_handset: bool) -> None:
        """Give the phone a new number (SIM) from a moment on, in the old handset or a new one."""
        self.number.append((phone, when_s, len(self.number_kind)))
        self.number_kind.append(MOBILE)
        if not same_handset:
            self.new_handset(phone, when_s)

    def new_handset(self, phone: int, when_s: float) -> None:
        """Put the phone's SIM into a new handset from a moment on."""
        self.handset.append((phone, when_s, self.handsets))
        self.handsets += 1

    def borrow_handset(self, phone: int, lender: int, span: tuple[float, float]) -> None:
        """Put the phone's SIM into the lender's handset for a while: one IMEI, two SIMs."""
        own = max(h for h in self.handset if h[0] == phone and h[1] <= span[0])[2]
        lent = max(h for h in self.handset if h[0] == lender and h[1] <= span[0])[2]
        self.handset += [(phone, span[0], lent), (phone, span[1], own)]

    def hand_over(self, phone: int, when_s: float, person: int) -> None:
        """Put the phone into another person's hands from a moment on."""
        self.hand.append((phone, when_s, person))

    def _open(self, use: str, kind: int, data_a_day: float, prepaid: bool) -> int:
        phone = len(self.use)
        self.use.append(use)
        self.kind.append(kind)
        self.data_a_day.append(data_a_day)
        self.prepaid.append(prepaid)
        self.opened.append(BEFORE)
        self.ended.append(np.inf)
        self.number.append((phone, BEFORE, len(self.number_kind)))
        self.number_kind.append(kind)
        return phone

    def close(self, family: str, drama: bool, rng: Rng) -> "Phones":
        """Return the finished phones with their numbers written out."""
        kinds = np.array(self.number_kind, dtype=np.int64)
        texts = np.full(len(kinds), "", dtype=object)
        pools = {
            MOBILE: numbering.mobiles(int((kinds == MOBILE).sum()), drama, rng),
            FIXED: numbering.fixed(int((kinds == FIXED).sum()), numbering.FIXED[family], rng),
            ABROAD: numbering.abroad(int((kinds == ABROAD).sum())),
        }
        for kind, pool in pools.items():
            texts[kinds == kind] = np.array(pool, dtype=object)
        for number, label in self.labels.items():
            texts[number] = label
        return Phones(
            use=tuple(self.use),
            kind=np.array(self.kind, dtype=np.int64),
            data_a_day=np.array(self.data_a_day),
            prepaid=np.array(self.prepaid, dtype=bool),
            opened=np.array(self.opened),
            ended=np.array(self.ended),
            number=Timeline.of(self.number),
            handset=Timeline.of(self.handset),
            hand=Timeline.of(self.hand),
            texts=texts,
            imeis=np.array(numbering.imeis(max(self.handsets, 1), rng), dtype=object),
            imsis=np.array(numbering.imsis(len(kinds), rng), dtype=object),
            operator=rng.integers(0, 1_000_000, len(kinds)),
        )


@dataclass(frozen=True, slots=True)
class Phones:
    """Columns of the finished phones, and timelines; texts, IMSI, operator go by number."""

    use: tuple[str, ...]
    kind: Ints
    data_a_day: Floats
    prepaid: Bools
    opened: Floats
    ended: Floats
    number: Timeline
    handset: Timeline
    hand: Timeline
    texts: Texts
    imeis: Texts
    imsis: Texts
    operator: Ints

    def in_use(self, phone: Ints, when_s: Floats) -> Bools:
        """Return which phones are in use at their moments."""
        return np.asarray((when_s >= self.opened[phone]) & (when_s < self.ended[phone]))

    def spans(self, timeline: Timeline, phone: int) -> list[tuple[int, float, float]]:
        """Return a phone's (value, from, to) on one of its timelines, clipped to its life."""
        low, high = np.searchsorted(timeline.who, [phone, phone + 1]).tolist()
        rows = np.arange(low, high)
        if not len(rows):
            return []
        start = np.maximum(timeline.start[rows], self.opened[phone])
        end = np.minimum(np.append(timeline.start[rows][1:], np.inf), self.ended[phone])
        joined = zip(timeline.value[rows].tolist(), start.tolist(), end.tolist(), strict=True)
        return [(v, a, b) for v, a, b in joined if b > a]
