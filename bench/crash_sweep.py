"""Killed, failed and full at EVERY write, pwrite64, fsync, fdatasync, rename, unlink and ftruncate.

One whole ingest and one derivation of communications; see tests/storage/crashing.py for what is
judged after each, and for what is not covered. About a quarter of an hour on 2 cores.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "storage"))

HOWS = ("signal=KILL", "error=EIO", "error=ENOSPC")


def main() -> None:
    """Print how many crashes were judged, and of which calls; an AssertionError names a bad one."""
    if shutil.which("strace") is None:
        print("crash sweep: not run, it needs strace (Debian: apt-get install strace)")
        return
    with tempfile.TemporaryDirectory() as folder:
        for work in ("ingest", "derive"):
            _sweep(Path(folder) / work, work)


def _sweep(folder: Path, work: str) -> None:
    import crashing

    folder.mkdir()
    began, judged = time.perf_counter(), 0
    with crashing.nursery() as nursery:
        made = crashing.prepare(folder / "made", work)
        counts = crashing.counts(nursery, work, made, folder / "w")
        for how in HOWS:
            for call, count in sorted(counts.items()):
                for n in range(1, count + 1):
                    at = crashing.Crash(call, n, how)
                    try:
                        judged += crashing.crash(nursery, work, made, folder / "w", at)
                    except AssertionError as error:
                        raise AssertionError(f"{work}, {at}: {error}") from error
    calls = ", ".join(f"{count} {call}" for call, count in sorted(counts.items()))
    print(
        f"crash sweep, {work}: {judged} crashes at {calls}, each killed, EIO and ENOSPC: all held"
    )
    print(f"  {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
