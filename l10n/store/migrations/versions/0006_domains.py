"""Units of several catalogs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward; there is no way back."""
    # What a store knew so far is its project's first catalog, whose units bear no domain.
    domain = sa.Column("domain", sa.String(length=200), nullable=False, server_default="")
    op.add_column("units", domain)
