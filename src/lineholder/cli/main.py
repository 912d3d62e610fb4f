"""The `lineholder` command: one function a subcommand."""

import io
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lineholder import __version__
from lineholder.cli import attribution, networks, tables
from lineholder.cli.session import Session, print_json
from lineholder.model.errors import Cancelled, LineholderError
from lineholder.pipeline import intake, lines, rows, search
from lineholder.pipeline import verify as checking
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.loading import Options
from lineholder.pipeline.said import authority, power, profile
from lineholder.pipeline.workspace import create_store, open_store
from lineholder.wire.findings import faults_json, hits_json, rows_json
from lineholder.wire.intake import ingests_json, quarantine_json
from lineholder.wire.lines import detail_json, explanation_json, lines_json

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Raw call records in; drug lines out, best first, with reasons that open to source rows.",
)
app.add_typer(networks.app, name="network")
attribution.add_to(app)
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
EVERY_ROW = 2**40
STOPPED = 130  # exit code of a command that Ctrl-C ended


@app.callback()
def options(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(help="Workspace folder; else $LINEHOLDER_WORKSPACE, else ./lineholder-data."),
    ] = None,
) -> None:
    """Take what stands before the subcommand."""
    context.obj = Session.of(workspace)


@app.command()
def init(context: typer.Context, as_json: Json = False) -> None:
    """Make an empty workspace with one local officer."""
    session: Session = context.obj
    create_store(session.path).close()
    if as_json:
        print_json({"workspace": str(session.path)})
    else:
        session.out.print(
            f"Made an empty workspace at {session.path}. Next: lineholder ingest FILE… --power TEXT"
        )


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
    session: Session = context.obj
    if power_text and authority_file:
        raise typer.BadParameter("give --power or --authority, not both")
    under = (
        authority(authority_file) if authority_file else power(power_text) if power_text else None
    )
    said = Options(under, profile(layout) if layout else None, zone)
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


@app.command()
def quarantine(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(help="First digits of the source's sha256.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the rows held back, with place, text and reason."""
    session: Session = context.obj
    with session.desk() as desk:
        intake.need_ingests(desk.store, desk.actor, desk.scope)
        held_back = intake.quarantine(desk.store, desk.actor, desk.scope, source)
    if as_json:
        print_json(quarantine_json(held_back))
    else:
        tables.show_quarantine(session.out, held_back)


@app.command("lines")
def lines_command(context: typer.Context, as_json: Json = False) -> None:
    """Rank the lines that the records speak for, best first."""
    session: Session = context.obj
    with session.desk() as desk, session.progress("Finding lines") as report:
        found = lines.find_lines(desk.store, desk.actor, desk.scope, report)
    if as_json:
        print_json(lines_json(found))
    else:
        tables.show_lines(session.out, found)


@app.command("line")
def line_command(
    context: typer.Context,
    line: Annotated[str, typer.Argument(help="A line's id, or one of its numbers.")],
    as_json: Json = False,
) -> None:
    """Show one line: activity, reasons, customers masked, workers as leads."""
    session: Session = context.obj
    with session.desk() as desk:
        detail = lines.line(desk.store, desk.actor, desk.scope, line)
    if as_json:
        print_json(detail_json(detail))
    else:
        tables.show_line(session.out, detail)


@app.command()
def explain(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Any number, in any writing.")],
    as_json: Json = False,
) -> None:
    """Say why a number is, or is not, ranked as a line."""
    session: Session = context.obj
    with session.desk() as desk:
        said = lines.explain(desk.store, desk.actor, desk.scope, number)
        days = lines.activity_of(desk.store, desk.actor, desk.scope, [number])
    if as_json:
        print_json(explanation_json(said, days))
    else:
        tables.show_explanation(session.out, said, days)


@app.command()
def find(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help="A number in any writing, handset, SIM, cell, site, word.")
    ],
    as_json: Json = False,
) -> None:
    """Say where something has been seen."""
    session: Session = context.obj
    with session.desk() as desk:
        intake.need_ingests(desk.store, desk.actor, desk.scope)
        hits = search.find(desk.store, desk.actor, desk.scope, text)
    if as_json:
        print_json(hits_json(hits))
    else:
        tables.show_hits(session.out, hits)


@app.command("rows")
def rows_command(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="The reference beside any figure.")],
    as_json: Json = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many rows (JSON: all of them).")
    ] = None,
) -> None:
    """Open the source rows behind a figure."""
    session: Session = context.obj
    most = limit or (EVERY_ROW if as_json else 50)
    with session.desk() as desk:
        shown = rows.rows(desk.store, desk.actor, desk.scope, ref, 0, most)
    if as_json:
        print_json(rows_json(shown))
    else:
        tables.show_rows(session.out, shown)


@app.command()
def verify(context: typer.Context, as_json: Json = False) -> None:
    """Check vault, conservation, register and audit chain; exit 1 with what does not hold."""
    session: Session = context.obj
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


@app.command("synth")
def synth_command(  # noqa: PLR0913 - one option a part of the specification
    out: Annotated[Path, typer.Argument(help="Folder to write to.")],
    family: Annotated[str, typer.Option(help="How the county works.")] = "agenda",
    seed: int = 1,
    people: int = 600,
    days: int = 56,
    lines: int = 4,
    holding: Annotated[
        str, typer.Option(help="full or partial: whose returns are held.")
    ] = "full",
    as_json: Json = False,
) -> None:
    """Write a synthetic county with its truth: plain files, marked as made up."""
    from lineholder.pipeline import (
        counties,
    )  # synthetic counties are slow to import, seldom wanted

    written = counties.write_county(out, family, seed, people, days, lines, holding)
    if as_json:
        print_json({"folder": str(out), "files": list(written)})
    else:
        typer.echo(f"Wrote {', '.join(written)} to {out}. Everybody in it is made up.")


@app.command()
def demo(
    context: typer.Context,
    serve_after: Annotated[bool, typer.Option("--serve", help="Then serve the pages.")] = False,
    as_json: Json = False,
) -> None:
    """Fill a workspace from a synthetic county, run every stage, show the ranked lines."""
    from lineholder.pipeline import demo as demonstration

    session: Session = context.obj
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


@app.command()
def serve(
    context: typer.Context, port: Annotated[int, typer.Option(help="On 127.0.0.1.")] = 8765
) -> None:
    """Serve the pages on this machine alone, with the worker that does the jobs."""
    from lineholder.cli.server import run

    session: Session = context.obj
    open_store(session.path).close()
    session.err.print(f"Serving {session.path} on http://127.0.0.1:{port} (Ctrl-C stops)")
    run(session.path, port)


@app.command()
def worker(context: typer.Context) -> None:
    """Do the jobs of the workspace until stopped."""
    from lineholder.cli.server import work_until_stopped

    session: Session = context.obj
    work_until_stopped(session.path)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command; a refusal is one clear line and exit 1, a stop from the keyboard exit 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows "?" for it
            stream.reconfigure(errors="replace")
    try:
        app()
    except Cancelled as error:
        _end(str(error), STOPPED)
    except LineholderError as error:
        _end(str(error), 1)
    except OSError as error:
        found = f"{error.strerror or error}: {error.filename or 'no file is named'}"
        _end(f"Expected files that can be read and written; found {found}.", 1)
    except SystemExit as ended:
        if ended.code == STOPPED:
            _end("stopped; nothing was kept half done.", STOPPED)
        raise


def _end(sentence: str, code: int) -> None:
    sys.stderr.write(f"lineholder: {sentence}\n")
    sys.exit(code)
