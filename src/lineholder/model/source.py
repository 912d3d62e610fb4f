"""Sources, the power they were obtained under, and the account of every row of an ingest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lineholder.model.digest import digest
from lineholder.model.errors import BadValue


class PowerKind(StrEnum):
    """Under what a source was obtained."""

    COMMUNICATIONS_DATA = "communications_data"
    DEVICE_EXAMINATION = "device_examination"
    AGREEMENT = "agreement"
    OPEN = "open"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class Power:
    """The authority of a source. Rows of other identifiers or outside the period are excess.

    `identifiers` are canonical numbers, IMEIs or IMSIs; empty means not limited. `from_s` and `to_s`
    are UTC epoch seconds, both ends included; None means not limited.
    """

    kind: PowerKind
    text: str
    urn: str | None = None
    identifiers: tuple[str, ...] = ()
    from_s: int | None = None
    to_s: int | None = None
    granted_by: str | None = None

    def __post_init__(self) -> None:
        if self.from_s is not None and self.to_s is not None and self.from_s > self.to_s:
            raise BadValue(
                f"An authority must end after it starts; found {self.from_s} to {self.to_s}."
            )

    def as_json(self) -> dict[str, Any]:
        """Plain data for the register; `from_json` rebuilds it."""
        return {
            "kind": self.kind.value,
            "text": self.text,
            "urn": self.urn,
            "identifiers": list(self.identifiers),
            "from_s": self.from_s,
            "to_s": self.to_s,
            "granted_by": self.granted_by,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Power":
        """The inverse of `as_json`."""
        return cls(
            PowerKind(data["kind"]),
            data["text"],
            data["urn"],
            tuple(data["identifiers"]),
            data["from_s"],
            data["to_s"],
            data["granted_by"],
        )


@dataclass(frozen=True, slots=True)
class Source:
    """An original file in the vault: its bytes never change. `size` is in bytes."""

    sha256: str
    name: str
    size: int


def ingest_id(sha256: str, profile_digest: str, options: Mapping[str, Any]) -> str:
    """16 hexadecimal digits naming (source, profile version, options): the same three, the same id."""
    return digest([sha256, profile_digest, dict(options)])[:16]


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file of which nothing was recorded, and why. `named`: a person named it, not only its folder."""

    name: str
    why: str
    named: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """One immutable Parquet file of records; `path` is relative to the workspace.

    `table` is observations or cells. A sealed segment is kept and counted, and not analysed until a
    reasoned entry opens it; `seal` says why (no_power, excess).
    """

    path: str
    table: str
    rows: int
    sha256: str
    seal: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every row of one ingest: the row conservation law, refused when it fails.

    rows_in_file = recorded + quarantined + structural; sealed rows are part of recorded.
    `reasons` counts the quarantined rows by code and sums to `quarantined`.
    """

    rows_in_file: int
    recorded: int
    quarantined: int
    structural: int
    sealed: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.rows_in_file != self.recorded + self.quarantined + self.structural:
            raise BadValue(
                f"Row conservation fails: {self.rows_in_file} rows in the file, but "
                f"{self.recorded} recorded + {self.quarantined} quarantined + "
                f"{self.structural} structural. Nothing was kept; please report this file's layout."
            )
        if sum(self.reasons.values()) != self.quarantined or self.sealed > self.recorded:
            raise BadValue(
                f"Quarantine reasons {dict(self.reasons)} and sealed rows {self.sealed} do not fit "
                f"{self.quarantined} quarantined and {self.recorded} recorded rows."
            )


@dataclass(frozen=True, slots=True)
class Ingest:
    """One committed ingest as the register knows it. `at` is UTC epoch seconds of the commit."""

    id: str
    source: Source
    format: str
    profile_digest: str
    options: Mapping[str, Any]
    power: Power | None
    account: Account
    segments: tuple[Segment, ...]
    quarantine: str | None  # path of the quarantine Parquet, relative to the workspace
    notes: tuple[str, ...]  # warnings a person should read: encoding by rule, columns not used, …
    at: int
    already_ingested: bool = False
