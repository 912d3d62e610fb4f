"""Identifiers: telephone numbers, handsets (IMEI) and subscriptions (IMSI), all synthetic.

Mobile numbers come from Ofcom's drama range +44 7700 900000-900999. Where a county needs more, or
its family prefers it, from the **marked synthetic range** +44 7700 9xxxxx around it: the right
length for E.164, in no operator's allocation that we know of, and used here for synthetic people
only. Fixed numbers are drama numbers too (01632 960xxx, 020 7946 0xxx, 0113 496 0xxx). IMEIs carry
the test TAC 00 and a right check digit; IMSIs the test network 001-01.
"""

import numpy as np

from lineholder.synth.columns import Rng

SYNTHETIC_MOBILE = "+4477009"
FIXED = {"agenda": "+441632960", "process": "+442079460", "habits": "+441134960"}
ABROAD = "+120255501"


def mobiles(count: int, drama: bool, rng: Rng) -> list[str]:
    """Return `count` different mobile numbers in shuffled order.

    With `drama` the 1,000 drama numbers come first; else the whole synthetic range is used evenly.
    """
    if not drama:
        chosen = rng.choice(100_000, size=count, replace=False)
        return [f"{SYNTHETIC_MOBILE}{n:05d}" for n in chosen.tolist()]
    first = rng.permutation(1000)[: min(count, 1000)]
    more = 1000 + rng.choice(99_000, size=max(count - 1000, 0), replace=False)
    numbers = [f"{SYNTHETIC_MOBILE}{n:05d}" for n in np.concatenate([first, more]).tolist()]
    return [numbers[i] for i in rng.permutation(count).tolist()]


def fixed(count: int, prefix: str, rng: Rng) -> list[str]:
    """Return up to 1,000 different fixed drama numbers."""
    if count > 1000:
        raise ValueError(f"fixed numbers: expected at most 1000; found: {count}")
    return [f"{prefix}{n:03d}" for n in rng.permutation(1000)[:count].tolist()]


def abroad(count: int) -> list[str]:
    """Return up to 100 fictional numbers of another country."""
    return [f"{ABROAD}{n:02d}" for n in range(count)]


def imeis(count: int, rng: Rng) -> list[str]:
    """Return `count` different 15-digit IMEIs of test handsets with a right check digit."""
    serials = rng.choice(900_000, size=count, replace=False) + 100_000
    models = rng.integers(1, 40, size=count)
    return [imei(m, s) for m, s in zip(models.tolist(), serials.tolist(), strict=True)]


def imei(model: int, serial: int) -> str:
    """Return the IMEI of one test handset, by model and serial of up to six digits each."""
    return _checked(f"00{model:06d}{serial:06d}")


def imsis(count: int, rng: Rng) -> list[str]:
    """Return `count` different 15-digit IMSIs of the test network."""
    return [imsi(n) for n in rng.choice(10**9, size=count, replace=False).tolist()]


def imsi(subscription: int) -> str:
    """Return the IMSI of one subscription of the test network, of up to ten digits."""
    return f"00101{subscription:010d}"


def _checked(body: str) -> str:
    total = 0
    for place, digit in enumerate(int(c) for c in body):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return f"{body}{-total % 10}"
