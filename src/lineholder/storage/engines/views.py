"""The views that questions name, as SQL over lists of Parquet files.

Every name and path in this SQL is the program's own, quoted here (hence no S608).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

TYPES = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
}


@dataclass(frozen=True, slots=True)
class Partly:
    """A file of records without the rows (by sheet and row number) that `other` files hold."""

    path: Path
    other: tuple[Path, ...]


Read = Path | Partly  # a file as a view reads it: whole, or partly


@dataclass(frozen=True, slots=True)
class Generation:
    """Communications of some pairs, and the pairs whose earlier communications they replace."""

    communications: Path | None
    superseded: Path | None


@dataclass(frozen=True, slots=True)
class Generations:
    """Derived communications, oldest first: a pair counts in the last generation that has it."""

    parts: tuple[Generation, ...] = ()

    def files(self) -> list[Path]:
        """Every file that the view reads."""
        both = [(p.communications, p.superseded) for p in self.parts]
        return [file for pair in both for file in pair if file is not None]


def text(value: str) -> str:
    """A SQL string."""
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A SQL name."""
    return '"' + name.replace('"', '""') + '"'


def files(paths: Sequence[Path]) -> str:
    """A SQL list of file names, with the marks of patterns in them taken literally."""
    return "[" + ", ".join(text(_literal(path)) for path in paths) + "]"


def allowed(paths: Sequence[Path]) -> str:
    """A SQL list of every file as it is named, and as DuckDB asks for it (the pattern's spelling)."""
    names = {path.as_posix() for path in paths} | {_literal(path) for path in paths}
    return "[" + ", ".join(text(name) for name in sorted(names)) + "]"


def over(name: str, schema: pa.Schema, reads: Sequence[Read]) -> str:
    """Make a view of these files, or one of no rows with the schema's columns."""
    whole = [read for read in reads if not isinstance(read, Partly)]
    partly = [read for read in reads if isinstance(read, Partly)]
    selects = [_rows(schema, whole)] if whole or not partly else []
    selects += [_left(schema, read) for read in partly]
    return f"CREATE VIEW {name} AS " + " UNION ALL ".join(selects)


def read_files(reads: Sequence[Read]) -> list[Path]:
    """Every file that these views read."""
    return [
        path
        for read in reads
        for path in ((read.path, *read.other) if isinstance(read, Partly) else (read,))
    ]


def copy(name: str, other: str) -> str:
    """Make a table of another's rows."""
    return f"CREATE TABLE {quoted(name)} AS SELECT * FROM {quoted(other)}"  # noqa: S608


def communications(schema: pa.Schema, generations: Generations) -> str:
    """Make the view of communications: each generation without the pairs that a later one replaces."""
    selects = []
    for number, part in enumerate(generations.parts):
        if part.communications is None:
            continue
        select = _rows(schema, [part.communications])
        later = [p.superseded for p in generations.parts[number + 1 :] if p.superseded]
        if later:
            select = f"SELECT * FROM ({select}) AS g WHERE NOT EXISTS ({_replaced(later)})"  # noqa: S608
        selects.append(select)
    return "CREATE VIEW communications AS " + (
        " UNION ALL ".join(selects) if selects else _rows(schema, [])
    )


def _replaced(paths: Sequence[Path]) -> str:
    return (
        f"SELECT 1 FROM read_parquet({files(paths)}) AS s "  # noqa: S608
        "WHERE s.from_number = g.from_number AND s.to_number = g.to_number"
    )


def _left(schema: pa.Schema, partly: Partly) -> str:
    return (
        f"SELECT * FROM ({_rows(schema, [partly.path])}) AS mine WHERE NOT EXISTS ("  # noqa: S608
        f"SELECT 1 FROM read_parquet({files(partly.other)}) AS other "
        "WHERE other.row = mine.row AND other.sheet IS NOT DISTINCT FROM mine.sheet)"
    )


def _rows(schema: pa.Schema, paths: Sequence[Path]) -> str:
    if paths:
        columns = ", ".join(quoted(name) for name in schema.names)
        return f"SELECT {columns} FROM read_parquet({files(paths)})"  # noqa: S608
    nothing = ", ".join(f"NULL::{TYPES[field.type]} AS {quoted(field.name)}" for field in schema)
    return f"SELECT {nothing} WHERE false"


def _literal(path: Path) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in path.as_posix())
