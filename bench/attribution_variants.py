"""What a county's records look like when something is worse than the fit knew: noise, clocks, cells."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder import synth

MISSING = 0.3
OUT = 1 / 3  # of the subjects: their clocks are an hour slow or fast


def _as_made(spec: synth.Spec) -> synth.County:
    return synth.generate(spec)


def _noisy(spec: synth.Spec) -> synth.County:
    return synth.generate(spec, noise=2.0)


def _clocks_out(spec: synth.Spec) -> synth.County:
    made = synth.generate(spec)
    rng = np.random.default_rng([spec.seed, 1])
    subject = made.observations["subject"].combine_chunks().dictionary_encode()
    draw = rng.random(len(subject.dictionary))
    late = np.where(draw < OUT / 2, -3600, np.where(draw < OUT, 3600, 0))
    shift = late[subject.indices.to_numpy()]
    start = pc.strptime(made.observations["start"], format="%Y-%m-%dT%H:%M:%SZ", unit="s")
    moved = pa.array(start.to_numpy() + shift.astype("timedelta64[s]"))
    return _with(made, "start", pc.strftime(moved, format="%Y-%m-%dT%H:%M:%SZ"))


def _cells_missing(spec: synth.Spec) -> synth.County:
    made = synth.generate(spec)
    gone = np.random.default_rng([spec.seed, 2]).random(made.observations.num_rows) < MISSING
    cell = pc.if_else(pa.array(gone), "", made.observations["cell_id"])
    return _with(made, "cell_id", cell)


def _with(made: synth.County, name: str, values: pa.ChunkedArray) -> synth.County:
    place = made.observations.column_names.index(name)
    return replace(made, observations=made.observations.set_column(place, name, values))


VARIANTS: Mapping[str, Callable[[synth.Spec], synth.County]] = {
    "as made": _as_made,
    "location noise doubled": _noisy,
    "clocks of a third an hour out": _clocks_out,
    "30 % of cells missing": _cells_missing,
}
