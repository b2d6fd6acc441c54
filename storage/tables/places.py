"""Who is inside where: facilities, providers, contacts, their stays, and closures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.base import one_of, partial_index
from storage.types import Id, UtcDateTime

FACILITY_KINDS = ("federal", "state", "county", "local", "multi")
FACILITY_STATUS = ("open", "closed")
PROVIDER_KINDS = ("electronic", "postal")
STAY_ENDS = ("transferred", "in transit", "released", "died")


class Facility(SQLModel, table=True):
    """A prison, jail or detention centre, with the calendar its staff keep.

    `source_id` is its number in the government's list, empty for one the family added. `agency` is who runs
    it: an agency's code of the catalogue, a county's, or the family's own words. `edited` names the columns
    the family set itself, which a later list leaves alone, parted by spaces; `former_names` the names it had,
    one a line. `opens` empty means the household's window; otherwise minutes since midnight, `closes` empty
    being the end of the day. `zone_guessed` says the zone came from the state alone.
    """

    __tablename__ = "facility"
    __table_args__ = (
        # The government's list has several of one name and state.
        partial_index("uq_facility_own", "name", "state", unique=True, where="source_id IS NULL"),
        partial_index("uq_facility_source", "source_id", unique=True, where="source_id IS NOT NULL"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("length(state) IN (0, 2)", name="state_code"),
        CheckConstraint(one_of("kind", FACILITY_KINDS), name="kind"),
        CheckConstraint(one_of("status", FACILITY_STATUS), name="status"),
        CheckConstraint("population >= 0 AND capacity >= 0", name="people"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="lies_somewhere"),
        CheckConstraint(
            "opens IS NULL AND closes IS NULL OR "
            "opens IS NOT NULL AND opens BETWEEN 0 AND 1439 "
            "AND (closes IS NULL OR closes BETWEEN opens + 1 AND 1439)",
            name="window",
        ),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    name: str
    state: str = ""
    kind: str | None = None
    zone: str
    zone_guessed: bool = True
    opens: int | None = None
    closes: int | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    source_id: str | None = None
    source_day: date | None = None
    agency: str = Field(default="", sa_column_kwargs={"server_default": ""})
    city: str = Field(default="", sa_column_kwargs={"server_default": ""})
    county: str = Field(default="", sa_column_kwargs={"server_default": ""})
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    postcode: str = Field(default="", sa_column_kwargs={"server_default": ""})
    telephone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    website: str = Field(default="", sa_column_kwargs={"server_default": ""})
    security: str = Field(default="", sa_column_kwargs={"server_default": ""})
    juvenile: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    status: str | None = None
    population: int | None = None
    capacity: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    edited: str = Field(default="", sa_column_kwargs={"server_default": ""})
    former_names: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Provider(SQLModel, table=True):
    """A messaging service, or postal mail."""

    __tablename__ = "provider"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint(one_of("kind", PROVIDER_KINDS), name="kind"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    name: str
    kind: str = "electronic"
    created_at: datetime = Field(sa_type=UtcDateTime)


class Contact(SQLModel, table=True):
    """The person inside; `agency` is whose number `id_number` is, empty when not known."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("name", "id_number"),
        CheckConstraint("name <> ''", name="has_a_name"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    name: str
    id_number: str = ""
    agency: str = Field(default="", sa_column_kwargs={"server_default": ""})
    provider_id: int | None = Field(default=None, foreign_key="provider.id", sa_type=Id)
    note: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Stay(SQLModel, table=True):
    """A contact in a facility, from a day to a day. At most one stay of a contact is open."""

    __tablename__ = "stay"
    __table_args__ = (
        UniqueConstraint("contact_id", "from_day", "facility_id"),
        CheckConstraint("to_day IS NULL OR to_day >= from_day", name="ends_after_it_starts"),
        CheckConstraint("(to_day IS NULL) = (ended_by IS NULL)", name="end_has_a_reason"),
        CheckConstraint(one_of("ended_by", STAY_ENDS), name="ended_by"),
        partial_index(
            "uq_stay_one_open",
            "contact_id",
            unique=True,
            where="to_day IS NULL",
        ),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    contact_id: int = Field(foreign_key="contact.id", sa_type=Id, ondelete="CASCADE")
    facility_id: int = Field(foreign_key="facility.id", sa_type=Id, index=True)
    from_day: date
    to_day: date | None = None
    ended_by: str | None = None


class Closure(SQLModel, table=True):
    """Days on which a facility's clock stands still; without `to_day` until the family says it is over."""

    __tablename__ = "closure"
    # A closure can be taken away, and the number of one that is gone must not come back.
    __table_args__ = (
        CheckConstraint("to_day IS NULL OR to_day >= from_day", name="ends_after_it_starts"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    facility_id: int = Field(foreign_key="facility.id", sa_type=Id, index=True, ondelete="CASCADE")
    from_day: date
    to_day: date | None = None
    reason: str = ""
