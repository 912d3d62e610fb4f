"""Storage: the vault, the records, the engines and the register of a workspace."""

from lineholder.storage.segments import Part
from lineholder.storage.workspace import Store

__all__ = ["Part", "Store"]
