"""Dispatch: orders passed on to the workers on duty, one by one, in batches, or when they ring in."""

from dataclasses import dataclass, field

from lineholder.synth.columns import DAY, HOUR, MINUTE
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.shire import Shire

BATCH = 3
BATCH_S = 480.0
DROP = 0.85  # of the market's radius, within which customers are met
MEETS = 0.6  # of the customers come to the meeting; the others are near it anyhow


@dataclass(frozen=True, slots=True)
class Job:
    """An order to be passed on: when it can be, the order number, the customer (-1: a stranger)."""

    when: float
    number: int
    customer: int


@dataclass(slots=True)
class Office:
    """Whoever carries the order phone, sending workers; `zones` are the customers' parts of town."""

    shire: Shire
    line: Line
    zones: dict[int, int]
    turn: int = 0
    waiting: list[Job] = field(default_factory=list)
    batched: list[Job] = field(default_factory=list)

    def take(self, job: Job) -> None:
        """Pass a job on, at once or with the next batch."""
        if self.line.habits.batches:
            self.batched.append(job)
        else:
            self._send(job.when, [job])

    def send_batches(self) -> None:
        """Pass on what waits: up to three jobs of one number within eight minutes together."""
        first = 0
        while first < len(self.batched):
            last = first + 1
            while self._together(first, last):
                last += 1
            self._send(self.batched[last - 1].when, self.batched[first:last])
            first = last

    def _together(self, first: int, last: int) -> bool:
        jobs = self.batched
        if last >= len(jobs) or last - first >= BATCH:
            return False
        soon = jobs[last].when - jobs[first].when < BATCH_S
        return soon and jobs[last].number == jobs[first].number

    def _send(self, when: float, jobs: list[Job]) -> None:
        worker, told = self._told(when, jobs)
        if told is None:
            return
        shire, chance, habits = self.shire, self.shire.chance, self.line.habits
        number = jobs[0].number
        self._tell(when, number, told)
        place = shire.spot(self.line.market, DROP)
        meet = when + chance.even(420, 1500)
        shire.people[worker].visits.append((meet, meet + chance.even(200, 600), place))
        for job in jobs:
            if job.customer < 0:
                continue
            if chance.happens(MEETS):
                until = meet + chance.even(120, 400)
                shire.people[job.customer].visits.append((meet - 60, until, place))
            if chance.happens(habits.announced):
                here = meet - chance.even(30, 240)
                customer = shire.number(job.customer, meet)
                shire.call(here, told, customer, chance.around(9, 0.4))
        if chance.happens(habits.reported):
            self._report(meet + chance.even(300, 900), told, number)

    def _told(self, when: float, jobs: list[Job]) -> tuple[int, int | None]:
        """Return who goes, and on which number they are told; None where nobody can be."""
        line, holds = self.line, self.line.worker_holds
        workers = [
            w for w in line.on_duty(when)
            if not (holds and holds[0] <= when < holds[1] and holds[2] == w)
        ]  # fmt: skip
        if not workers:
            return -1, None
        self.turn += 1
        zone = self.zones.get(jobs[0].customer, 0)
        worker = self.shire.mechanics.sent(workers, zone, self.turn, self.shire.chance)
        return worker, line.work_number(worker, when)

    def _tell(self, when: float, number: int, told: int) -> None:
        """Note what the worker is told, by text or call; some calls are missed and returned."""
        shire, chance, habits = self.shire, self.shire.chance, self.line.habits
        if chance.happens(habits.by_text):
            shire.text(when, number, told)
            if chance.happens(0.4):
                shire.text(when + chance.wait(90) + 5, told, number)
        elif chance.happens(0.06):
            shire.call(when, number, told)
            back = when + chance.even(40, 300)
            shire.call(back, told, number, chance.around(habits.told_s, 0.4))
        else:
            shire.call(when, number, told, chance.around(habits.told_s, 0.4))

    def _report(self, when: float, told: int, number: int) -> None:
        """Note that a job is done."""
        chance = self.shire.chance
        by_text = chance.happens(0.6)
        lasts = chance.around(9, 0.4)
        if by_text:
            self.shire.text(when, told, number)
        else:
            self.shire.call(when, told, number, lasts)

    def ring_in(self) -> None:
        """Let workers of a line that passes nothing on ring in for what waits, all day long."""
        if not self.line.habits.ring_in:
            return
        chance, habits = self.shire.chance, self.line.habits
        every = chance.even(12, 32) * MINUTE
        for day in range(self.shire.spec.days):
            when = day * DAY + habits.opens_h * HOUR + chance.even(0, 1800)
            while when < day * DAY + habits.closes_h * HOUR + 1800:
                self._ask(when)
                when += every * chance.gamma(6, 1 / 6)

    def _ask(self, when: float) -> None:
        """Let a worker on duty ask for jobs, mostly when there are some."""
        shire, chance = self.shire, self.shire.chance
        number, workers = self.line.number(when), self.line.on_duty(when)
        if number is None or not workers:
            return
        ready = [job for job in self.waiting if job.when < when]
        if not ready and not chance.happens(0.35):
            return
        self.waiting = [job for job in self.waiting if job.when >= when]
        worker = chance.one_of(workers)
        asks = self.line.work_number(worker, when)
        if asks is None:
            return
        shire.call(when, asks, number, chance.around(self.line.habits.told_s, 0.4))
        for job in ready:
            meet = when + chance.even(300, 1400)
            place = shire.spot(self.line.market, DROP)
            shire.people[worker].visits.append((meet, meet + 300, place))
            if job.customer >= 0 and chance.happens(MEETS):
                shire.people[job.customer].visits.append((meet - 60, meet + 240, place))
