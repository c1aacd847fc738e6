"""The tables of the domain database. Alembic makes them (``migrations/``); nothing else may change the schema.

Types are portable between SQLite and PostgreSQL. Times are stored as text, RFC 3339 in UTC, so that both databases
sort and answer them alike. ``data`` columns hold records as JSON, written and read by ``gateway/store/codec.py``.
"""

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

ID = sa.String(128)
AT = sa.String(40)


def _session_key() -> sa.Column[str]:
    return sa.Column("session_id", ID, sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True)


def _ticket_key() -> sa.Column[str]:
    return sa.Column("ticket_id", ID, sa.ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False, index=True)


sessions = sa.Table(
    "sessions",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("region", sa.String(8), nullable=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("needs", sa.Text, nullable=False, server_default="[]"),
    sa.Column("is_always_human", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("fact_hash", sa.Text),
    sa.Column("call_back", sa.String(64)),
    sa.Column("created_at", AT, nullable=False),
    sa.Column("seen_at", AT, nullable=False),
)

session_keys = sa.Table(
    "session_keys",
    METADATA,
    sa.Column("key_hash", sa.String(64), primary_key=True),
    sa.Column("session_id", ID, sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("created_at", AT, nullable=False),
)

submissions = sa.Table(
    "submissions",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    _session_key(),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("choice", sa.Text),
    sa.Column("needs", sa.Text, nullable=False, server_default="[]"),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("created_at", AT, nullable=False),
    sa.Column("progress", sa.String(16), nullable=False),
    sa.Column("issue_id", ID),
    sa.Column("failed_step", sa.String(16)),
    sa.Column("attempts", sa.Text, nullable=False, server_default="{}"),
    sa.Column("thought", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("presentation", sa.Text),
    sa.Column("timings", sa.Text, nullable=False, server_default="{}"),
    sa.Column("is_dropped", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("done_at", AT),
    sa.UniqueConstraint("session_id", "place"),
)

asides = sa.Table(
    "asides",
    METADATA,
    sa.Column("submission_id", ID, sa.ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("taps", sa.Text, nullable=False, server_default="[]"),
    sa.Column("came_from", sa.Text),
    sa.Column("before", sa.Text),
    sa.Column("withdrawn_at", AT),
)

attachments = sa.Table(
    "attachments",
    METADATA,
    sa.Column("submission_id", ID, sa.ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("input_id", sa.String(64), nullable=False, index=True),
    sa.Column("modality", sa.String(16)),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
)

readings = sa.Table(
    "readings",
    METADATA,
    sa.Column("submission_id", ID, sa.ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
)

transcript = sa.Table(
    "transcript",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _session_key(),
    sa.Column("submission_id", ID, index=True),
    sa.Column("data", sa.Text, nullable=False),
)

issues = sa.Table(
    "issues",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    _session_key(),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("updated_at", AT, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)

tickets = sa.Table(
    "tickets",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("issue_id", ID, nullable=False, unique=True),
    _session_key(),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("owner", sa.String(128), nullable=False),
    sa.Column("priority", sa.String(4), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", AT, nullable=False),
    sa.Column("updated_at", AT, nullable=False),
    sa.Column("claimed_at", AT),
    sa.Column("closed_at", AT),
    sa.Column("data", sa.Text, nullable=False),
)

ticket_notes = sa.Table(
    "ticket_notes",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _ticket_key(),
    sa.Column("author", sa.String(128), nullable=False),
    sa.Column("at", AT, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

ticket_audit = sa.Table(
    "ticket_audit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _ticket_key(),
    sa.Column("actor", sa.String(128), nullable=False),
    sa.Column("at", AT, nullable=False),
    sa.Column("action", sa.String(128), nullable=False),
)

defects = sa.Table(
    "defects",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _ticket_key(),
    sa.Column("agent", sa.String(128), nullable=False),
    sa.Column("at", AT, nullable=False),
    sa.Column("cause", sa.Text, nullable=False),
)

messages = sa.Table(
    "messages",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    _session_key(),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("author", sa.String(16), nullable=False),
    sa.Column("at", AT, nullable=False),
    sa.Column("submission_id", ID, index=True),
    sa.Column("ticket_id", ID),
    sa.Column("agent", sa.String(128)),
    sa.Column("text", sa.Text, nullable=False, server_default=""),
    sa.Column("reply", sa.Text),
    sa.Column("presentation", sa.Text),
    sa.Column("speech", sa.Text),
    sa.Column("read_at", AT),
    sa.UniqueConstraint("session_id", "place"),
)

events = sa.Table(
    "events",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _session_key(),
    sa.Column("submission_id", ID, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("ref", ID),
    sa.Column("at", AT, nullable=False),
    sa.UniqueConstraint("submission_id", "kind", "ref", name="uq_events_once"),
)

agents = sa.Table(
    "agents",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("password_hash", sa.Text),
    sa.Column("is_disabled", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("created_at", AT, nullable=False),
    sa.Column("seen_at", AT),
)

agent_keys = sa.Table(
    "agent_keys",
    METADATA,
    sa.Column("key_hash", sa.String(64), primary_key=True),
    sa.Column("agent", sa.String(64), sa.ForeignKey("agents.name", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("created_at", AT, nullable=False),
    sa.Column("expires_at", AT),
)

uploads = sa.Table(
    "uploads",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    _session_key(),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("arrived_bytes", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64)),
    sa.Column("input_id", sa.String(64), index=True),
    sa.Column("touched_at", AT, nullable=False, index=True),
)

erasures = sa.Table(
    "erasures",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("at", AT, nullable=False),
    sa.Column("counts", sa.Text, nullable=False),
)
