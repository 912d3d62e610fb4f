"""Changes: people and businesses that give up one number for another."""

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.numbers import Number
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Change, Firm, Shire, Ties

SAME_HANDSET = 0.6
CHANGING_FIRMS = ("minicab_small", "hairdresser", "pizza", "solo_taxi", "plumber", "takeaway")


def people_change(shire: Shire) -> None:
    """Let one or two in a hundred residents change their number; most tell their contacts."""
    chance = shire.chance
    count = max(3, int(len(shire.people) * chance.even(0.012, 0.025)))
    pool = [p for p in shire.people if not p.part and p.phones and p.liveliness > 0.6]
    for place in chance.rng.choice(len(pool), count, replace=False):
        _change(shire, pool[int(place)], chance.even(0.3, 0.7) * shire.end)


def _change(shire: Shire, person: Person, when: float) -> None:
    since, _, current = person.phones[-1]
    old = shire.numbers[current]
    new = shire.numbers.carried(person.index, old.data, old.role)
    if shire.chance.happens(SAME_HANDSET):
        new.imei = old.imei
    shire.chance.even(0, 18 * HOUR)  # hours without a phone: drawn, and so far not lived
    old.hands = [(0.0, when, person.index)]
    new.hands = [(when, shire.end + DAY, person.index)]
    person.phones[-1:] = [(since, when, old.index), (when, shire.end + DAY, new.index)]
    told = shire.chance.happens(0.6)
    shire.changes.append(Change(old.index, new.index, when, "person", person.index, told))


def tell(shire: Shire, ties: Ties) -> None:
    """Let those who tell of their new number text it to all they are tied to."""
    chance = shire.chance
    for change in shire.changes:
        if not change.told:
            continue
        others = [b if a == change.person else a for a, b in ties if change.person in (a, b)]
        when = change.when + chance.even(0.1, 5) * HOUR
        for other in others:
            when += chance.even(4, 60)
            shire.text(when, change.new, shire.number(other, when))


def a_firm_changes(shire: Shire) -> None:
    """Let one business change its number in every other county; all it did since moves to the new."""
    chance = shire.chance
    if not chance.happens(0.5):
        return
    firm = chance.one_of([f for f in shire.firms if f.kind in CHANGING_FIRMS])
    old = shire.numbers[firm.main]
    if any(old.index in (c.old, c.new) for c in shire.changes):
        return
    when = chance.even(0.4, 0.6) * shire.end
    new = shire.numbers.like(old)
    if chance.happens(SAME_HANDSET):
        new.imei = old.imei
    if old.owner is not None:
        _hand_over(shire, old, new, when)
    _move(shire, old.index, new.index, when)
    _note(shire, firm, new, when)


def _hand_over(shire: Shire, old: Number, new: Number, when: float) -> None:
    if old.owner is None:
        return
    new.hands, old.hands = [(when, shire.end + DAY, old.owner)], [(0.0, when, old.owner)]
    boss = shire.people[old.owner]
    if boss.phones[0][2] == old.index:
        boss.phones = [(0.0, when, old.index), (when, shire.end + DAY, new.index)]


def _move(shire: Shire, old: int, new: int, since: float) -> None:
    shire.contacts = [
        c._replace(a=new if c.a == old else c.a, b=new if c.b == old else c.b)
        if c.when >= since
        else c
        for c in shire.contacts
    ]


def _note(shire: Shire, firm: Firm, new: Number, when: float) -> None:
    firm.numbers.append(new.index)
    shire.changes.append(Change(firm.main, new.index, when, "business"))
