"""Counties: synthetic test data written to a folder, for anybody; needs no workspace."""

from pathlib import Path

from lineholder import synth
from lineholder.model.errors import Refused


def write_county(  # noqa: PLR0913 - one argument a part of the specification
    out: Path, family: str, seed: int, people: int, days: int, lines: int, holding: str
) -> tuple[str, ...]:
    """The names of the files written. Refused where the specification cannot be met."""
    try:
        spec = synth.Spec(family, seed, people, days, lines, holding)
    except ValueError as error:
        raise Refused(f"Expected a county that can be made; found {error}.") from error
    known = tuple(f.name for f in synth.FAMILIES)
    if family not in known:
        raise Refused(f"Expected one of the families {', '.join(known)}; found {family!r}.")
    out.mkdir(parents=True, exist_ok=True)
    made = synth.generate(spec)
    synth.write(made, out)
    synth.write_ledger(made, out)
    return tuple(sorted(path.name for path in out.iterdir()))
