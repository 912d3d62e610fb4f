"""Sealing: which records lie outside the power that their source was obtained under.

A record is inside when one of its identifiers (subject, other party, IMEI, IMSI) is among the power's,
and its time, anywhere within its slack, falls in the period with both ends included. Cell tables hold no
one's data and are never outside.
Source: Investigatory Powers Act 2016 and its Communications Data Code: excess data is kept apart.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.model.source import Power

IDENTIFIERS = ("subject", "other_party", "imei", "imsi")


def excess(records: pa.Table, power: Power) -> pa.BooleanArray:
    """True for each record outside the power."""
    inside = np.ones(records.num_rows, bool)
    if "subject" in records.column_names:
        if power.identifiers:
            inside &= _names_one(records, power.identifiers)
        start = records["start_s"].to_numpy()
        latest = start + records["start_slack_s"].to_numpy()
        if power.from_s is not None:
            inside &= latest >= power.from_s
        if power.to_s is not None:
            inside &= start <= power.to_s
    return pa.array(~inside)


def _names_one(records: pa.Table, identifiers: tuple[str, ...]) -> np.ndarray:
    named = pa.array(identifiers, pa.string())
    found = np.zeros(records.num_rows, bool)
    for name in IDENTIFIERS:
        found |= pc.is_in(records[name], value_set=named).to_numpy(zero_copy_only=False)
    return found
