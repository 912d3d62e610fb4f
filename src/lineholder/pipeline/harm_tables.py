"""Harm tables: the unit's own weights, index and MoRiLE bands, entered as versions with a reason."""

from lineholder.model.entry import Entry
from lineholder.model.errors import Refused
from lineholder.model.harm_said import HarmTable, TableVersion
from lineholder.model.people import Actor, Permission, Scope
from lineholder.outcomes import harm_tables
from lineholder.pipeline.access import now_s, require
from lineholder.storage import Store
from lineholder.storage.register import entries


def versions(store: Store, actor: Actor, scope: Scope) -> tuple[TableVersion, ...]:
    """Every version of every table, in the order entered."""
    require(store, actor, Permission.READ, scope, "read harm tables")
    return harm_tables.versions(entries.all_of(store.register, harm_tables.KIND))


def set_table(  # noqa: PLR0913 - the three of every function, then what a version is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    table: str,
    name: str,
    text: str,
    reason: str,
    supersedes: int | None = None,
) -> Entry:
    """The entry of a new version; `supersedes` is the number of the version that it replaces."""
    told = {"table": table, "name": name, "supersedes": supersedes}
    require(store, actor, Permission.SET_TABLES, scope, "set a harm table", told)
    if table not in tuple(HarmTable):
        raise Refused(f"Expected one of {', '.join(HarmTable)}; found {table!r}.")
    kind = HarmTable(table)
    with store.register.writing() as connection:
        known = harm_tables.versions(entries.read(connection, harm_tables.KIND))
        harm_tables.check(known, kind, name, text)
        old = harm_tables.superseded(known, kind, supersedes)
        payload = {"name": " ".join(name.split()), "text": text}
        said = Entry(
            0, harm_tables.KIND, kind.value, payload, actor.name, now_s(), reason.strip(), old
        )
        return entries.append(connection, said, scope)
