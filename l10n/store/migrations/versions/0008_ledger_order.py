"""PostgreSQL looks up the ledger's last number by its index, however long the ledger is."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward; there is no way back."""
    if op.get_bind().dialect.name == "sqlite":
        return
    # PostgreSQL keeps the plan of a condition `number >= ...`, and as it guesses that a third of
    # the rows fit, it is to read them all: with each new event once more. The greatest number
    # stands at the end of the index, whatever it guesses.
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_ledger_disorder() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN "
        "IF NEW.number < 1 OR NEW.number <= (SELECT max(number) FROM events) THEN "
        "RAISE EXCEPTION 'the ledger is append-only'; END IF; RETURN NEW; END $$"
    )
