"""Parity with the Netherlands Forensic Institute's telcell on the measurements it ships.

`python -m bench.telcell` prints the figures. A parity check, not a validation: ten synthetic owners who
walk about the Netherlands at random, so that nobody is anybody's companion. telcell itself, one split:
Cllr 0.160, Cllr_cal 0.097, 17 slices/s (refitting for each; measured on two cores).

Protocol: owners are split in two halves; each half trains model, calibration and bounds, and the pairs
within the other half are scored by day; both directions together give one Cllr. Pairs between halves
are not used. Medians are over 30 splits by a fixed seed.
"""

import csv
import time
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from pathlib import Path

import numpy as np

from lineholder.attribute.calibrated import train
from lineholder.attribute.co_movement import fit, score
from lineholder.attribute.merged import Fixes, Slices
from lineholder.maths import likelihood

MEASUREMENTS = Path(__file__).parents[2] / "shared/data/telcell/test_measurements.csv"
SPLITS, SEED, DAY_S = 30, 20241204, 86_400


@dataclass(frozen=True)
class Split:
    cllr: float
    cllr_min: float
    floor: float
    lower: float
    upper: float
    misled_h1: float
    misled_h2: float
    turing: float


def read(path: Path) -> tuple[Fixes, np.ndarray]:
    """The records, and the owner of each phone, both as codes in the order of names."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    devices, phone = np.unique([r["device"] for r in rows], return_inverse=True)
    owner_of = {r["device"]: r["owner"] for r in rows}
    _, owner = np.unique([owner_of[d] for d in devices], return_inverse=True)
    at = np.array([int(datetime.fromisoformat(r["timestamp"]).timestamp()) for r in rows])
    places = [[float(r[f"cellinfo.wgs84.{axis}"]) for axis in ("lat", "lon")] for r in rows]
    place, cell = np.unique(np.array(places), axis=0, return_inverse=True)
    order = np.lexsort((np.arange(at.size), at, phone))
    cells = cell.reshape(-1)[order]
    return Fixes(phone[order], at[order], cells, place[:, 0], place[:, 1]), owner


def day_slices(fixes: Fixes, phones: np.ndarray) -> Slices:
    """Every pair of these phones on every UTC day of the records."""
    pairs = np.array(list(combinations(phones, 2)))
    days = np.unique(fixes.time_s // DAY_S) * DAY_S
    first, second = np.repeat(pairs, days.size, axis=0).T
    start = np.tile(days, len(pairs))
    return Slices(first, second, start, start + DAY_S)


def split(fixes: Fixes, owner: np.ndarray, order: np.ndarray) -> Split:
    """Both directions of one split of the owners."""
    half = order.size // 2
    h1, h2, bounds = [], [], []
    for trained_on, tested in ((order[:half], order[half:]), (order[half:], order[:half])):
        slices = day_slices(fixes, np.flatnonzero(np.isin(owner, trained_on)))
        trained = train(fixes, slices, owner, folds=half)
        slices = day_slices(fixes, np.flatnonzero(np.isin(owner, tested)))
        lrs = trained.log10_lr(score(fixes, slices, trained.model))
        same = owner[slices.first] == owner[slices.second]
        h1.append(lrs[same])
        h2.append(lrs[~same])
        bounds.append(trained.bounds)
    ones, twos = np.concatenate(h1), np.concatenate(h2)
    beyond_one = likelihood.misleading(ones, twos)[0]
    return Split(
        cllr=likelihood.cllr(ones, twos),
        cllr_min=likelihood.cllr_min(ones, twos),
        floor=float(np.mean([b.floor() for b in bounds])),
        lower=float(np.mean([b.lower for b in bounds])),
        upper=float(np.mean([b.upper for b in bounds])),
        misled_h1=beyond_one.for_h1,
        misled_h2=beyond_one.for_h2,
        turing=likelihood.turing_excess(ones, twos),
    )


def slices_per_second(fixes: Fixes, owner: np.ndarray, rounds: int = 21) -> tuple[float, float]:
    """Scoring every day slice of every pair from the records on: median and slowest of the rounds."""
    slices = day_slices(fixes, np.arange(owner.size))
    same = owner[slices.first] == owner[slices.second]
    model = fit(fixes, slices.where(same), np.arange(owner.size))
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        score(fixes, slices, model)
        taken.append(time.perf_counter() - begun)
    return slices.first.size / float(np.median(taken)), slices.first.size / max(taken)


def main() -> None:
    if not MEASUREMENTS.exists():
        print("telcell: ../shared/data/telcell is not beside the repository; skipped")
        return
    fixes, owner = read(MEASUREMENTS)
    rng = np.random.default_rng(SEED)
    begun = time.perf_counter()
    splits = [split(fixes, owner, rng.permutation(owner.max() + 1)) for _ in range(SPLITS)]
    took = time.perf_counter() - begun
    figures = {
        name: np.array([getattr(s, name) for s in splits]) for name in Split.__dataclass_fields__
    }
    cllr, rate = figures["cllr"], slices_per_second(fixes, owner)
    print(f"telcell test_measurements, {SPLITS} owner splits, day slices, bounded LRs")
    print(
        f"  Cllr       median {np.median(cllr):.4f}, {cllr.min():.4f} to {cllr.max():.4f}", end=""
    )
    print(" (target <= 0.06; telcell, one split: 0.160)")
    print(
        f"  floor      median {np.median(figures['floor']):.4f}: what the bounds alone cost, from"
    )
    print(
        f"             log10 LR {np.median(figures['lower']):+.2f} to "
        f"{np.median(figures['upper']):+.2f} (means of the two directions, medians)"
    )
    print(
        f"  Cllr_min   median {np.median(figures['cllr_min']):.4f}, most {figures['cllr_min'].max():.4f}"
    )
    print(f"  Cllr_cal   median {np.median(cllr - figures['cllr_min']):.4f}")
    print(
        f"  misleading LR > 1 under H2 {figures['misled_h1'].mean():.4f}, LR < 1 under H1 "
        f"{figures['misled_h2'].mean():.4f} (means); worst excess over Turing's rule "
        f"{figures['turing'].max():.2f} log10"
    )
    print(f"  speed      {rate[0]:,.0f} slices/s median, {rate[1]:,.0f} slowest", end="")
    print(" (target >= 20,000; telcell: 17)")
    print(f"  training and testing all splits took {took:.0f} s")


if __name__ == "__main__":
    main()
