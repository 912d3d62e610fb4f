"""Ten thousand generated messy returns: in each, every row must meet its known fate.

Usage: python bench/messy_files.py [FIRST_SEED] [COUNT]
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ingest"))

from ingest_whole import take_in
from mess import faults_found, messy_file


def main(first: int = 0, count: int = 10_000) -> int:
    begun, rows, wrong = time.perf_counter(), 0, 0
    for seed in range(first, first + count):
        mess = messy_file(seed)
        whole = take_in(mess.data, zone=mess.zone)
        said = faults_found(mess, whole)
        rows += mess.rows
        if said:
            wrong += 1
            print(f"seed {seed}: {'; '.join(said[:5])}")
    seconds = time.perf_counter() - begun
    print(f"{count} files, {rows} rows, {wrong} files with a wrong fate, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:3])))
