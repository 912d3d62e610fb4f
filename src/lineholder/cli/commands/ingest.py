"""Files in, and the account of every row."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.model.errors import LineholderError
from lineholder.pipeline import intake
from lineholder.pipeline.loading import Options
from lineholder.pipeline.said import authority, power, profile
from lineholder.wire.intake import ingests_json

app = typer.Typer(add_completion=False)


@app.command()
def ingest(  # noqa: PLR0913 - one option a thing that the officer says
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders.")],
    layout: Annotated[
        str | None,
        typer.Option("--profile", help="A layout: a TOML file, or a shipped one's name."),
    ] = None,
    power_text: Annotated[
        str | None, typer.Option("--power", help='The power; "exercise" for test data.')
    ] = None,
    authority_file: Annotated[
        Path | None, typer.Option("--authority", help="An authority (TOML).")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="Zone of times that carry none.")] = None,
    as_json: Json = False,
) -> None:
    """Read files; account for every row. Without power or authority the rows are recorded sealed."""
    session = Session.of(context)
    if power_text and authority_file:
        raise typer.BadParameter("give --power or --authority, not both")
    under = (
        authority(authority_file) if authority_file else power(power_text) if power_text else None
    )
    said = Options(under, profile(layout) if layout else None, zone)
    if any(path.exists() for path in paths):
        session.make_first()
    with session.desk() as desk, session.progress("Reading", in_bytes=True) as report:
        done = intake.ingest(desk.store, desk.actor, desk.scope, paths, said, report)
    if as_json:
        print_json(ingests_json(done.ingests, done.not_read, asdict(done.pairing)))
    else:
        tables.show_ingests(session.out, done)
    refused = [file for file in done.not_read if file.named]
    if refused:
        more = f" (and {len(refused) - 1} more files)" if len(refused) > 1 else ""
        raise LineholderError(f"{refused[0].name} was not read{more}: {refused[0].why}")
    if not done.ingests:
        raise LineholderError(
            "Expected a file of a known layout; found none. Nothing was recorded."
        )
