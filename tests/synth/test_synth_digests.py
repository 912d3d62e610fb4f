"""The same specification gives the same bytes, as fixed in digests.json before any detector saw
them. The file never writes itself: to change it is a decision, with a reason in its commit.
"""

import hashlib
import json
from pathlib import Path

import pytest
from synth_counties import SIZES, county

from lineholder.synth import FAMILIES, HOLDINGS, County, Spec, generate, write

DIGESTS = json.loads((Path(__file__).parent / "digests.json").read_text())


def digest(made: County, out: Path) -> str:
    write(made, out)
    total = hashlib.sha256()
    for path in sorted(out.iterdir(), key=lambda p: p.name):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@pytest.mark.parametrize("holding", HOLDINGS)
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_counties_are_those_that_were_fixed(
    family: str, seed: int, holding: str, tmp_path: Path
) -> None:
    people, days, lines = SIZES[family]
    name = f"{family} seed {seed} people {people} days {days} lines {lines} {holding}"
    assert digest(county(family, seed, holding), tmp_path / "out") == DIGESTS[name]


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_a_county_made_again_is_the_same(family: str, tmp_path: Path) -> None:
    spec = Spec(family, 5, people=200, days=14, lines=2)
    first = digest(generate(spec), tmp_path / "one")
    assert digest(generate(spec), tmp_path / "two") == first
    assert digest(generate(Spec(family, 6, 200, 14, 2)), tmp_path / "three") != first


def test_the_families_are_listed_once_each() -> None:
    names = [family.name for family in FAMILIES]
    assert len(names) == len(set(names)) >= 2
    assert {key.split()[0] for key in DIGESTS} == set(names)
