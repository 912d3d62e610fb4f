"""Fit the detection weights on synthetic counties and write them into the package.

Each county is drawn, ingested as files and measured by the product itself. Half of the examples come from
holdings thinned to a few downloads, so that numbers seen only in others' returns are learned too. Every
example is shown again with signals and figures missing at random: what a line's habits happen to be in
the counties must not be needed to know one (dropout as a penalty: Wager, Wang, Liang 2013).
"""

import json
import sys
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from bench.counties import county, specs
from lineholder import synth
from lineholder.detect import SIGNALS, callers
from lineholder.detect.combine import names
from lineholder.detect.measure import figures as measured
from lineholder.maths import signed_softmax
from lineholder.model.lines import Lookalike
from lineholder.pipeline.workspace import opened_seals

SEEDS = range(1, 9)
THINNED = 1
PENALTY = 0.3  # on weights squared / 2, against the summed log-loss
COPIES = 2  # of every example, with a signal missing at SIGNAL_LOST and a figure at FIGURE_LOST
SIGNAL_LOST = 0.15
FIGURE_LOST = 0.1
FALSE_LINE_COSTS = 8.0  # a false line costs so many missed ones: taken off the prior
SENDERS = ("clinic", "gym", "school", "club", "church", "organiser", "sender", "scam")
DISPATCHERS = ("minicab", "takeaway", "courier", "depot", "carers", "taxi", "helpline")
PRIVATE = ("teenager", "second")
Example = tuple[np.ndarray, np.ndarray, np.ndarray]


def main() -> None:
    """Draw, measure, fit, write."""
    examples = [_examples(spec, None) for spec in specs(SEEDS, "full")]
    examples += [_examples(spec, None) for spec in specs(SEEDS, "partial")]
    examples += [_examples(spec, t) for spec in specs(SEEDS, "full") for t in range(THINNED)]
    figures, kinds, own = (np.concatenate([e[i] for e in examples]) for i in range(3))
    families = ", ".join(f.name for f in synth.FAMILIES)
    document = {
        "fitted_on": f"synthetic counties, families {families}, seeds {SEEDS.start} to {SEEDS.stop - 1}, "
        f"full, partial and thinned: {len(kinds)} numbers, "
        f"{(kinds == signed_softmax.THE_CLASS).sum()} of them of lines",
        "own": _context(figures[own], kinds[own]),
        "seen": _context(figures[~own], kinds[~own]),
    }
    out = Path(str(resources.files("lineholder.detect").joinpath("weights.json")))
    out.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    sys.stdout.write(
        f"{document['fitted_on']}\nwrote {out.name}; `make bench` says what it is worth\n"
    )


def _examples(spec: synth.Spec, thin: int | None) -> Example:
    """Figures, kinds and whether the own return is held, of every judged number of one county."""
    with (
        county(spec, thin) as desk,
        desk.store.engine(desk.scope, opened_seals(desk.store)) as asker,
    ):
        candidates, _ = callers.judge(asker.answer(callers.ask()).table, callers.Params())
        seen = measured(asker, candidates)
    known = _kinds(desk.truth)
    sys.stdout.write(
        f"{spec.family} {spec.seed} {spec.holding} {thin}: {len(seen.lines)} numbers\n"
    )
    private = list(Lookalike).index(Lookalike.PRIVATE)
    return seen.features, np.array([known.get(line, private) for line in seen.lines]), seen.own


def _kinds(truth: Mapping[str, Any]) -> dict[str, int]:
    """What each number of a line or a firm is: THE_CLASS, or the place of its look-alike."""
    kinds = {
        number: list(Lookalike).index(_lookalike(firm["kind"]))
        for firm in truth["businesses"]
        for number in firm["numbers"]
    }
    lines = {
        n["number"]: signed_softmax.THE_CLASS for line in truth["lines"] for n in line["numbers"]
    }
    return kinds | lines


def _lookalike(firm: str) -> Lookalike:
    if firm in SENDERS:
        return Lookalike.SENDER
    if firm in PRIVATE:
        return Lookalike.PRIVATE
    return Lookalike.DISPATCHER if firm in DISPATCHERS else Lookalike.TRADE


def _context(figures: np.ndarray, kinds: np.ndarray) -> dict[str, object]:
    signs = [feature.sign for signal in SIGNALS for feature in signal.features]
    shown = np.concatenate([figures, *(_some_lost(figures, copy) for copy in range(COPIES))])
    fitted = signed_softmax.fit(shown, np.tile(kinds, COPIES + 1), signs, PENALTY * (COPIES + 1))
    return {kind.value: _against(fitted, k) for k, kind in enumerate(Lookalike)}


def _some_lost(figures: np.ndarray, copy: int) -> np.ndarray:
    """The figures with some unknown: whole signals, and single figures."""
    rng = np.random.default_rng(copy)
    width = [len(signal.features) for signal in SIGNALS]
    signals = np.repeat(rng.random((len(figures), len(width))) < SIGNAL_LOST, width, axis=1)
    return np.where(signals | (rng.random(figures.shape) < FIGURE_LOST), np.nan, figures)


def _against(fitted: signed_softmax.Fitted, kind: int) -> dict[str, object]:
    parts = fitted.weights[kind].tolist(), fitted.centres[kind].tolist()
    return {
        "prior": round(float(fitted.intercepts[kind]) - float(np.log(FALSE_LINE_COSTS)), 4),
        "features": {
            name: {"weight": round(weight, 4), "centre": round(centre, 4)}
            for name, weight, centre in zip(names(SIGNALS), *parts, strict=True)
        },
    }


if __name__ == "__main__":
    main()
