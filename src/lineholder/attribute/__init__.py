"""Attribute: how strongly the records speak for one person behind two phones, and against."""

from lineholder.attribute import (
    contact_overlap,
    handset_sharing,
    on_off_together,
    rings_itself,
    use_in_turn,
)
from lineholder.attribute.model import EvidenceModel

MODELS: tuple[EvidenceModel, ...] = (
    handset_sharing.MODEL,  # the hardest link first
    contact_overlap.MODEL,
    use_in_turn.MODEL,
    on_off_together.MODEL,
    rings_itself.MODEL,
)
