"""The whole product on a synthetic county."""

import sys
from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.commands.serve import serve
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import demo as demonstration
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.workspace import create_store, open_store
from lineholder.wire.lines import lines_json

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    context: typer.Context,
    serve_after: Annotated[bool, typer.Option("--serve", help="Then serve the pages.")] = False,
    as_json: Json = False,
) -> None:
    """Fill a workspace from a synthetic county, run every stage, show the ranked lines."""
    session = Session.of(context)
    made = open_store if (session.path / "register.sqlite").exists() else create_store
    store = made(session.path)
    with session.steps() as steps:
        found = demonstration.demo(store, local_officer(store), default_scope(), steps)
    store.close()
    if as_json:
        print_json(lines_json(found))
    else:
        tables.show_lines(session.out, found)
        session.out.print(
            f"\nOpen the pages with:\n  {sys.argv[0]} --workspace {session.path} serve"
        )
    if serve_after:
        serve(context)
