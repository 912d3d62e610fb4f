"""The commands: a module each, whose `app` is the command of that name; imported when it is named.

To add one, write its module and its line here: the name, and what the list of commands says of it (the
first line of its own help).
"""

import importlib
from typing import Any

import typer.main
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "init": "Make an empty workspace with one local officer.",
    "ingest": "Read files; account for every row.",
    "quarantine": "Show the rows held back, with place, text and reason.",
    "lines": "Rank the lines that the records speak for, best first.",
    "line": "Show one line: activity, reasons, customers masked, workers as leads.",
    "explain": "Say why a number is, or is not, ranked as a line.",
    "successors": "Propose which number took over from which, with what speaks for and against.",
    "chain": "Show the people of a line with likely roles, and whether its head is in the records.",
    "attribute": "Say whose other numbers move, talk and sit with this one: a lead, for and against.",
    "ledger": "The unit's ledger, a row at a time.",
    "outcomes": "Show what the unit achieved: the bridge of lines, arrests, charges, with definitions.",
    "report": "Write the weekly tasking sheet, a monthly or programme return, or the annual report.",
    "series": "List outside series, or set one before and after a day beside a comparison area.",
    "harm": "Order the lines by what they do to people, with every component open.",
    "find": "Say where something has been seen.",
    "rows": "Open the source rows behind a figure.",
    "verify": "Check vault, conservation, register and audit chain; exit 1 with what does not hold.",
    "synth": "Write a synthetic county with its truth: plain files, marked as made up.",
    "demo": "Fill a workspace from a synthetic county, run every stage, show the ranked lines.",
    "validate": "How well a stage does on known truth.",
    "network": "Bare networks: CSV from,to,weight; no workspace needed.",
    "serve": "Serve the pages on this machine alone, with the worker that does the jobs.",
    "worker": "Do the jobs of the workspace until stopped.",
    "version": "Print the version.",
}


class OnDemand(TyperGroup):
    """The group of COMMANDS. Listing them imports none; naming one imports its module and no other."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, sentence in COMMANDS.items():
            self.add_command(TyperCommand(name, help=sentence))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the arguments name, with its parameters, and the arguments left."""
        name, _, left = super().resolve_command(ctx, args)
        return name, None if name is None else command(name), left


def command(name: str) -> Any:
    """A command with its parameters, or the group of that name, as the library's own kind."""
    module = importlib.import_module(f"{__name__}.{name}")
    return typer.main.get_command(module.app)
