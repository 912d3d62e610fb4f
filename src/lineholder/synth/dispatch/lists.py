"""Lists: those who text a stable list, and senders and call centres who reach everybody."""

import numpy as np

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.dispatch.broadcast import broadcast
from lineholder.synth.dispatch.demand import Manner, Mix, contact, rates, wants
from lineholder.synth.dispatch.firms import Street, open_at_counter, open_with
from lineholder.synth.dispatch.scene import Firm, Hours, Scene

SENDERS = ("60777", "MyBank", "PARCELCO", "NHS-Surg")
MORNING = ((8.2, 3.0),)


def clinic(street: Street) -> None:
    """A fixed line that is rung in the morning, and a mobile that texts reminders on weekdays."""
    scene, rng = street.scene, street.scene.rng
    town = street.town()
    phone = open_at_counter(scene, "clinic", town, mobile=False)
    texts_from = scene.book.mobile(scene.book.entries[phone].agent, "office")
    scene.firms[-1].phones.append(texts_from)
    patients = scene.phones_of(int(scene.spec.people * rng.uniform(0.2, 0.35)), town)
    weekdays = scene.but_for(5, 6)
    for day in np.flatnonzero(weekdays):
        count = min(patients.size, int(rng.integers(15, 40)))
        due = rng.choice(patients, count, replace=False)
        sweep = day * DAY + rng.uniform(8.5, 9.5) * HOUR, rng.uniform(60, 400)
        broadcast(scene, texts_from, due, sweep)
    rate = rates(patients.size, Mix((0.01, 0.04), (0.05, 0.1), (0.12, 0.25)), scene)
    who, when = wants(scene, rate, Hours(8, 18, MORNING), weekdays)
    lengths = scene.lengths(150 * scene.shaken.firm_length, 0.7, who.size)
    answered = rng.random(who.size) > 0.3
    scene.log.calls(patients[who], phone, when, lengths * answered)


def gym(street: Street) -> None:
    """A mobile that texts all members every few days."""
    scene, rng = street.scene, street.scene.rng
    town = street.town()
    phone = open_at_counter(scene, "gym", town, mobile=True)
    members = scene.phones_of(int(rng.integers(60, 180)), town)
    for day in np.arange(rng.uniform(0, 5), scene.days, rng.choice([2.3, 3.5, 7])):
        sweep = int(day) * DAY + rng.uniform(9, 17) * HOUR, rng.uniform(30, 500)
        broadcast(scene, phone, members, sweep, batch=int(rng.choice([0, 30])))
    rate = rates(members.size, Mix((0.01, 0.03), (0.05, 0.12), (0.2, 0.45)), scene)
    who, when = wants(scene, rate, Hours(7, 21))
    manner = Manner(70 * scene.shaken.firm_length, 0.6, text=0.25, miss=0.2)
    contact(scene, members[who], phone, when, manner)


def school(street: Street) -> None:
    """A mobile that texts all parents or a class of them on every other weekday."""
    scene, rng = street.scene, street.scene.rng
    town = street.town()
    phone = open_at_counter(scene, "school", town, mobile=True)
    parents = scene.phones_of(int(rng.integers(70, 170)), town)
    weekdays = scene.but_for(5, 6)
    for day in np.flatnonzero(weekdays):
        if rng.random() < 0.55:
            whole = rng.random() < 0.5
            told = parents if whole else rng.choice(parents, parents.size // 4, replace=False)
            sweep = day * DAY + rng.uniform(8, 16) * HOUR, rng.uniform(20, 240)
            broadcast(scene, phone, told, sweep)
    rate = rates(parents.size, Mix((0.02, 0.05), (0.06, 0.12), (0.15, 0.3)), scene)
    who, when = wants(scene, rate, Hours(7.7, 16, MORNING), weekdays)
    manner = Manner(45 * scene.shaken.firm_length, 0.6, text=0.1, miss=0.15)
    contact(scene, parents[who], phone, when, manner)


def club(street: Street, place: int) -> None:
    """A secretary who texts a team that answers; every other one from a private phone."""
    scene, rng = street.scene, street.scene.rng
    town = street.town()
    secretary = int(scene.people.agent[scene.some_adults(1, town)[0]])
    team = scene.phones_of(int(rng.integers(22, 60)), town)
    phone = scene.agents[secretary].phone
    if place % 2 == 0:
        scene.firms.append(Firm("club", town, [phone]))
    else:
        phone = open_with(scene, "club", town, secretary)
    team = team[team != phone]
    for day in np.arange(rng.uniform(0, 3), scene.days, rng.choice([2.33, 3.5, 7])):
        sweep = int(day) * DAY + rng.uniform(17, 20.5) * HOUR, rng.uniform(30, 300)
        reached, when = broadcast(scene, phone, team, sweep)
        answers = rng.random(reached.size) < 0.5
        later = when[answers] + scene.lengths(1500, 1.1, answers.sum())
        scene.log.texts(reached[answers], phone, later)
    who, when = wants(scene, rng.uniform(0.02, 0.12, team.size), Hours(9, 22))
    contact(scene, team[who], phone, when, Manner(40, 0.7, text=0.5))


def senders(scene: Scene) -> None:
    """Names and short codes that text anybody, two call centres, and one blast of a scam."""
    rng, book, everybody = scene.rng, scene.book, scene.people.phone
    for label in SENDERS[: scene.v.shops.names]:
        phone = book.sender(label)
        scene.firms.append(Firm("sender", -1, [phone]))
        count = rng.poisson(len(everybody) * scene.days * 0.04)
        told = everybody[rng.integers(0, len(everybody), count)]
        scene.log.texts(phone, told, scene.any_time(count, Hours(8, 20)))
    for _ in range(2):
        phone = book.call_centre()
        scene.firms.append(Firm("call_centre", -1, [phone]))
        count = rng.poisson(len(everybody) * scene.days * 0.01)
        rung = everybody[rng.integers(0, len(everybody), count)]
        when = scene.any_time(count, Hours(9, 20))
        lengths = scene.lengths(15, 1, count) * (rng.random(count) > 0.5)
        scene.log.calls(phone, rung, when, lengths)
    phone = book.outsider()
    scene.firms.append(Firm("scam", -1, [phone]))
    for _ in range(3):
        told = scene.phones_of(int(scene.spec.people * 0.25))
        start = rng.integers(0, scene.days) * DAY + rng.uniform(9, 18) * HOUR
        broadcast(scene, phone, told, (start, 1800))
