"""Outside: what others recorded and the unit loads beside its own work: series of an area, and crimes.

Record-sized, so columns. NULL means "not said". Read by `ingest`; both lie apart from the call records: to
load one changes no finding on those.
"""

import pyarrow as pa

from lineholder.model.records import PLACE, Column

SERIES_COLUMNS = ("date", "area", "value", "measure")
INCIDENT_COLUMNS = ("time", "crime_reference", "kind", "place", "victim", "text")

_SERIES: tuple[Column, ...] = (
    ("day", pa.string()),  # YYYY-MM-DD: the first day of the period
    ("area", pa.string()),
    ("value", pa.float64()),  # in the measure's own unit
    ("measure", pa.string()),  # what is counted: admissions, injuries
    *PLACE,
)
SERIES = pa.schema(list(_SERIES))

_INCIDENTS: tuple[Column, ...] = (
    ("time_s", pa.int64()),  # UTC epoch seconds
    ("slack_s", pa.int32()),  # 86400 where only the day is known
    ("crime_reference", pa.string()),  # two rows of one reference are one crime
    ("kind", pa.string()),  # as the harm index names it, or a Home Office offence code
    ("place", pa.string()),
    ("victim", pa.string()),  # shown as a mask alone
    ("text", pa.string()),
    *PLACE,
)
INCIDENTS = pa.schema(list(_INCIDENTS))
