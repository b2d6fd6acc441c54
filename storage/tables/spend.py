"""Money paid to providers."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of, partial_index
from storage.types import Id, Money, UtcDateTime

PURCHASE_KINDS = ("stamps", "credit", "subscription", "fee", "refund")
PURCHASE_UNITS = ("stamp", "usd", "week", "month", "message")


class Purchase(SQLModel, table=True):
    """A stamp pack, credit, a subscription period, a fee or a refund; `amount` is without `fee`.

    `units` counts stamps or messages, and weeks or months of a subscription; credit has none. What was
    bought is good through the day `expires`, or for ever.
    """

    __tablename__ = "purchase"
    __table_args__ = (
        UniqueConstraint("ref"),
        CheckConstraint("ref <> ''", name="has_a_ref"),
        CheckConstraint(one_of("kind", PURCHASE_KINDS), name="kind"),
        CheckConstraint(one_of("unit", PURCHASE_UNITS), name="unit"),
        CheckConstraint("amount >= 0", name="amount_is_not_negative"),
        CheckConstraint("fee >= 0", name="fee_is_not_negative"),
        CheckConstraint("units > 0", name="units_are_positive"),
        CheckConstraint(
            "kind <> 'subscription' OR units IS NOT NULL AND unit IS NOT NULL AND unit IN ('week', 'month')",
            name="subscription_has_a_length",
        ),
        CheckConstraint("message_id IS NULL OR kind = 'refund'", name="only_a_refund_names_a_message"),
        CheckConstraint("expires IS NULL OR kind IN ('stamps', 'credit')", name="only_balance_expires"),
        Index("ix_purchase_at", "at"),
        partial_index("ix_purchase_message", "message_id", where="message_id IS NOT NULL"),
        Index("ix_purchase_provider_at", "provider_id", "at"),
        Index("ix_purchase_provider_kind_at", "provider_id", "kind", "at"),
        Index("ix_purchase_member_at", "member_id", "at"),
        partial_index("ix_purchase_expires", "provider_id", "at", where="expires IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    ref: str
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id)
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    kind: str
    at: datetime = Field(sa_type=UtcDateTime)
    units: int | None = None
    unit: str | None = None
    amount: Decimal = Field(sa_type=Money)
    fee: Decimal = Field(default=Decimal(0), sa_type=Money)
    expires: date | None = None
    note: str = ""
    message_id: int | None = Field(default=None, foreign_key="message.id", sa_type=Id, ondelete="SET NULL")
    logged_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
