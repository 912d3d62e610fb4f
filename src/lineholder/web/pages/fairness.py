"""Fairness: who is at each stage of the work, for monitoring alone, and what is due for review."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.fairness import Characteristic, StageGroup, WorkStage
from lineholder.model.people import Permission
from lineholder.pipeline.fairness import Watched, watched
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class Shown:
    """One characteristic as a table: its groups, and a row a stage with its cells and total."""

    name: str
    sentence: str
    groups: tuple[str, ...]
    rows: tuple[tuple[str, tuple[StageGroup, ...], int | None], ...]


@dataclass(frozen=True, slots=True)
class FairnessContext:
    """What the page of fairness shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    found: Annotated[Watched, "what is monitored, the basis, the reviews"]
    tables: Annotated[tuple[Shown, ...], "one table a characteristic"]
    stages: Annotated[tuple[str, ...], "the stages to choose from"]
    kinds: Annotated[tuple[str, ...], "the characteristics to choose from"]


def load(ask: Ask) -> FairnessContext:
    """As of the day in the address; of today where it names none."""
    found = watched(ask.store, ask.actor, ask.scope, ask.query.get("on", ""))
    return FairnessContext(
        title="Fairness",
        paper=Paper(words.plural(len(found.monitored), "characteristic"), (f"on {found.day}",)),
        found=found,
        tables=tuple(
            Shown(
                one.characteristic.value,
                one.sentence,
                tuple(dict.fromkeys(row.group for row in one.rows)),
                tuple(
                    (stage.value, tuple(r for r in one.rows if r.stage is stage), total)
                    for stage, total in one.totals
                ),
            )
            for one in found.monitored
        ),
        stages=tuple(stage.value for stage in WorkStage),
        kinds=tuple(kind.value for kind in Characteristic),
    )


PAGE = Page("/outcomes/fairness", Permission.MONITOR, "fairness.html", FairnessContext, load)
