"""The first register: audit, entries, manifest, references, findings, runs, people's secrets.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
APPEND_ONLY = ("audit", "entries", "manifest")


def upgrade() -> None:
    """Build every table, then the triggers that keep the logs append-only."""
    _logs()
    _manifest()
    _results()
    _runs()
    _people()
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "sqlite":
            _append_only_sqlite(table)
        else:
            _append_only_postgres(table)


def _number() -> "sa.Column[int]":
    return sa.Column("number", NUMBER, autoincrement=False, nullable=False)


def _text(name: str, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _logs() -> None:
    op.create_table(
        "audit",
        _number(),
        _integer("at"),
        *(_text(name) for name in ("actor", "verb", "operation", "purpose")),
        *(_text(name) for name in ("detail", "previous", "chain")),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
        sa.UniqueConstraint("chain", name="uq_audit_chain"),
    )
    op.create_table(
        "entries",
        _number(),
        *(_text(name) for name in ("kind", "subject", "payload", "actor")),
        _integer("at"),
        _text("reason"),
        sa.Column("supersedes", NUMBER, nullable=True),
        sa.Column("audit", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_entries"),
        sa.ForeignKeyConstraint(["supersedes"], ["entries.number"], name="fk_entries_supersedes"),
        sa.ForeignKeyConstraint(["audit"], ["audit.number"], name="fk_entries_audit"),
    )
    op.create_index("ix_entries_kind_subject", "entries", ["kind", "subject"])


def _manifest() -> None:
    op.create_table(
        "manifest",
        _number(),
        *(_text(name) for name in ("id", "sha256", "name")),
        _integer("size"),
        *(_text(name) for name in ("format", "profile_digest", "options")),
        _text("power", nullable=True),
        *(_integer(name) for name in ("rows_in_file", "recorded", "quarantined")),
        *(_integer(name) for name in ("structural", "sealed")),
        *(_text(name) for name in ("reasons", "segments")),
        _text("quarantine", nullable=True),
        _text("notes"),
        _integer("at"),
        _text("actor"),
        sa.Column("audit", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_manifest"),
        sa.UniqueConstraint("id", name="uq_manifest_id"),
        sa.ForeignKeyConstraint(["audit"], ["audit.number"], name="fk_manifest_audit"),
        sa.CheckConstraint(
            "rows_in_file = recorded + quarantined + structural",
            name=op.f("ck_manifest_conservation"),
        ),
        sa.CheckConstraint("sealed <= recorded", name=op.f("ck_manifest_sealed_is_recorded")),
        sa.CheckConstraint(
            "recorded >= 0 AND quarantined >= 0 AND structural >= 0 AND sealed >= 0",
            name=op.f("ck_manifest_counts"),
        ),
    )
    op.create_index("ix_manifest_sha256", "manifest", ["sha256"])


def _results() -> None:
    op.create_table(
        "figure_references",
        *(_text(name) for name in ("ref", "question", "snapshot")),
        sa.PrimaryKeyConstraint("ref", name="pk_figure_references"),
    )
    op.create_table(
        "findings",
        _number(),
        *(_text(name) for name in ("stage", "version", "payload")),
        _integer("at"),
        sa.PrimaryKeyConstraint("number", name="pk_findings"),
    )
    op.create_index("ix_findings_stage_version", "findings", ["stage", "version"], unique=True)


def _runs() -> None:
    op.create_table(
        "runs",
        _number(),
        *(_text(name) for name in ("step", "params", "actor", "operation", "purpose")),
        _text("sources", nullable=True),
        _text("state"),
        *(_integer(name) for name in ("n", "of", "created_at")),
        *(_integer(name, nullable=True) for name in ("started_at", "ended_at")),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        _text("result", nullable=True),
        _text("error", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_runs_state"),
        ),
    )
    op.create_index("ix_runs_state", "runs", ["state"])


def _people() -> None:
    op.create_table(
        "passwords",
        *(_text(name) for name in ("key", "hash")),
        _integer("at"),
        sa.PrimaryKeyConstraint("key", name="pk_passwords"),
    )
    op.create_table(
        "sessions",
        *(_text(name) for name in ("token_hash", "key")),
        *(_integer(name) for name in ("started_at", "seen_at")),
        _integer("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_key", "sessions", ["key"])
    op.create_table(
        "attempts",
        _number(),
        _text("key"),
        _integer("at"),
        sa.PrimaryKeyConstraint("number", name="pk_attempts"),
    )
    op.create_index("ix_attempts_key_at", "attempts", ["key", "at"])


def _append_only_sqlite(table: str) -> None:
    """The insert trigger also stops INSERT OR REPLACE on a connection without recursive triggers."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} "  # noqa: S608 (our own name)
        f"WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM {table}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _append_only_postgres(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE FUNCTION {table}_order() RETURNS trigger LANGUAGE plpgsql AS $$ "  # noqa: S608
        f"BEGIN IF NEW.number IS DISTINCT FROM "
        f"(SELECT coalesce(max(number), 0) + 1 FROM {table}) "
        f"THEN RAISE EXCEPTION '{table} is append-only'; END IF; RETURN NEW; END $$"
    )
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        )
    op.execute(
        f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_order()"
    )
