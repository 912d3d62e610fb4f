"""Workers: who is on duty on which day, and with what phone.

Local workers take turns two days at a time; travelling ones come for three to seven days, two at a
time for a long list. Most work on a phone of its own whose number lasts one or two weeks.
"""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Bools
from lineholder.synth.dispatch.scene import Errand, Line, Scene

LONG_LIST = 70  # customers


def equip(line: Line, scene: Scene) -> None:
    """Put the workers on duty and give them their phones."""
    duty = _duty(line, scene)
    for place, worker in enumerate(line.workers):
        agent = scene.agents[worker]
        agent.errand = Errand(duty[place], line.trap, line.market, line.local)
        if line.local and scene.rng.random() < 0.4:
            line.worker_phones.append(agent.phone)
        else:
            line.worker_phones.append(_work_phone(line, worker, duty[place], scene))


def _duty(line: Line, scene: Scene) -> Bools:
    count, days = len(line.workers), scene.days
    duty = np.zeros((count, days), dtype=bool)
    if line.local:
        abreast = max(1, round(count * 0.6))
        for day in range(days):
            duty[(np.arange(abreast) + day // 2) % count, day] = True
        return duty
    abreast = 1 if line.customers.size < LONG_LIST else 2
    day = turn = 0
    while day < days:
        stay = int(scene.rng.integers(3, 8))
        for place in range(min(abreast, count)):
            duty[(turn + place) % count, day : day + stay] = True
        day, turn = day + stay, turn + 1
    return duty


def _work_phone(line: Line, worker: int, duty: Bools, scene: Scene) -> int:
    rng, book = scene.rng, scene.book
    phone = book.mobile(worker, "burner")
    book.entries[phone].data_a_day = float(rng.choice([0, 1, 3]))
    if rng.random() < (0.75 if line.kind != "small" else 0.4):
        on, day = np.flatnonzero(duty), rng.uniform(6, 13)
        while day < scene.days - 4:
            coming = on[on >= day]
            if coming.size and (on < day).any():
                same = bool(rng.random() < 0.6)
                book.renumber(phone, float(coming[0] * DAY + 6 * HOUR), same)
                day = coming[0]
            day += rng.uniform(6, 14)
    return phone
