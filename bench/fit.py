"""Fit the detection weights on synthetic counties and write them into the package.

Each county is drawn, ingested as files and measured by the product itself. Half of the examples come from
holdings thinned to a few downloads, so that numbers seen only in others' returns are learned too.
"""

import json
import sys
from importlib import resources
from pathlib import Path

import numpy as np

from bench.counties import county, specs
from lineholder import synth
from lineholder.detect import SIGNALS, callers
from lineholder.detect.combine import names
from lineholder.detect.measure import measure
from lineholder.detect.weights import shipped
from lineholder.maths.signed_logistic import fit
from lineholder.pipeline.workspace import opened_seals

SEEDS = range(1, 9)
THINNED = 2
PENALTY = 0.1  # on weights squared / 2, against the summed log-loss
FALSE_LINE_COSTS = 2.5  # a false line costs so many missed ones: taken off the prior
Example = tuple[np.ndarray, np.ndarray, np.ndarray]


def main() -> None:
    """Draw, measure, fit, write."""
    examples = [_examples(spec, None) for spec in specs(SEEDS, "full")]
    examples += [_examples(spec, None) for spec in specs(SEEDS, "partial")]
    examples += [_examples(spec, t) for spec in specs(SEEDS, "full") for t in range(THINNED)]
    figures, labels, own = (np.concatenate([e[i] for e in examples]) for i in range(3))
    families = ", ".join(f.name for f in synth.FAMILIES)
    document = {
        "fitted_on": f"synthetic counties, families {families}, seeds {SEEDS.start} to {SEEDS.stop - 1}, "
        f"full, partial and thinned: {len(labels)} numbers, {int(labels.sum())} of them of lines",
        "own": _context(figures[own], labels[own]),
        "seen": _context(figures[~own], labels[~own]),
    }
    out = Path(str(resources.files("lineholder.detect").joinpath("weights.json")))
    out.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    sys.stdout.write(
        f"{document['fitted_on']}\nwrote {out.name}; `make bench` says what it is worth\n"
    )


def _examples(spec: synth.Spec, thin: int | None) -> Example:
    """Figures, labels and whether the own return is held, of every judged number of one county."""
    with (
        county(spec, thin) as desk,
        desk.store.engine(desk.scope, opened_seals(desk.store)) as asker,
    ):
        candidates, _ = callers.judge(asker.answer(callers.ask()).table, callers.Params())
        seen = measure(asker, candidates, shipped()).measured
    of_lines = {n["number"] for line in desk.truth["lines"] for n in line["numbers"]}
    sys.stdout.write(
        f"{spec.family} {spec.seed} {spec.holding} {thin}: {len(seen.lines)} numbers\n"
    )
    return seen.features, np.array([line in of_lines for line in seen.lines], dtype=bool), seen.own


def _context(figures: np.ndarray, labels: np.ndarray) -> dict[str, object]:
    signs = [feature.sign for signal in SIGNALS for feature in signal.features]
    fitted = fit(figures, labels, signs, PENALTY)
    weights = zip(names(SIGNALS), fitted.weights.tolist(), fitted.centres.tolist(), strict=True)
    return {
        "prior": round(fitted.intercept - float(np.log(FALSE_LINE_COSTS)), 4),
        "features": {n: {"weight": round(w, 4), "centre": round(c, 4)} for n, w, c in weights},
    }


if __name__ == "__main__":
    main()
