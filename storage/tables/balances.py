"""What is left at a provider: what the family counted there, gave away or gave up, and shared accounts."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of
from storage.types import Id, Money, UtcDateTime

BALANCE_UNITS = ("stamp", "message", "usd")
BALANCE_KINDS = ("opening", "correction", "given", "written off")


class SharedAccount(SQLModel, table=True):
    """The account at a provider that everybody's messages draw on who has none of their own."""

    __tablename__ = "shared_account"

    provider_id: int = Field(foreign_key="provider.id", sa_type=Id, primary_key=True)
    member_id: int = Field(foreign_key="member.id", sa_type=Id, index=True)
    marked_at: datetime = Field(sa_type=UtcDateTime)


class BalanceEntry(SQLModel, table=True):
    """What the family says of a balance beside its purchases.

    An `opening` or a `correction` tells what was there at that instant; `given` is what went to the person
    inside, `written off` what is given up. `units` counts stamps or messages, `amount` dollars of credit.
    """

    __tablename__ = "balance_entry"
    __table_args__ = (
        CheckConstraint(one_of("unit", BALANCE_UNITS), name="unit"),
        CheckConstraint(one_of("kind", BALANCE_KINDS), name="kind"),
        CheckConstraint("(unit = 'usd') = (units IS NULL)", name="units_or_dollars"),
        CheckConstraint("(units IS NULL) = (amount IS NOT NULL)", name="one_number"),
        CheckConstraint("units >= 0", name="units_are_not_negative"),
        CheckConstraint("amount >= 0", name="amount_is_not_negative"),
        Index("ix_balance_entry_provider_at", "provider_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id)
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=Id, index=True)
    unit: str
    kind: str
    at: datetime = Field(sa_type=UtcDateTime)
    units: int | None = None
    amount: Decimal | None = Field(default=None, sa_type=Money)
    note: str = ""
    logged_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
