"""Combine: an additive log-odds score, each signal's share of it for and against.

Source: logistic regression with signs held (docs/methods/score.md); additive so that a person can read
    which signal said what.
Blind to: what no signal measures; signals that say the same thing twice are held down by the fit alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lineholder.detect.signal import Floats, Signal, strings
from lineholder.detect.weights import Context, Weights


@dataclass(frozen=True, slots=True)
class Measured:
    """What the signals measured of candidates: `features` has a row a line, NaN where they cannot say.

    `own` marks the lines whose own return is held; `facts` gives each signal's answer row by line.
    """

    lines: tuple[str, ...]
    own: NDArray[np.bool_]
    features: Floats
    facts: Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Scored:
    """Natural log-odds a line, and what each signal (and first the prior) contributed to it."""

    scores: Floats
    contributions: Floats  # a row a line; column 0 the prior, then the signals in their order


def names(signals: tuple[Signal, ...]) -> tuple[str, ...]:
    """`signal: feature` for every feature, in the order of Measured.features."""
    return tuple(f"{s.name}: {f.name}" for s in signals for f in s.features)


def measured(
    lines: tuple[str, ...],
    own: set[str],
    answers: Mapping[str, pa.Table],
    signals: tuple[Signal, ...],
) -> Measured:
    """Features of each line from the signals' answers.

    What only an own return shows counts as absent (0) where that return is held and silent, and as
    not known elsewhere.
    """
    place = {line: i for i, line in enumerate(lines)}
    owned = np.array([line in own for line in lines], dtype=bool)
    columns: list[Floats] = []
    for signal in signals:
        answer = answers[signal.name]
        at = np.array([place[line] for line in strings(answer, "line")], dtype=np.int64)
        for figure in signal.judge(answer):
            column = np.full(len(lines), np.nan)
            column[at] = figure
            if signal.own_return:
                column = np.where(owned & np.isnan(column), 0.0, column)
                column = np.where(~owned & (column == 0), np.nan, column)
            columns.append(column)
    facts = {
        name: {row["line"]: row for row in table.to_pylist()} for name, table in answers.items()
    }
    return Measured(lines, owned, np.column_stack(columns), facts)


def score(seen: Measured, weights: Weights, signals: tuple[Signal, ...]) -> Scored:
    """Add up what the signals say. A figure that is not known says nothing."""
    width = [len(s.features) for s in signals]
    parts = np.zeros((len(seen.lines), 1 + len(signals)))
    for context, rows in ((weights.own, seen.own), (weights.seen, ~seen.own)):
        weight, centre = _arrays(context, names(signals))
        says = np.nan_to_num((seen.features[rows] - centre) * weight)
        edges = np.cumsum([0, *width])
        parts[rows, 0] = context.prior
        for i in range(len(signals)):
            parts[rows, i + 1] = says[:, edges[i] : edges[i + 1]].sum(axis=1)
    return Scored(parts.sum(axis=1), parts)


def _arrays(context: Context, order: tuple[str, ...]) -> tuple[Floats, Floats]:
    weight = np.array([context.features[name].weight for name in order])
    centre = np.array([context.features[name].centre for name in order])
    return weight, centre
