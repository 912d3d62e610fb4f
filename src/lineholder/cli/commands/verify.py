"""Whether what is stored still holds."""

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.model.errors import LineholderError
from lineholder.pipeline import verify as checking
from lineholder.wire.findings import faults_json

app = typer.Typer(add_completion=False)


@app.command()
def verify(context: typer.Context, as_json: Json = False) -> None:
    """Check vault, conservation, register and audit chain; exit 1 with what does not hold."""
    session = Session.of(context)
    with session.desk() as desk, session.progress("Verifying") as report:
        faults = checking.verify(desk.store, desk.actor, desk.scope, report)
    if as_json:
        print_json(faults_json(faults))
    else:
        tables.show_faults(session.out, faults)
    if faults:
        raise LineholderError(f"Expected everything stored to hold; found {len(faults)} faults.")
    if not as_json:
        session.out.print("Vault, records, conservation, register and audit chain hold.")
