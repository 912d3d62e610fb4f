"""A finished county, and a family whose author brings a world of his own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from lineholder.synth.papers import Papers
from lineholder.synth.spec import Spec


@dataclass(frozen=True, slots=True)
class County:
    """A finished county: tables of text with the contract's columns, and the truth."""

    spec: Spec
    observations: pa.Table
    cells: pa.Table
    papers: Papers
    truth: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Author:
    """A family that shares no world with the others: `make` returns a county from its start."""

    name: str
    about: str
    make: Callable[[Spec], County]
