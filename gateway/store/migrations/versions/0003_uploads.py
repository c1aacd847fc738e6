"""Uploads that arrive in pieces.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("session_id", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("arrived_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("input_id", sa.String(length=64), nullable=True),
        sa.Column("touched_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_uploads_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    with op.batch_alter_table("uploads", schema=None) as batch:
        batch.create_index(batch.f("ix_uploads_input_id"), ["input_id"], unique=False)
        batch.create_index(batch.f("ix_uploads_session_id"), ["session_id"], unique=False)
        batch.create_index(batch.f("ix_uploads_touched_at"), ["touched_at"], unique=False)


def downgrade() -> None:
    op.drop_table("uploads")
