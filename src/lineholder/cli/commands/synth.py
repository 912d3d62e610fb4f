"""A synthetic county as files."""

from pathlib import Path
from typing import Annotated

import typer

from lineholder.cli.options import Json
from lineholder.cli.session import print_json
from lineholder.pipeline.counties import write_county

app = typer.Typer(add_completion=False)


@app.command()
def synth(  # noqa: PLR0913 - one option a part of the specification
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
    written = write_county(out, family, seed, people, days, lines, holding)
    if as_json:
        print_json({"folder": str(out), "files": list(written)})
    else:
        typer.echo(f"Wrote {', '.join(written)} to {out}. Everybody in it is made up.")
