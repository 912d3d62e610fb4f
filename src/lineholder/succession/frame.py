"""Frame: the pairs of one round, and where in it each answer's row belongs."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lineholder.model.question import Asker, Question

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PAIRS = "SELECT * FROM pairs ORDER BY old, new"
WHOLE = "SELECT MIN(first_s) AS from_s, MAX(last_s) AS to_s FROM lives"


def column(table: pa.Table, name: str) -> Floats:
    """A column as float64."""
    return np.asarray(table[name].cast(pa.float64()).to_numpy(), dtype=np.float64)


class Index:
    """Names by place, in order of first sight."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._known)

    def of(self, names: "pa.ChunkedArray[pa.StringScalar]") -> Ints:
        """The place of each name."""
        known = self._known
        places = [known.setdefault(name, len(known)) for name in map(str, names.to_pylist())]
        return np.array(places, dtype=np.int64)


class Frame:
    """Pairs (old, new) of a round: `pairs` is the held table, `alias` the names of that round."""

    def __init__(self, asker: Asker, alias: Mapping[str, pa.Table]) -> None:
        self.alias = alias
        self.pairs = asker.answer(Question("pairs of the round", PAIRS)).table
        whole = asker.answer(Question("first and last use", WHOLE)).table.to_pylist()[0]
        self.span_s = float((whole["to_s"] or 0) - (whole["from_s"] or 0))
        self._numbers = Index()
        self.old = self._numbers.of(self.pairs["old"])
        self.new = self._numbers.of(self.pairs["new"])
        self._keys = self.old * len(self._numbers) + self.new
        self._order = np.argsort(self._keys, kind="stable")

    def __len__(self) -> int:
        return int(self.pairs.num_rows)

    def rows(self, answer: pa.Table) -> Ints:
        """The pair that each row of an answer with `old` and `new` belongs to; each must be known."""
        old, new = self._numbers.of(answer["old"]), self._numbers.of(answer["new"])
        wanted = old * len(self._numbers) + new
        if not len(wanted):
            return wanted
        return np.asarray(self._order[np.searchsorted(self._keys[self._order], wanted)])

    def total(self, rows: Ints, weight: Floats) -> Floats:
        """The sum of the weights of each pair's rows."""
        return np.asarray(np.bincount(rows, weight, minlength=len(self)), dtype=np.float64)
