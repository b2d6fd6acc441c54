# ruff: noqa: E501
"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

# Plain types, so that this step stays true when storage.types changes.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(sa.DateTime(timezone=True), "postgresql")
MONEY = sa.BigInteger()


# There is no way down: the copy that the upgrade keeps is the way back.
def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
