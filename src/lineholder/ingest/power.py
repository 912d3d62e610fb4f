"""Power: what a source was obtained under, from an authority file or from a few words."""

import datetime as dt
import tomllib
from typing import Any

from lineholder.ingest.numbers import clean, read
from lineholder.model.errors import BadValue
from lineholder.model.records import PartyKind
from lineholder.model.source import Power, PowerKind

KEYS = ("kind", "urn", "identifiers", "from", "to", "granted_by")
WORDS = {
    "exercise": PowerKind.EXERCISE,
    "test": PowerKind.EXERCISE,
    "open": PowerKind.OPEN,
    "open source": PowerKind.OPEN,
    "agreement": PowerKind.AGREEMENT,
    "device examination": PowerKind.DEVICE_EXAMINATION,
    "communications data": PowerKind.COMMUNICATIONS_DATA,
}
DAY_S = 86400


def power(text: str) -> Power:
    """The power that a short text names: `exercise`, `agreement`, …, or a URN after a kind and a colon.

    Refused where no kind is named, since a source under an unnamed power would not be sealed.
    """
    words, _, urn = text.partition(":")
    kind = WORDS.get(" ".join(words.replace("_", " ").split()).casefold())
    if kind is None:
        raise BadValue(
            f"A power begins with one of {', '.join(repr(w) for w in WORDS)}, and may go on with a "
            f"colon and a reference; found {text!r}. Leave it out and the rows are kept sealed."
        )
    return Power(kind, text.strip(), urn=urn.strip() or None)


def authority(text: str) -> Power:
    """The power that an authority file (TOML) grants; an unknown key is refused by name.

    Identifiers come out canonical: E.164, 14-digit IMEI, IMSI as given. A day alone in `from` begins
    with its first second and in `to` ends with its last, in UTC; a time needs its zone.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadValue(f"An authority is a TOML file; this one does not parse: {error}.") from None
    for key in data:
        if key not in KEYS:
            raise BadValue(f"Unknown authority key {key!r}; allowed are {', '.join(KEYS)}.")
    return Power(
        kind=_kind(data.get("kind")),
        text=_text(data, "urn") or _kind(data.get("kind")).value,
        urn=_text(data, "urn"),
        identifiers=_identifiers(data.get("identifiers", [])),
        from_s=_second("from", data.get("from"), 0),
        to_s=_second("to", data.get("to"), DAY_S - 1),
        granted_by=_text(data, "granted_by"),
    )


def _kind(value: Any) -> PowerKind:
    known = {kind.value: kind for kind in PowerKind} | WORDS
    found = known.get(str(value).casefold())
    if found is None:
        kinds = ", ".join(repr(kind.value) for kind in PowerKind)
        raise BadValue(f"Authority key 'kind' is one of {kinds}; found {value!r}.")
    return found


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise BadValue(f"Authority key {key!r} is a text; found {value!r}.")
    return value or None


def _identifiers(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise BadValue(
            f"Authority key 'identifiers' is a list of texts (numbers in quotes, so that none loses "
            f"its zero); found {value!r}."
        )
    return tuple(dict.fromkeys(form for v in value for form in canonical(v)))


def canonical(identifier: str) -> tuple[str, ...]:
    """Every form under which records may hold the identifier: a number, an IMEI's 14 digits, as given."""
    text = clean(identifier)
    digits = "".join(c for c in text if c not in "-/ ")
    if digits.isdigit() and 14 <= len(digits) <= 17:
        return (digits, digits[:14])  # an IMSI has 15 digits too
    party = read(text, opaque=any(c.isalpha() for c in text))
    known = party.kind is PartyKind.NUMBER and party.number is not None
    return (party.number,) if known and party.number else (text,)


def _second(key: str, value: Any, within_day_s: int) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = _parse(key, value)
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise BadValue(
                f"Authority key {key!r} holds a time without a zone, {value}; write 2026-01-31T00:00:00Z."
            )
        return int(value.timestamp())
    if isinstance(value, dt.date):
        midnight = dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)
        return int(midnight.timestamp()) + within_day_s
    raise BadValue(f"Authority key {key!r} is a day or a time with its zone; found {value!r}.")


def _parse(key: str, text: str) -> dt.date:
    for reader in (dt.date.fromisoformat, dt.datetime.fromisoformat):
        try:
            return reader(text.strip())
        except ValueError:
            continue
    raise BadValue(
        f"Authority key {key!r} is a day (2026-01-31) or a time with its zone; found {text!r}."
    )
