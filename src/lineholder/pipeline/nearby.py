"""Nearby: the search index of a large holding, made once and kept while the process lives.

The index is a function of the days' files and nothing else, so that what is kept can only save time. It
is kept for the holding that was asked last.
"""

import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lineholder.attribute import nearby as searching
from lineholder.attribute.nearby import Nearby
from lineholder.model.people import Scope
from lineholder.pipeline.workspace import opened_seals
from lineholder.storage import Store, placed
from lineholder.storage.engines.duckdb import Engine
from lineholder.storage.placed import PlacedDay


@dataclass(slots=True)
class _Kept:
    """The index made last, and the keys of its days."""

    keys: tuple[str, ...]
    index: Nearby


_kept: list[_Kept] = []
_turn = threading.Lock()


def nearby(store: Store, scope: Scope, engine: Engine) -> Nearby:
    """The index of what the engine sees; `engine` is open on this scope. For functions behind the gate."""
    holding = store.holding(scope, opened_seals(store))
    days = placed.update(store.path, holding, engine)
    with _turn:
        index = _brought_up(store.path, days)
        _kept[:] = [_Kept(tuple(d.key for d in days), index)]
    return index


def _brought_up(workspace: Path, days: tuple[PlacedDay, ...]) -> Nearby:
    """What is kept, with the days that came after it; made anew where any other day differs."""
    keys = tuple(d.key for d in days)
    for kept in _kept:
        if keys[: len(kept.keys)] == kept.keys:
            index = kept.index
            for day in days[len(kept.keys) :]:
                index = index.extended(day.day, day.read(workspace))
            return index
    return searching.gather([(d.day, partial(d.read, workspace)) for d in days])
