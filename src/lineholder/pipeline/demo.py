"""Demo: a synthetic county, and a year of its unit's work, through every step, in a workspace of its own."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from lineholder import ingest as reading
from lineholder import synth
from lineholder.model.lines import LinesFound
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.progress import Progress
from lineholder.pipeline.access import require
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.loading import Options
from lineholder.storage import Store

SPEC = synth.Spec(family="agenda", seed=7, people=600, days=56, lines=4)
FILES = ("observations.csv", "cells.csv", "ledger.csv")
Steps = Callable[[str], Progress]  # gives the progress of the step that is named


def demo(store: Store, actor: Actor, scope: Scope, steps: Steps) -> LinesFound:
    """The ranked lines of a synthetic county: everybody and every number in it is made up."""
    require(store, actor, Permission.INGEST, scope, "run the demo")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        drawn = steps("Drawing a synthetic county")
        county = synth.generate(SPEC)
        synth.write(county, made)
        synth.write_ledger(county, made)
        drawn(1, 1)
        options = Options(reading.power("exercise"))
        paths = [made / name for name in FILES]
        ingest(store, actor, scope, paths, options, steps("Reading its records"))
    found = find_lines(store, actor, scope, steps("Finding its lines"))
    _compare(store, actor, scope, found, steps("Comparing its numbers"))
    return found


def _compare(store: Store, actor: Actor, scope: Scope, found: LinesFound, tell: Progress) -> None:
    """Ask who carries each line's last number, so that the board proposes somebody."""
    # scipy takes a second to import: only where it is used
    from lineholder.pipeline.attribution import attribute

    for n, line in enumerate(found.lines, 1):
        attribute(store, actor, scope, max(line.numbers, key=lambda use: use.to_s).number)
        tell(n, len(found.lines))
