"""Load: a whole ingest and `lines`, each in a fresh process, at one and ten million observations.

The file is a synthetic county written ten times under other numbers, so that it has the shape of real
holdings. Beside it, in the same run: DuckDB's own typed read of the same file to Parquet.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv

from lineholder import synth

COPY_ROWS = 1_000_000
SIZES = (1, 10)  # million observations
SPEC = synth.Spec(family="agenda", seed=3, people=900, days=50, lines=6)
TYPED = """
    COPY (
        SELECT CAST(start AS TIMESTAMP) AS start, subject, direction, other_party, type,
               TRY_CAST(duration_s AS BIGINT) AS duration_s, cell_id, imei, imsi
        FROM read_csv('{csv}', header = true, all_varchar = true)
    ) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds, peak resident bytes and standard output of one command."""

    seconds: float
    peak: int
    out: str


def main() -> None:
    """Print a row for each size and path."""
    with tempfile.TemporaryDirectory() as folder:
        for millions in SIZES:
            _size(Path(folder), millions)


def _size(folder: Path, millions: int) -> None:
    csv = folder / f"observations-{millions}.csv"
    rows = _written(csv, millions * COPY_ROWS, quoted=False)
    typed = _typed(csv, folder / "typed.parquet")
    workspace = folder / f"workspace-{millions}"
    _run("--workspace", str(workspace), "init")
    loaded = _run(
        "--workspace", str(workspace), "ingest", str(csv), "--power", "exercise", "--json"
    )
    pairing_s = json.loads(loaded.out)["pairing"]["seconds"]
    load_s = loaded.seconds - pairing_s
    found = _run("--workspace", str(workspace), "lines", "--json")
    lines = len(json.loads(found.out)["lines"])
    _say(f"plain CSV to records, {rows:,} rows", rows / load_s, typed / load_s, loaded.peak)
    print(f"  pairing of communications {pairing_s:.1f} s")
    print(f"  lines {found.seconds:.1f} s, {lines} listed, peak {found.peak / 2**30:.2f} GiB")
    if millions == 1:
        _strict(folder, typed)


def _strict(folder: Path, typed: float) -> None:
    csv = folder / "quoted.csv"
    rows = _written(csv, COPY_ROWS, quoted=True)
    workspace = folder / "workspace-strict"
    _run("--workspace", str(workspace), "init")
    loaded = _run(
        "--workspace", str(workspace), "ingest", str(csv), "--power", "exercise", "--json"
    )
    load_s = loaded.seconds - json.loads(loaded.out)["pairing"]["seconds"]
    _say(f"strict path (quoted), {rows:,} rows", rows / load_s, typed / load_s, loaded.peak)


def _say(what: str, rate: float, ratio: float, peak: int) -> None:
    print(f"{what}: {rate:,.0f} rows/s, {ratio:.2f} of DuckDB typed, peak {peak / 2**30:.2f} GiB")


def _typed(csv: Path, parquet: Path) -> float:
    """Seconds that DuckDB alone takes from the file to typed Parquet, in a process of its own."""
    sql = TYPED.format(csv=csv, parquet=parquet)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import duckdb; duckdb.execute({sql!r})"], check=True)
    return time.perf_counter() - began


def _run(*arguments: str) -> Took:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "lineholder", *arguments], stdout=subprocess.PIPE
    )
    out = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{arguments} ended with {status}")
    return Took(time.perf_counter() - began, usage.ru_maxrss * 1024, out.decode())


def _written(path: Path, rows: int, quoted: bool) -> int:
    """Copies of a county under other numbers, until there are `rows` of them."""
    county = synth.generate(SPEC).observations
    style = "all_valid" if quoted else "none"
    with (
        path.open("wb") as file,
        pc_csv.CSVWriter(
            file, county.schema, write_options=pc_csv.WriteOptions(quoting_style=style)
        ) as writer,
    ):
        for copy in range(-(-rows // county.num_rows)):
            left = rows - copy * county.num_rows
            writer.write_table(_renumbered(county, copy).slice(0, left))
    return rows


def _renumbered(county: pa.Table, copy: int) -> pa.Table:
    """The same people under other numbers."""
    for name in ("subject", "other_party"):
        at = county.schema.get_field_index(name)
        moved = pc.replace_substring(county[name], "+447700", f"+4477{copy:02d}")
        county = county.set_column(at, name, moved)
    return county


if __name__ == "__main__":
    print(f"DuckDB {duckdb.__version__}, {os.cpu_count()} cores")
    main()
