"""The household: its members, its own settings, and the counter that every write moves."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of
from storage.types import Exact, Id, UtcDateTime

ALLOWANCE_UNITS = ("hours", "days")


class Member(SQLModel, table=True):
    """A person of the household who uses Kitelog."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("name"), CheckConstraint("name <> ''", name="has_a_name"))

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    name: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Household(SQLModel, table=True):
    """The one row of household settings; the allowance here is the one every other falls back to.

    `opens` and `closes` are minutes since midnight; `closes` empty means the end of the day. The two
    versions say which calendars the stored deadlines were worked out with.
    """

    __tablename__ = "household"
    __table_args__ = (
        CheckConstraint("id = 1", name="is_single"),
        CheckConstraint(one_of("allowance_unit", ALLOWANCE_UNITS), name="allowance_unit"),
        CheckConstraint("allowance_amount > 0", name="allowance_is_positive"),
        CheckConstraint(
            "opens BETWEEN 0 AND 1439 AND (closes IS NULL OR closes BETWEEN opens + 1 AND 1439)",
            name="window",
        ),
    )

    id: int = Field(default=1, primary_key=True)
    zone: str
    allowance_amount: Decimal = Field(default=Decimal(48), sa_type=Exact)
    allowance_unit: str = "hours"
    opens: int = 0
    closes: int | None = None
    holidays_version: str = ""
    tzdata_version: str = ""


class DataRevision(SQLModel, table=True):
    """A counter that every writing transaction moves: what was read at one value is still true at it."""

    __tablename__ = "data_revision"
    __table_args__ = (CheckConstraint("id = 1", name="is_single"),)

    id: int = Field(default=1, primary_key=True)
    value: int = Field(default=0, sa_type=Id)


class FormEntry(SQLModel, table=True):
    """The key of a form that was already taken: a second click with the same key writes nothing."""

    __tablename__ = "form_entry"

    key: str = Field(primary_key=True)
    taken_at: datetime = Field(sa_type=UtcDateTime, index=True)


class DemoRow(SQLModel, table=True):
    """Which rows the demo brought, so that all of them, and only they, go again."""

    __tablename__ = "demo_row"

    table_name: str = Field(primary_key=True)
    row_id: int = Field(primary_key=True, sa_type=Id)
