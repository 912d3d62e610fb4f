"""The `lineholder` command: what stands before a subcommand, and how every one of them ends."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from lineholder.cli.commands import OnDemand
from lineholder.model.errors import Cancelled, LineholderError

app = typer.Typer(
    cls=OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Raw call records in; drug lines out, best first, with reasons that open to source rows.",
)
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
    context.obj = workspace


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
