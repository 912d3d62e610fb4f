"""Crews: who works for a line and when, on which work numbers, and who travels to the market."""

from itertools import pairwise

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.line import Line, Span
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.settling import give_phone, move_in
from lineholder.synth.stepwise.shire import Change, Shire

CITY = 0
Duty = list[tuple[int, float, float]]


def take_on(shire: Shire, line: Line) -> None:
    """Give the line its workers, their turns, their work numbers, and the order phone's hands."""
    chance, textbook = shire.chance, line.kind == "textbook"
    line.travelling = line.market != CITY and chance.happens(0.65)
    count = 1 if textbook else chance.whole(1, 4)
    abreast = 1 if textbook or count == 1 else chance.one_of((1, 2))
    line.workers = [_worker(shire, line) for _ in range(count)]
    line.duty = _duty(shire, line, abreast)
    if line.travelling:
        _stay(shire, line)
    line.churned = line.kind == "churned" or (
        not textbook and line.kind != "handover" and chance.happens(0.2)
    )
    for worker in line.workers:
        line.work_numbers[worker] = _work_numbers(shire, line, worker)
    if line.kind == "worker_holds":
        _leave_phone(shire, line)
    _carry(shire, line)


def _worker(shire: Shire, line: Line) -> int:
    person = move_in(shire, CITY if line.travelling else line.market, occupation="home")
    person.part = "runner"
    give_phone(shire, person)
    return person.index


def _duty(shire: Shire, line: Line, abreast: int) -> Duty:
    """Return the turns: a buyer brings his own people; else one all along, two abreast, or by turns."""
    workers = line.workers
    if line.kind == "sold_on" and len(workers) >= 2 and line.handover is not None:
        sold, half = line.handover, len(workers) // 2
        return [
            (worker, 0.0, sold) if place < half else (worker, sold, shire.end)
            for place, worker in enumerate(workers)
        ]
    if len(workers) == 1:
        return [(workers[0], 0.0, shire.end)]
    if abreast == 2:
        return _abreast(shire, workers)
    return _by_turns(shire, line)


def _abreast(shire: Shire, workers: list[int]) -> Duty:
    chance, duty, end = shire.chance, Duty(), shire.end
    for worker in workers:
        since = 0.0 if worker != workers[-1] else chance.even(0, 5) * DAY
        while since < end:
            until = since + chance.even(5, 12) * DAY
            duty.append((worker, since, min(until, end)))
            since = until + (chance.even(1, 3) * DAY if worker != workers[0] else 0)
    return duty


def _by_turns(shire: Shire, line: Line) -> Duty:
    duty, since = Duty(), 0.0
    days = (3, 9) if line.travelling else (2, 6)
    while since < shire.end:
        until = since + shire.chance.even(*days) * DAY // DAY * DAY + DAY * 0.5
        worker = line.workers[len(duty) % len(line.workers)]
        duty.append((worker, since, min(until, shire.end)))
        since = until
    return duty


def _stay(shire: Shire, line: Line) -> None:
    """Let workers on duty stay in the market, back in the city every few days to restock."""
    chance = shire.chance
    for worker, since, until in line.duty:
        trap = shire.spot(line.market, 0.8) if chance.happens(0.3) else line.trap
        while since < until:
            back = min(until, since + chance.even(3, 8) * DAY)
            shire.people[worker].spells.append((since + HOUR * 2, back - HOUR * 6, trap))
            since = back


def _work_numbers(shire: Shire, line: Line, worker: int) -> list[Span]:
    """Return a worker's work numbers in turn; none where there is no turn for the worker."""
    turns = sorted((since, until) for who, since, until in line.duty if who == worker)
    if not turns:
        return []
    first, last = turns[0][0], turns[-1][1]
    spans = _churned(shire, first, last) if line.churned else _kept(shire, line, first, last)
    for since, until, index in spans:
        number = shire.numbers[index]
        number.hands, number.owner = [(since, until + 1, worker)], worker
    same_handset = shire.chance.happens(0.4)
    for old, new in pairwise(spans):
        if same_handset:
            shire.numbers[new[2]].imei = shire.numbers[old[2]].imei
        shire.changes.append(Change(old[2], new[2], new[0], "worker", worker))
    return spans


def _churned(shire: Shire, since: float, last: float) -> list[Span]:
    spans = []
    while since < last:
        until = min(since + shire.chance.even(3, 10) * DAY, last)
        if last - until < 1.5 * DAY:
            until = last
        spans.append((since, until, shire.numbers.loose(0, "work").index))
        since = until
    return spans


def _kept(shire: Shire, line: Line, since: float, last: float) -> list[Span]:
    """Return one number for the whole time, for a few with a change on the way."""
    chance = shire.chance
    number = shire.numbers.loose(chance.one_of((0.0, 0.0, 0.5)), "work").index
    if chance.happens(0.15) and line.kind != "textbook" and last - since > 20 * DAY:
        change = since + chance.even(0.35, 0.65) * (last - since)
        other = shire.numbers.loose(0, "work").index
        return [(since, change, number), (change, last, other)]
    return [(since, last, number)]


def _leave_phone(shire: Shire, line: Line) -> None:
    """Leave the order phone with a worker for a part of one of his turns."""
    chance, end = shire.chance, shire.end
    with_turn = [w for w in line.workers if any(turn[0] == w for turn in line.duty)]
    worker = chance.one_of(with_turn)
    _, since, until = chance.one_of([turn for turn in line.duty if turn[0] == worker])
    length = min(chance.even(0.18, 0.35) * end, until - since)
    start = since + chance.even(0, 1) * (until - since - length)
    line.worker_holds = (start, start + length, worker)
    line.segments = [
        (0.0, start, line.holder),
        line.worker_holds,
        (start + length, end + DAY, line.holder),
    ]


def _carry(shire: Shire, line: Line) -> None:
    """Put the line's numbers into hands: the advert number stays with the holder until he sells."""
    line.segments = [segment for segment in line.segments if segment[1] > segment[0]]
    for index in line.numbers():
        number = shire.numbers[index]
        number.hands, number.owner = list(line.segments), None
    if line.adverts_from is not None and line.next_holder is None:
        shire.numbers[line.adverts_from].hands = [(0.0, shire.end + DAY, line.holder)]


def travel(shire: Shire, line: Line) -> None:
    """Let holder and deputy visit a market that is not their own town, the holder's partner at times."""
    if line.market == CITY:
        return
    holder, partner = shire.people[line.holder], shire.people[line.partner]
    deputy = None if line.deputy is None else shire.people[line.deputy]
    _visit(shire, line, holder, partner)
    if deputy is not None and deputy.town != line.market:
        _visit(shire, line, deputy, None)
        if shire.chance.happens(0.4):
            since = shire.chance.even(0, 0.6) * shire.end
            until = since + shire.chance.even(3, 9) * DAY
            deputy.spells.append((since, until, line.trap))


def _visit(shire: Shire, line: Line, person: Person, partner: Person | None) -> None:
    chance = shire.chance
    when = chance.even(1, 4) * DAY
    while when < shire.end - DAY:
        start = when // DAY * DAY + chance.even(12, 17) * HOUR
        until = start + chance.even(1.2, 5) * HOUR
        place = line.trap if chance.happens(0.6) else shire.spot(line.market)
        person.visits.append((start, until, place))
        if partner is not None and chance.happens(0.25):
            partner.visits.append(person.visits[-1])
        when += chance.even(3, 9) * DAY
