# ruff: noqa: E501
"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Plain types, so that this step stays true when storage.types changes.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(sa.DateTime(timezone=True), "postgresql")
MONEY = sa.BigInteger()


# There is no way down: the copy that the upgrade keeps is the way back.
def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("jurisdiction", sa.String(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_agency_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )
    op.create_table(
        "data_revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", ID, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_data_revision_is_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_revision")),
    )
    op.create_table(
        "demo_row",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_id", name=op.f("pk_demo_row")),
    )
    op.create_table(
        "form_entry",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_entry")),
    )
    op.create_index(op.f("ix_form_entry_taken_at"), "form_entry", ["taken_at"], unique=False)
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("allowance_amount", MONEY, nullable=False),
        sa.Column("allowance_unit", sa.String(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=True),
        sa.Column("holidays_version", sa.String(), nullable=False),
        sa.Column("tzdata_version", sa.String(), nullable=False),
        sa.CheckConstraint("allowance_unit IN ('hours', 'days')", name=op.f("ck_household_allowance_unit")),
        sa.CheckConstraint("allowance_amount > 0", name=op.f("ck_household_allowance_is_positive")),
        sa.CheckConstraint("id = 1", name=op.f("ck_household_is_single")),
        sa.CheckConstraint(
            "opens BETWEEN 0 AND 1439 AND (closes IS NULL OR closes BETWEEN opens + 1 AND 1439)",
            name=op.f("ck_household_window"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    op.create_table(
        "member",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("archived_at", INSTANT, nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_member_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("name", name=op.f("uq_member_name")),
    )
    op.create_table(
        "provider",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.CheckConstraint("kind IN ('electronic', 'postal')", name=op.f("ck_provider_kind")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_provider_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("name", name=op.f("uq_provider_name")),
    )
    op.create_table(
        "scheduler_lease",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("last_sweep_at", INSTANT, nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_scheduler_lease_is_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheduler_lease")),
    )
    op.create_table(
        "contact",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id_number", sa.String(), nullable=False),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("provider_id", ID, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("archived_at", INSTANT, nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_contact_has_a_name")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_contact_agency_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_contact_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("name", "id_number", name=op.f("uq_contact_name_id_number")),
    )
    op.create_table(
        "facility",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("zone_guessed", sa.Boolean(), nullable=False),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("opens", sa.Integer(), nullable=True),
        sa.Column("closes", sa.Integer(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('federal', 'state', 'county', 'local', 'multi')", name=op.f("ck_facility_kind")
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_facility_has_a_name")),
        sa.CheckConstraint("length(state) IN (0, 2)", name=op.f("ck_facility_state_code")),
        sa.CheckConstraint(
            "opens IS NULL AND closes IS NULL OR opens IS NOT NULL AND opens BETWEEN 0 AND 1439 AND (closes IS NULL OR closes BETWEEN opens + 1 AND 1439)",
            name=op.f("ck_facility_window"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_facility_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("name", "state", name=op.f("uq_facility_name_state")),
    )
    op.create_table(
        "allowance",
        sa.Column("id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("provider_id", ID, nullable=True),
        sa.Column("facility_id", ID, nullable=True),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.CheckConstraint("unit IN ('hours', 'days')", name=op.f("ck_allowance_unit")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_allowance_amount_is_positive")),
        sa.CheckConstraint(
            "contact_id IS NOT NULL AND provider_id IS NULL AND facility_id IS NULL OR contact_id IS NULL AND (provider_id IS NOT NULL OR facility_id IS NOT NULL)",
            name=op.f("ck_allowance_has_one_place"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_allowance_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_allowance_facility_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_allowance_provider_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance")),
    )
    op.create_index(
        "uq_allowance_contact",
        "allowance",
        ["contact_id"],
        unique=True,
        sqlite_where=sa.text("contact_id IS NOT NULL"),
        postgresql_where=sa.text("contact_id IS NOT NULL"),
    )
    op.create_index(
        "uq_allowance_facility",
        "allowance",
        ["facility_id"],
        unique=True,
        sqlite_where=sa.text("facility_id IS NOT NULL AND provider_id IS NULL"),
        postgresql_where=sa.text("facility_id IS NOT NULL AND provider_id IS NULL"),
    )
    op.create_index(
        "uq_allowance_provider",
        "allowance",
        ["provider_id"],
        unique=True,
        sqlite_where=sa.text("provider_id IS NOT NULL AND facility_id IS NULL"),
        postgresql_where=sa.text("provider_id IS NOT NULL AND facility_id IS NULL"),
    )
    op.create_index(
        "uq_allowance_provider_at_facility",
        "allowance",
        ["provider_id", "facility_id"],
        unique=True,
        sqlite_where=sa.text("provider_id IS NOT NULL AND facility_id IS NOT NULL"),
        postgresql_where=sa.text("provider_id IS NOT NULL AND facility_id IS NOT NULL"),
    )
    op.create_table(
        "closure",
        sa.Column("id", ID, nullable=False),
        sa.Column("facility_id", ID, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "to_day IS NULL OR to_day >= from_day", name=op.f("ck_closure_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_closure_facility_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_closure_facility_id"), "closure", ["facility_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", ID, nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("facility_id", ID, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("characters", sa.Integer(), nullable=True),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("stamps", sa.Integer(), nullable=True),
        sa.Column("cost", MONEY, nullable=True),
        sa.Column("paid", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("logged_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("refunded", sa.Boolean(), nullable=False),
        sa.Column("lost", sa.Boolean(), nullable=False),
        sa.Column("news_at", INSTANT, nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("still", sa.String(), nullable=True),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(direction = 'received') = (state = 'received')", name=op.f("ck_message_state_fits_direction")
        ),
        sa.CheckConstraint(
            "(due_at IS NOT NULL OR still IS NOT NULL) = (deleted_at IS NULL AND state IN ('sent', 'in review', 'delivered', 'read'))",
            name=op.f("ck_message_waits_or_not"),
        ),
        sa.CheckConstraint("direction IN ('sent', 'received')", name=op.f("ck_message_direction")),
        sa.CheckConstraint("paid IN ('direct', 'balance')", name=op.f("ck_message_paid")),
        sa.CheckConstraint("ref <> ''", name=op.f("ck_message_has_a_ref")),
        sa.CheckConstraint(
            "state IN ('sent', 'in review', 'delivered', 'read', 'answered', 'rejected', 'returned', 'closed', 'received')",
            name=op.f("ck_message_state"),
        ),
        sa.CheckConstraint("still IN ('closure', 'in transit')", name=op.f("ck_message_still")),
        sa.CheckConstraint("characters >= 0", name=op.f("ck_message_characters")),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_message_cost_is_not_negative")),
        sa.CheckConstraint("due_at IS NULL OR still IS NULL", name=op.f("ck_message_due_or_still")),
        sa.CheckConstraint("photos >= 0", name=op.f("ck_message_photos")),
        sa.CheckConstraint("stamps >= 0", name=op.f("ck_message_stamps")),
        sa.CheckConstraint("wait >= 0", name=op.f("ck_message_wait")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_message_contact_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_message_facility_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_message_member_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_message_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("id", "contact_id", "direction", "at", name="uq_message_identity"),
        sa.UniqueConstraint("ref", name=op.f("uq_message_ref")),
    )
    op.create_index(
        "ix_message_at_id",
        "message",
        ["at", "id"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_message_contact_at", "message", ["contact_id", "at", "id"], unique=False)
    op.create_index(
        "ix_message_due_at",
        "message",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_message_facility_at", "message", ["facility_id", "at"], unique=False)
    op.create_index(op.f("ix_message_member_id"), "message", ["member_id"], unique=False)
    op.create_index("ix_message_provider_at", "message", ["provider_id", "at", "id"], unique=False)
    op.create_index(
        "ix_message_spend",
        "message",
        [
            "provider_id",
            "at",
            "direction",
            "paid",
            "cost",
            "stamps",
            "refunded",
            "lost",
            "state",
            "contact_id",
            "member_id",
            "deleted_at",
        ],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NULL AND (direction = 'sent' OR cost IS NOT NULL)"),
        postgresql_where=sa.text("deleted_at IS NULL AND (direction = 'sent' OR cost IS NOT NULL)"),
    )
    op.create_index("ix_message_state_at", "message", ["state", "at", "id"], unique=False)
    op.create_index(
        "ix_message_still",
        "message",
        ["still"],
        unique=False,
        sqlite_where=sa.text("still IS NOT NULL"),
        postgresql_where=sa.text("still IS NOT NULL"),
    )
    op.create_table(
        "stay",
        sa.Column("id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("facility_id", ID, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "ended_by IN ('transferred', 'in transit', 'released', 'died')", name=op.f("ck_stay_ended_by")
        ),
        sa.CheckConstraint("(to_day IS NULL) = (ended_by IS NULL)", name=op.f("ck_stay_end_has_a_reason")),
        sa.CheckConstraint("to_day IS NULL OR to_day >= from_day", name=op.f("ck_stay_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_stay_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_stay_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
        sa.UniqueConstraint(
            "contact_id", "from_day", "facility_id", name=op.f("uq_stay_contact_id_from_day_facility_id")
        ),
    )
    op.create_index(op.f("ix_stay_facility_id"), "stay", ["facility_id"], unique=False)
    op.create_index(
        "uq_stay_one_open",
        "stay",
        ["contact_id"],
        unique=True,
        sqlite_where=sa.text("to_day IS NULL"),
        postgresql_where=sa.text("to_day IS NULL"),
    )
    op.create_table(
        "event",
        sa.Column("id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("logged_at", INSTANT, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("refunded", sa.Boolean(), nullable=True),
        sa.Column("appeal_by", sa.Date(), nullable=True),
        sa.Column("reply_id", ID, nullable=True),
        sa.Column("reply_direction", sa.String(), nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "direction = 'sent' AND kind <> 'received' OR direction = 'received' AND kind IN ('received', 'corrected', 'deleted', 'restored')",
            name=op.f("ck_event_kind_fits_direction"),
        ),
        sa.CheckConstraint(
            "kind = 'answered' AND reply_id IS NOT NULL AND reply_direction IS NOT NULL AND reply_direction = 'received' AND at > sent_at OR kind <> 'answered' AND reply_id IS NULL AND reply_direction IS NULL",
            name=op.f("ck_event_answer_names_a_later_reply"),
        ),
        sa.CheckConstraint(
            "kind IN ('sent', 'received', 'in review', 'delivered', 'read', 'answered', 'rejected', 'returned', 'closed', 'reopened', 'corrected', 'deleted', 'restored')",
            name=op.f("ck_event_kind"),
        ),
        sa.CheckConstraint(
            "refunded IS NULL OR kind IN ('rejected', 'returned', 'closed')",
            name=op.f("ck_event_refund_of_an_ending"),
        ),
        sa.CheckConstraint("at >= sent_at", name=op.f("ck_event_not_before_the_message")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_event_member_id")),
        sa.ForeignKeyConstraint(
            ["message_id", "contact_id", "direction", "sent_at"],
            ["message.id", "message.contact_id", "message.direction", "message.at"],
            name="fk_event_message",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reply_id", "contact_id", "reply_direction", "at"],
            ["message.id", "message.contact_id", "message.direction", "message.at"],
            name="fk_event_reply",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        "ix_event_answered",
        "event",
        ["contact_id", "at", "sent_at", "withdrawn_at"],
        unique=False,
        sqlite_where=sa.text("reply_id IS NOT NULL"),
        postgresql_where=sa.text("reply_id IS NOT NULL"),
    )
    op.create_index(
        "ix_event_contact_at",
        "event",
        ["contact_id", "at"],
        unique=False,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index("ix_event_message_at", "event", ["message_id", "at"], unique=False)
    op.create_index(
        "uq_event_answer",
        "event",
        ["reply_id", "message_id"],
        unique=True,
        sqlite_where=sa.text("reply_id IS NOT NULL"),
        postgresql_where=sa.text("reply_id IS NOT NULL"),
    )
    op.create_table(
        "flag",
        sa.Column("id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("noticed_at", INSTANT, nullable=False),
        sa.Column("snoozed_until", INSTANT, nullable=True),
        sa.Column("snoozed_by", ID, nullable=True),
        sa.Column("acknowledged_at", INSTANT, nullable=True),
        sa.Column("acknowledged_by", ID, nullable=True),
        sa.Column("cleared_at", INSTANT, nullable=True),
        sa.Column("cleared_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "cleared_by IN ('news', 'answered', 'rejected', 'returned', 'closed', 'recounted', 'deleted')",
            name=op.f("ck_flag_cleared_by"),
        ),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (cleared_by IS NULL)", name=op.f("ck_flag_clearing_has_a_reason")
        ),
        sa.CheckConstraint("noticed_at > due_at", name=op.f("ck_flag_noticed_after_due")),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["member.id"], name=op.f("fk_flag_acknowledged_by")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_flag_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["snoozed_by"], ["member.id"], name=op.f("fk_flag_snoozed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("message_id", "wait", name=op.f("uq_flag_message_id_wait")),
    )
    op.create_index("ix_flag_noticed_at", "flag", ["noticed_at"], unique=False)
    op.create_index(
        "ix_flag_open",
        "flag",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("cleared_at IS NULL"),
        postgresql_where=sa.text("cleared_at IS NULL"),
    )
    op.create_table(
        "purchase",
        sa.Column("id", ID, nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("fee", MONEY, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("logged_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "kind <> 'subscription' OR units IS NOT NULL AND unit IS NOT NULL AND unit IN ('week', 'month')",
            name=op.f("ck_purchase_subscription_has_a_length"),
        ),
        sa.CheckConstraint(
            "kind IN ('stamps', 'credit', 'subscription', 'fee', 'refund')", name=op.f("ck_purchase_kind")
        ),
        sa.CheckConstraint(
            "message_id IS NULL OR kind = 'refund'", name=op.f("ck_purchase_only_a_refund_names_a_message")
        ),
        sa.CheckConstraint("ref <> ''", name=op.f("ck_purchase_has_a_ref")),
        sa.CheckConstraint(
            "unit IN ('stamp', 'usd', 'week', 'month', 'message')", name=op.f("ck_purchase_unit")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_purchase_amount_is_not_negative")),
        sa.CheckConstraint("fee >= 0", name=op.f("ck_purchase_fee_is_not_negative")),
        sa.CheckConstraint("units > 0", name=op.f("ck_purchase_units_are_positive")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_purchase_member_id")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_purchase_message_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_purchase_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint("ref", name=op.f("uq_purchase_ref")),
    )
    op.create_index("ix_purchase_at", "purchase", ["at"], unique=False)
    op.create_index(
        "ix_purchase_message",
        "purchase",
        ["message_id"],
        unique=False,
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_index("ix_purchase_provider_at", "purchase", ["provider_id", "at"], unique=False)
    op.execute("INSERT INTO data_revision (id, value) VALUES (1, 0)")
