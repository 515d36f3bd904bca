"""Findings that people accepted: in the ledger, in a unit's row, and counted by check."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward; there is no way back."""
    # Adding a column changes no row of the ledger, and its chain stays as it is.
    op.add_column("events", sa.Column("finding", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("units", sa.Column("accepted", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "findings", sa.Column("accepted", sa.Integer(), nullable=False, server_default="0")
    )
