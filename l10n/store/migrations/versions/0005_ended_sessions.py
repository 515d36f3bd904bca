"""Sessions that somebody logged out of."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_table(
        "ended_sessions",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_ended_sessions")),
    )
