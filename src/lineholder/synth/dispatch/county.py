"""A county of the author's: made in one stream, then written down as all counties are.

Differences in form, not in what happened: times UTC, every number in E.164, rows in order of time,
numbers and handsets of `synth.numbering`; no subscriptions (IMSI) and no papers, which the author has
not modelled.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from lineholder.synth.author import County
from lineholder.synth.columns import Ints
from lineholder.synth.dispatch import (
    ends,
    ground,
    high_street,
    holding,
    lines,
    moves,
    radio,
    residents,
    social,
)
from lineholder.synth.dispatch.scene import begin
from lineholder.synth.dispatch.truth import Teller, ages
from lineholder.synth.dispatch.variant import Variant
from lineholder.synth.papers import Papers
from lineholder.synth.phones import Phones
from lineholder.synth.returns import Ends, table
from lineholder.synth.spec import Spec
from lineholder.synth.truth import Seen
from lineholder.synth.world import stream


def make(spec: Spec, variant: Variant) -> County:
    """Return the county that a specification names.

    Here `people` counts the lines' crews and their homes too. Blind to: papers, custody, roaming.
    """
    scene = begin(spec, variant)
    ground.lay_out(scene)
    residents.settle(scene)
    high_street.work(scene)
    lines.trade(scene)
    social.talk(scene)
    paths = moves.move(scene)
    network = radio.build(scene)
    ends.go_online(scene)
    shown = ends.shown(scene, paths, network)
    phones = scene.book.close(stream(spec, "numbers"))
    full = spec.holding == "full"
    held = holding.everything(scene, shown) if full else holding.usual(scene, shown)
    rows = np.flatnonzero(held.rows)
    rows = rows[_in_order(shown.ends.take(rows), phones)]
    kept = shown.ends.take(rows)
    own = held.downloaded[kept.phone]
    trading = [p for line in scene.lines for p in (line.orders, line.adverts)]
    numbers = phones.number.value[np.isin(phones.number.who, trading)]
    seen = Seen.of(shown.ends, rows, len(phones.texts), numbers)
    return County(
        spec=spec,
        observations=table(
            kept, np.where(own, -1, shown.cells[rows]), _as_shown(phones, held), network
        ),
        cells=network.table(),
        papers=_no_papers(),
        truth=Teller(scene, phones, seen, held, ages(scene, stream(spec, "ages"))).tell(),
    )


def _in_order(rows: Ends, phones: Phones) -> Ints:
    """Return the order of time, subject and other number."""
    rank = np.empty(len(phones.texts), dtype=np.int64)
    rank[np.argsort(phones.texts.astype(str), kind="stable")] = np.arange(len(rank))
    other = np.where(rows.other_number >= 0, rank[np.maximum(rows.other_number, 0)], -1)
    keys = (rows.duration, rows.kind, other, ~rows.outward, rank[rows.number], rows.epoch)
    return np.asarray(np.lexsort(keys), dtype=np.int64)


def _as_shown(phones: Phones, held: holding.Held) -> Phones:
    """Return the phones without the handset of every second number of a download."""
    number, handset = phones.number, phones.handset
    bare = held.downloaded[number.who] & (number.value % 2 == 1)
    return replace(phones, handset=replace(handset, value=np.where(bare, -1, handset.value)))


def _no_papers() -> Papers:
    def empty(*columns: str) -> pa.Table:
        return pa.table({name: pa.array([], pa.string()) for name in columns})

    return Papers(
        people=empty("person", "name", "date_of_birth", "dob_source"),
        subscribers=empty("number", "name", "date_of_birth", "address", "from", "to"),
        topups=empty("number", "time", "amount", "outlet"),
        custody=empty("person", "number", "from", "to", "place"),
    )
