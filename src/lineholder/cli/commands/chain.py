"""The people behind a line."""

from typing import Annotated

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline.chains import chain as find_chain
from lineholder.wire.chain import chain_json
from lineholder.wire.times import iso

app = typer.Typer(add_completion=False)


@app.command()
def chain(
    context: typer.Context,
    line: Annotated[str, typer.Argument(help="A line's id, or one of its numbers.")],
    as_json: Json = False,
) -> None:
    """Show the people of a line with likely roles, and whether its head is in the records."""
    session = Session.of(context)
    with session.desk() as desk:
        found = find_chain(desk.store, desk.actor, desk.scope, line)
    if as_json:
        print_json(chain_json(found))
        return
    table = Table(title=f"People of line {found.line}: leads, not findings of fact")
    for name in ("role", "likely", "numbers, in turn", "reports to", "first", "last", "rows"):
        table.add_column(name, overflow="fold")
    for m in found.members:
        seen = (m.reports_to or "", iso(m.first_s), iso(m.last_s), m.grounds[0].ref)
        table.add_row(m.role.value, f"{m.probability:.2f}", " ".join(m.numbers), *seen)
    session.out.print(table)
    session.out.print(f"That the head is not in these records: {found.head.not_visible:.2f}")
