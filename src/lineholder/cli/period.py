"""Period: what `--from` and `--to` mean to every command that takes them."""

from datetime import UTC, datetime, timedelta

import typer


def moment(text: str | None, option: str, end: bool) -> int | None:
    """UTC epoch seconds; a bare day is its first second, or with `end` the first after it."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"expected a day (2026-03-01) or a moment (2026-03-01T12:00Z), found {text!r}",
            param_hint=option,
        ) from error
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    if end and len(text) == len("2026-03-01"):
        at += timedelta(days=1)
    return int(at.timestamp())
