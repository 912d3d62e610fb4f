"""`lineholder ledger`: the unit's own book, a row at a time; whole files come by `ingest`."""

from typing import Annotated

import typer

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline.entering import enter
from lineholder.wire.times import iso

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="The unit's ledger, a row at a time."
)


@app.callback()
def ledger() -> None:
    """The unit's ledger, a row at a time."""


@app.command()
def add(  # noqa: PLR0913 - the columns of a ledger, an option each
    context: typer.Context,
    entry: Annotated[
        str, typer.Argument(metavar="ENTRY", help="What happened, in a word of a ledger: arrest.")
    ],
    at: Annotated[
        str, typer.Option("--at", help="When it happened: a time with its zone, or a day.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why it is entered, or on what basis.")],
    line: Annotated[str, typer.Option("--line", help="The line.")] = "",
    person: Annotated[str, typer.Option("--person", help="The person.")] = "",
    offence: Annotated[str, typer.Option("--offence", help="The offence.")] = "",
    count: Annotated[str, typer.Option("--count", help="How many, or #2: which count.")] = "",
    detail: Annotated[str, typer.Option("--detail", help="What the entry leaves open.")] = "",
    reference: Annotated[str, typer.Option("--reference", help="The entry's own reference.")] = "",
    as_json: Json = False,
) -> None:
    """Enter one thing that happened; a state that may not follow is refused with its rule."""
    told = {
        "time": at, "entry": entry, "line": line, "person": person, "offence": offence, "count": count,
        "detail": detail, "reference": reference,
    }  # fmt: skip
    session = Session.of(context)
    with session.desk() as desk:
        made = enter(desk.store, desk.actor, desk.scope, told, reason)
    if as_json:
        print_json(
            {
                "entered": made.number,
                "by": made.actor,
                "at": iso(made.at),
                "source": made.payload["source"],
                "row": dict(made.payload["row"]),
            }
        )
    else:
        session.out.print(f"Entered as {made.number} by {made.actor}.")
