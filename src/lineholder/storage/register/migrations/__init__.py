"""The register's schema, step by step. Every opening brings it to HEAD in one transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from lineholder.model.errors import Refused

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"  # the last file in versions/; a test holds the two together
KNOWN = ("0001",)
LOCATION = "lineholder.storage.register:migrations"

Opener = Callable[[], AbstractContextManager[Connection]]


def bring_up_to_date(reading: Opener, writing: Opener) -> None:
    """Upgrade to HEAD in one transaction; nothing is written, and Alembic not loaded, when it is there.

    A register of a newer Lineholder is refused: its rows may mean what this one does not know.
    """
    with reading() as connection:
        version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version not in KNOWN:
        raise Refused(
            f"Expected a register of version {HEAD} or older; found version {version}, written by "
            "a newer Lineholder. Install that one to open this workspace."
        )
    from alembic import command  # only where there is work: it takes longer to load than to run

    with writing() as connection:
        command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> "Config":
    """Alembic's configuration for these migrations on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", LOCATION)
    config.attributes["connection"] = connection
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
