"""Attribute: how strongly the records speak for one person behind two phones, and against."""

from lineholder.attribute import contact_overlap, exclusion, handset_sharing, rings_itself
from lineholder.attribute.model import EvidenceModel, Reads

MODELS: tuple[EvidenceModel, ...] = (
    handset_sharing.MODEL,  # the hardest link first
    contact_overlap.MODEL,
    exclusion.MODEL,
    rings_itself.MODEL,
)
SILENT: tuple[tuple[str, Reads], ...] = (  # no holding can hold these records yet
    ("saved names and self-naming", Reads.NAMES),
    ("subscriber", Reads.SUBSCRIBERS),
    ("top-ups", Reads.TOP_UPS),
    ("plate reads", Reads.PLATES),
    ("silence in custody", Reads.CUSTODY),
)
