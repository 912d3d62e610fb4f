"""Numbers: each with its handset and subscription, who carries it when, and how it is issued.

The identifiers are those of synth/numbering.py: the marked synthetic range, test handsets, the test
network. They are drawn from the county's one stream as the number is issued.
"""

from dataclasses import dataclass, field

from lineholder.synth import numbering
from lineholder.synth.columns import DAY
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.country import Point

SENDERS = ("BANKALERT", "PARCELHUB", "GPSURGERY", "2345", "VOICEMAIL", "85432")
TOPS_UP = 3  # the place of the short code that a line's number hears from
FIXED = "+441632960"
MODELS = 8
ROOM = 100_000  # numbers in the marked synthetic range


@dataclass(slots=True)
class Number:
    """A number; `data` is sessions a day, `place` where a number stands that nobody carries.

    `owner` is the person it was issued for. `hands` are (from, to, person), local seconds.
    `county` says that its return can be held at all.
    """

    index: int
    text: str
    owner: int | None = None
    place: Point | None = None
    county: bool = True
    data: float = 0.0
    role: str = "private"
    fixed: bool = False
    imei: str = ""
    imsi: str = ""
    hands: list[tuple[float, float, int]] = field(default_factory=list)


@dataclass(slots=True)
class Register:
    """All numbers of a county, by index; `end` is when the period ends."""

    chance: Chance
    end: float
    all: list[Number] = field(default_factory=list)
    drawn: set[tuple[str, int]] = field(default_factory=set)
    given: set[str] = field(default_factory=set)

    def __getitem__(self, index: int) -> Number:
        return self.all[index]

    def carried(self, person: int, data: float = 0.0, role: str = "private") -> Number:
        """Return a new mobile number that one person has throughout."""
        number = self._issue(Number(0, "", person, None, True, data, role))
        number.hands = [(0.0, self.end + DAY, person)]
        return number

    def loose(self, data: float = 0.0, role: str = "private") -> Number:
        """Return a new mobile number that nobody carries yet."""
        return self._issue(Number(0, "", None, None, True, data, role))

    def standing(self, place: Point, fixed: bool, data: float) -> Number:
        """Return a new number of a business that stands in one place."""
        return self._issue(Number(0, "", None, place, True, data, "business", fixed))

    def like(self, old: Number) -> Number:
        """Return a new mobile number for the same business, which nobody carries yet."""
        number = Number(0, "", old.owner, old.place, True, old.data, "business")
        return self._issue(number)

    def outside(self) -> Number:
        """Return a new mobile number of somebody elsewhere, whose return nobody has."""
        return self._issue(Number(0, "", None, None, False))

    def sender(self, name: str) -> Number:
        """Return a sender of bulk texts; it has no handset."""
        number = Number(len(self.all), name, county=False)
        self.all.append(number)
        return number

    def _issue(self, number: Number) -> Number:
        number.index = len(self.all)
        number.text = self._free(number.fixed)
        model = self.chance.whole(0, MODELS) + 1
        number.imei = numbering.imei(model, self.chance.whole(0, 10**6))
        number.imsi = numbering.imsi(self.chance.whole(0, 10**10))
        self.all.append(number)
        return number

    def _free(self, fixed: bool) -> str:
        """Return the next free number after a drawn one."""
        while True:
            if fixed:
                drawn = "fixed", self.chance.whole(100_000, 999_999)
            else:
                drawn = self.chance.one_of("12"), self.chance.whole(0, 10**8)
            if drawn not in self.drawn:
                break
        self.drawn.add(drawn)
        prefix, room = (FIXED, 1000) if fixed else (numbering.SYNTHETIC_MOBILE, ROOM)
        for serial in range(drawn[1], drawn[1] + room):
            text = f"{prefix}{serial % room:0{len(str(room)) - 1}d}"
            if text not in self.given:
                self.given.add(text)
                return text
        raise ValueError(f"numbers: expected at most {room} under {prefix}; all are given")
