"""The jobs of a workspace, done."""

import typer

from lineholder.cli.server import work_until_stopped
from lineholder.cli.session import Session

app = typer.Typer(add_completion=False)


@app.command()
def worker(context: typer.Context) -> None:
    """Do the jobs of the workspace until stopped."""
    session = Session.of(context)
    work_until_stopped(session.path)
