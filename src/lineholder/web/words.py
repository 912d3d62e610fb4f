"""How values are written on screens: local times, grouped numbers, counts. Markup is never made here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
THIN = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"


def number(raw: str) -> str:
    """A phone number in groups: +44 7700 900123; anything that is not E.164 stands as given."""
    digits = raw.removeprefix("+")
    if not raw.startswith("+") or not digits.isdecimal():
        return raw
    if raw.startswith("+447") and len(raw) == 13:
        return f"+44{THIN}{raw[3:7]}{THIN}{raw[7:]}"
    if raw.startswith("+44") and len(raw) == 13:
        return f"+44{THIN}{raw[3:6]}{THIN}{raw[6:9]}{THIN}{raw[9:]}"
    return raw


def count(n: int) -> str:
    """A whole number with thousands separated by commas."""
    return f"{n:,}"


def plural(n: int, one: str, many: str | None = None) -> str:
    """The count with its noun: 1 row, 2 rows."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def figure(value: float) -> str:
    """A value whole where it is whole or large, else in at most three significant digits."""
    if value == int(value) or abs(value) >= 100:
        return f"{round(value):,}"
    return f"{value:.3g}"


def signed(value: float) -> str:
    """A log-odds with its sign and one decimal; a true minus sign, and plain 0.0 for nothing."""
    rounded = round(value, 1)
    if rounded == 0:
        return "0.0"
    return f"+{rounded:.1f}" if rounded > 0 else f"{MINUS}{-rounded:.1f}"


def chance(probability: float) -> str:
    """A probability in two digits; a small one as one in so many, 0 only where it is 0."""
    if probability >= 0.01 or probability == 0:
        return f"{probability:.2f}"
    return f"1 in {float(f'{1 / probability:.2g}'):,.0f}"


def moment(epoch_s: int) -> str:
    """UTC epoch seconds as local (Europe/London) date and minute: 3 May 2026 14:02."""
    t = datetime.fromtimestamp(epoch_s, LOCAL)
    return f"{t.day}{THIN}{t:%b}{THIN}{t:%Y} {t:%H:%M}"


def moment_s(epoch_s: int) -> str:
    """The same to the second."""
    return f"{moment(epoch_s)}:{epoch_s % 60:02d}"


def utc(epoch_s: int) -> str:
    """UTC epoch seconds as ISO 8601 with Z, for machines and for the hover text."""
    return f"{datetime.fromtimestamp(epoch_s, UTC):%Y-%m-%dT%H:%M:%SZ}"


def day(epoch_s: int) -> str:
    """UTC epoch seconds as the local calendar day: 3 May 2026."""
    t = datetime.fromtimestamp(epoch_s, LOCAL)
    return f"{t.day}{THIN}{t:%b}{THIN}{t:%Y}"


def period(from_s: int, to_s: int) -> str:
    """First and last local day with an en dash; one day stands alone, one year is named once."""
    a, b = datetime.fromtimestamp(from_s, LOCAL), datetime.fromtimestamp(to_s, LOCAL)
    if a.date() == b.date():
        return day(from_s)
    first = f"{a.day}{THIN}{a:%b}" + ("" if a.year == b.year else f"{THIN}{a:%Y}")
    return f"{first}{THIN}{DASH}{THIN}{b.day}{THIN}{b:%b}{THIN}{b:%Y}"


def calendar_day(iso: str) -> str:
    """A YYYY-MM-DD day as Sun 3 May 2026."""
    d = date.fromisoformat(iso)
    return f"{d:%a}{THIN}{d.day}{THIN}{d:%b}{THIN}{d:%Y}"


def duration(seconds: float) -> str:
    """A span for people: 40 s, 3 min, 2 h 5 min."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, hours = whole // 60 % 60, whole // 3600
    return f"{minutes} min" if not hours else f"{hours} h {minutes} min"


def span(seconds: int) -> str:
    """A delay: 40 s, 3 min, 1 h."""
    return duration(seconds).replace(" h 0 min", " h")


def size(n: int) -> str:
    """Bytes in the unit that gives up to three digits: 640 B, 1.2 MB."""
    value = float(n)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"


def plain(code: str) -> str:
    """A code of the product as words: no_power becomes no power."""
    return code.replace("_", " ").replace("-", " ")
