"""Random ledgers of closures and what `lifelines` 0.30.3 says of each.

`python tests/maths/lifelines_answers.py`, where lifelines 0.30.3 is, prints the golden file: 60 ledgers.
"""

import json
import sys

import numpy as np

FROZEN = 60


def draw(seed):
    """One ledger: (days, ended, entry or None), from 1 to 60 closures, whole days so that many tie.

    Of every five ledgers one has late entries, one no end at all, one ends only, and one has days of 0.
    """
    rng = np.random.default_rng(seed)
    n, kind = int(rng.integers(1, 61)), seed % 5
    days = rng.integers(0 if kind == 3 else 1, int(rng.choice([4, 30, 400])) + 1, n).astype(float)
    ended = rng.random(n) < rng.random()
    if kind == 1:
        ended[:] = False
    if kind == 2:
        ended[:] = True
    entry = None
    if kind == 0:
        entry = np.where(rng.random(n) < 0.5, 0.0, np.floor(days * rng.random(n)))
    return days, ended, entry


def ask_lifelines(days, ended, entry):
    """Its curve and medians, None for infinity; None of a ledger that it refuses to fit."""
    from lifelines import KaplanMeierFitter
    from lifelines.exceptions import StatError
    from lifelines.utils import median_survival_times

    with np.errstate(all="ignore"):
        try:
            fitted = KaplanMeierFitter().fit(days, ended, entry=entry)
        except StatError:
            return None
        bounds = fitted.confidence_interval_
        medians = [
            fitted.median_survival_time_,
            *(float(median_survival_times(bounds.iloc[:, [i]])) for i in (0, 1)),
        ]
    return {
        "times": fitted.timeline.tolist(),
        "share": fitted.survival_function_.iloc[:, 0].tolist(),
        "lower": bounds.iloc[:, 0].tolist(),
        "upper": bounds.iloc[:, 1].tolist(),
        "ended": fitted.event_table["observed"].tolist(),
        "median": [float(m) if np.isfinite(m) else None for m in medians],
    }


def main():
    answers = {}
    for seed in range(FROZEN):
        days, ended, entry = draw(seed)
        answers[str(seed)] = {
            "days": days.tolist(),
            "ended": ended.tolist(),
            "entry": None if entry is None else entry.tolist(),
            "told": ask_lifelines(days, ended, entry),
        }
    json.dump(answers, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
