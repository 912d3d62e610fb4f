"""Numbers and handsets of the author's counties, until they become phones.

The author drew every number and handset from the one stream that everything else comes from. The
draws stay, so a county has the author's own course; their values are replaced: numbers and IMEIs
are those of `synth.numbering`.
"""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth import numbering
from lineholder.synth.columns import EARLY, Ints, Rng, Texts, Timeline
from lineholder.synth.phones import FIXED, MOBILE, SENDER, Phones

BEFORE = -EARLY / 2
LAND_PREFIX = "+441632960"
NETWORKS = 4  # of the numbers outside the county
LAND, CALL_CENTRE = 5, 6  # beside NETWORKS and the residents' own


@dataclass(slots=True)
class Entry:
    """A phone: who carries it (-1 nobody, else an agent), what for, and its changes.

    `changes` are (from local seconds, handset), one a number. `data_a_day` is None where the phone
    has its owner's ordinary use.
    """

    use: str
    kind: int
    agent: int
    changes: list[tuple[float, int]]
    data_a_day: float | None = None
    label: str = ""
    landline: bool = False


@dataclass(slots=True)
class Book:
    """Collects phones; `close` closes it."""

    rng: Rng
    own_numbers: tuple[int, int]
    entries: list[Entry] = field(default_factory=list)
    drawn: set[tuple[int, int]] = field(default_factory=set)
    handsets: int = 0
    carriers: dict[int, list[tuple[float, int]]] = field(default_factory=dict)

    def mobile(self, agent: int, use: str, lent_by: int = -1) -> int:
        """Open a mobile in a handset of its own, or in that of the phone `lent_by`."""
        self._draw_own()
        handset = self.entries[lent_by].changes[0][1] if lent_by >= 0 else self._handset()
        return self._enter(Entry(use, MOBILE, agent, [(BEFORE, handset)]))

    def land(self, agent: int) -> int:
        """Open a fixed line: a return of its own, no cells, many calls at once."""
        self._draw(LAND, 10**6)
        return self._enter(Entry("office", FIXED, agent, [(BEFORE, -1)], landline=True))

    def outsider(self) -> int:
        """Open a mobile that has no return here and is seen in those of others only."""
        network = int(self.rng.integers(NETWORKS))
        while not self._new((network, int(self.rng.integers(10**6)))):
            network = int(self.rng.integers(NETWORKS))
        return self._enter(Entry("outside", SENDER, -1, [(BEFORE, -1)]))

    def call_centre(self) -> int:
        """Open a fixed number that has no return here."""
        self._draw(CALL_CENTRE, 1000)
        return self._enter(Entry("outside", SENDER, -1, [(BEFORE, -1)], landline=True))

    def sender(self, label: str) -> int:
        """Open a name or short code that texts."""
        return self._enter(Entry("sender", SENDER, -1, [(BEFORE, -1)], label=label))

    def renumber(self, phone: int, when_s: float, same_handset: bool) -> None:
        """Give a phone a new number from a moment on, in the same handset or a new one."""
        self._draw_own()
        changes = self.entries[phone].changes
        changes.append((when_s, changes[-1][1] if same_handset else self._handset()))

    def first_numbers(self) -> Ints:
        """Return the place of each phone's first number among all, which go phone by phone."""
        counts = np.array([len(e.changes) for e in self.entries], dtype=np.int64)
        return np.cumsum(counts) - counts

    def close(self, rng: Rng) -> Phones:
        """Return the phones with numbers written out; there are no subscriptions."""
        held = [(phone, e) for phone, e in enumerate(self.entries) for _ in e.changes]
        number: list[tuple[int, float, int]] = []
        handset: list[tuple[int, float, int]] = []
        for phone, entry in enumerate(self.entries):
            for since, one in entry.changes:
                handset.append((phone, since, one))
                number.append((phone, since, len(number)))
        hand = [(phone, BEFORE, e.agent) for phone, e in enumerate(self.entries) if e.agent >= 0]
        hand += [
            (phone, since, who) for phone, rows in self.carriers.items() for since, who in rows
        ]
        return Phones(
            use=tuple(e.use for e in self.entries),
            kind=np.array([e.kind for e in self.entries], dtype=np.int64),
            data_a_day=np.array([e.data_a_day or 0.0 for e in self.entries]),
            prepaid=np.zeros(len(self.entries), dtype=bool),
            opened=np.full(len(self.entries), BEFORE),
            ended=np.full(len(self.entries), np.inf),
            number=Timeline.of(number),
            handset=Timeline.of(handset),
            hand=Timeline.of(hand),
            texts=_written([e for _, e in held], rng),
            imeis=np.array(numbering.imeis(max(self.handsets, 1), rng), dtype=object),
            imsis=np.full(len(held), "", dtype=object),
            operator=np.zeros(len(held), dtype=np.int64),
        )

    def _enter(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1

    def _handset(self) -> int:
        self.rng.integers(0, 10, 12)  # its digits, once
        self.handsets += 1
        return self.handsets - 1

    def _draw_own(self) -> None:
        network, first = self.own_numbers
        while not self._new((network, first + int(self.rng.integers(10**5)))):
            pass

    def _draw(self, network: int, serials: int) -> None:
        while not self._new((network, int(self.rng.integers(serials)))):
            pass

    def _new(self, number: tuple[int, int]) -> bool:
        new = number not in self.drawn
        self.drawn.add(number)
        return new


def _written(held: list[Entry], rng: Rng) -> Texts:
    """Return one text for each number: label, fixed drama number or marked synthetic mobile."""
    fixed = np.array([e.landline for e in held], dtype=bool)
    named = np.array([bool(e.label) for e in held], dtype=bool)
    mobile = ~(fixed | named)
    texts = np.array([e.label for e in held], dtype=object)
    texts[mobile] = numbering.mobiles(int(mobile.sum()), drama=False, rng=rng)
    texts[fixed] = numbering.fixed(int(fixed.sum()), LAND_PREFIX, rng)
    return texts
