"""The pages, served on this machine."""

from typing import Annotated

import typer

from lineholder.cli.server import run
from lineholder.cli.session import Session
from lineholder.pipeline.workspace import open_store

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    context: typer.Context, port: Annotated[int, typer.Option(help="On 127.0.0.1.")] = 8765
) -> None:
    """Serve the pages on this machine alone, with the worker that does the jobs."""
    session = Session.of(context)
    open_store(session.path).close()
    session.err.print(f"Serving {session.path} on http://127.0.0.1:{port} (Ctrl-C stops)")
    run(session.path, port)
