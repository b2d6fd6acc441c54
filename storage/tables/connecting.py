"""Getting connected: the steps between a member, a contact and a provider, and numbers of former agencies."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of
from storage.types import Id, UtcDateTime

CONNECTION_STEPS = ("found", "account", "added", "invited", "approved", "denied", "revoked", "blocked")


class ConnectionStep(SQLModel, table=True):
    """A step of getting connected, on a day or undated. `agency` is who runs the place it was taken for.

    The same provider at another agency starts anew; empty is a place whose agency is not known.
    """

    __tablename__ = "connection_step"
    # A step can be taken away, and the number of one that is gone must not come back.
    __table_args__ = (
        CheckConstraint(one_of("step", CONNECTION_STEPS), name="step"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    contact_id: int = Field(foreign_key="contact.id", sa_type=Id, index=True, ondelete="CASCADE")
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=Id)
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id)
    agency: str = ""
    step: str
    day: date | None = None
    note: str = ""
    entered_at: datetime = Field(sa_type=UtcDateTime)


class FormerNumber(SQLModel, table=True):
    """A number a contact had at another agency, kept when the new one gave its own."""

    __tablename__ = "former_number"
    __table_args__ = (CheckConstraint("id_number <> ''", name="has_a_number"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    contact_id: int = Field(foreign_key="contact.id", sa_type=Id, index=True, ondelete="CASCADE")
    agency: str = ""
    id_number: str
    until_day: date
