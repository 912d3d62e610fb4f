"""A county: made from a specification, written as plain files with its truth beside them."""

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from lineholder.synth import holding as held
from lineholder.synth.agenda import FAMILY as AGENDA
from lineholder.synth.bursts import FAMILY as BURSTS
from lineholder.synth.habits import FAMILY as HABITS
from lineholder.synth.maker import County, Maker
from lineholder.synth.papers import draw_up
from lineholder.synth.phones import Phones
from lineholder.synth.pockets import fill, possible
from lineholder.synth.process import FAMILY as PROCESS
from lineholder.synth.returns import both_ends, cells_of, table
from lineholder.synth.rotas import FAMILY as ROTAS
from lineholder.synth.routine import FAMILY as ROUTINE
from lineholder.synth.spec import Spec
from lineholder.synth.traffic import one_call_at_a_time
from lineholder.synth.truth import Seen, Witness
from lineholder.synth.world import Family, World, begin

FAMILIES: tuple[Family | Maker, ...] = (AGENDA, PROCESS, HABITS, ROUTINE, BURSTS, ROTAS)

README = """SYNTHETIC DATA. Nobody in these files exists.

Made by lineholder synth: family {family}, seed {seed}, people {people}, days {days},
lines {lines}, holding {holding}. The same values make the same bytes.

Mobile numbers are Ofcom drama numbers (+44 7700 900000-900999) or, where those do not suffice,
from a marked synthetic range around them (+44 7700 9xxxxx): possible in E.164, not meant to be
anybody's. Fixed numbers, IMEIs (TAC 00) and IMSIs (network 001-01) are fictional too.

observations.csv  one row is one row of its subject's own return; times UTC
cells.csv         the cell table
people.csv, subscribers.csv, topups.csv, custody.csv   what a unit would be given besides
truth.json        what really went on; for scoring only
"""


def generate(spec: Spec) -> County:
    """Return the county that a specification names; the same every time, on any machine.

    Blind to: roaming, dropped calls, voicemail, diverts, Wi-Fi calling, wrong cell tables.
    """
    family = _family(spec.family)
    if isinstance(family, Maker):
        return family.make(spec)
    world = begin(spec, family.habits)
    family.live(world)
    phones = world.book.close(spec.family, family.habits.drama_numbers, world.rng("numbers"))
    traffic = world.log.close(world.clock, phones)
    pockets = fill(world, phones, world.rng("pockets"))
    arrests = [arrest for line in world.lines for arrest in line.plan.arrests]
    traffic = possible(traffic, pockets, arrests)
    traffic = one_call_at_a_time(traffic, phones, world.rng("busy"))
    ends = both_ends(traffic, phones, world.clock, world.rng("clocks"))
    cells = cells_of(ends, pockets, world.land, world.rng("radio"))
    holding = _holding(world, spec, phones)
    rows = np.flatnonzero(holding.rows(ends))
    shown = held.checked(holding, ends, spec.holding)
    trading = [p for line in world.lines for p in (line.orders, line.adverts)]
    numbers = phones.number.value[np.isin(phones.number.who, trading)]
    seen = Seen.of(ends, rows, len(phones.texts), numbers)
    own = holding.downloaded[ends.phone[rows]]
    kept = ends.take(rows)
    return County(
        spec=spec,
        observations=table(kept, np.where(own, -1, cells[rows]), phones, world.land),
        cells=world.land.table(),
        papers=draw_up(world, phones, shown, world.rng("papers")),
        truth=Witness(world, phones, seen, holding).tell(),
    )


def write(county: County, out: Path) -> None:
    """Write the county's files into a directory, made if need be; files there are replaced."""
    out.mkdir(parents=True, exist_ok=True)
    tables = {
        "observations": county.observations,
        "cells": county.cells,
        "people": county.papers.people,
        "subscribers": county.papers.subscribers,
        "topups": county.papers.topups,
        "custody": county.papers.custody,
    }
    for name, rows in tables.items():
        _write_csv(rows, out / f"{name}.csv")
    truth = json.dumps(county.truth, indent=1, ensure_ascii=True) + "\n"
    (out / "truth.json").write_bytes(truth.encode())
    spec = {name: getattr(county.spec, name) for name in county.truth["spec"]}
    (out / "README.txt").write_bytes(README.format(**spec).encode())


def _family(name: str) -> Family | Maker:
    for family in FAMILIES:
        if family.name == name:
            return family
    raise ValueError(f"family: expected one of {[f.name for f in FAMILIES]}; found: {name!r}")


def _holding(world: World, spec: Spec, phones: Phones) -> held.Holding:
    if spec.holding == "full":
        return held.everything(world, phones)
    return held.usual(world, phones, world.rng("holding"))


def _write_csv(rows: pa.Table, path: Path) -> None:
    """Write text columns as CSV; quotes only where a value holds a comma (papers, not records)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows.column_names)
        if path.stem != "observations":
            writer.writerows(zip(*(c.to_pylist() for c in rows.columns), strict=True))
    if path.stem == "observations":
        options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
        with path.open("ab") as binary:
            pyarrow.csv.write_csv(rows, binary, options)
