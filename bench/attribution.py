"""Attribution on counties that its weights were not fitted on: who comes first, how fast, at how few events.

For each line number whose own return is held: the place of a phone of whoever carried it, and again with the
carrier's phones taken out. The evidence against a partner is also measured from few events (so many of the
number's records, drawn at random), beside two baselines: movement beyond habits alone, with the weights
shipped before occasions together were read, on the same pairs; and an oracle that knows where people were
(`attribution_oracle`). Raw is before bounds. Then the same in worse records (`attribution_variants`). Seeds
are fresh, the families are those of the fit.

`python -m bench.attribution`: some ten minutes.
"""

import sys
from collections.abc import Iterator
from time import perf_counter

import numpy as np

from bench.attribution_oracle import told
from bench.attribution_pairs import EVENTS, Question, questions, thinned
from bench.attribution_variants import VARIANTS
from bench.counties import county
from lineholder import synth
from lineholder.attribute import fitted
from lineholder.attribute.combine import not_in_data
from lineholder.maths import likelihood
from lineholder.maths.calibration import Logistic
from lineholder.model.attribution import Alternative
from lineholder.validate.attribution import Ranked, rank_figures

SEEDS = range(21, 23)
SIZE = (500, 35, 4)
STRONG = 2.0  # log10
BEYOND = Logistic(0.013, (1.1235, 0.4761, 0.0))  # against a partner, before occasions were read
Few = dict[int, dict[str, tuple[list[float], list[float]]]]


def main() -> None:
    """Measure and print."""
    for name in VARIANTS:
        few: Few = {n: {k: ([], []) for k in ("raw", "within bounds", "baseline")} for n in EVENTS}
        for family in synth.FAMILIES:
            for holding in synth.HOLDINGS if name == "as made" else synth.HOLDINGS[:1]:
                _measure(family.name, holding, name, few)
        oracle = {}
        if name == "as made":
            oracle = told([_spec(f.name, seed, "full") for f in synth.FAMILIES for seed in SEEDS])
        for events, pairs in few.items():
            known = {**pairs, **({"oracle": oracle[events]} if events in oracle else {})}
            for kind, (same, partner) in known.items():
                misled = np.mean(np.array(partner) > 1)
                sys.stdout.write(
                    f"{name}, {events} events, against a partner, {kind}: "
                    f"Cllr {likelihood.cllr(same, partner):.3f}, LR above 10 for {misled:.1%} of "
                    f"{len(partner)} who share the home; {len(same)} carriers\n"
                )


def _measure(family: str, holding: str, name: str, few: Few) -> None:
    ranked, strong, seconds = [], 0, []
    for question, took in _drawn(family, holding, name):
        seconds.append(took)
        first, absent, highest = _places(question)
        ranked += [first, absent]
        strong += highest > STRONG
        _few(question, few)
    sys.stdout.write(
        f"{name}, {family} {holding}: {rank_figures(ranked)}; carrier taken out: LR above 100 for "
        f"{strong} of {len(seconds)}; seconds p50 {np.quantile(seconds, 0.5):.1f}, "
        f"p95 {np.quantile(seconds, 0.95):.1f}\n"
    )


def _spec(family: str, seed: int, holding: str) -> synth.Spec:
    return synth.Spec(family, seed, *SIZE, holding)


def _drawn(family: str, holding: str, name: str) -> Iterator[tuple[Question, float]]:
    for seed in SEEDS:
        spec = _spec(family, seed, holding)
        with county(spec, made=VARIANTS[name](spec)) as desk:
            began = perf_counter()
            for question in questions(desk, shift=False):
                yield question, perf_counter() - began
                began = perf_counter()


def _places(question: Question) -> tuple[Ranked, Ranked, float]:
    """The answer, the answer without the carrier, and the highest rank LR of that."""
    known = fitted.shipped()
    scores, right = question.measured.score(known), question.right()
    partner = np.array([c in question.partners for c in question.measured.candidates])
    told = []
    for keep in (np.ones(right.size, dtype=bool), ~right):
        lrs = known.rank_log10_lr(scores[keep])
        order = np.argsort(-lrs, kind="stable")
        place = np.flatnonzero(right[keep][order])
        first = int(place[0]) + 1 if place.size else None
        said = float(lrs.max())
        unseen, _ = not_in_data(lrs, known.prior_not_in_data)
        beside = bool(partner[keep][order[0]]) and first != 1
        told.append(Ranked(first, beside, unseen, said))
    return told[0], told[1], told[1].log10_lr


def _few(question: Question, few: Few) -> None:
    if not question.sole:
        return
    measured, calibrated = question.measured, fitted.shipped().evidence[Alternative.PARTNER]
    right = question.right()
    partner = np.array([c in question.partners for c in measured.candidates]) & ~right
    for events, told_of in few.items():
        moved = thinned(measured, question.number, events)
        raw = calibrated.logistic.log10_lr(moved.features())
        lrs = {
            "raw": raw,
            "within bounds": calibrated.bounds.clip(raw),
            "baseline": BEYOND.log10_lr(moved.features()),
        }
        for kind, (same, different) in told_of.items():
            same += lrs[kind][right & moved.enough].tolist()
            different += lrs[kind][partner & moved.enough].tolist()


if __name__ == "__main__":
    main()
