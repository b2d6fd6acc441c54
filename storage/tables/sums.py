"""The sums of spend by month, kept beside what they are the sums of."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from storage.types import Id, Money, Total, UtcDateTime


class MonthSum(SQLModel, table=True):
    """What one contact's and member's messages through a provider came to in a month of the household.

    Rows without a contact are those of purchases. Written by one function (`tracker.spend.keeping`) in the
    transaction that changes what they add up, and proven by `kitelog doctor`. `lost` is part of `used`,
    `fees` part of `paid`; `drawn` and `drawn_units` are what was taken from balance. Stamps that are worth
    what the newest pack cost are counted apart, for each price of a pack (`pack_amount` for `pack_units`),
    because a price such as ten dollars for 35 is exact only as a fraction.
    """

    __tablename__ = "month_sum"
    __table_args__ = (
        CheckConstraint("(pack_amount IS NULL) = (pack_units IS NULL)", name="a_pack_has_a_price"),
        CheckConstraint("pack_units > 0", name="pack_has_units"),
        CheckConstraint("messages >= 0 AND answered >= 0 AND unpriced >= 0", name="counts"),
        Index("ix_month_sum_provider_month", "provider_id", "month"),
        Index("ix_month_sum_month", "month"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    month: str
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id, ondelete="CASCADE")
    contact_id: int | None = Field(
        default=None, foreign_key="contact.id", sa_type=Id, ondelete="CASCADE", index=True
    )
    member_id: int | None = Field(
        default=None, foreign_key="member.id", sa_type=Id, ondelete="CASCADE", index=True
    )
    messages: int = Field(default=0, sa_type=Id)
    answered: int = Field(default=0, sa_type=Id)
    unpriced: int = Field(default=0, sa_type=Id)
    paid: Decimal = Field(default=Decimal(0), sa_type=Total)
    used: Decimal = Field(default=Decimal(0), sa_type=Total)
    fees: Decimal = Field(default=Decimal(0), sa_type=Total)
    lost: Decimal = Field(default=Decimal(0), sa_type=Total)
    drawn: Decimal = Field(default=Decimal(0), sa_type=Total)
    drawn_units: int = Field(default=0, sa_type=Id)
    pack_amount: Decimal | None = Field(default=None, sa_type=Money)
    pack_units: int | None = None
    stamps_paid: int = Field(default=0, sa_type=Id)
    stamps_used: int = Field(default=0, sa_type=Id)
    stamps_lost: int = Field(default=0, sa_type=Id)


class BoughtSum(SQLModel, table=True):
    """What one member bought of one kind at a provider in a month of the household; kept beside `MonthSum`.

    `amount` is without fees. What becomes balance and does not expire is counted by its `unit` (stamp,
    message or usd; empty for what becomes none) in `units` and `dollars`; `expiring` is how many purchases do
    expire, `first` the time of the first that becomes balance.
    """

    __tablename__ = "bought_sum"
    __table_args__ = (Index("ix_bought_sum_provider_month", "provider_id", "month"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    month: str
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id, ondelete="CASCADE")
    member_id: int | None = Field(
        default=None, foreign_key="member.id", sa_type=Id, ondelete="CASCADE", index=True
    )
    kind: str
    unit: str = ""
    amount: Decimal = Field(default=Decimal(0), sa_type=Total)
    units: int = Field(default=0, sa_type=Id)
    dollars: Decimal = Field(default=Decimal(0), sa_type=Total)
    expiring: int = 0
    first: datetime | None = Field(default=None, sa_type=UtcDateTime)


class KeptSums(SQLModel, table=True):
    """By which rule and for which zone the sums were added up; another one adds them up anew at the start."""

    __tablename__ = "kept_sums"
    __table_args__ = (CheckConstraint("id = 1", name="is_single"),)

    id: int = Field(default=1, primary_key=True)
    rule: int
    zone: str
