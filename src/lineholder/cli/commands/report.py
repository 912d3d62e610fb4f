"""`lineholder report`: the tasking sheet, the returns and the annual report, as a file."""

from pathlib import Path
from typing import Annotated

import typer

from lineholder.cli.options import Json
from lineholder.cli.period import moment
from lineholder.cli.session import Session, print_json
from lineholder.model.product import ProductForm, ProductKind
from lineholder.paper.write import write
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.products import product
from lineholder.wire.product import product_json

app = typer.Typer(add_completion=False)


@app.command()
def report(  # noqa: PLR0913 - what a product is of, an option each
    context: typer.Context,
    kind: Annotated[ProductKind, typer.Argument(help="Which of the products.")],
    since: Annotated[
        str | None, typer.Option("--from", help="First day, or a moment, ISO 8601 (UTC).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day, or a moment, ISO 8601 (UTC).")
    ] = None,
    form: Annotated[
        ProductForm | None, typer.Option("--as", help="The format; else by --out, else pdf.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file; else by kind and last day, here.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the weekly tasking sheet, a monthly or programme return, or the annual report."""
    asked = Asked(moment(since, "--from", end=False), moment(until, "--to", end=True))
    if asked.from_s is not None and asked.to_s is not None and asked.from_s >= asked.to_s:
        raise typer.BadParameter("the period must end after it begins", param_hint="--to")
    session, form = Session.of(context), _form(form, out)
    with session.desk() as desk:
        made = product(desk.store, desk.actor, desk.scope, kind, asked, form)
    written = write(made, form)
    path = out or Path(made.file_name(form))
    path.write_bytes(written)
    if as_json:
        print_json(product_json(made, form, str(path), written))
    else:
        session.out.print(f"{made.title}, {made.days}: {path}")


def _form(form: ProductForm | None, out: Path | None) -> ProductForm:
    """The format asked for, which the file's ending must not gainsay."""
    ending = out.suffix[1:].lower() if out else ""
    named = next((one for one in ProductForm if one.value == ending), None)
    if form and named and form is not named:
        raise typer.BadParameter(
            f"expected a file that ends in .{form.value}; found .{ending}", param_hint="--out"
        )
    if ending and not (form or named):
        endings = ", ".join(f".{one.value}" for one in ProductForm)
        raise typer.BadParameter(
            f"expected one of {endings}, or --as; found .{ending}", param_hint="--out"
        )
    return form or named or ProductForm.PDF
