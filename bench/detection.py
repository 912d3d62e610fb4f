"""Detection on counties that the weights were not fitted on, beside a baseline that ranks by callers.

Seeds differ from the fit's. The baseline gets what it could never have in life: it is told how many
lines there are, and fills exactly so many places with the numbers that most others contact again.
"""

import sys

from bench.counties import Desk, county, specs
from bench.fit import SEEDS
from lineholder.detect import callers
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.workspace import opened_seals
from lineholder.validate.detection import Detection, detection

HELD_OUT = range(SEEDS.stop + 100, SEEDS.stop + 103)


def main() -> None:
    """Print a row a county, then the totals."""
    done: list[Detection] = []
    for holding in ("full", "partial"):
        for spec in specs(HELD_OUT, holding):
            with county(spec) as desk:
                found = find_lines(desk.store, desk.actor, desk.scope)
                result = detection(found, desk.truth, desk.held)
                by_callers = _by_callers(desk, result.k)
            done.append(result)
            _say(spec.family, spec.seed, holding, result, by_callers)
    passed = sum(result.passes for result in done)
    found_of = sum(r.first for r in done), sum(r.k for r in done)
    sys.stdout.write(
        f"{passed} of {len(done)} counties pass; {found_of[0]} of {found_of[1]} lines in the first K "
        f"places; {sum(len(r.wrong) for r in done)} entries that are no line\n"
    )


def _by_callers(desk: Desk, k: int) -> int:
    """How many lines the K numbers with the most repeat callers hold."""
    with desk.store.engine(desk.scope, opened_seals(desk.store)) as asker:
        table = asker.answer(callers.ask()).table.sort_by(
            [("again", "descending"), ("number", "ascending")]
        )
    lines = {n["number"]: line["line"] for line in desk.truth["lines"] for n in line["numbers"]}
    first = [str(number) for number in table["number"].to_pylist()[:k]]
    return len({lines[number] for number in first if number in lines})


def _say(family: str, seed: int, holding: str, result: Detection, by_callers: int) -> None:
    sys.stdout.write(
        f"{family:8} seed {seed} {holding:8} {result.first}/{result.k} lines, "
        f"{len(result.wrong)} wrong, {result.twice} twice; by callers alone {by_callers}/{result.k}\n"
    )


if __name__ == "__main__":
    main()
