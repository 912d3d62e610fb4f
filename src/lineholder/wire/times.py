"""UTC epoch seconds as ISO 8601 with Z."""

from datetime import UTC, datetime


def iso(utc_s: int | None) -> str | None:
    """`2026-03-01T12:00:00Z`; None stays None."""
    if utc_s is None:
        return None
    return datetime.fromtimestamp(utc_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
