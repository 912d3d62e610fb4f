"""Columns of the records, as Arrow schemas: what every engine, stage and export agrees on.

All times are UTC epoch seconds. A row is named by (ingest, sheet, row); `row` is the physical line
(1-based, as a spreadsheet or editor shows it) on which the record starts.
"""

from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """What an observation records."""

    CALL = "call"
    TEXT = "text"
    DATA = "data"
    LOCATION = "location"
    PLATE = "plate"


class Direction(StrEnum):
    """Seen from the subject."""

    IN = "in"
    OUT = "out"


class TimeMeans(StrEnum):
    """What the time of a row says about the cell: an operator's own convention, by profile."""

    START = "start"
    END = "end"
    AT_OR_BEFORE = "at_or_before"


class PartyKind(StrEnum):
    """What stands where the other party's number should stand. Only NUMBER is ever joined."""

    NUMBER = "number"
    WITHHELD = "withheld"
    SHORT_CODE = "short_code"
    SENDER = "sender"
    VOICEMAIL = "voicemail"
    NONE = "none"


Column = tuple[str, pa.DataType]


def _schema(*columns: Column) -> pa.Schema:
    return pa.schema(list(columns))


PLACE: tuple[Column, ...] = (("ingest", pa.string()), ("sheet", pa.string()), ("row", pa.int64()))

OBSERVATIONS = _schema(
    ("subject", pa.string()),
    ("direction", pa.string()),
    ("other_party", pa.string()),  # E.164 with +, or as given; NULL unless other_kind = number
    ("other_kind", pa.string()),
    ("other_raw", pa.string()),  # as the file gives it; NULL where equal to other_party
    ("number_rule", pa.string()),  # the rule that made other_party from other_raw
    ("kind", pa.string()),
    ("start_s", pa.int64()),
    ("start_slack_s", pa.int32()),  # > 0 where a clock change leaves the hour open
    ("end_s", pa.int64()),
    ("time_means", pa.string()),
    ("cell", pa.string()),
    ("end_cell", pa.string()),
    ("lat", pa.float64()),
    ("lon", pa.float64()),
    ("imei", pa.string()),  # canonical 14 digits where it can be, else as given
    ("imsi", pa.string()),
    ("text", pa.string()),
    *PLACE,
)

CELLS = _schema(
    ("cell", pa.string()),
    ("lat", pa.float64()),
    ("lon", pa.float64()),
    ("azimuth", pa.float64()),  # degrees from north; NULL is not zero
    ("beamwidth", pa.float64()),
    ("site_name", pa.string()),
    ("postcode", pa.string()),
    ("valid_from_s", pa.int64()),
    ("valid_to_s", pa.int64()),
    *PLACE,
)

QUARANTINE = _schema(
    *PLACE,
    (
        "column",
        pa.string(),
    ),  # the file's own column name; NULL where the whole row is at fault
    ("reason", pa.string()),
    ("text", pa.string()),  # the row as it stands in the file; undecodable bytes as \\xNN
)

COMMUNICATIONS = _schema(
    ("from_number", pa.string()),
    ("to_number", pa.string()),
    ("kind", pa.string()),  # call | text
    ("start_s", pa.int64()),  # the earlier of the two ends' clocks
    ("start_slack_s", pa.int32()),
    ("duration_s", pa.int64()),  # NULL where no end gives one
    ("from_cell", pa.string()),
    ("to_cell", pa.string()),
    ("from_ingest", pa.string()),  # NULL where this end was not observed
    ("to_ingest", pa.string()),
)
