"""Ten thousand generated messy returns: every row meets its known fate, and every account its count.

Each file goes two ways: through the reader and the normaliser, where each row's fate is compared; and
through a whole ingest into a workspace, many files a command as an officer gives them, where each
file's account is compared and everything stored is verified. A process a core.
Usage: python -m bench.messy_files [FIRST_SEED] [COUNT]
"""

import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ingest"))

from ingest_whole import take_in
from mess import RECORDED, STRUCTURAL, Mess, faults_found, messy_file

from lineholder import ingest as reading
from lineholder.model.source import Account
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.loading import Options
from lineholder.pipeline.verify import verify
from lineholder.pipeline.workspace import create_store

A_COMMAND = 250  # files


def main(first: int = 0, count: int = 10_000) -> int:
    """Print every wrong fate and the totals; the exit code says whether there was any."""
    begun, rows, wrong = time.perf_counter(), 0, 0
    seeds = range(first, first + count)
    parts = [seeds[n : n + A_COMMAND] for n in range(0, count, A_COMMAND)]
    fresh = multiprocessing.get_context("spawn")  # a fork would share DuckDB without its threads
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fresh) as pool:
        for counted, said in pool.map(_part, parts):
            rows += counted
            wrong += len(said)
            print("".join(f"{line}\n" for line in said), end="", flush=True)
    seconds = time.perf_counter() - begun
    print(f"{count} files, {rows} rows, {wrong} files with a wrong fate, {seconds:.0f} s")
    return 1 if wrong else 0


def _part(seeds: range) -> tuple[int, list[str]]:
    """How many rows these files have, and a line a file that did not come out as it must."""
    messes = [messy_file(seed) for seed in seeds]
    said = list[str]()
    for mess in messes:
        found = faults_found(mess, take_in(mess.data, zone=mess.zone))
        said += [f"seed {mess.seed}: {'; '.join(found[:5])}"] if found else []
    said += _ingested(messes)
    return sum(mess.rows for mess in messes), said


def _ingested(messes: list[Mess]) -> Iterator[str]:
    with TemporaryDirectory() as folder, closing(create_store(Path(folder) / "w")) as store:
        given = store, local_officer(store), default_scope()
        accounts = dict[str, Account]()
        for zone in {mess.zone for mess in messes}:
            paths = []
            for mess in (mess for mess in messes if mess.zone == zone):
                paths.append(Path(folder) / f"{mess.seed}.csv")
                paths[-1].write_bytes(mess.data)
            done = ingest(*given, paths, Options(reading.power("exercise"), zone=zone))
            accounts |= {one.source.name: one.account for one in done.ingests}
            yield from (f"{file.name}: not read: {file.why}" for file in done.not_read)
        for mess in messes:
            yield from _miscounted(mess, accounts.get(f"{mess.seed}.csv"))
        yield from (f"stored: {fault}" for fault in verify(*given))


def _miscounted(mess: Mess, account: Account | None) -> Iterator[str]:
    if account is None:
        return  # told as not read
    fates = Counter(fate.outcome[0] for fate in mess.fates)
    expected = (mess.rows, fates[RECORDED], fates[STRUCTURAL])
    found = (account.rows_in_file, account.recorded, account.structural)
    if found != expected:
        yield f"seed {mess.seed}: rows, recorded, structural {found}, expected {expected}"


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:3])))
