"""What the family was told of a place, and what the catalogue said when it was last read."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of, partial_index
from storage.types import Exact, Id, UtcDateTime

SERVICES = ("messages", "phone", "video", "money", "mail")
ROLES = ("current", "replacing", "ended", "brand")
UNITS = ("message", "stamp", "character", "minute", "page", "week", "month", "free")
COVERS = ("text", "photo", "video message", "prepaid reply", "card", "extra characters")
CHANGES = ("new", "changed", "gone")

_ONE_PLACE = "(facility_id IS NULL) <> (agency IS NULL)"
_IN_ORDER = "to_day >= from_day"


class Contract(SQLModel, table=True):
    """The family says who serves a facility or an agency's facilities, since when and who told them.

    Days are included. It beats what the catalogue says of the same place and service.
    """

    __tablename__ = "contract"
    __table_args__ = (
        CheckConstraint(_ONE_PLACE, name="one_place"),
        CheckConstraint(one_of("service", SERVICES), name="service"),
        CheckConstraint(one_of("role", ROLES), name="role"),
        CheckConstraint(_IN_ORDER, name="ends_after_it_starts"),
        CheckConstraint("source <> ''", name="has_a_source"),
        partial_index("ix_contract_facility_id", "facility_id", where="facility_id IS NOT NULL"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    facility_id: int | None = Field(default=None, foreign_key="facility.id", sa_type=Id)
    agency: str | None = None
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id)
    service: str = "messages"
    role: str = "current"
    from_day: date | None = None
    to_day: date | None = None
    source: str
    as_of: date
    note: str = ""
    entered_at: datetime = Field(sa_type=UtcDateTime)


class Rate(SQLModel, table=True):
    """A price the family was told for a provider at a facility or an agency's facilities; days included."""

    __tablename__ = "rate"
    __table_args__ = (
        CheckConstraint(_ONE_PLACE, name="one_place"),
        CheckConstraint(one_of("unit", UNITS), name="unit"),
        CheckConstraint(one_of("covers", COVERS), name="covers"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("characters > 0", name="characters"),
        CheckConstraint(_IN_ORDER, name="ends_after_it_starts"),
        CheckConstraint("source <> ''", name="has_a_source"),
        partial_index("ix_rate_facility_id", "facility_id", where="facility_id IS NOT NULL"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    facility_id: int | None = Field(default=None, foreign_key="facility.id", sa_type=Id)
    agency: str | None = None
    provider_id: int = Field(foreign_key="provider.id", sa_type=Id)
    covers: str = "text"
    unit: str = "message"
    amount: Decimal = Field(sa_type=Exact)
    characters: int | None = None
    from_day: date | None = None
    to_day: date | None = None
    source: str
    as_of: date
    note: str = ""
    entered_at: datetime = Field(sa_type=UtcDateTime)


class CatalogueRow(SQLModel, table=True):
    """A row of the catalogue as it was when Kitelog last started, to tell what a newer one changes."""

    __tablename__ = "catalogue_row"

    key: str = Field(primary_key=True)
    content: str


class CatalogueChange(SQLModel, table=True):
    """What a newer catalogue changed, in the words of both; `kind` is new, changed or gone."""

    __tablename__ = "catalogue_change"
    __table_args__ = (CheckConstraint(one_of("kind", CHANGES), name="kind"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    seen_at: datetime = Field(sa_type=UtcDateTime, index=True)
    key: str
    label: str
    kind: str
    before: str = ""
    after: str = ""
