"""What is derived from the segments, and may be rebuilt at any time: which files count, in one list.

`derived/communications.json` is replaced whole (written aside, fsynced, renamed), so a kill leaves
the old list or the new one. Files that it does not name do not count, and the sweep removes them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lineholder.model.digest import canonical
from lineholder.storage import durable
from lineholder.storage.engines.views import Generation, Generations

FOLDER = "derived"
LIST = "communications.json"
SORTED_LIST = "sorted.json"
LEDGER_LIST = "ledger.json"


@dataclass(frozen=True, slots=True)
class Made:
    """A derived file; `path` is relative to the workspace."""

    path: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One generation: the segments that it added (named as they count), and what they led to.

    `communications` are those of every pair in these segments; `superseded` are the pairs among them
    whose communications in earlier layers they replace.
    """

    segments: tuple[str, ...]
    communications: Made | None
    superseded: Made | None


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived communications: by which rules, from which segments, in which files.

    `rules` is the digest of the questions that made them; `basis` names the observations' segments
    together. The counts are those of `communications.PairingReport`.
    """

    rules: str
    basis: str
    layers: tuple[Layer, ...]
    counts: Mapping[str, int]

    def generations(self, workspace: Path) -> Generations:
        """The files as the engine's view wants them."""

        def at(made: Made | None) -> Path | None:
            return None if made is None else workspace / made.path

        return Generations(
            tuple(Generation(at(x.communications), at(x.superseded)) for x in self.layers)
        )


def load(workspace: Path) -> Derived | None:
    """Return the list as it was last saved, None where nothing is derived yet."""
    path = workspace / FOLDER / LIST
    if not path.exists():
        return None
    data = json.loads(path.read_text("utf-8"))
    return Derived(
        data["rules"],
        data["basis"],
        tuple(
            Layer(tuple(x["segments"]), _made(x["communications"]), _made(x["superseded"]))
            for x in data["layers"]
        ),
        data["counts"],
    )


def save(workspace: Path, derived: Derived) -> None:
    """Put a new list in place of the old one, durably. Its files are durable already."""
    aside = workspace / "tmp" / LIST
    durable.write([canonical(asdict(derived))], aside)
    durable.keep(aside, workspace / FOLDER / LIST)


def files(derived: Derived) -> tuple[Made, ...]:
    """Return the files that a list names."""
    both = [(layer.communications, layer.superseded) for layer in derived.layers]
    return tuple(made for pair in both for made in pair if made is not None)


def sorted_files(workspace: Path) -> tuple[Made, ...]:
    """Return the sorted copy (sorted_copy), () where there is none."""
    path = workspace / FOLDER / SORTED_LIST
    return (Made(**json.loads(path.read_text("utf-8"))["made"]),) if path.exists() else ()


def ledger_files(workspace: Path) -> tuple[Made, ...]:
    """Return the files of the folded ledgers (folded), () where there is none."""
    path = workspace / FOLDER / LEDGER_LIST
    if not path.exists():
        return ()
    views = json.loads(path.read_text("utf-8"))
    return tuple(Made(**made) for view in views for made in view["files"].values())


def orphans(workspace: Path) -> list[Path]:
    """Return the derived files that the list does not name, in order."""
    derived = load(workspace)
    made = () if derived is None else files(derived)
    counted = (*made, *sorted_files(workspace), *ledger_files(workspace))
    named = {LIST, SORTED_LIST, LEDGER_LIST, *(Path(m.path).name for m in counted)}
    return [f for f in sorted((workspace / FOLDER).iterdir()) if f.name not in named]


def made_from(workspace: Path, rules: str, basis: str) -> Generations | None:
    """Return the derived files where they were made by these rules from these observations."""
    derived = load(workspace)
    if derived is None or (derived.rules, derived.basis) != (rules, basis):
        return None
    if not all((workspace / made.path).exists() for made in files(derived)):
        return None
    return derived.generations(workspace)


def _made(data: Mapping[str, Any] | None) -> Made | None:
    return None if data is None else Made(**data)
