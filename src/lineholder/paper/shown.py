"""Shown: how a cell's value is written on paper, as words."""

from lineholder.model.product import Cell

THIN = "\N{NO-BREAK SPACE}"


def shown(cell: Cell) -> str:
    """`344`, `61.6 %`, `1,234.5`, or the words that say why there is no number."""
    value = cell.value
    if value is None:
        return cell.told
    if isinstance(value, str):
        return value
    if cell.share:
        return f"{100 * value:.1f}{THIN}%"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")
