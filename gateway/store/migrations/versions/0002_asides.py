"""What stands beside a message: taps of a trembling hand, the page that somebody came from, and its withdrawal.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asides",
        sa.Column("submission_id", sa.String(length=128), nullable=False),
        sa.Column("taps", sa.Text(), server_default="[]", nullable=False),
        sa.Column("came_from", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_asides_submission_id_submissions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_asides")),
    )


def downgrade() -> None:
    op.drop_table("asides")
