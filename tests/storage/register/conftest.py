from collections.abc import Callable

import pytest
from sqlalchemy import text

from lineholder.model.source import Account, Ingest, Power, PowerKind, Segment, Source
from lineholder.storage.register import Register
from lineholder.storage.register.tables import APPEND_ONLY


@pytest.fixture
def ingest() -> Ingest:
    """Ten rows of a file: seven recorded (two of them sealed), two quarantined, a header."""
    return Ingest(
        "0123456789abcdef",
        Source("a" * 64, "Kundenübersicht №1.csv", 512),
        "observations",
        "b" * 64,
        {"zone": "Europe/London", "sheets": [1, 2]},
        Power(PowerKind.COMMUNICATIONS_DATA, "s.60A", "URN/1", ("+447700900001",), 1, 9, "SPoC"),
        Account(10, 7, 2, 1, 2, {"BAD_TIME": 1, "RAGGED": 1}),
        (
            Segment("segments/1.parquet", "observations", 5, "c" * 64),
            Segment("segments/2.parquet", "observations", 2, "d" * 64, "excess"),
        ),
        "segments/q.parquet",
        ("cp1252 by rule",),
        1_700_000_000,
    )


@pytest.fixture
def behind_its_back(register) -> Callable[[str], None]:
    """Change the database as somebody with full rights to it could: with the triggers dropped first."""

    def run(sql: str) -> None:
        with register.writing() as connection:
            for table in APPEND_ONLY:
                for name in _triggers(register, table):
                    on = "" if register.is_sqlite else f" ON {table}"
                    connection.execute(text(f"DROP TRIGGER {table}_{name}{on}"))
            connection.execute(text(sql))

    return run


def _triggers(register: Register, table: str) -> tuple[str, ...]:
    return (
        "no_update",
        "no_delete",
        "in_order",
        *(() if register.is_sqlite else ("no_truncate",)),
    )
