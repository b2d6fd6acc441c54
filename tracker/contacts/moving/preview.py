"""What a move would change, worked out without writing anything."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import places
from storage.tables import Facility
from tracker.contacts.agencies import agency_at
from tracker.contacts.entries import FacilityEntry
from tracker.contacts.moving.cards import DueMove, TransferPreview
from tracker.contacts.moving.moves import moving_day
from tracker.contacts.moving.numbers import another_agency, number_at, same_agency
from tracker.contacts.moving.stays import household_today
from tracker.contacts.people import found_contact, known_facility, new_facility
from tracker.contacts.reading import facility_card
from tracker.deadlines.household import household_settings
from tracker.deadlines.reckoning import Waiting, calendar_of, load
from tracker.deadlines.rule import Place


def transfer_preview(
    session: Session, contact_id: int, entry: FacilityEntry, day: date | None, now: datetime
) -> TransferPreview:
    """What a move to this place would change. Raises as the move itself would, a closed facility aside."""
    contact = found_contact(session, contact_id)
    household = household_settings(session)
    facility = known_facility(session, entry) or new_facility(entry, "", household.zone, now)
    stays = places.stays_of(session, contact_id)
    moving_day(stays, facility.id, day, household_today(session, now))
    old = stays[0][1] if stays else None
    agency, old_agency = agency_at(facility), agency_at(old) if old else ""
    return TransferPreview(
        facility=facility_card(facility),
        old=facility_card(old) if old else None,
        clock_shift=_ahead(facility.zone, now) - _ahead(old.zone if old else household.zone, now),
        closed=facility.status == "closed",
        federal_holidays=facility.kind == "federal" or not facility.state,
        agency=agency,
        old_agency=old_agency,
        same_agency=same_agency(old_agency, agency),
        number_needed=bool(contact.id_number) and another_agency(contact.agency or old_agency, agency),
        number_offered=number_at(session, contact_id, agency),
        due_moves=_due_moves(session, contact_id, facility, now),
    )


def _due_moves(session: Session, contact_id: int, facility: Facility, now: datetime) -> tuple[DueMove, ...]:
    """Every waiting message with its due time as it is, and as it would be on the new place's calendar."""
    waiting = queries.waiting_of(session, contact_id)
    closures = places.closures_at(session, [facility.id]) if facility.id else ()
    place = Place(calendar_of(facility, closures, household_settings(session)), facility.id)
    there = replace(load(session, now, {contact_id}), places={contact_id: place})
    dues = there.deadlines([Waiting(contact_id, row.provider_id, row.news_at) for row in waiting])
    return tuple(DueMove(row.id, row.due_at, due.due_at) for row, due in zip(waiting, dues, strict=True))


def _ahead(zone: str, now: datetime) -> timedelta:
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
