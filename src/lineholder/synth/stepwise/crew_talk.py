"""Crew talk: what those of a line say to each other besides orders, and the slips they make."""

from dataclasses import dataclass

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.numbers import TOPS_UP
from lineholder.synth.stepwise.shire import Shire

NOON, AFTERNOON = 12 * HOUR, 15 * HOUR


@dataclass(slots=True)
class Crew:
    """One day of a line: whoever holds it, on which number; `leaks`: the line rings home at times."""

    shire: Shire
    line: Line
    leaks: bool
    midnight: float
    holder: int
    own: int | None
    carrier: int

    def talk(self) -> None:
        """Let the crew talk for the day."""
        chance, deputy = self.shire.chance, self.line.deputy
        if deputy is not None and self.own is not None and chance.happens(0.55):
            when = self._at(10, 23)
            self._either(when, self.own, self.shire.number(deputy, when), (60, 0.8))
        number = self.line.number(self.midnight + AFTERNOON)
        if number is not None:
            self._direct(number)
            for worker in self.line.on_duty(self.midnight + AFTERNOON):
                self._with_worker(number, worker)
            self._slip(number)
            self._ordinary(number)
        self._holders_own()

    def _at(self, low_h: float, high_h: float) -> float:
        """Return a time of the day between two hours."""
        return self.midnight + self.shire.chance.even(low_h, high_h) * HOUR

    def _either(self, when: float, one: int, other: int, length: tuple[float, float]) -> None:
        """Note a call either way; `length` is (median, spread) in seconds."""
        ends = [one, other]
        self.shire.chance.rng.shuffle(ends)
        self.shire.call(when, ends[0], ends[1], self.shire.chance.around(*length))

    def _direct(self, number: int) -> None:
        """Let the holder ring the order phone in other hands, or use it himself with the deputy."""
        chance, deputy = self.shire.chance, self.line.deputy
        elsewhere = self.carrier != self.holder
        if elsewhere and self.own is not None and chance.happens(0.6):
            when = self._at(10, 23)
            self.shire.call(when, self.own, number, chance.around(45, 0.7))
        if not elsewhere and deputy is not None and chance.happens(0.35):
            when = self._at(10, 23)
            self._either(when, number, self.shire.number(deputy, when), (40, 0.7))

    def _with_worker(self, number: int, worker: int) -> None:
        """Note start of the day, change and trouble, and what a work phone is misused for."""
        shire, chance, habits = self.shire, self.shire.chance, self.line.habits
        work = self.line.work_number(worker, self.midnight + AFTERNOON)
        if work is None:
            return
        for _ in range(chance.count(0.9)):
            when = self._at(habits.opens_h, habits.closes_h)
            self._either(when, number, work, (35, 0.7))
        if chance.happens(0.06):
            when = self._at(12, 22)
            shire.call(when, work, chance.one_of(shire.counters), chance.around(20, 0.5))
        if chance.happens(0.08):
            when = self._at(11, 22)
            shire.call(when, work, chance.one_of(shire.outside), chance.around(60, 0.8))
        self._over_worker(worker, work)

    def _over_worker(self, worker: int, work: int) -> None:
        """Note calls of holder, deputy and another worker with a worker."""
        shire, chance, line = self.shire, self.shire.chance, self.line
        if self.own is not None and chance.happens(0.05):
            when = self._at(11, 22)
            shire.call(when, self.own, work, chance.around(40, 0.7))
        if line.deputy is not None and chance.happens(0.15):
            when = self._at(11, 22)
            self._either(when, shire.number(line.deputy, when), work, (40, 0.7))
        afternoon = self.midnight + AFTERNOON
        others = [other for other in line.on_duty(afternoon) if other != worker]
        if others and chance.happens(0.5):
            other = line.work_number(others[0], afternoon)
            if other is not None:
                when = self._at(line.habits.opens_h, line.habits.closes_h)
                shire.call(when, work, other, chance.around(25, 0.6))

    def _slip(self, number: int) -> None:
        """Let the order phone ring the holder's partner, or his own number, now and then."""
        shire, chance, line = self.shire, self.shire.chance, self.line
        if not (self.leaks and chance.happens(0.05)):
            return
        home = chance.happens(0.6) or self.own is None
        rung = shire.number(line.partner, self.midnight) if home else self.own
        sold = line.next_holder is not None and line.handover is not None
        if rung is not None and not (sold and self.midnight >= (line.handover or 0.0)):
            when = self._at(12, 23)
            shire.call(when, number, rung, chance.around(50, 0.7))

    def _ordinary(self, number: int) -> None:
        """Note food and cabs, credit, wrong numbers and the supplier on the order phone."""
        shire, chance = self.shire, self.shire.chance
        if chance.happens(0.06):
            when = self._at(12, 23)
            shire.call(when, number, chance.one_of(shire.counters), chance.around(20, 0.5))
        if chance.happens(0.1):
            shire.text(self._at(9, 20), shire.senders[TOPS_UP], number)
        if chance.happens(0.15):
            when = self._at(9, 22)
            shire.call(when, chance.one_of(shire.outside), number, chance.around(12, 0.6))
        if chance.happens(0.12):
            when = self._at(10, 23)
            shire.call(when, number, self.line.supplier, chance.around(40, 0.6))

    def _holders_own(self) -> None:
        """Note what the holder does on his own phones: his circle, and workers' private phones."""
        shire, chance, line = self.shire, self.shire.chance, self.line
        if self.own is None:
            return
        first = self.holder == line.holder
        if line.command is not None and first and chance.happens(0.8):
            self._circle(line.command)
        for worker in line.workers:
            if shire.people[worker].phones and chance.happens(0.06):
                when = self._at(10, 23)
                private = shire.number(worker, when)
                shire.call(when, self.own, private, chance.around(45, 0.7))

    def _circle(self, command: int) -> None:
        chance = self.shire.chance
        when = self._at(10, 23)
        other = chance.one_of(self.line.circle)
        by_call = chance.happens(0.6)
        lasts = chance.around(60, 0.8)
        if by_call:
            self.shire.call(when, command, other, lasts)
        else:
            self.shire.text(when, command, other)


def talk(shire: Shire, line: Line) -> None:
    """Let the crew of a line talk, day by day."""
    leaks = shire.chance.happens(0.45)
    for day in range(shire.spec.days):
        midnight = float(day * DAY)
        holder = line.holder
        sold = line.handover is not None and midnight + NOON >= line.handover
        if line.next_holder is not None and sold:
            holder = line.next_holder
        own = shire.number(holder, midnight + NOON) if shire.people[holder].phones else None
        carrier = next((p for a, b, p in line.segments if a <= midnight + NOON < b), holder)
        Crew(shire, line, leaks, midnight, holder, own, carrier).talk()
