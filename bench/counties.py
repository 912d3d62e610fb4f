"""Synthetic counties as ingested workspaces, for benches: made in a temporary folder, gone afterwards."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv

from lineholder import ingest as reading
from lineholder import synth
from lineholder.model.people import Actor, Scope
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import create_store
from lineholder.storage import Store

SIZES = ((400, 28, 3), (700, 35, 5), (1000, 42, 6), (600, 56, 4), (500, 56, 5), (300, 28, 3))


@dataclass(frozen=True, slots=True)
class Desk:
    """An ingested county: the first three arguments of pipeline functions, truth, and held subjects."""

    store: Store
    actor: Actor
    scope: Scope
    truth: dict[str, Any]
    held: frozenset[str]


def specs(seeds: range, holding: str) -> list[synth.Spec]:
    """One county a family and seed, sizes in turn."""
    return [
        synth.Spec(family.name, seed, *SIZES[seed % len(SIZES)], holding)
        for family in synth.FAMILIES
        for seed in seeds
    ]


@contextmanager
def county(
    spec: synth.Spec, thin: int | None = None, made: synth.County | None = None
) -> Iterator[Desk]:
    """The county ingested; with `thin`, a random few of its subjects, lines' own returns left out.

    `made` stands for what the specification makes where something in it was changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "county"
        files.mkdir()
        made = synth.generate(spec) if made is None else made
        synth.write(made, files)
        observations = made.observations
        if thin is not None:
            observations = _thinned(observations, made.truth, thin)
            pc_csv.write_csv(observations, files / "observations.csv")
        held = frozenset(str(s) for s in pc.unique(observations["subject"]).to_pylist())
        with closing(create_store(Path(folder) / "workspace")) as store:
            actor, scope = local_officer(store), default_scope()
            paths = [files / "observations.csv", files / "cells.csv"]
            ingest(store, actor, scope, paths, Options(reading.power("exercise")))
            truth = json.loads((files / "truth.json").read_text("utf-8"))
            yield Desk(store, actor, scope, truth, held)


def _thinned(observations: pa.Table, truth: dict[str, Any], seed: int) -> pa.Table:
    """Downloads of a few customers and workers of each line, of firms' callers, and of bystanders."""
    rng = np.random.default_rng(seed)
    subjects = sorted(str(s) for s in pc.unique(observations["subject"]).to_pylist())
    known = set(subjects)
    keep = set(_some(rng, subjects, 25))
    for line in truth["lines"]:
        keep |= set(
            _some(rng, [c for c in line["customers"] if c in known], int(rng.integers(4, 15)))
        )
        workers = [
            n["number"] for w in line["workers"] for n in w["numbers"] if n["number"] in known
        ]
        keep |= set(_some(rng, workers, int(rng.integers(0, 4))))
    for firm in truth["businesses"]:
        calling = pc.is_in(
            observations["other_party"], value_set=pa.array(firm["numbers"], pa.string())
        )
        callers = sorted(
            str(s) for s in pc.unique(observations.filter(calling)["subject"]).to_pylist()
        )
        keep |= set(_some(rng, callers, int(rng.integers(0, 6))))
    keep -= {n["number"] for line in truth["lines"] for n in line["numbers"]}
    return observations.filter(pc.is_in(observations["subject"], value_set=pa.array(sorted(keep))))


def _some(rng: np.random.Generator, of: list[str], n: int) -> list[str]:
    return [str(x) for x in rng.choice(of, min(n, len(of)), replace=False)] if of and n else []
