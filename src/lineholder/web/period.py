"""Period: the part of the records that a page's address asks about, kept in every link that leads on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlencode

from lineholder.model.errors import Refused
from lineholder.web.page import Ask
from lineholder.web.words import LOCAL


@dataclass(frozen=True, slots=True)
class Period:
    """[from_s, to_s) UTC epoch seconds; None leaves an end open."""

    from_s: int | None = None
    to_s: int | None = None

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """Both, as pipeline functions take them."""
        return self.from_s, self.to_s

    @property
    def query(self) -> str:
        """`&from=…&to=…` for a link that has a `?` already; empty for all of the records."""
        given = {"from": self.from_s, "to": self.to_s}
        kept = {name: end for name, end in given.items() if end is not None}
        return f"&{urlencode(kept)}" if kept else ""


def asked(ask: Ask) -> Period:
    """The period of the address's query: epoch seconds, or London days of which the last is included."""
    return read(ask.query.get("from", ""), ask.query.get("to", ""))


def read(since: str, until: str) -> Period:
    """The period that two fields name; Refused where one is neither empty, a day nor a moment."""
    found = Period(_moment(since, 0), _moment(until, 1))
    if found.from_s is not None and found.to_s is not None and found.from_s >= found.to_s:
        raise Refused("Expected a period that ends after it begins; found one that does not.")
    return found


def sheet_path(number: str, period: Period) -> str:
    """The attribution sheet of a number over a period."""
    query = f"?{period.query[1:]}" if period.query else ""
    return f"/numbers/{quote(number)}/attribution{query}"


def _moment(text: str, days: int) -> int | None:
    if not text:
        return None
    if text.isdecimal() and len(text) < 12:
        return int(text)
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
    except ValueError:
        raise Refused(f"Expected a day as YYYY-MM-DD; found {text!r}.") from None
    return int(datetime(day.year, day.month, day.day, tzinfo=LOCAL).timestamp())
