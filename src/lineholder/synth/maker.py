"""Maker: a family that makes its whole county by itself; and the county, whoever made it."""

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
class Maker:
    """A family with a world of its own: `make` returns the county of a specification."""

    name: str
    about: str
    make: Callable[[Spec], County]
