"""A county: made from a specification, written as plain files with its truth beside them."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from lineholder.synth import holding as held
from lineholder.synth.agenda import FAMILY as AGENDA
from lineholder.synth.author import Author, County
from lineholder.synth.called import FAMILY as CALLED
from lineholder.synth.habits import FAMILY as HABITS
from lineholder.synth.papers import draw_up
from lineholder.synth.phones import Phones
from lineholder.synth.pockets import fill, possible
from lineholder.synth.polled import FAMILY as POLLED
from lineholder.synth.process import FAMILY as PROCESS
from lineholder.synth.returns import both_ends, cells_of, table
from lineholder.synth.spec import Spec
from lineholder.synth.texted import FAMILY as TEXTED
from lineholder.synth.traffic import one_call_at_a_time
from lineholder.synth.truth import Seen, Witness
from lineholder.synth.world import Family, World, begin

FAMILIES: tuple[Family | Author, ...] = (AGENDA, PROCESS, HABITS, CALLED, TEXTED, POLLED)

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


def generate(spec: Spec, noise: float = 1.0) -> County:
    """Return the county that a specification names; the same every time, on any machine.

    `noise` times the family's own is how far from a phone its serving cell is chosen, for checks of
    what noisier networks do; another author's family is drawn as it is.

    Blind to: roaming, dropped calls, voicemail, diverts, Wi-Fi calling, wrong cell tables.
    """
    family = _family(spec.family)
    if isinstance(family, Author):
        return family.make(spec)
    world = lived(spec, noise)
    phones = numbered(world)
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


def lived(spec: Spec, noise: float = 1.0) -> World:
    """Return the world of a county after everybody has lived in it: where people were and what they did."""
    family = _lived_family(spec.family)
    habits = family.habits
    geometry = replace(habits.geometry, noise_km=noise * habits.geometry.noise_km)
    world = begin(spec, replace(habits, geometry=geometry))
    family.live(world)
    return world


def numbered(world: World) -> Phones:
    """Return the phones of a world that was lived in, with their numbers written out."""
    family = _lived_family(world.spec.family)
    return world.book.close(family.name, family.habits.drama_numbers, world.rng("numbers"))


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


def _family(name: str) -> Family | Author:
    for family in FAMILIES:
        if family.name == name:
            return family
    raise ValueError(f"family: expected one of {[f.name for f in FAMILIES]}; found: {name!r}")


def _lived_family(name: str) -> Family:
    """A family whose people live in a world of ours, not one whose author draws counties whole."""
    family = _family(name)
    if isinstance(family, Author):
        raise TypeError(f"family: expected one lived in a world of ours; found: {name!r}")
    return family


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
