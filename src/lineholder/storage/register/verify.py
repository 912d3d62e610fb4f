"""Whether the register still holds what was committed to it."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from lineholder.model.findings import Fault
from lineholder.storage.register import audit, entries, manifest
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import APPEND_ONLY, metadata

GUARDS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled = 'O'",
}
NAMES = {
    "sqlite": ("no_update", "no_delete", "in_order"),
    "postgresql": ("no_update", "no_delete", "no_truncate", "in_order"),
}


def check(register: Register) -> tuple[Fault, ...]:
    """What does not hold: the pages, the guards, conservation, the entries, the audit chain.

    Reads every row. Where the file itself is damaged only that is reported, since what the rows say
    then means nothing.
    """
    try:
        with register.reading() as connection:
            faults = [*_pages(register, connection), *_guards(connection)]
        if any(fault.what == "register" for fault in faults):
            return tuple(faults)
        faults += [*manifest.check(register), *entries.check(register), *audit.check(register)]
    except DatabaseError as error:
        return (Fault("register", register.where, "readable", str(error.orig)),)
    return tuple(faults)


def _pages(register: Register, connection: Connection) -> list[Fault]:
    """SQLite: quick_check and foreign keys. PostgreSQL: read every value of every row.

    PostgreSQL checks a page's checksum as it reads it, where the cluster was made with checksums.
    """
    if not register.is_sqlite:
        for table in metadata.sorted_tables:
            connection.execute(text(f"SELECT sum(length(t::text)) FROM {table.name} t"))  # noqa: S608
        return []
    said = connection.execute(text("PRAGMA quick_check")).scalars().all()
    faults = [Fault("register", register.where, "ok", line) for line in said if line != "ok"]
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return faults + [
        Fault("register", f"{row[0]} row {row[1]}", f"its row of {row[2]}", "none")
        for row in orphans
    ]


def _guards(connection: Connection) -> list[Fault]:
    dialect = connection.dialect.name
    present = {(row[0], row[1]) for row in connection.execute(text(GUARDS[dialect]))}
    return [
        Fault("append-only guard", f"table {table}", f"trigger {table}_{name}", "none")
        for table in APPEND_ONLY
        for name in NAMES[dialect]
        if (f"{table}_{name}", table) not in present
    ]
