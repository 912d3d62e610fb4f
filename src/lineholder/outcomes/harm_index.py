"""Harm index: what one crime weighs, in days of imprisonment at the guideline's starting point.

A new edition is new rows with their own dates; an order on an older day reads the older rows.

Source: Cambridge Crime Harm Index, 2026 update, as a third party prints its workbook and as single offences
    are commonly quoted. No row was compared with the workbook itself: `verified` says so.
Blind to: harm that nobody reported; grades of harm within one kind; kinds without a row, which are counted
    as not valued and never as 0 days.
"""

from collections.abc import Iterable, Mapping, Sequence

from lineholder.model.errors import Refused
from lineholder.model.harm import IndexRow, InForce
from lineholder.outcomes.tables import day_of, number, read

COLUMNS = ("kind", "codes", "days", "proactive", "from", "to", "source", "verified")
_SINGLE = InForce("2026-01-01", None, "commonly quoted for the single offence", verified=False)
_MEDIAN = InForce(
    "2026-01-01", None, "median of its group in a third party's print of the 2026 workbook", verified=False
)  # fmt: skip
_RULE = InForce(
    "2026-01-01", None, "lowest cell of its guideline, by the index's rule", verified=False
)
SHIPPED: Sequence[IndexRow] = (
    IndexRow("homicide", ("1",), 5475, False, _MEDIAN),
    IndexRow("attempted_murder", ("2",), 3285, False, _SINGLE),
    IndexRow("wounding_with_intent", ("5D",), 1460, False, _SINGLE),
    IndexRow("assault_with_injury", ("8N",), 365, False, _MEDIAN),
    IndexRow("rape", (), 1825, False, _SINGLE),
    IndexRow("robbery", ("34A", "34B"), 365, False, _MEDIAN),
    IndexRow("modern_slavery", ("106",), 365, False, _RULE),
    IndexRow("possession_of_weapon", ("10B", "10C", "10D"), 273.75, True, _MEDIAN),
    IndexRow("drug_trafficking", ("92A",), 547.5, True, _MEDIAN),
)


def in_force(rows: Iterable[IndexRow], day: str) -> Mapping[str, IndexRow]:
    """The rows that stand on a day, by kind and by code; the one that began last where two stand."""
    found: dict[str, IndexRow] = {}
    for row in sorted(rows, key=lambda r: r.in_force.from_day):
        if row.in_force.on(day):
            codes = (code for own in row.codes for code in (own, own.lower()))
            found |= dict.fromkeys((row.kind, *codes), row)
    return found


def load(text: str) -> tuple[IndexRow, ...]:
    """A force's own table from CSV text: `kind,codes,days,proactive,from,to,source,verified`.

    Codes are apart by spaces, an empty `to` is open, the two flags are yes or no. Refused with the line.
    """
    rows = []
    for place, row in read(text, COLUMNS):
        days = number(row, "days", place)
        if days < 0:
            raise Refused(f"Line {place}: expected days of 0 or more; found {days}.")
        rows.append(
            IndexRow(
                row["kind"],
                tuple(row["codes"].split()),
                days,
                _flag(row, "proactive", place),
                InForce(
                    day_of(row, "from", place) or "",
                    day_of(row, "to", place),
                    row["source"],
                    _flag(row, "verified", place),
                ),
            )
        )
    return tuple(rows)


def _flag(row: Mapping[str, str], column: str, place: int) -> bool:
    if row[column] not in ("yes", "no"):
        raise Refused(f"Line {place}, {column}: expected yes or no; found {row[column]!r}.")
    return row[column] == "yes"
