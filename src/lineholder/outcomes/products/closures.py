"""Closures: how long they hold, as a table; a row opens to every decided move of its lines."""

from lineholder.model.findings import Reference
from lineholder.model.lasting import ClosureGroup, Held, Survival
from lineholder.model.outcomes import LineHistory
from lineholder.model.product import Cell, Part
from lineholder.outcomes.products.parts import Material, grid, opens, text

GROUP_WORDS = {
    ClosureGroup.ALL: "all closures",
    ClosureGroup.TYPE_1: "Type 1",
    ClosureGroup.TYPE_2: "Type 2",
    ClosureGroup.CONFIRMED: "Type 1, from its check-back on",
}
HOW_LONG = (
    "The share still closed so many days on, of closures that were watched for so long (Kaplan-Meier, 95 % "
    "interval). A line that came back unseen counts as closed."
)


def held(told: Material) -> tuple[Part | None, tuple[Reference, ...]]:
    """Survival, a row a group, with its references; None where no line closed."""
    if told.lasting is None or not told.lasting.survival:
        return None, ()
    made = [_opens(told, one.group) for one in told.lasting.survival]
    rows = [_row(one, ref.ref) for one, ref in zip(told.lasting.survival, made, strict=True)]
    days = [one.days for one in told.lasting.survival[0].held]
    heads = (
        ("Closures", 26, False), ("Closed", 9, True), ("Came back", 11, True), ("Failed", 9, True),
        *((f"{n} days on", 18, False) for n in days),
    )  # fmt: skip
    lines = tuple(
        f"{GROUP_WORDS[one.group][:1].upper()}{GROUP_WORDS[one.group][1:]}: {one.sentence}"
        for one in told.lasting.survival
    )
    part = Part("How long closures hold", (HOW_LONG, *lines), grid=grid(*heads, rows=rows))
    return part, tuple(made)


def _opens(told: Material, group: ClosureGroup) -> Reference:
    """All moves of the lines whose closure is of this group, up to the end of the period."""
    moves = [
        move
        for history in told.histories
        if _is_of(history, group)
        for move in history.moves
        if move.at_s < told.to_s
    ]
    named = f"moves of lines that closed: {GROUP_WORDS[group]}"
    return opens(named, moves, told.found.snapshot)


def _is_of(history: LineHistory, group: ClosureGroup) -> bool:
    closed = history.closures()
    if group is ClosureGroup.ALL:
        return bool(closed or history.failed)
    if group is ClosureGroup.TYPE_2:
        return any(not one.type1 for one in closed)
    if group is ClosureGroup.CONFIRMED:
        return any(one.confirmed for one in closed)
    return bool(history.failed) or any(one.type1 for one in closed)


def _row(one: Survival, ref: str) -> tuple[Cell, ...]:
    return (
        text(GROUP_WORDS[one.group]),
        Cell(one.closures, ref=ref),
        Cell(one.came_back),
        Cell(one.failed),
        *(_share(held) for held in one.held),
    )


def _share(held: Held) -> Cell:
    if held.share is None or held.lower is None or held.upper is None:
        return Cell(None, "nobody watched")
    low, high = 100 * held.lower, 100 * held.upper
    return Cell(f"{100 * held.share:.0f} % ({low:.0f} to {high:.0f})")
