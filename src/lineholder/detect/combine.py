"""Combine: log-odds against each look-alike, and each signal's share of them for and against.

Being a line is weighed against every look-alike by itself, since what tells a line from a minicab office
does not tell it from a private phone; the score is against all of them together.

Source: softmax regression with signs held (docs/methods/score.md); additive against each look-alike, so
    that a person can read which signal said what.
Blind to: what no signal measures; a look-alike that is like none of those named; signals that say the
    same thing twice are held down by the fit alone.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lineholder.detect.signal import Floats, Signal, strings
from lineholder.detect.weights import Against, Weights
from lineholder.model.lines import Lookalike


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
    """Natural log-odds a line against all look-alikes, the nearest of them, and what makes up the score.

    `contributions` adds up to the score: what each signal says against the nearest look-alike, and first
    the prior against it with what the farther ones take off.
    """

    scores: Floats
    nearest: tuple[Lookalike, ...]
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
    """Add up what the signals say against each look-alike. A figure that is not known says nothing.

    The odds of being a line are those against the look-alikes together: 1 / (sum of 1 / odds of each).
    """
    parts = np.zeros((len(Lookalike), len(seen.lines), 1 + len(signals)))
    for context, rows in ((weights.own, seen.own), (weights.seen, ~seen.own)):
        for k, kind in enumerate(Lookalike):
            parts[k, rows] = _against(seen.features[rows], context[kind], signals)
    odds = parts.sum(axis=2)
    scores = -np.logaddexp.reduce(-odds, axis=0)
    nearest, lines = odds.argmin(axis=0), np.arange(len(seen.lines))
    shown = parts[nearest, lines]
    shown[:, 0] += scores - odds[nearest, lines]
    return Scored(scores, tuple(list(Lookalike)[k] for k in nearest), shown)


def _against(features: Floats, against: Against, signals: tuple[Signal, ...]) -> Floats:
    """What the prior and each signal say against one look-alike, a row a line."""
    order = names(signals)
    weight = np.array([against.features[name].weight for name in order])
    centre = np.array([against.features[name].centre for name in order])
    says = np.nan_to_num((features - centre) * weight)
    edges = np.cumsum([0, *(len(s.features) for s in signals)])
    columns = [says[:, a:b].sum(axis=1) for a, b in itertools.pairwise(edges.tolist())]
    return np.column_stack([np.full(len(features), against.prior), *columns])
