"""Talk: what residents and crews say to each other in private, and texts from banks and parcels.

Blind to: group chats, voicemail, calls in applications.
"""

from dataclasses import dataclass

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Shire, Ties

MOST = 4.0  # contacts a day of one pair


@dataclass(frozen=True, slots=True)
class Bond:
    """A person and whom he talks with: another person, or a number elsewhere, maybe from the second phone."""

    person: int
    friend: int | None
    rate: float
    outside: int = -1
    second: bool = False


def talk(shire: Shire) -> Ties:
    """Let everybody talk for the whole period; return the ties of persons."""
    persons = [p for p in shire.people if p.phones]
    ties = _couples(shire, persons)
    shire.mechanics.befriend(shire, persons, ties)
    bonds = [Bond(a, b, rate) for (a, b), rate in ties.items()]
    bonds += _outside(shire, persons)
    _notices(shire, persons)
    for bond in bonds:
        _contacts(shire, bond)
    return ties


def _couples(shire: Shire, persons: list[Person]) -> Ties:
    ties: Ties = {}
    for person in persons:
        partner = person.partner
        if partner is not None and person.index < partner and shire.people[partner].phones:
            ties[(person.index, partner)] = shire.chance.around(shire.mechanics.couple, 0.4)
    return ties


def _outside(shire: Shire, persons: list[Person]) -> list[Bond]:
    """Return bonds with numbers elsewhere: a few of everybody's, more of second phones."""
    chance, bonds = shire.chance, list[Bond]()
    for person in persons:
        for _ in range(chance.whole(1, 5)):
            rate = chance.around(0.09, 1) * person.liveliness
            bonds.append(Bond(person.index, None, rate, chance.one_of(shire.outside)))
        if person.second is not None:
            for _ in range(chance.whole(3, 8)):
                rate = chance.around(0.3, 0.7)
                bonds.append(Bond(person.index, None, rate, chance.one_of(shire.outside), True))
    return bonds


def _notices(shire: Shire, persons: list[Person]) -> None:
    chance = shire.chance
    for person in persons:
        for sender in shire.senders:
            if chance.happens(0.5):
                for _ in range(chance.count(0.06 * shire.spec.days)):
                    day = chance.whole(0, shire.spec.days)
                    when = day * DAY + chance.even(8, 20) * HOUR
                    shire.text(when, sender, person.number(when))


def _contacts(shire: Shire, bond: Bond) -> None:
    chance = shire.chance
    count = chance.count(min(bond.rate, MOST) * shire.spec.days * 0.8)
    if not count:
        return
    moments = shire.mechanics.moments(shire, count)
    texting = shire.people[bond.person].texting
    if bond.friend is not None:
        texting = (texting + shire.people[bond.friend].texting) / 2
    begins = float(chance.rng.beta(3, 3))
    usual_s = chance.around(shire.mechanics.call_s, 0.6)
    for when in moments.tolist():
        if not 0 <= when < shire.end:
            continue
        one, other = _ends(shire, bond, when)
        if chance.rng.random() > begins:
            one, other = other, one
        if chance.happens(texting):
            _texts(shire, when, one, other)
        elif chance.happens(0.17):
            _missed(shire, when, one, other, usual_s)
        else:
            shire.call(when, one, other, chance.around(usual_s, 1.0))


def _ends(shire: Shire, bond: Bond, when: float) -> tuple[int, int]:
    person = shire.people[bond.person]
    if bond.friend is not None:
        return person.number(when), shire.number(bond.friend, when)
    if bond.second and person.second is not None:
        return person.second, bond.outside
    return person.number(when), bond.outside


def _texts(shire: Shire, when: float, one: int, other: int) -> None:
    """Note a text and up to three more to and fro."""
    shire.text(when, one, other)
    for turn in range(shire.chance.whole(0, 4)):
        when += shire.chance.wait(150) + 8
        shire.text(when, *((other, one) if turn % 2 == 0 else (one, other)))


def _missed(shire: Shire, when: float, one: int, other: int, usual_s: float) -> None:
    """Note a call that is missed: some are called back, in some families others try again."""
    chance = shire.chance
    shire.call(when, one, other)
    draw = chance.rng.random()
    if draw < 0.4:
        back = when + chance.wait(1500) + 20
        shire.call(back, other, one, chance.around(usual_s, 0.8))
    elif shire.mechanics.tries_again and draw < 0.7:
        again = when + chance.wait(500) + 30
        shire.call(again, one, other, chance.around(usual_s, 0.8))
