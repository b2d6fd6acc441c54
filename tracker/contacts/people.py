"""Adding, editing and archiving contacts, and the places and providers they come with."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import places
from storage.tables import Contact, Facility, Provider, Stay
from tracker.contacts.entries import ContactEntry, FacilityEntry
from tracker.contacts.places import kind_from_name, zone_of_state
from tracker.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.wording import _

POSTAL_NAMES = frozenset({"postal mail", "mail", "letter", "usps"})


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
        today = now.astimezone(ZoneInfo(facility.zone)).date()
        begin_stay(session, contact.id or 0, facility, entry.since or today, today)
    return contact


def edit_contact(session: Session, contact_id: int, entry: ContactEntry, now: datetime) -> Contact:
    """Gives a contact another name, number, provider or note; the place changes by a transfer."""
    entry = entry.checked()
    contact = found_contact(session, contact_id)
    same = queries.same_person(session, entry.name, entry.id_number)
    if same is not None and same.id != contact_id:
        raise ConflictError(_("Somebody else here has this name and number. Check the number."))
    provider = provider_for(session, entry.provider, now) if entry.provider else None
    contact.name, contact.id_number, contact.note = entry.name, entry.id_number, entry.note
    contact.provider_id = provider.id if provider else None
    return contact


def found_contact(session: Session, contact_id: int) -> Contact:
    """A contact that is there. Raises NotFoundError otherwise."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFoundError(_("This contact is no longer there. Go back to the list."))
    return contact


def facility_for(session: Session, entry: FacilityEntry, provider: str, zone: str, now: datetime) -> Facility:
    """The facility of this name and state, made if it is not there; `zone` where nothing says better."""
    entry = entry.checked()
    known = places.facilities_named(session, entry.name, entry.state)
    if known is not None:
        return known
    guess = zone_of_state(entry.state, zone)
    facility = Facility(
        name=entry.name,
        state=entry.state,
        kind=entry.kind or kind_from_name(entry.name, provider),
        zone=entry.zone or guess.zone,
        zone_guessed=entry.zone is None and guess.guessed,
        created_at=now,
    )
    session.add(facility)
    session.flush()
    return facility


def provider_for(session: Session, name: str, now: datetime) -> Provider:
    """The provider of this name (capitals aside), made if it is not there."""
    known = places.provider_named(session, name) or queries.providers_folded(session, name)
    if known is not None:
        return known
    kind = "postal" if name.casefold() in POSTAL_NAMES else "electronic"
    provider = Provider(name=name, kind=kind, created_at=now)
    session.add(provider)
    session.flush()
    return provider


def begin_stay(session: Session, contact_id: int, facility: Facility, from_day: date, today: date) -> Stay:
    """Begins a stay. Raises InvalidInputError for a day that is still to come."""
    if from_day > today:
        raise InvalidInputError(_("A stay cannot begin in the future. Enter it on the day."), field="since")
    stay = Stay(contact_id=contact_id, facility_id=facility.id or 0, from_day=from_day)
    session.add(stay)
    session.flush()
    return stay
