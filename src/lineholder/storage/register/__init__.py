"""The register: everything that cannot be derived again, in SQLite or PostgreSQL."""

from lineholder.storage.register.open import Register
from lineholder.storage.register.verify import check

__all__ = ["Register", "check"]
