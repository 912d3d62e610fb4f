"""Attribute: how strongly the records speak for one person behind two phones, and against."""

from lineholder.attribute import contact_overlap, exclusion, handset_sharing, rings_itself
from lineholder.attribute.model import EvidenceModel

MODELS: tuple[EvidenceModel, ...] = (
    handset_sharing.MODEL,  # the hardest link first
    contact_overlap.MODEL,
    exclusion.MODEL,
    rings_itself.MODEL,
)
