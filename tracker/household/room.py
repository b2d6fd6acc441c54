"""The household: who uses Kitelog, its zone, its office window and its allowances."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from tzlocal import get_localzone_name

from storage.queries import household as queries
from storage.queries import places as place_queries
from storage.session import Database, note_change
from storage.tables import Allowance as AllowanceRow
from storage.tables import Household as HouseholdRow
from storage.tables import Member
from tracker.business_hours import calendar_versions
from tracker.checks import kept_name
from tracker.clock import Clock
from tracker.deadlines.household import household_settings
from tracker.deadlines.recount import recount
from tracker.deadlines.rule import Allowance, Unit, unit_of
from tracker.deadlines.windows import minutes_of, window_time
from tracker.directory.states import US_ZONES
from tracker.errors import ConflictError, InvalidInputError
from tracker.wording import _

DEFAULT_ZONE = "America/New_York"


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A person of the household."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """The household's settings; `closes` None is the end of the day."""

    zone: str
    allowance: Allowance
    opens: time
    closes: time | None


@dataclass(frozen=True, slots=True)
class AllowanceCard:
    """An allowance closer than the household's, and the keys of the place it stands at."""

    contact_id: int | None
    provider_id: int | None
    facility_id: int | None
    allowance: Allowance


class Household:
    """Settings and members; a change that moves deadlines recounts them in the same transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def ensure(self) -> None:
        """Makes the household's settings the first time Kitelog starts."""
        with self._database.read() as session:
            if queries.settings_row(session) is not None:
                return
        versions = calendar_versions()
        with self._database.write(counts=False) as session:
            row = HouseholdRow(
                zone=machine_zone(), holidays_version=versions["holidays"], tzdata_version=versions["tzdata"]
            )
            queries.make_settings(session, row)
            note_change(session)

    def settings(self) -> HouseholdCard:
        """The household's settings."""
        with self._database.read() as session:
            row = household_settings(session)
            return HouseholdCard(
                zone=row.zone,
                allowance=Allowance(row.allowance_amount, unit_of(row.allowance_unit)),
                opens=window_time(row.opens),
                closes=None if row.closes is None else window_time(row.closes),
            )

    def members(self) -> tuple[MemberCard, ...]:
        """The members, by name."""
        with self._database.read() as session:
            return tuple(
                MemberCard(row.id or 0, row.name) for row in queries.members(session) if not row.archived_at
            )

    def add_member(self, name: str) -> MemberCard:
        """Adds a member. Raises ConflictError when somebody has this name."""
        name = kept_name(name, "name")
        with self._database.write() as session:
            if queries.member_named(session, name) is not None:
                raise ConflictError(_("Somebody has this name already. Choose it, or type another."))
            member = Member(name=name, created_at=self._clock.now())
            session.add(member)
            session.flush()
            return MemberCard(member.id or 0, member.name)

    def set_zone(self, zone: str) -> None:
        """Sets the zone that months, days and times on screens are counted in."""
        if zone not in US_ZONES:
            raise InvalidInputError(_("Choose one of the time zones of the United States."), field="zone")
        with self._database.write() as session:
            household_settings(session).zone = zone
            session.flush()
            recount(session, self._clock.now())

    def set_window(self, opens: time, closes: time | None) -> None:
        """Counts an office window instead of whole days, where a facility has none of its own."""
        first, last = minutes_of(opens, closes)
        with self._database.write() as session:
            row = household_settings(session)
            row.opens, row.closes = first, last
            session.flush()
            recount(session, self._clock.now())

    def set_allowance(
        self,
        amount: Decimal,
        unit: Unit = "hours",
        *,
        contact_id: int | None = None,
        provider_id: int | None = None,
        facility_id: int | None = None,
    ) -> None:
        """Sets the allowance of one place; without any key, the household's."""
        _check_allowance(amount, unit, contact_id, provider_id, facility_id)
        with self._database.write() as session:
            row: AllowanceRow | HouseholdRow
            if contact_id is provider_id is facility_id is None:
                row = household_settings(session)
                row.allowance_amount, row.allowance_unit = amount, unit
            else:
                found = place_queries.allowance_at(session, contact_id, provider_id, facility_id)
                row = found or AllowanceRow(
                    contact_id=contact_id,
                    provider_id=provider_id,
                    facility_id=facility_id,
                    amount=amount,
                    unit=unit,
                )
                row.amount, row.unit = amount, unit
                session.add(row)
            session.flush()
            recount(session, self._clock.now())

    def clear_allowance(
        self, *, contact_id: int | None = None, provider_id: int | None = None, facility_id: int | None = None
    ) -> None:
        """Lets the next wider allowance hold again at a place."""
        with self._database.write() as session:
            row = place_queries.allowance_at(session, contact_id, provider_id, facility_id)
            if row is not None:
                session.delete(row)
                session.flush()
                recount(session, self._clock.now())

    def allowances(self) -> tuple[AllowanceCard, ...]:
        """Every allowance that stands closer than the household's."""
        with self._database.read() as session:
            return tuple(
                AllowanceCard(
                    row.contact_id,
                    row.provider_id,
                    row.facility_id,
                    Allowance(row.amount, unit_of(row.unit)),
                )
                for row in place_queries.allowances(session)
            )


def machine_zone() -> str:
    """The machine's zone where it is one of the United States, else New York's."""
    name = get_localzone_name()
    return name if name in US_ZONES else DEFAULT_ZONE


def _check_allowance(
    amount: Decimal, unit: str, contact_id: int | None, provider_id: int | None, facility_id: int | None
) -> None:
    most = 10_000 if unit == "hours" else 400
    if (
        unit not in ("hours", "days")
        or not amount.is_finite()
        or not 0 < amount <= most
        or amount != round(amount, 4)
    ):
        raise InvalidInputError(
            _("An allowance is a number of business hours (up to 10,000) or business days (up to 400)."),
            field="amount",
        )
    if contact_id is not None and (provider_id is not None or facility_id is not None):
        raise InvalidInputError(
            _("Set the allowance for the person, or for the provider and facility."), field="contact_id"
        )
