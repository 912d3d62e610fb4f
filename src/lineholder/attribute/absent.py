"""Absent: models whose records no holding holds yet, so that silence is not mistaken for a finding.

Only returns and cell tables are ingested today. Each of these models would read records of its own; until
there is a reader for them, the answer says that the holding has none, and no file pretends otherwise.
"""

from lineholder.attribute.model import Reads
from lineholder.model.attribution import Silent

ABSENT: tuple[tuple[str, Reads], ...] = (
    ("saved names and self-naming", Reads.NAMES),
    ("subscriber", Reads.SUBSCRIBERS),
    ("top-ups", Reads.TOP_UPS),
    ("plate reads", Reads.PLATES),
    ("silence in custody", Reads.CUSTODY),
)


def silent() -> tuple[Silent, ...]:
    """One sentence a model."""
    return tuple(Silent(model, f"This holding has no {reads.value}.") for model, reads in ABSENT)
