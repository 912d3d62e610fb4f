"""The register's tables. The migrations build them; `alembic check` holds the two together.

Times are UTC epoch seconds. `audit`, `entries` and `manifest` are append-only: triggers refuse every
UPDATE, DELETE and out-of-order INSERT on both databases (migrations/versions/0001_register.py).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from lineholder.storage.register.json_column import Json

NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite's row id must be called INTEGER
APPEND_ONLY = ("audit", "entries", "manifest")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _numbered(name: str) -> Column[int]:
    """A primary key 1, 2, 3 … that the one writer gives out, so that it is also the commit order."""
    return Column(name, NUMBER, primary_key=True, autoincrement=False)


audit = Table(
    "audit",
    metadata,
    _numbered("number"),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("detail", Json, nullable=False),
    Column("previous", Text, nullable=False),
    Column("chain", Text, nullable=False, unique=True),
)

entries = Table(
    "entries",
    metadata,
    _numbered("number"),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("supersedes", ForeignKey("entries.number")),
    Column("audit", ForeignKey("audit.number"), nullable=False),
    Index(None, "kind", "subject"),
)

manifest = Table(
    "manifest",
    metadata,
    _numbered("number"),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("format", Text, nullable=False),
    Column("profile_digest", Text, nullable=False),
    Column("options", Json, nullable=False),
    Column("power", Json),
    Column("rows_in_file", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("quarantined", BigInteger, nullable=False),
    Column("structural", BigInteger, nullable=False),
    Column("sealed", BigInteger, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("segments", Json, nullable=False),
    Column("quarantine", Text),
    Column("notes", Json, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("audit", ForeignKey("audit.number"), nullable=False),
    CheckConstraint("rows_in_file = recorded + quarantined + structural", name="conservation"),
    CheckConstraint("sealed <= recorded", name="sealed_is_recorded"),
    CheckConstraint(
        "recorded >= 0 AND quarantined >= 0 AND structural >= 0 AND sealed >= 0", name="counts"
    ),
)

# "references" is a word of SQL itself, hence the longer name.
references = Table(
    "figure_references",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("question", Json, nullable=False),
    Column("snapshot", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    _numbered("number"),
    Column("stage", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "stage", "version", unique=True),
)

runs = Table(
    "runs",
    metadata,
    _numbered("number"),
    Column("step", Text, nullable=False),
    Column("params", Json, nullable=False),
    Column("actor", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("sources", Json),
    Column("state", Text, nullable=False, index=True),
    Column("n", BigInteger, nullable=False),
    Column("of", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("started_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("cancel_asked", Boolean, nullable=False),
    Column("result", Json),
    Column("error", Text),
    CheckConstraint(
        "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name="state"
    ),
)

passwords = Table(
    "passwords",
    metadata,
    Column("key", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("started_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

attempts = Table(
    "attempts",
    metadata,
    _numbered("number"),
    Column("key", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "key", "at"),
)
