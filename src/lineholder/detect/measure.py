"""Measure: every signal asked of a table of candidates, and the score that they add up to."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lineholder.detect import SIGNALS, relays
from lineholder.detect.combine import Measured, Scored, measured, names, score
from lineholder.detect.signal import strings
from lineholder.detect.weights import Weights
from lineholder.model.lines import Lookalike
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Asker


@dataclass(frozen=True, slots=True)
class Seen:
    """Candidates (number, line), what the signals measured of each line, and its score."""

    candidates: pa.Table
    measured: Measured
    scored: Scored

    def best(self) -> dict[str, float]:
        """Natural log-odds by line."""
        return dict(zip(self.measured.lines, self.scored.scores.tolist(), strict=True))

    def nearest(self, line: str) -> Lookalike:
        """The look-alike against which least speaks."""
        return self.scored.nearest[self.measured.lines.index(line)]

    def figure(self, line: str, name: str) -> float:
        """One figure of one line by its name, 0 where it is not known."""
        row, column = self.measured.lines.index(line), names(SIGNALS).index(name)
        return float(np.nan_to_num(self.measured.features[row, column]))

    def numbers(self, line: str) -> tuple[str, ...]:
        """The numbers measured as this line, in order."""
        pairs = self.candidates.to_pylist()
        return tuple(sorted(p["number"] for p in pairs if p["line"] == line))


def table(pairs: list[tuple[str, str]]) -> pa.Table:
    """Candidates from (number, line) pairs."""
    names = (("number", 0), ("line", 1))
    return pa.table({name: pa.array([p[i] for p in pairs], pa.string()) for name, i in names})


def measure(
    asker: Asker, candidates: pa.Table, weights: Weights, progress: Progress = silent
) -> Seen:
    """What the signals measured of each line, and its score by these weights."""
    seen = figures(asker, candidates, progress)
    return Seen(candidates, seen, score(seen, weights, SIGNALS))


def figures(asker: Asker, candidates: pa.Table, progress: Progress = silent) -> Measured:
    """Ask every signal; `relays` of these candidates stays held for what comes after."""
    given = {"candidates": candidates}
    asker.hold(relays.ask(relays.Params()), given)
    answers = {}
    for i, signal in enumerate(SIGNALS, 1):
        answers[signal.name] = asker.answer(signal.ask(), given).table
        progress(i, len(SIGNALS))
    own = {row["line"] for row in answers["no life"].to_pylist() if row["records"]}
    lines = tuple(sorted(set(strings(candidates, "line"))))
    return measured(lines, own, answers, SIGNALS)
