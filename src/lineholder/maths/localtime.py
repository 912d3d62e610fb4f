"""London clock time of UTC seconds, by the rule in force since 1996.

Summer time runs from the last Sunday of March to the last Sunday of October; both changes at 01:00 UTC.

Source: Directive 2000/84/EC, kept by the Summer Time Act 1972 as amended; tested against zoneinfo.
Blind to: years before 1996; any change of the rule.
"""

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]
DAY_S = 86400


def london(utc_s: Seconds) -> Seconds:
    """Seconds of the London wall clock, as if it were UTC: floor by 86400 gives the local day."""
    return utc_s + 3600 * summer(utc_s)


def summer(utc_s: Seconds) -> Seconds:
    """1 where summer time is in force, else 0."""
    years = utc_s.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    begins, ends = _last_sunday(years, 3) + 3600, _last_sunday(years, 10) + 3600
    return ((utc_s >= begins) & (utc_s < ends)).astype(np.int64)


def _last_sunday(years: Seconds, month: int) -> Seconds:
    first_of_next = ((years - 1970) * 12 + month).astype("datetime64[M]").astype("datetime64[D]")
    last = first_of_next.astype(np.int64) - 1
    return (
        last - (last + 4) % 7
    ) * DAY_S  # day 0 of the epoch was a Thursday; Sunday is 3 days on


def day_names(local_s: Seconds) -> list[str]:
    """YYYY-MM-DD of each local second."""
    return [str(d) for d in (local_s // DAY_S).astype("datetime64[D]")]


def weekday(local_s: Seconds) -> Seconds:
    """0 for Monday to 6 for Sunday."""
    return (local_s // DAY_S + 3) % 7


def hour(local_s: Seconds) -> Seconds:
    """0 to 23."""
    return local_s % DAY_S // 3600


def day_bounds(day: str) -> tuple[int, int]:
    """UTC seconds [from, until) of a London day YYYY-MM-DD: 23, 24 or 25 hours."""
    midnight = np.array([np.datetime64(day, "s"), np.datetime64(day, "s") + DAY_S]).astype(
        np.int64
    )
    since_s, until_s = (midnight - 3600 * summer(midnight - 3600)).tolist()
    return int(since_s), int(until_s)
