"""Which number took over from which."""

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline.succession import successors as find_successors
from lineholder.wire.succession import successors_json
from lineholder.wire.times import iso

app = typer.Typer(add_completion=False)


@app.command()
def successors(context: typer.Context, as_json: Json = False) -> None:
    """Propose which number took over from which, with what speaks for and against."""
    session = Session.of(context)
    with session.desk() as desk, session.progress("Comparing numbers") as report:
        found = find_successors(desk.store, desk.actor, desk.scope, report)
    if as_json:
        print_json(successors_json(found))
        return
    table = Table(title=f"Proposed of {found.ended} ended and {found.begun} begun numbers")
    for name in ("old", "new", "changed", "log10 odds", "strongest strand", "rows"):
        table.add_column(name, overflow="fold")
    for pair in found.pairs:
        best = pair.strands[0]
        cells = (iso(pair.changed_s), f"{pair.score:+.1f}", best.sentence, best.ref)
        table.add_row(pair.old, pair.new, *cells)
    session.out.print(table)
