"""What a family wants to spend at most in a month."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of, partial_index
from storage.types import Id, Money, UtcDateTime

SCOPES = ("household", "member", "contact", "provider")


class Budget(SQLModel, table=True):
    """The dollars for one calendar month of the household, a member, a contact or a provider."""

    __tablename__ = "budget"
    __table_args__ = (
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
        CheckConstraint("(scope = 'member') = (member_id IS NOT NULL)", name="names_its_member"),
        CheckConstraint("(scope = 'contact') = (contact_id IS NOT NULL)", name="names_its_contact"),
        CheckConstraint("(scope = 'provider') = (provider_id IS NOT NULL)", name="names_its_provider"),
        CheckConstraint("amount > 0", name="amount_is_positive"),
        partial_index("uq_budget_household", "scope", unique=True, where="scope = 'household'"),
        partial_index("uq_budget_member", "member_id", unique=True, where="member_id IS NOT NULL"),
        partial_index("uq_budget_contact", "contact_id", unique=True, where="contact_id IS NOT NULL"),
        partial_index("uq_budget_provider", "provider_id", unique=True, where="provider_id IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    scope: str
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", sa_type=Id)
    provider_id: int | None = Field(default=None, foreign_key="provider.id", sa_type=Id)
    amount: Decimal = Field(sa_type=Money)
    set_at: datetime = Field(sa_type=UtcDateTime)
