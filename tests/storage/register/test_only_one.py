import subprocess
import sys

from lineholder.storage.register.only_one import only_one

HOLD = """
import sys
from pathlib import Path
from lineholder.storage.register.only_one import only_one
with only_one(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def test_the_second_holder_is_told_so_and_does_not_wait(tmp_path):
    with only_one(tmp_path / "lock") as first, only_one(tmp_path / "lock") as second:
        assert (first, second) == (True, False)
    with only_one(tmp_path / "lock") as again:
        assert again


def test_a_killed_holder_lets_go(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"True\n"
        with only_one(tmp_path / "lock") as mine:
            assert not mine
        holder.kill()
        holder.wait()
        with only_one(tmp_path / "lock") as mine:
            assert mine
