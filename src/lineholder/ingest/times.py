"""Times: the written forms that a profile may state, as SQL over strict patterns.

A form is written with YYYY YY MM MMM DD hh mm ss and the marks between them, as `DD/MM/YYYY hh:mm:ss`;
`hh12` and `AM` make a twelve-hour clock, `.f` an optional fraction (cut off to the second), `Z` an
optional zone. Besides: `iso` (YYYY-MM-DD, T or a space, hh:mm, optional :ss, fraction and zone), `epoch_s`
and `epoch_ms`. 24:00:00 is midnight at the end of the day. A two-digit year is in this century.
No form is guessed, and two forms that could read one text as two days are refused together.
"""

import re

from lineholder.model.errors import BadValue

ZONE = r"([Zz]|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?"
ISO_PATTERN = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    + ZONE
)
TOKENS = {
    "YYYY": ("year", "([0-9]{4})"),
    "YY": ("year2", "([0-9]{2})"),
    "MMM": ("name", "([A-Za-z]{3})"),
    "MM": ("month", "([0-9]{2})"),
    "DD": ("day", "([0-9]{2})"),
    "hh12": ("hour12", "([0-9]{1,2})"),
    "hh": ("hour", "([0-9]{2})"),
    "mm": ("minute", "([0-9]{2})"),
    "ss": ("second", "([0-9]{2})"),
    ".f": ("", "(?:[.,][0-9]{1,9})?"),
    "AM": ("half", "([AaPp][Mm])"),
    "Z": ("zone", ZONE),
}
TOKEN = re.compile("|".join(re.escape(t) for t in TOKENS) + "|.")
MONTHS = "['jan','feb','mar','apr','may','jun','jul','aug','sep','oct','nov','dec']"
NAMED = ("iso", "epoch_s", "epoch_ms")

Expression = str


def check(forms: tuple[str, ...]) -> None:
    """Refuses a form that is no form, and a pair that could read one text as two different days."""
    if not forms:
        raise BadValue("Profile key 'times.formats' must name at least one form of time.")
    orders = set()
    for form in forms:
        if form in NAMED:
            continue
        parts = [TOKENS[t][0] for t in TOKEN.findall(form) if t in TOKENS]
        have = set(parts)
        year, hour = have & {"year", "year2"}, have & {"hour", "hour12"}
        if len(year) != 1 or len(hour) != 1 or not have & {"month", "name"} or "day" not in have:
            raise BadValue(
                f"Profile key 'times.formats' holds {form!r}; a form needs a year, month, day and hour, "
                f"as 'DD/MM/YYYY hh:mm:ss', or is one of {', '.join(NAMED)}."
            )
        if "month" in have:
            orders.add(parts.index("day") < parts.index("month"))
    if len(orders) > 1:
        raise BadValue(
            "Profile key 'times.formats' puts the day before the month in one form and after it in "
            "another, so that 01/02/2026 has two meanings. Keep one: a file has one order."
        )


def local_s(text: str, forms: tuple[str, ...]) -> Expression:
    """SQL: the local second that the text writes (UTC second where it carries a zone), or NULL."""
    return "CASE " + " ".join(_local_case(text, form) for form in forms) + " END"


def offset_s(text: str, forms: tuple[str, ...]) -> Expression:
    """SQL: seconds ahead of UTC that the text itself states, NULL where it states none."""
    cases = [case for form in forms if (case := _offset_case(text, form))]
    return "CASE " + " ".join(cases) + " END" if cases else "CAST(NULL AS BIGINT)"


def _seconds(timestamp: str) -> str:
    return f"epoch_us(TRY_CAST({timestamp} AS TIMESTAMP)) // 1000000"


def _local_case(text: str, form: str) -> str:
    if form == "iso":
        return _iso_local(text)
    if form == "epoch_s":
        return f"WHEN regexp_full_match({text}, '[0-9]{{9,10}}') THEN CAST({text} AS BIGINT)"
    if form == "epoch_ms":
        return (
            f"WHEN regexp_full_match({text}, '[0-9]{{12,13}}') THEN CAST({text} AS BIGINT) // 1000"
        )
    pattern, groups = _compile(form)
    part = {name: f"regexp_extract({text}, '{pattern}', {i})" for name, i in groups.items()}
    day = f"{_year(part)} || '-' || {_month(part)} || '-' || {part['day']}"
    clock = f"':' || {part.get('minute', _ZERO)} || ':' || {part.get('second', _ZERO)}"
    return f"WHEN regexp_full_match({text}, '{pattern}') THEN {_at(day, _hour(part), clock)}"


_ZERO = "'00'"
_PLAIN_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"


def _iso_local(text: str) -> str:
    second = f"coalesce(nullif(regexp_extract({text}, '{ISO_PATTERN}', 4), ''), '00')"
    clock = f"':' || substr({text}, 15, 2) || ':' || {second}"
    return (
        f"WHEN regexp_full_match({text}, '{_PLAIN_ISO}Z?') "
        f"THEN {_seconds(f'substr({text}, 1, 19)')} "
        f"WHEN regexp_full_match({text}, '{ISO_PATTERN}') "
        f"THEN {_at(f'substr({text}, 1, 10)', f'substr({text}, 12, 2)', clock)}"
    )


def _at(day: str, hour: str, clock: str) -> str:
    """Seconds of a day, hour and `:mm:ss`; hour 24 is only ever 24:00:00, the next day's midnight."""
    return (
        f"CASE WHEN {hour} = '24' THEN CASE WHEN {clock} = ':00:00' "
        f"THEN {_seconds(f'({day})')} + 86400 END "
        f"ELSE {_seconds(f'''({day} || ' ' || {hour} || {clock})''')} END"
    )


def _year(part: dict[str, str]) -> str:
    return part["year"] if "year" in part else f"'20' || {part['year2']}"


def _month(part: dict[str, str]) -> str:
    if "month" in part:
        return part["month"]
    number = f"list_position({MONTHS}, lower({part['name']}))"
    return f"lpad(CAST({number} AS VARCHAR), 2, '0')"


def _hour(part: dict[str, str]) -> str:
    if "hour" in part:
        return part["hour"]
    hour, half = f"CAST({part['hour12']} AS INTEGER)", f"lower({part.get('half', _ZERO)})"
    twelve = f"{hour} % 12 + CASE WHEN {half} = 'pm' THEN 12 ELSE 0 END"
    return f"CASE WHEN {hour} BETWEEN 1 AND 12 THEN lpad(CAST({twelve} AS VARCHAR), 2, '0') END"


def _compile(form: str) -> tuple[str, dict[str, int]]:
    """The pattern of a form, and the group of each of its parts."""
    pattern = ""
    groups: dict[str, int] = {}
    for token in TOKEN.findall(form):
        name, part = TOKENS.get(token, ("", re.escape(token).replace("'", "''")))
        pattern += part
        if name:
            groups[name] = len(groups) + 1
    return pattern, groups


def _offset_case(text: str, form: str) -> str | None:
    """Zero for an epoch; the zone that the text ends with where the form has one."""
    if form.startswith("epoch"):
        digits = "{9,10}" if form == "epoch_s" else "{12,13}"
        return f"WHEN regexp_full_match({text}, '[0-9]{digits}') THEN 0"
    pattern, groups = (ISO_PATTERN, {"zone": 5}) if form == "iso" else _compile(form)
    if "zone" not in groups:
        return None
    zone = f"regexp_extract({text}, '{pattern}', {groups['zone']})"
    hours, minutes = f"CAST(substr({zone}, 2, 2) AS BIGINT)", f"CAST(right({zone}, 2) AS BIGINT)"
    sign = f"CASE WHEN starts_with({zone}, '-') THEN -1 ELSE 1 END"
    return (
        f"WHEN suffix({text}, 'Z') OR suffix({text}, 'z') THEN 0 "
        f"WHEN length({zone}) > 1 THEN {sign} * ({hours} * 3600 + {minutes} * 60)"
    )
