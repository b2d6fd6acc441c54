"""Allowances that stand closer than the household's, and the lease of the scheduler."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of, partial_index
from storage.tables.household import ALLOWANCE_UNITS
from storage.types import Exact, Id, UtcDateTime


class Allowance(SQLModel, table=True):
    """How long an answer may take: for a contact, a provider at a facility, a provider, or a facility."""

    __tablename__ = "allowance"
    __table_args__ = (
        CheckConstraint(one_of("unit", ALLOWANCE_UNITS), name="unit"),
        CheckConstraint("amount > 0", name="amount_is_positive"),
        CheckConstraint(
            "contact_id IS NOT NULL AND provider_id IS NULL AND facility_id IS NULL "
            "OR contact_id IS NULL AND (provider_id IS NOT NULL OR facility_id IS NOT NULL)",
            name="has_one_place",
        ),
        partial_index("uq_allowance_contact", "contact_id", where="contact_id IS NOT NULL", unique=True),
        partial_index(
            "uq_allowance_provider_at_facility",
            "provider_id",
            "facility_id",
            where="provider_id IS NOT NULL AND facility_id IS NOT NULL",
            unique=True,
        ),
        partial_index(
            "uq_allowance_provider",
            "provider_id",
            where="provider_id IS NOT NULL AND facility_id IS NULL",
            unique=True,
        ),
        partial_index(
            "uq_allowance_facility",
            "facility_id",
            where="facility_id IS NOT NULL AND provider_id IS NULL",
            unique=True,
        ),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", sa_type=Id, ondelete="CASCADE")
    provider_id: int | None = Field(default=None, foreign_key="provider.id", sa_type=Id, ondelete="CASCADE")
    facility_id: int | None = Field(default=None, foreign_key="facility.id", sa_type=Id, ondelete="CASCADE")
    amount: Decimal = Field(sa_type=Exact)
    unit: str = "hours"


class SchedulerLease(SQLModel, table=True):
    """Whose clock tick counts: of several processes the holder sweeps, until `expires_at`."""

    __tablename__ = "scheduler_lease"
    __table_args__ = (CheckConstraint("id = 1", name="is_single"),)

    id: int = Field(default=1, primary_key=True)
    holder: str
    expires_at: datetime = Field(sa_type=UtcDateTime)
    last_sweep_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
