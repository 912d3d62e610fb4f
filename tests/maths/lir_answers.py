"""LRs with known truth and what the Netherlands Forensic Institute's `lir` 0.1.29 says of them.

`python tests/maths/lir_answers.py`, where lir 0.1.29 and scikit-learn 1.6.1 are, prints the golden file.
"""

import json
import sys

import numpy as np

SETS = {
    # name: (seed, pairs of one person, of two, mean and spread of log10 LR under H1, under H2, decimals)
    "telcell sized": (1, 50, 400, (1.2, 0.8), (-1.5, 0.8), 4),
    "calibrated": (2, 200, 1000, (0.8, 0.85), (-0.8, 0.85), 4),
    "overconfident": (3, 100, 300, (4.0, 5.0), (-4.0, 5.0), 4),
    "timid": (4, 100, 300, (0.1, 0.1), (-0.1, 0.1), 4),
    "small": (5, 5, 7, (1.0, 1.0), (-1.0, 1.0), 4),
    "many ties": (6, 60, 90, (0.6, 0.7), (-0.6, 0.7), 1),
    "separated": (7, 25, 200, (3.0, 0.2), (-3.0, 0.2), 4),
    "the wrong way round": (8, 40, 40, (-0.5, 0.5), (0.5, 0.5), 4),
    "one of each": (9, 1, 1, (0.5, 0.0), (-0.5, 0.0), 4),
    "beyond e^20": (10, 80, 120, (6.0, 5.0), (-6.0, 5.0), 4),
    "large": (11, 300, 1200, (1.0, 0.95), (-1.0, 0.95), 4),
    "all above 1": (12, 30, 30, (1.5, 0.3), (0.5, 0.1), 4),
}
PRIORS = (-3.0, -1.5, -0.5, 0.0, 0.5, 1.5, 3.0)


def draw(name):
    """The log10 LRs of a set: (h1, h2)."""
    seed, n1, n2, under1, under2, decimals = SETS[name]
    rng = np.random.default_rng(seed)
    return rng.normal(*under1, n1).round(decimals), rng.normal(*under2, n2).round(decimals)


def ask_lir(h1, h2):
    """What lir answers, in log10 where it answers LRs; it alters its arguments, so each gets a copy."""
    from lir import bayeserror, calibration, ece, metrics, util
    from lir.bounding import calculate_invariance_bounds

    lrs = 10.0 ** np.concatenate([h1, h2])
    y = np.concatenate([np.ones(len(h1)), np.zeros(len(h2))])
    pav = calibration.IsotonicCalibrator().fit_transform(util.to_probability(lrs.copy()), y)
    priors = util.to_probability(10.0 ** np.array(PRIORS))
    return {
        "cllr": float(metrics.cllr(lrs.copy(), y)),
        "cllr_min": float(metrics.cllr_min(lrs.copy(), y)),
        "pav": [float(np.log10(x)) if 0 < x < np.inf else None for x in pav],
        "ece": ece.calculate_ece(lrs.copy(), y, priors).tolist(),
        "elub": np.log10(bayeserror.elub(lrs.copy(), y)).tolist(),
        "iv": np.log10(calculate_invariance_bounds(lrs.copy(), y)[:2]).tolist(),
    }


def main():
    answers = {}
    for name in SETS:
        h1, h2 = draw(name)
        answers[name] = {"h1": h1.tolist(), "h2": h2.tolist(), **ask_lir(h1, h2)}
    json.dump(answers, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
