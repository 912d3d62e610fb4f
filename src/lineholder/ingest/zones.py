"""Local time in Europe/London: the clock changes of 1996 to 2037 as a table, free of any system's data.

On the last Sunday of March at 01:00 the clock jumps to 02:00: the hour between does not exist. On the
last Sunday of October at 02:00 it falls back to 01:00: the hour before is passed twice, and a time in it
is open. Source: IANA tzdata, zone Europe/London (a test compares every hour of these years with it).
Blind to: times before 1996 and after 2037, which are refused as out of range.
"""

import calendar

import pyarrow as pa

from lineholder.model.records import Column

CHANGES = (  # year, day in March when summer time begins, day in October when it ends
    (1996, 31, 27), (1997, 30, 26), (1998, 29, 25), (1999, 28, 31), (2000, 26, 29),
    (2001, 25, 28), (2002, 31, 27), (2003, 30, 26), (2004, 28, 31), (2005, 27, 30),
    (2006, 26, 29), (2007, 25, 28), (2008, 30, 26), (2009, 29, 25), (2010, 28, 31),
    (2011, 27, 30), (2012, 25, 28), (2013, 31, 27), (2014, 30, 26), (2015, 29, 25),
    (2016, 27, 30), (2017, 26, 29), (2018, 25, 28), (2019, 31, 27), (2020, 29, 25),
    (2021, 28, 31), (2022, 27, 30), (2023, 26, 29), (2024, 31, 27), (2025, 30, 26),
    (2026, 29, 25), (2027, 28, 31), (2028, 26, 29), (2029, 25, 28), (2030, 31, 27),
    (2031, 30, 26), (2032, 28, 31), (2033, 27, 30), (2034, 26, 29), (2035, 25, 28),
    (2036, 30, 26), (2037, 29, 25),
)  # fmt: skip
HOUR = 3600
COLUMNS: tuple[Column, ...] = (
    ("from_local_s", pa.int64()),
    ("offset_s", pa.int64()),  # seconds to take off local time; the earlier candidate's
    ("slack_s", pa.int64()),  # 3600 where the hour is open
    ("exists", pa.bool_()),
)


def table(zone: str | None) -> pa.Table:
    """What holds from each local second on in the zone. None and UTC have one row that changes nothing."""
    rows = _london() if zone == "Europe/London" else [(-(1 << 40), offset_s(zone), 0, True)]
    return pa.table(
        {name: pa.array([row[i] for row in rows], kind) for i, (name, kind) in enumerate(COLUMNS)}
    )


def offset_s(zone: str | None) -> int:
    """Seconds that a fixed zone is ahead of UTC."""
    if zone in (None, "UTC", "Europe/London"):
        return 0
    sign = -1 if str(zone).startswith("-") else 1
    hours, minutes = str(zone)[1:].split(":")
    return sign * (int(hours) * HOUR + int(minutes) * 60)


def _london() -> list[tuple[int, int, int, bool]]:
    rows = [(_midnight(CHANGES[0][0], 1, 1), 0, 0, True)]
    for year, march, october in CHANGES:
        forward = _midnight(year, 3, march) + HOUR
        back = _midnight(year, 10, october) + HOUR
        rows += [
            (forward, 0, 0, False),
            (forward + HOUR, HOUR, 0, True),
            (back, HOUR, HOUR, True),
            (back + HOUR, 0, 0, True),
        ]
    return rows


def _midnight(year: int, month: int, day: int) -> int:
    return calendar.timegm((year, month, day, 0, 0, 0))
