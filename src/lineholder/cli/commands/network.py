"""`lineholder network`: bare networks from a file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import networks
from lineholder.wire.network import ranking_json, targets_json

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Bare networks: CSV from,to,weight; no workspace needed.",
)
File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV with the columns from,to,weight.")]


@app.command()
def rank(context: typer.Context, file: File, as_json: Json = False) -> None:
    """Rank every node, most likely in command first: a lead, not a role."""
    session = Session.of(context)
    ranking = networks.rank_network(file)
    if as_json:
        print_json(ranking_json(ranking))
        return
    table = Table("place", "node", "score")
    for place, (node, score) in enumerate(ranking, 1):
        table.add_row(str(place), node, f"{score:.4f}")
    session.out.print(table)


@app.command()
def targets(
    context: typer.Context,
    file: File,
    k: Annotated[int, typer.Option("-k", min=1, help="How many nodes.")],
    as_json: Json = False,
) -> None:
    """Find the k nodes whose removal breaks the network into the most pieces."""
    session = Session.of(context)
    with session.progress("Searching") as report:
        found = networks.network_targets(file, k, report)
    if as_json:
        print_json(targets_json(found))
        return
    proof = (
        "proved best"
        if found.optimal
        else f"not proved: at most {found.gap:.3f} better is possible"
    )
    session.out.print(
        f"{', '.join(found.targets)}: fragmentation {found.fragmentation:.4f}, {proof}"
    )
    session.out.print(f"{found.ties} set(s) of {k} do as well.")
