"""Attribution on counties that its weights were not fitted on: who comes first, how fast, at how few events.

For each line number whose own return is held: the place of a phone of whoever carried it, and again with the
carrier's phones taken out. The evidence against a partner is also measured from few events: so many of the
number's records, drawn at random. Seeds are fresh, the families are those of the fit; there is no oracle
that knows the generator, so a Cllr here says how good the LRs are and not how good they could be.

`python -m bench.attribution`: a few minutes.
"""

import sys
from collections.abc import Iterator
from time import perf_counter

import numpy as np

from bench.attribution_pairs import EVENTS, Question, questions, thinned
from bench.counties import county
from lineholder import synth
from lineholder.attribute import fitted
from lineholder.attribute.combine import not_in_data
from lineholder.maths import likelihood
from lineholder.model.attribution import Alternative
from lineholder.validate.attribution import Ranked, rank_figures

SEEDS = range(21, 23)
SIZE = (500, 35, 4)
STRONG = 2.0  # log10


def main() -> None:
    """Measure and print."""
    pairs: dict[int, tuple[list[float], list[float]]] = {n: ([], []) for n in EVENTS}
    for family in synth.FAMILIES:
        for holding in synth.HOLDINGS:
            ranked, strong, seconds = [], 0, []
            for question, took in _drawn(family.name, holding):
                seconds.append(took)
                first, absent, highest = _places(question)
                ranked += [first, absent]
                strong += highest > STRONG
                _few(question, pairs)
            said = rank_figures(ranked)
            sys.stdout.write(
                f"{family.name} {holding}: {said}; carrier taken out: LR above 100 for "
                f"{strong} of {len(seconds)}; seconds p50 {np.quantile(seconds, 0.5):.1f}, "
                f"p95 {np.quantile(seconds, 0.95):.1f}\n"
            )
    for events, (same, partner) in pairs.items():
        cllr = likelihood.cllr(same, partner)
        misled = np.mean(np.array(partner) > 1)
        sys.stdout.write(
            f"{events} events, against the partner: Cllr {cllr:.3f} (within bounds), LR above 10 for "
            f"{misled:.1%} of {len(partner)} partners; {len(same)} carriers\n"
        )


def _drawn(family: str, holding: str) -> Iterator[tuple[Question, float]]:
    for seed in SEEDS:
        with county(synth.Spec(family, seed, *SIZE, holding)) as desk:
            began = perf_counter()
            for question in questions(desk, shift=False):
                yield question, perf_counter() - began
                began = perf_counter()


def _places(question: Question) -> tuple[Ranked, Ranked, float]:
    """The answer, the answer without the carrier, and the highest rank LR of that."""
    known = fitted.shipped()
    log10_lr, right = question.measured.rank_log10_lr(known), question.right()
    partner = np.array([c in question.partners for c in question.measured.candidates])
    told = []
    for keep in (np.ones(right.size, dtype=bool), ~right):
        lrs, order = log10_lr[keep], np.argsort(-log10_lr[keep], kind="stable")
        place = np.flatnonzero(right[keep][order])
        first = int(place[0]) + 1 if place.size else None
        unseen, _ = not_in_data(lrs, known.prior_not_in_data)
        told.append(Ranked(first, bool(partner[keep][order[0]]) and first != 1, unseen))
    return told[0], told[1], float(log10_lr[~right].max())


def _few(question: Question, pairs: dict[int, tuple[list[float], list[float]]]) -> None:
    measured, calibrated = question.measured, fitted.shipped().evidence[Alternative.PARTNER]
    right = question.right()
    partner = np.array([c in question.partners for c in measured.candidates]) & ~right
    for events, (same, different) in pairs.items():
        moved = thinned(measured, question.number, events)
        lrs = calibrated.bounds.clip(calibrated.logistic.log10_lr(moved.features()))
        same += lrs[right & moved.enough].tolist()
        different += lrs[partner & moved.enough].tolist()


if __name__ == "__main__":
    main()
