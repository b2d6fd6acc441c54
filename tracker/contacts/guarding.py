"""The guard's use case: what holds for a message to a contact through a provider at an instant."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as contact_queries
from storage.queries import guarding as queries
from storage.queries import places
from storage.session import Database
from storage.tables import ConnectionStep, Contact, Facility, Provider
from tracker.clock import Clock
from tracker.contacts.connecting.reading import Connection, connections
from tracker.contacts.connecting.rules import AGAINST
from tracker.deadlines.household import household_zone
from tracker.directory import Directory
from tracker.directory.answer import answer
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.guard.rules import Terms, Through, terms
from tracker.directory.room import place_facts
from tracker.directory.said.providers import POSTAL_NAMES
from tracker.directory.said.told import read_told


@dataclass(frozen=True, slots=True)
class Standing:
    """How a connection stands, since the day that made it so."""

    state: str
    since: date

    def on(self, day: date) -> str:
        """How it stood on a day as far as this tells; empty before."""
        return self.state if day >= self.since else ""


class Guard:
    """Watches that what one household logs fits what is known of the place."""

    def __init__(self, database: Database, clock: Clock, directory: Directory) -> None:
        self._database = database
        self._clock = clock
        self._directory = directory

    def terms(self, contact_id: int, provider: str, at: datetime, member_id: int | None = None) -> Terms:
        """What holds for a message to a contact through a provider, by the stay and the contract of that day.

        `provider` is a name as it is typed, known or not. An unknown contact has no place.
        """
        catalogue = self._directory.catalogue
        with self._database.read() as session:
            facility, day = place_at(session, contact_id, at)
            row = places.provider_named(session, provider) or contact_queries.providers_folded(
                session, provider
            )
            there = None
            if facility is not None:
                there = answer(catalogue, place_facts(facility), read_told(session, catalogue), day)
            postal = row.kind == "postal" if row else provider.casefold() in POSTAL_NAMES
            connection = ""
            if row is not None and queries.has_steps(session, contact_id, row.id or 0):
                contact = session.get(Contact, contact_id)
                if contact is not None and _is_present(session, contact_id, facility):
                    now = self._clock.now()
                    found = standing(session, catalogue, contact, row, now, member_id)
                    connection = found.on(day) if found else ""
            return terms(catalogue, there, Through(provider, postal, connection), day)


def place_at(session: Session, contact_id: int, at: datetime) -> tuple[Facility | None, date]:
    """Where a contact was at an instant, and the day it was there; None while nobody knows the place.

    Before the first known stay it is that stay's place, as for a message.
    """
    stays = places.stays_of(session, contact_id)
    for stay, facility in stays:
        day = at.astimezone(ZoneInfo(facility.zone)).date()
        if stay.from_day <= day:
            return (facility if stay.to_day is None or day <= stay.to_day else None), day
    if not stays:
        return None, at.astimezone(ZoneInfo(household_zone(session))).date()
    first: Facility = stays[-1][1]
    return first, at.astimezone(ZoneInfo(first.zone)).date()


def standing(
    session: Session,
    catalogue: Catalogue,
    contact: Contact,
    provider: Provider,
    now: datetime,
    member_id: int | None = None,
) -> Standing | None:
    """How a contact and a provider stand for a member who noted a step, else for the household.

    None where no step is noted that counts at the present place.
    """
    found = connections(session, catalogue, [(contact, provider)], now, member_id)[0]
    if not found.steps:
        return None
    own = member_id is not None and any(row.member_id == member_id for row in found.steps)
    state = (found.of(member_id) if own else found.of_household()).state
    steps = [row for row in found.steps if not own or row.member_id in (member_id, None)]
    return Standing(state, _since(found, steps, state))


def refused(session: Session, catalogue: Catalogue, now: datetime) -> dict[tuple[int, int, int], Standing]:
    """The connections that stand denied, revoked or blocked, by contact, present facility and provider."""
    found = {}
    for contact, provider in queries.doubted(session):
        contact_id = contact.id or 0
        stays = places.stays_of(session, contact_id)
        stands = standing(session, catalogue, contact, provider, now)
        if stands is not None and stands.state in AGAINST and stays:
            found[contact_id, stays[0][0].facility_id, provider.id or 0] = stands
    return found


def _since(found: Connection, steps: list[ConnectionStep], state: str) -> date:
    """The day of the last step against it, else that of the first step of all."""
    zone = ZoneInfo(found.zone)
    days = sorted((row.day or row.entered_at.astimezone(zone).date(), row.step) for row in steps)
    against = [day for day, step in days if step in AGAINST]
    return against[-1] if state in AGAINST and against else days[0][0]


def _is_present(session: Session, contact_id: int, facility: Facility | None) -> bool:
    """Whether a place is where the contact is now: steps are taken for a place's agency."""
    stays = places.stays_of(session, contact_id)
    return facility is not None and bool(stays) and stays[0][1].id == facility.id
