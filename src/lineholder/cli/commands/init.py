"""Make a workspace."""

import typer

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline.workspace import create_store

app = typer.Typer(add_completion=False)


@app.command()
def init(context: typer.Context, as_json: Json = False) -> None:
    """Make an empty workspace with one local officer."""
    session = Session.of(context)
    create_store(session.path).close()
    if as_json:
        print_json({"workspace": str(session.path)})
    else:
        session.out.print(
            f"Made an empty workspace at {session.path}. Next: lineholder ingest FILE… --power TEXT"
        )
