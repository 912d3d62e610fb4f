"""Profile: how one operator's files are laid out, as a person can read, edit and sign off.

A profile is a TOML file. It says what a column is called, how a time is written and what it means; it
never holds a guess. Every key is described in docs/formats/profiles.md.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from lineholder.model.digest import digest
from lineholder.model.errors import BadValue
from lineholder.model.ledger import LEDGER_COLUMNS
from lineholder.model.outside import INCIDENT_COLUMNS, SERIES_COLUMNS
from lineholder.model.records import Direction, Kind, TimeMeans

OBSERVATION_COLUMNS = (
    "start", "start_date", "start_time", "subject", "direction", "other_party", "type",
    "duration_s", "end", "cell_id", "end_cell_id", "latitude", "longitude", "imei", "imsi", "text",
)  # fmt: skip
CELL_COLUMNS = (
    "cell_id", "latitude", "longitude", "azimuth", "beamwidth", "site_name", "postcode",
    "valid_from", "valid_to",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "observations": OBSERVATION_COLUMNS,
    "cells": CELL_COLUMNS,
    "ledger": LEDGER_COLUMNS,
    "series": SERIES_COLUMNS,
    "incidents": INCIDENT_COLUMNS,
}
REQUIRED: Mapping[str, tuple[str, ...]] = {  # of records whose columns depend on no other key
    "cells": ("cell_id", "latitude", "longitude"),
    "ledger": ("time", "entry"),
    "series": SERIES_COLUMNS,
    "incidents": ("time", "crime_reference", "kind"),
}
UNUSED = "-"  # in `file.order`: a column that the profile does not read
IN_THE_TEXT = "in the text"
SUBJECT_FROM = ("column", "header", "file name")
PARTIES = ("numbers", "opaque", "by subject")
DURATIONS = ("seconds", "hh:mm:ss")
CELL_FORMS = ("as given", "hyphens")
ZONES = ("UTC", "Europe/London", "+HH:MM", "-HH:MM")
DELIMITERS = (",", ";", "\t", "|")

KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "name", "version", "records", "file", "columns", "fixed", "times", "numbers", "kinds",
        "directions", "cells",
    ),
    "file": (
        "delimiter", "header", "order", "documented", "subject_from", "subject_pattern", "structural",
    ),
    "times": ("formats", "zone", "means", "duration"),
    "numbers": ("country", "parties"),
    "kinds": tuple(kind.value for kind in Kind),
    "directions": tuple(way.value for way in Direction),
    "cells": ("form",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout of one kind of records. Build it with `from_toml`; it refuses what it cannot hold.

    `delimiters` are those the header may be written with; recognition narrows them to the one found.
    `aliases` pairs each canonical column with the names that the file may give it; `order` stands in
    for a header where the file has none; `documented` says that the layout's own documentation gives
    this order. `zone` None is left open: whoever ingests must state it.
    """

    name: str
    version: int
    records: str  # one of COLUMNS
    delimiters: tuple[str, ...] = (",",)
    header: bool = True
    order: tuple[str, ...] = ()
    documented: bool = False
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    subject_from: str = "column"
    subject_pattern: str | None = None
    structural: tuple[str, ...] = ()
    time_formats: tuple[str, ...] = ("iso",)
    zone: str | None = None
    time_means: TimeMeans = TimeMeans.START
    duration: str = "seconds"
    country: str = "44"
    parties: str = "numbers"
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    directions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cell_form: str = "as given"

    def __post_init__(self) -> None:
        _check_choices(self)
        _check_columns(self)
        _check_patterns(self)

    @classmethod
    def from_toml(cls, text: str) -> "Profile":
        """The profile that the TOML text describes; an unknown or wrongly typed key is refused by name."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadValue(
                f"A profile is a TOML file; this one does not parse: {error}."
            ) from None
        _check_keys(data)
        return cls(**_fields(data))

    @property
    def delimiter(self) -> str:
        """The one delimiter; refused while several are still possible."""
        if len(self.delimiters) != 1:
            raise BadValue(f"Profile {self.name!r} has not been narrowed to one delimiter yet.")
        return self.delimiters[0]

    def narrowed(self, delimiter: str) -> "Profile":
        """The same profile with the one delimiter that a file was found to use."""
        return replace(self, delimiters=(delimiter,))

    def required(self) -> tuple[str, ...]:
        """The canonical columns that a file must have for this profile to read it."""
        needed = list(REQUIRED.get(self.records, ()))
        if not needed:
            dated = any(name == "start_date" for name, _ in self.aliases) or (
                "start_date" in self.order
            )
            needed = ["start_date", "start_time"] if dated else ["start"]
            needed += ["direction", "other_party", "type"]
            needed += ["subject"] if self.subject_from == "column" else []
        given = dict(self.fixed)
        return tuple(name for name in needed if name not in given)

    def as_json(self) -> dict[str, Any]:
        """Plain data, equal for equal profiles."""
        return asdict(self)

    def digest(self) -> str:
        """64 hexadecimal digits that change when anything in the profile changes."""
        return digest(self.as_json())


def is_zone(zone: str) -> bool:
    """Whether times can be read in this zone: UTC, Europe/London or a fixed offset up to 14 hours."""
    return zone in ZONES[:2] or re.fullmatch(r"[+-](0[0-9]|1[0-4]):[0-5][0-9]", zone) is not None


def _check_keys(data: Mapping[str, Any]) -> None:
    records = data.get("records")
    allowed = dict(KEYS) | {
        "columns": COLUMNS.get(str(records), ()),
        "fixed": COLUMNS.get(str(records), ()),
    }
    for key in ("name", "version", "records"):
        if key not in data:
            raise BadValue(f"A profile must say its {key!r}; see docs/formats/profiles.md.")
    if records not in COLUMNS:
        raise BadValue(f"Profile key 'records' is one of {_list(COLUMNS)}; found {records!r}.")
    _refuse_unknown("", data, allowed[""])
    for section, keys in allowed.items():
        if section and section in data:
            if not isinstance(data[section], dict):
                raise BadValue(f"Profile key {section!r} is a table, written [{section}].")
            _refuse_unknown(section, data[section], keys)


def _refuse_unknown(section: str, data: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    for key in data:
        if key not in allowed:
            path = f"{section}.{key}" if section else key
            raise BadValue(f"Unknown profile key {path!r}; allowed here: {_list(allowed)}.")


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The constructor's arguments; a key that is absent keeps the constructor's default."""
    file, times = _Section("file", data), _Section("times", data)
    numbers, cells, top = _Section("numbers", data), _Section("cells", data), _Section("", data)
    found = {
        "name": top.text("name"),
        "version": top.whole("version"),
        "records": top.text("records"),
        "delimiters": file.texts("delimiter"),
        "header": file.truth("header"),
        "order": file.texts("order"),
        "documented": file.truth("documented"),
        "subject_from": file.text("subject_from"),
        "subject_pattern": file.text("subject_pattern"),
        "structural": file.texts("structural"),
        "time_formats": times.texts("formats"),
        "zone": times.text("zone"),
        "time_means": times.choice("means"),
        "duration": times.text("duration"),
        "country": numbers.text("country"),
        "parties": numbers.text("parties"),
        "cell_form": cells.text("form"),
        "aliases": _Section("columns", data).lists(),
        "kinds": _Section("kinds", data).lists(),
        "directions": _Section("directions", data).lists(),
        "fixed": _Section("fixed", data).pairs(),
    }
    return {key: value for key, value in found.items() if value is not None}


class _Section:
    """Typed access to one table of the TOML file; a wrong type is refused by the key's full name."""

    def __init__(self, name: str, data: Mapping[str, Any]) -> None:
        self._name = name
        self._data: Mapping[str, Any] = data.get(name, {}) if name else data

    def _take(self, key: str, kind: type, what: str) -> Any:
        value = self._data.get(key)
        if value is not None and type(value) is not kind:
            path = f"{self._name}.{key}" if self._name else key
            raise BadValue(f"Profile key {path!r} is {what}; found {value!r}.")
        return value

    def text(self, key: str) -> str | None:
        value: str | None = self._take(key, str, "a text")
        return value

    def whole(self, key: str) -> int | None:
        value: int | None = self._take(key, int, "a whole number")
        return value

    def truth(self, key: str) -> bool | None:
        value: bool | None = self._take(key, bool, "true or false")
        return value

    def choice(self, key: str) -> TimeMeans | None:
        value = self.text(key)
        if value is None:
            return None
        if value not in list(TimeMeans):
            raise BadValue(
                f"Profile key 'times.means' is one of {_list(TimeMeans)}; found {value!r}."
            )
        return TimeMeans(value)

    def texts(self, key: str) -> tuple[str, ...] | None:
        value = self._data.get(key)
        if value is None:
            return None
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
            raise BadValue(f"Profile key '{self._name}.{key}' is a text or a list of texts.")
        return tuple(listed)

    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
        return tuple((key, self.texts(key) or ()) for key in sorted(self._data)) or None

    def pairs(self) -> tuple[tuple[str, str], ...] | None:
        return tuple((key, self.text(key) or "") for key in sorted(self._data)) or None


def _check_choices(profile: Profile) -> None:
    for key, value, allowed in (
        ("file.subject_from", profile.subject_from, SUBJECT_FROM),
        ("numbers.parties", profile.parties, PARTIES),
        ("times.duration", profile.duration, DURATIONS),
        ("cells.form", profile.cell_form, CELL_FORMS),
    ):
        if value not in allowed:
            raise BadValue(f"Profile key {key!r} is one of {_list(allowed)}; found {value!r}.")
    if profile.zone is not None and profile.zone != IN_THE_TEXT and not is_zone(profile.zone):
        raise BadValue(
            f"Profile key 'times.zone' is {IN_THE_TEXT!r} or one of {_list(ZONES)}, and is left out "
            f"where the file does not say; found {profile.zone!r}."
        )
    if not profile.delimiters or any(d not in DELIMITERS for d in profile.delimiters):
        raise BadValue(
            f"Profile key 'file.delimiter' is one or more of {_list(DELIMITERS)}; "
            f"found {list(profile.delimiters)!r}."
        )
    if not re.fullmatch(r"[1-9][0-9]{0,2}", profile.country):
        raise BadValue(
            f"Profile key 'numbers.country' is a calling code such as '44'; found {profile.country!r}."
        )


def _check_columns(profile: Profile) -> None:
    known = COLUMNS.get(profile.records, ())
    if profile.header == bool(profile.order):
        raise BadValue(
            "A profile names its columns under [columns] when the file has a header, and gives "
            "'file.order' with 'file.header = false' when it has none; found "
            f"header {profile.header} and {len(profile.order)} columns in order."
        )
    for name in profile.order:
        if name != UNUSED and (name not in known or profile.order.count(name) > 1):
            raise BadValue(
                f"Profile key 'file.order' names each column once, out of {_list(known)} or "
                f"{UNUSED!r} for one that is not read; found {name!r}."
            )
    have = set(profile.order) | {name for name, names in profile.aliases if names}
    missing = [name for name in profile.required() if name not in have]
    if missing:
        raise BadValue(f"Profile {profile.name!r} does not say where to find {_list(missing)}.")


def _check_patterns(profile: Profile) -> None:
    patterns = [("file.structural", pattern) for pattern in profile.structural]
    if profile.subject_pattern is not None:
        patterns.append(("file.subject_pattern", profile.subject_pattern))
    for key, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise BadValue(
                f"Profile key {key!r} holds {pattern!r}, which is no regular expression: {error}."
            ) from None
    if profile.subject_from == "header" and profile.subject_pattern is None:
        raise BadValue(
            "A subject that stands in the header needs 'file.subject_pattern' with one group."
        )
    if profile.subject_pattern is not None and re.compile(profile.subject_pattern).groups != 1:
        raise BadValue("Profile key 'file.subject_pattern' must hold exactly one (group).")


def _list(values: Any) -> str:
    return ", ".join(repr(str(value)) for value in values)
