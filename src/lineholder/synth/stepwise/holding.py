"""Holdings: whose returns and downloads are in the files.

A full holding lacks a few returns that did not come. A partial one is built around most of the lines:
the order numbers of some, a part of each crew, a few customers' downloads, and bystanders up to a
size between 28 and 180 subjects, as far as there are some; with many lines it grows past that.
"""

from dataclasses import dataclass, field
from math import exp, log

from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.shire import Shire

LEAST, MOST = 28, 180
NOT_OURS = 0.45  # of the chance to have a crew's return, where the line's own is not held


@dataclass(slots=True)
class Holding:
    """Numbers with a return, numbers with a download only, and the lines whose own returns are held."""

    returned: set[int] = field(default_factory=set)
    downloaded: set[int] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)

    def has(self, number: int) -> bool:
        """Return whether rows of a number's own are in the files."""
        return number in self.returned or number in self.downloaded

    def take(self, *numbers: int) -> None:
        """Add returns; they replace downloads."""
        self.returned.update(numbers)
        self.downloaded.difference_update(numbers)

    def seize(self, *numbers: int) -> None:
        """Add downloads, also in place of returns."""
        self.downloaded.update(numbers)
        self.returned.difference_update(numbers)

    def __len__(self) -> int:
        return len(self.returned) + len(self.downloaded)


def everything(shire: Shire) -> Holding:
    """Return the holding of every number of the county, but for two private phones in a hundred."""
    numbers = [n for n in shire.numbers.all if n.county]
    holding = Holding(lines={line.name for line in shire.lines})
    holding.take(*(n.index for n in numbers))
    for number in numbers:
        if number.role != "private" or number.owner is None:
            continue
        if not shire.people[number.owner].part and shire.chance.happens(0.02):
            holding.returned.discard(number.index)
    return holding


def usual(shire: Shire) -> Holding:
    """Return the holding that a unit would have."""
    chance, holding = shire.chance, Holding()
    order = list(range(len(shire.lines)))
    chance.rng.shuffle(order)
    count = max(1, round(len(order) * chance.even(0.5, 0.9)))
    for place, which in enumerate(order):
        _around(shire, shire.lines[which], holding, own=place < count)
    size = int(exp(chance.even(log(LEAST), log(MOST))))
    firms = [firm.main for firm in shire.firms]
    chance.rng.shuffle(firms)
    holding.take(*firms[: chance.whole(1, 5)])
    pool = [p for p in shire.people if p.phones and not p.part]
    unheld = {n for p in pool for n in p.numbers() if not holding.has(n)}
    size = min(size, len(holding) + len(unheld))
    while len(holding) < size:
        person = chance.one_of(pool)
        holding.take(*(n for n in person.numbers() if not holding.has(n)))
    return holding


def _around(shire: Shire, line: Line, holding: Holding, own: bool) -> None:
    """Add what is held about one line: its own returns or not, its crew's, customers' downloads."""
    chance = shire.chance
    if own:
        holding.lines.add(line.name)
        for number in line.numbers():
            if number != line.adverts_from or not chance.happens(0.3):
                holding.take(number)
    share = 1.0 if own else NOT_OURS
    _heads(shire, line, holding, share)
    _workers(shire, line, holding, share)
    count = chance.whole(1, 7) if chance.happens(0.8) else 0
    for customer in chance.rng.choice(line.customers, count, replace=False).tolist():
        holding.seize(*_private(shire, customer))


def _heads(shire: Shire, line: Line, holding: Holding, share: float) -> None:
    suspects = (
        (line.holder, 0.75), (line.partner, 0.5), (line.deputy, 0.65), (line.next_holder, 0.7),
        (line.next_partner, 0.4),
    )  # fmt: skip
    for person, known in suspects:
        if person is not None and shire.chance.happens(known * share):
            holding.take(*_private(shire, person))
    if line.command is not None and shire.chance.happens(0.4 * share):
        holding.take(line.command)


def _workers(shire: Shire, line: Line, holding: Holding, share: float) -> None:
    chance = shire.chance
    for worker in line.workers:
        if chance.happens(0.55 * share):
            _found(chance, line, worker, holding)
        if chance.happens(0.35 * share):
            holding.take(*_private(shire, worker))


def _found(chance: Chance, line: Line, worker: int, holding: Holding) -> None:
    for _, _, number in line.work_numbers[worker]:
        if chance.happens(0.8):
            holding.take(number)


def _private(shire: Shire, person: int) -> list[int]:
    return [n for _, _, n in shire.people[person].phones]
