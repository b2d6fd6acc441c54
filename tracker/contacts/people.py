"""Adding, editing and archiving contacts, and the places and providers they come with."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import places
from storage.tables import Contact, Facility
from tracker.contacts.agencies import agency_at
from tracker.contacts.entries import ContactEntry, FacilityEntry
from tracker.contacts.moving.numbers import take_number
from tracker.contacts.moving.stays import begin_stay, household_today
from tracker.directory.names import kind_from_name, zone_of_state
from tracker.directory.said.known import known_places
from tracker.directory.said.providers import provider_for
from tracker.errors import ConflictError, NotFoundError
from tracker.wording import _


def add_contact(session: Session, entry: ContactEntry, zone: str, now: datetime) -> Contact:
    """Adds a contact with the stay they are in. Raises ConflictError when they are there already."""
    entry = entry.checked()
    if queries.same_person(session, entry.name, entry.id_number) is not None:
        raise ConflictError(
            _("Somebody with this name and number is here already. Open them under Contacts.")
        )
    provider = provider_for(session, entry.provider, now) if entry.provider else None
    contact = Contact(
        name=entry.name,
        id_number=entry.id_number,
        provider_id=provider.id if provider else None,
        note=entry.note,
        created_at=now,
    )
    session.add(contact)
    session.flush()
    if entry.facility is not None:
        facility = facility_for(session, entry.facility, entry.provider, zone, now)
        contact.agency = agency_at(facility)
        today = now.astimezone(ZoneInfo(facility.zone)).date()
        begin_stay(session, contact.id or 0, facility, entry.since or today, now)
    return contact


def edit_contact(session: Session, contact_id: int, entry: ContactEntry, now: datetime) -> Contact:
    """Gives a contact another name, number, provider or note; the place changes by a transfer."""
    entry = entry.checked()
    contact = found_contact(session, contact_id)
    same = queries.same_person(session, entry.name, entry.id_number)
    if same is not None and same.id != contact_id:
        raise ConflictError(_("Somebody else here has this name and number. Check the number."))
    provider = provider_for(session, entry.provider, now) if entry.provider else None
    contact.name, contact.note = entry.name, entry.note
    if entry.id_number != contact.id_number:
        _correct_number(session, contact, entry.id_number, now)
    contact.provider_id = provider.id if provider else None
    return contact


def _correct_number(session: Session, contact: Contact, number: str, now: datetime) -> None:
    """Another number typed in is that of the agency where they are now, unless it is kept as a former one."""
    if not number:
        contact.id_number = ""
        return
    stays = places.stays_of(session, contact.id or 0)
    present = agency_at(stays[0][1]) if stays else contact.agency
    kept = (row.agency for row in queries.former_numbers(session, contact.id or 0) if row.id_number == number)
    take_number(session, contact, number, next(kept, present), household_today(session, now))


def found_contact(session: Session, contact_id: int) -> Contact:
    """A contact that is there. Raises NotFoundError otherwise."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFoundError(_("This contact is no longer there. Go back to the list."))
    return contact


def facility_for(session: Session, entry: FacilityEntry, provider: str, zone: str, now: datetime) -> Facility:
    """The facility of this name and state, made if it is not there; `zone` where nothing says better."""
    known = known_facility(session, entry)
    if known is not None:
        return known
    facility = new_facility(entry, provider, zone, now)
    session.add(facility)
    session.flush()
    return facility


def known_facility(session: Session, entry: FacilityEntry) -> Facility | None:
    """The facility that is meant, None where it would be made. Raises NotFoundError for a lost key."""
    entry = entry.checked()
    key = entry.id
    if key is None:
        key = known_places(session, {entry.state}).find(entry.name, entry.state)
        if key is None:
            return None
    known = session.get(Facility, key)
    if known is None:
        raise NotFoundError(_("This facility is no longer there. Choose another."))
    return known


def new_facility(entry: FacilityEntry, provider: str, zone: str, now: datetime) -> Facility:
    """The facility an entry tells of, with what its name and state say; not added yet."""
    guess = zone_of_state(entry.state, zone)
    kind = entry.kind or kind_from_name(entry.name, provider)
    facility = Facility(
        name=entry.name,
        state=entry.state,
        kind=kind,
        zone=entry.zone or guess.zone,
        zone_guessed=entry.zone is None and guess.guessed,
        created_at=now,
    )
    facility.agency = agency_at(facility)
    return facility
