"""What a message is quoted, what expires, what is left, budgets, statements, and the sums by month."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Plain types, so that this step stays true when storage.types changes.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.BigInteger().with_variant(sa.DateTime(timezone=True), "postgresql")
MONEY = sa.BigInteger()


# There is no way down: the copy that the upgrade keeps is the way back.
def upgrade() -> None:
    op.create_table(
        "kept_sums",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_kept_sums_is_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_sums")),
    )
    op.create_table(
        "balance_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("amount", MONEY, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("logged_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "(unit = 'usd') = (units IS NULL)", name=op.f("ck_balance_entry_units_or_dollars")
        ),
        sa.CheckConstraint(
            "kind IN ('opening', 'correction', 'given', 'written off')", name=op.f("ck_balance_entry_kind")
        ),
        sa.CheckConstraint("unit IN ('stamp', 'message', 'usd')", name=op.f("ck_balance_entry_unit")),
        sa.CheckConstraint(
            "(units IS NULL) = (amount IS NOT NULL)", name=op.f("ck_balance_entry_one_number")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_balance_entry_amount_is_not_negative")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_balance_entry_units_are_not_negative")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_balance_entry_member_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_balance_entry_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_balance_entry")),
    )
    with op.batch_alter_table("balance_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_balance_entry_member_id"), ["member_id"], unique=False)
        batch_op.create_index("ix_balance_entry_provider_at", ["provider_id", "at"], unique=False)

    op.create_table(
        "shared_account",
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("marked_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_shared_account_member_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_shared_account_provider_id")),
        sa.PrimaryKeyConstraint("provider_id", name=op.f("pk_shared_account")),
    )
    with op.batch_alter_table("shared_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_account_member_id"), ["member_id"], unique=False)

    op.create_table(
        "budget",
        sa.Column("id", ID, nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("provider_id", ID, nullable=True),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "(scope = 'contact') = (contact_id IS NOT NULL)", name=op.f("ck_budget_names_its_contact")
        ),
        sa.CheckConstraint(
            "(scope = 'member') = (member_id IS NOT NULL)", name=op.f("ck_budget_names_its_member")
        ),
        sa.CheckConstraint(
            "(scope = 'provider') = (provider_id IS NOT NULL)", name=op.f("ck_budget_names_its_provider")
        ),
        sa.CheckConstraint(
            "scope IN ('household', 'member', 'contact', 'provider')", name=op.f("ck_budget_scope")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_budget_amount_is_positive")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_budget_contact_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_budget_member_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_budget_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget")),
    )
    with op.batch_alter_table("budget", schema=None) as batch_op:
        batch_op.create_index(
            "uq_budget_contact",
            ["contact_id"],
            unique=True,
            sqlite_where=sa.text("contact_id IS NOT NULL"),
            postgresql_where=sa.text("contact_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_budget_household",
            ["scope"],
            unique=True,
            sqlite_where=sa.text("scope = 'household'"),
            postgresql_where=sa.text("scope = 'household'"),
        )
        batch_op.create_index(
            "uq_budget_member",
            ["member_id"],
            unique=True,
            sqlite_where=sa.text("member_id IS NOT NULL"),
            postgresql_where=sa.text("member_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_budget_provider",
            ["provider_id"],
            unique=True,
            sqlite_where=sa.text("provider_id IS NOT NULL"),
            postgresql_where=sa.text("provider_id IS NOT NULL"),
        )

    op.create_table(
        "bought_sum",
        sa.Column("id", ID, nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("units", ID, nullable=False),
        sa.Column("dollars", MONEY, nullable=False),
        sa.Column("expiring", sa.Integer(), nullable=False),
        sa.Column("first", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_bought_sum_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_bought_sum_provider_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bought_sum")),
    )
    with op.batch_alter_table("bought_sum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bought_sum_member_id"), ["member_id"], unique=False)
        batch_op.create_index("ix_bought_sum_provider_month", ["provider_id", "month"], unique=False)

    op.create_table(
        "month_sum",
        sa.Column("id", ID, nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("messages", ID, nullable=False),
        sa.Column("answered", ID, nullable=False),
        sa.Column("unpriced", ID, nullable=False),
        sa.Column("paid", MONEY, nullable=False),
        sa.Column("used", MONEY, nullable=False),
        sa.Column("fees", MONEY, nullable=False),
        sa.Column("lost", MONEY, nullable=False),
        sa.Column("drawn", MONEY, nullable=False),
        sa.Column("drawn_units", ID, nullable=False),
        sa.Column("pack_amount", MONEY, nullable=True),
        sa.Column("pack_units", sa.Integer(), nullable=True),
        sa.Column("stamps_paid", ID, nullable=False),
        sa.Column("stamps_used", ID, nullable=False),
        sa.Column("stamps_lost", ID, nullable=False),
        sa.CheckConstraint(
            "(pack_amount IS NULL) = (pack_units IS NULL)", name=op.f("ck_month_sum_a_pack_has_a_price")
        ),
        sa.CheckConstraint(
            "messages >= 0 AND answered >= 0 AND unpriced >= 0", name=op.f("ck_month_sum_counts")
        ),
        sa.CheckConstraint("pack_units > 0", name=op.f("ck_month_sum_pack_has_units")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_month_sum_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_month_sum_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_month_sum_provider_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_sum")),
    )
    with op.batch_alter_table("month_sum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_month_sum_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_month_sum_member_id"), ["member_id"], unique=False)
        batch_op.create_index("ix_month_sum_month", ["month"], unique=False)
        batch_op.create_index("ix_month_sum_provider_month", ["provider_id", "month"], unique=False)

    op.create_table(
        "statement_line",
        sa.Column("id", ID, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("purchase_id", ID, nullable=True),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "answer IN ('messages', 'same', 'phone', 'commissary', 'other')",
            name=op.f("ck_statement_line_answer"),
        ),
        sa.CheckConstraint("fingerprint <> ''", name=op.f("ck_statement_line_has_a_fingerprint")),
        sa.CheckConstraint(
            "purchase_id IS NULL OR answer IN ('messages', 'same')",
            name=op.f("ck_statement_line_only_messages_are_purchases"),
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_statement_line_purchase_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_line")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_statement_line_fingerprint")),
    )
    with op.batch_alter_table("statement_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_line_purchase_id"), ["purchase_id"], unique=False)

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quoted", MONEY, nullable=True))
        batch_op.add_column(sa.Column("quoted_units", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("quoted_by", ID, nullable=True))
        batch_op.create_check_constraint(op.f("ck_message_quoted_is_not_negative"), "quoted >= 0")
        batch_op.create_check_constraint(op.f("ck_message_quoted_units"), "quoted_units >= 0")
        batch_op.drop_index(batch_op.f("ix_message_member_id"))
        batch_op.drop_index(
            batch_op.f("ix_message_spend"),
            sqlite_where=sa.text("deleted_at IS NULL AND (direction = 'sent' OR cost IS NOT NULL)"),
        )
        batch_op.create_index(
            "ix_message_spend",
            [
                "provider_id",
                "at",
                "direction",
                "paid",
                "cost",
                "quoted",
                "stamps",
                "quoted_units",
                "refunded",
                "lost",
                "state",
                "contact_id",
                "member_id",
                "characters",
                "photos",
                "deleted_at",
            ],
            unique=False,
            sqlite_where=sa.text("deleted_at IS NULL AND (direction = 'sent' OR cost IS NOT NULL)"),
            postgresql_where=sa.text("deleted_at IS NULL AND (direction = 'sent' OR cost IS NOT NULL)"),
        )
        batch_op.create_index("ix_message_member_at", ["member_id", "at", "id"], unique=False)
        batch_op.create_index(
            "ix_message_quoted_by",
            ["quoted_by"],
            unique=False,
            sqlite_where=sa.text("quoted_by IS NOT NULL"),
            postgresql_where=sa.text("quoted_by IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_message_unquoted",
            ["provider_id", "facility_id"],
            unique=False,
            sqlite_where=sa.text("direction = 'sent' AND quoted IS NULL"),
            postgresql_where=sa.text("direction = 'sent' AND quoted IS NULL"),
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_message_quoted_by"), "rate", ["quoted_by"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expires", sa.Date(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_purchase_only_balance_expires"), "expires IS NULL OR kind IN ('stamps', 'credit')"
        )
        batch_op.create_index("ix_purchase_member_at", ["member_id", "at"], unique=False)
        batch_op.create_index(
            "ix_purchase_expires",
            ["provider_id", "at"],
            unique=False,
            sqlite_where=sa.text("expires IS NOT NULL"),
            postgresql_where=sa.text("expires IS NOT NULL"),
        )
        batch_op.create_index("ix_purchase_provider_kind_at", ["provider_id", "kind", "at"], unique=False)
