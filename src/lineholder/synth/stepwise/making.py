"""Making: a stepwise county from its first draw to its tables and its truth."""

from datetime import date

import numpy as np

from lineholder.synth.author import Author, County
from lineholder.synth.clock import Clock
from lineholder.synth.columns import DAY
from lineholder.synth.papers import none
from lineholder.synth.spec import Spec
from lineholder.synth.stepwise import (
    changes,
    crew_talk,
    firm,
    holding,
    plan,
    records,
    settling,
    talk,
    trading,
)
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.country import lay_out
from lineholder.synth.stepwise.numbers import Register
from lineholder.synth.stepwise.shire import Mechanics, Shire
from lineholder.synth.stepwise.truth import Log, Witness

SALT = 77041


def author(name: str, about: str, mechanics: Mechanics) -> Author:
    """Return the family of these mechanics."""
    return Author(name, about, lambda spec: make(spec, mechanics))


def make(spec: Spec, mechanics: Mechanics) -> County:
    """Return the county of a specification.

    The holding comes after life, from the same stream: counties of one seed lead one life, but their
    rows differ in seconds and cells between holdings. Blind to: custody, papers, roaming, voicemail.
    """
    shire = begin(spec, mechanics)
    live(shire)
    contacts = records.lived(shire)
    held = holding.everything(shire) if spec.holding == "full" else holding.usual(shire)
    made = records.rows(shire, contacts, held)
    serving = records.cells(shire, made, held)
    log = Log.of(shire, contacts, made)
    return County(
        spec=spec,
        observations=records.table(shire, made, serving, held),
        cells=shire.country.table(),
        papers=none(),
        truth=Witness(shire, log, held).tell(),
    )


def begin(spec: Spec, mechanics: Mechanics) -> Shire:
    """Return an empty county: odd seeds in early summer, even ones in winter."""
    seed = [spec.seed, ord(mechanics.letter), SALT]
    chance = Chance(np.random.default_rng(seed))
    first = date(2025, 5 if spec.seed % 2 else 1, 5 + chance.whole(0, 20))
    fade = chance.even(0.15, 0.35)
    country = lay_out(spec.lines, chance)
    register = Register(chance, float(spec.days * DAY))
    return Shire(spec, mechanics, chance, Clock(first, spec.days), fade, country, register)


def live(shire: Shire) -> None:
    """Let everybody live; what is drawn first changes all that follows."""
    settling.settle(shire)
    plan.plan_lines(shire)
    changes.people_change(shire)
    firm.open_all(shire)
    changes.a_firm_changes(shire)
    shire.counters = firm.counters(shire)
    for line in shire.lines:
        line.supplier = shire.chance.one_of(shire.outside)
        line.circle = [shire.chance.one_of(shire.outside) for _ in range(5)]
        trading.trade(shire, line)
        crew_talk.talk(shire, line)
    ties = talk.talk(shire)
    changes.tell(shire, ties)
    records.sessions(shire)
