"""Period: which days a product is of, and how they are written. Days are London days.

An end that is midnight in UTC, as a command's bare day is, stands for that day as well.
"""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.maths.localtime import DAY_S, london, summer
from lineholder.model.product import ProductKind

MONTHS = {ProductKind.MONTHLY: 1, ProductKind.PROGRAMME: 3, ProductKind.ANNUAL: 12}
APRIL = 4  # the financial year begins with it, and so do its quarters


def span(kind: ProductKind, from_s: int | None, to_s: int | None, last_s: int) -> tuple[int, int]:
    """[from, to) in UTC epoch seconds: as asked, else the week, month, quarter or year that is meant.

    Without either end it is the one that holds `last_s` (`meant`); with one end alone, as long from there.
    A year is that of the accounts, from April; a week begins on Monday.
    """
    if from_s is not None and to_s is not None:
        return from_s, to_s
    if from_s is not None:
        return from_s, _midnight(_after(kind, first_day(from_s)))
    if to_s is not None:
        return _midnight(_before(kind, last_day(to_s) + dt.timedelta(days=1))), to_s
    start = _start(kind, first_day(last_s))
    return _midnight(start), _midnight(_after(kind, start))


def meant(kind: ProductKind, events: pa.Table) -> int:
    """A moment of the period that is meant where nobody names days; 0 of no entry.

    The week of the last entry, to be tasked. A return or report is of the last period that the entries
    reach the end of: half a year reads like a bad one. Where they began later, the one they began in.
    """
    first_s, last_s = pc.min(events["time_s"]).as_py() or 0, pc.max(events["time_s"]).as_py() or 0
    from_s, to_s = span(kind, None, None, last_s)
    ended = held_day(last_s) == last_day(to_s)
    if kind is ProductKind.WEEKLY or ended or first_s >= from_s:
        return last_s
    return from_s - 1


def before(kind: ProductKind, from_s: int) -> tuple[int, int]:
    """The period of the same length that ends where this one begins."""
    return _midnight(_before(kind, first_day(from_s))), from_s


def first_day(at_s: int) -> dt.date:
    """The day that begins at, or holds, a moment."""
    return _date(at_s if at_s % DAY_S == 0 else _local(at_s))


def last_day(to_s: int) -> dt.date:
    """The last day of a period that ends before a moment."""
    return _date((to_s if to_s % DAY_S == 0 else _local(to_s)) - 1)


def held_day(at_s: int) -> dt.date:
    """The London day that holds a moment."""
    return _date(_local(at_s))


def words(from_s: int, to_s: int) -> str:
    """`1 May 2020 to 30 April 2021`; one day stands alone."""
    a, b = first_day(from_s), last_day(to_s)
    return day_words(a) if a == b else f"{day_words(a)} to {day_words(b)}"


def day_words(day: dt.date) -> str:
    """`1 May 2020`."""
    return f"{day.day} {day:%B} {day.year}"


def _start(kind: ProductKind, day: dt.date) -> dt.date:
    if kind is ProductKind.WEEKLY:
        return day - dt.timedelta(days=day.weekday())
    months = MONTHS[kind]
    since_april = (day.year * 12 + day.month - APRIL) // months * months
    return _month(since_april + APRIL)


def _after(kind: ProductKind, day: dt.date) -> dt.date:
    if kind is ProductKind.WEEKLY:
        return day + dt.timedelta(days=7)
    return _moved(day, MONTHS[kind])


def _before(kind: ProductKind, day: dt.date) -> dt.date:
    if kind is ProductKind.WEEKLY:
        return day - dt.timedelta(days=7)
    return _moved(day, -MONTHS[kind])


def _moved(day: dt.date, months: int) -> dt.date:
    """So many months on; the last of the month where that has no such day."""
    first = _month(day.year * 12 + day.month + months)
    last = _month(first.year * 12 + first.month + 1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _month(number: int) -> dt.date:
    """The first day of a month: 12 x year + month, from 1."""
    return dt.date((number - 1) // 12, (number - 1) % 12 + 1, 1)


def _midnight(day: dt.date) -> int:
    """When a London day begins, in UTC epoch seconds."""
    at_s = (day - dt.date(1970, 1, 1)).days * DAY_S
    return at_s - 3600 * int(summer(np.array([at_s - 3600]))[0])


def _local(at_s: int) -> int:
    return int(london(np.array([at_s]))[0])


def _date(local_s: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=local_s // DAY_S)
