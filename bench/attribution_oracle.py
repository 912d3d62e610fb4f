"""An oracle for evidence against a partner: it knows where people were, and the radio, of a synthetic county.

Of each of so many records of a line's number it is told where the candidate's owner truly was, wherever the
candidate has a record within the reach of `together`, and with what probability the serving cell is chosen
there. What it is not told is who carries the number. Calibrated on the very pairs that it is measured on:
no method that reads the candidate's records can be expected to do better.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np

from bench.attribution_pairs import EVENTS
from lineholder import synth
from lineholder.attribute import together
from lineholder.maths import likelihood
from lineholder.maths.calibration import fit_logistic
from lineholder.synth.county import lived, numbered

DRAWS = 200  # of the serving cell at one place
UNSEEN = 0.02  # draws that every cell is given
SHARES = tuple(
    (same, other)
    for same in ((0.1, 3.0), (0.25, 3.0), (0.5, 3.0), (1.0, 5.0), together.SAME)
    for other in ((0.5, 0.5), (1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), together.OTHER)
)
Pairs = dict[int, tuple[list[float], list[float]]]
Told = list[tuple[bool, list[float]]]


def told(specs: list[synth.Spec]) -> Pairs:
    """By number of events: log10 LRs of pairs of one person, and of two who share a home.

    How long people are apart is the family's own: of SHARES, the Betas by which its pairs come out best.
    """
    found: Pairs = {n: ([], []) for n in EVENTS}
    by: dict[tuple[int, str], Told] = {}
    for spec in specs:
        for events, same, scores in _scores(spec):
            by.setdefault((events, spec.family), []).append((same, scores))
    for (events, _), pairs in by.items():
        truth = np.array([same for same, _ in pairs])
        if not truth.all() and truth.any():
            for kept, some in zip(found[events], _best(truth, pairs), strict=True):
                kept += some
    return {n: pairs for n, pairs in found.items() if all(pairs)}


def _best(truth: np.ndarray, pairs: Told) -> tuple[list[float], list[float]]:
    """LRs calibrated on these pairs, by the Betas that bring the lowest Cllr."""
    every = []
    for column in np.array([scores for _, scores in pairs]).T[:, :, None]:
        lrs = fit_logistic(column, truth).log10_lr(column)
        every.append((lrs[truth].tolist(), lrs[~truth].tolist()))
    return min(every, key=lambda one: likelihood.cllr(*one))


def _scores(spec: synth.Spec) -> Iterator[tuple[int, bool, list[float]]]:
    made = synth.generate(spec)
    world = lived(spec)
    phones = numbered(world)
    paths, land = world.diary.settle(spec.days), world.land
    epoch = int(world.clock.epoch(np.zeros(1))[0])
    rows = made.observations.select(["start", "subject", "cell_id"])
    rows = rows.filter([c != "" for c in rows["cell_id"].to_pylist()])
    subject = np.array(rows["subject"].to_pylist())
    cell = np.array(rows["cell_id"].to_pylist())
    time_s = np.array([_seconds(t) for t in rows["start"].to_pylist()], dtype=np.int64)
    code = {str(name): i for i, name in enumerate(land.cell_names())}
    operator = {text: int(phones.operator[i]) for i, text in enumerate(phones.texts)}
    for number, owner, other, same in _pairs(made.truth):
        mine, theirs = np.flatnonzero(subject == number), np.sort(time_s[subject == other])
        for events in EVENTS:
            rng = np.random.default_rng([int(number[1:]), events])
            chosen = np.sort(rng.choice(mine, min(events, mine.size), replace=False))
            if chosen.size < events or theirs.size == 0:
                continue
            at = time_s[chosen]
            points = paths.at(np.full(at.size, owner), (at - epoch).astype(np.float64))
            on = np.full(at.size * DRAWS, operator[number] % land.geometry.operators)
            drawn = land.serving(on, np.repeat(points, DRAWS, axis=0), rng).reshape(at.size, DRAWS)
            x = np.array([code[c] for c in cell[chosen]], dtype=np.int64)
            here = ((drawn == x[:, None]).sum(axis=1) + UNSEEN) / (DRAWS + UNSEEN * len(code))
            track = together.Track(np.zeros(at.size, dtype=np.int64), at, x)
            even = np.full(len(code), 1 / len(code))
            usual, moment = together.habits(even, track)
            ratio = np.where(_heard(at, theirs), here / usual[moment, x], 1.0)
            ratio = np.maximum(ratio, together.LEAST)
            yield events, same, [together.weighed(at, ratio, *one) for one in SHARES]


def _heard(at: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    place = np.searchsorted(theirs, at)
    before = at - theirs[np.clip(place - 1, 0, theirs.size - 1)]
    after = theirs[np.clip(place, 0, theirs.size - 1)] - at
    return np.asarray(np.minimum(np.abs(before), np.abs(after)) <= together.LONGEST_S)


def _pairs(truth: dict[str, Any]) -> Iterator[tuple[str, int, str, bool]]:
    """Number, the candidate's owner, his number, whether he carries the number (throughout)."""
    people = {p["person"]: p for p in truth["people"]}
    for line in truth["lines"]:
        for number in (entry["number"] for entry in line["numbers"]):
            hands = {c["person"] for c in line["carried"] if c["number"] == number}
            if len(hands) != 1:
                continue
            (hand,) = hands
            home = people[hand]["household"]
            for name, one in people.items():
                if name == hand or (home and one["household"] == home):
                    for used in one["numbers"]:
                        if used["number"] != number:
                            yield number, int(name[1:]) - 1, used["number"], name == hand


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())
