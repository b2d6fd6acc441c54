"""Migrations that the future may bring, for tests."""

from pathlib import Path

import pytest

from storage import migrations

HEAD = migrations.head()
NEXT = f"{int(HEAD) + 1:04}"

ADDS_A_COLUMN = 'op.add_column("member", sa.Column("nickname", sa.String()))'
# What autogenerate writes to change a column on SQLite: a new table, a copy, and the old one dropped.
MAKES_CONTACT_ANEW = """with op.batch_alter_table("contact") as table:
        table.alter_column("note", nullable=True)"""
BREAKS_HALF_WAY = """op.create_table("half", sa.Column("id", sa.Integer()))
    op.execute("INSERT INTO half VALUES (1)")
    op.execute("UPDATE no_such_table SET id = 1")"""
HAS_A_MISTAKE = """op.create_table("half", sa.Column("id", sa.Integer()))
    raise KeyError("mistake")"""
LEAVES_A_STAY_OF_NOBODY = 'op.execute("DELETE FROM contact")'


def add_step(patch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Makes this Kitelog one that knows a further step."""
    folder.mkdir()
    (folder / f"{NEXT}_later.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\n"
        f"revision = '{NEXT}'\ndown_revision = '{HEAD}'\n\n\n"
        f"def upgrade():\n    {body}\n"
    )
    patch.setattr(migrations, "STEP_FOLDERS", (migrations.STEPS, folder))
