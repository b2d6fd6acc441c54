"""The directory."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Plain types, so that this step stays true when storage.types changes.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(sa.DateTime(timezone=True), "postgresql")
MONEY = sa.BigInteger()


# There is no way down: the copy that the upgrade keeps is the way back.
def upgrade() -> None:
    op.create_table(
        "catalogue_change",
        sa.Column("id", ID, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('new', 'changed', 'gone')", name=op.f("ck_catalogue_change_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_change")),
    )
    with op.batch_alter_table("catalogue_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_change_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "catalogue_row",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_catalogue_row")),
    )
    op.create_table(
        "contract",
        sa.Column("id", ID, nullable=False),
        sa.Column("facility_id", ID, nullable=True),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "role IN ('current', 'replacing', 'ended', 'brand')", name=op.f("ck_contract_role")
        ),
        sa.CheckConstraint(
            "service IN ('messages', 'phone', 'video', 'money', 'mail')", name=op.f("ck_contract_service")
        ),
        sa.CheckConstraint("source <> ''", name=op.f("ck_contract_has_a_source")),
        sa.CheckConstraint("(facility_id IS NULL) <> (agency IS NULL)", name=op.f("ck_contract_one_place")),
        sa.CheckConstraint("to_day >= from_day", name=op.f("ck_contract_ends_after_it_starts")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_contract_facility_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_contract_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contract_facility_id",
            ["facility_id"],
            unique=False,
            sqlite_where=sa.text("facility_id IS NOT NULL"),
            postgresql_where=sa.text("facility_id IS NOT NULL"),
        )

    op.create_table(
        "rate",
        sa.Column("id", ID, nullable=False),
        sa.Column("facility_id", ID, nullable=True),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("covers", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("characters", sa.Integer(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "covers IN ('text', 'photo', 'video message', 'prepaid reply', 'card', 'extra characters')",
            name=op.f("ck_rate_covers"),
        ),
        sa.CheckConstraint("source <> ''", name=op.f("ck_rate_has_a_source")),
        sa.CheckConstraint(
            "unit IN ('message', 'stamp', 'character', 'minute', 'page', 'week', 'month', 'free')",
            name=op.f("ck_rate_unit"),
        ),
        sa.CheckConstraint("(facility_id IS NULL) <> (agency IS NULL)", name=op.f("ck_rate_one_place")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_rate_amount")),
        sa.CheckConstraint("characters > 0", name=op.f("ck_rate_characters")),
        sa.CheckConstraint("to_day >= from_day", name=op.f("ck_rate_ends_after_it_starts")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_rate_facility_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_rate_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rate", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rate_facility_id",
            ["facility_id"],
            unique=False,
            sqlite_where=sa.text("facility_id IS NOT NULL"),
            postgresql_where=sa.text("facility_id IS NOT NULL"),
        )

    op.create_table(
        "connection_step",
        sa.Column("id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "step IN ('found', 'account', 'added', 'invited', 'approved', 'denied', 'revoked', 'blocked')",
            name=op.f("ck_connection_step_step"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_connection_step_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_connection_step_member_id")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_connection_step_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection_step")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("connection_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_connection_step_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "former_number",
        sa.Column("id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("id_number", sa.String(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.CheckConstraint("id_number <> ''", name=op.f("ck_former_number_has_a_number")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_former_number_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_number")),
    )
    with op.batch_alter_table("former_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_number_contact_id"), ["contact_id"], unique=False)

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agency", sa.String(), server_default="", nullable=False))
        batch_op.drop_constraint(batch_op.f("fk_contact_agency_id"), type_="foreignkey")
        batch_op.drop_column("agency_id")

    with op.batch_alter_table("facility", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("source_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("agency", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("city", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("county", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("address", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("postcode", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("telephone", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("website", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("security", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("juvenile", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
        batch_op.add_column(sa.Column("status", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("population", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("latitude", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("edited", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("former_names", sa.String(), server_default="", nullable=False))
        batch_op.create_check_constraint(op.f("ck_facility_status"), "status IN ('open', 'closed')")
        batch_op.create_check_constraint(op.f("ck_facility_people"), "population >= 0 AND capacity >= 0")
        batch_op.create_check_constraint(
            op.f("ck_facility_lies_somewhere"), "(latitude IS NULL) = (longitude IS NULL)"
        )
        batch_op.drop_constraint(batch_op.f("uq_facility_name_state"), type_="unique")
        batch_op.create_index(
            "uq_facility_own",
            ["name", "state"],
            unique=True,
            sqlite_where=sa.text("source_id IS NULL"),
            postgresql_where=sa.text("source_id IS NULL"),
        )
        batch_op.create_index(
            "uq_facility_source",
            ["source_id"],
            unique=True,
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )
        batch_op.drop_constraint(batch_op.f("fk_facility_agency_id"), type_="foreignkey")
        batch_op.drop_column("agency_id")

    # Letters get the time that letters take; without holidays' version the deadlines are worked out anew.
    op.execute(
        "INSERT INTO allowance (provider_id, amount, unit) SELECT id, 100000, 'days' FROM provider "
        "WHERE kind = 'postal' AND id NOT IN "
        "(SELECT provider_id FROM allowance WHERE provider_id IS NOT NULL AND facility_id IS NULL)"
    )
    op.execute(
        "UPDATE household SET holidays_version = '' "
        "WHERE EXISTS (SELECT 1 FROM provider WHERE kind = 'postal')"
    )

    # Nothing ever wrote it: who runs a place is a word of the catalogue now.
    op.drop_table("agency")
