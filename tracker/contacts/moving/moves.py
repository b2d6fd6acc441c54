"""How a stay ends: a move to the next facility, in transit, released, died."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import places
from storage.tables import Contact, Stay
from tracker.checks import kept_name, kept_text
from tracker.contacts.agencies import agency_at
from tracker.contacts.entries import MOST_ID, FacilityEntry
from tracker.contacts.moving.cards import StayBefore, Transferred
from tracker.contacts.moving.left_behind import left_behind
from tracker.contacts.moving.numbers import NumberBefore, another_agency, give_back, take_number
from tracker.contacts.moving.stays import begin_stay, check_stays, household_today
from tracker.contacts.people import facility_for, found_contact
from tracker.contacts.reading import facility_card
from tracker.deadlines.household import household_zone
from tracker.deadlines.recount import recount
from tracker.directory.said.providers import provider_for
from tracker.errors import ConflictError, InvalidInputError
from tracker.messages.entries import News
from tracker.messages.log import note_news
from tracker.messages.places import place_anew
from tracker.messages.settle import settle
from tracker.wording import _

ENDS = ("in transit", "released", "died")


def transfer(
    session: Session,
    contact_id: int,
    entry: FacilityEntry,
    day: date | None,
    now: datetime,
    *,
    provider: str | None = None,
    id_number: str | None = None,
    confirmed: bool = False,
) -> Transferred:
    """Ends the present stay on a day (None: today) and begins the next there; waiting messages count anew.

    A contact in transit arrives: only the next stay begins. `provider` None keeps the present one, an empty
    one says that it is not known yet; `id_number` is the new agency's. Raises ConflictError for a closed
    facility until `confirmed`, and for two stays at once.
    """
    contact = found_contact(session, contact_id)
    facility = facility_for(session, entry, provider or "", household_zone(session), now)
    stays = places.stays_of(session, contact_id)
    day = moving_day(stays, facility.id, day, household_today(session, now))
    if facility.status == "closed" and not confirmed:
        raise ConflictError(closed_words(facility.name))
    last = stays[0][0] if stays else None
    before = StayBefore(last.id or 0, last.to_day, last.ended_by) if last else None
    if last is not None and last.to_day is None:
        last.to_day, last.ended_by = day, "transferred"
        session.flush()
    old_agency = agency_at(stays[0][1]) if stays else ""
    agency = agency_at(facility)
    stay = begin_stay(session, contact_id, facility, day, now, field="day")
    provider_before = contact.provider_id
    if provider is not None:
        contact.provider_id = (
            provider_for(session, kept_name(provider, "provider"), now).id if provider.strip() else None
        )
    had, had_from = contact.id_number, contact.agency or old_agency
    number_before = _number(session, contact, (id_number or "").strip(), old_agency, agency, day)
    # The day of the move belongs to both places, and what was sent on it stays where it was.
    place_anew(session, contact_id, day + timedelta(days=1))
    recount(session, now)
    left = bool(had) and another_agency(had_from, agency)
    return Transferred(
        contact_id=contact_id,
        contact=contact.name,
        facility=facility_card(facility),
        day=day,
        stay_id=stay.id or 0,
        left_behind=left_behind(
            session,
            contact,
            stays[0][1].name if stays else "",
            old_provider=provider_before,
            new_provider=contact.provider_id,
            number=had if left else "",
            number_agency=had_from if left else "",
        ),
        last_stay=before,
        provider_id=contact.provider_id,
        provider_before=provider_before,
        number=contact.id_number,
        number_before=number_before,
    )


def moving_day(stays: Sequence[Any], facility_id: int | None, day: date | None, today: date) -> date:
    """The day of a move, today where none is given; `stays` newest first. Raises for one that cannot be."""
    last = stays[0][0] if stays else None
    if last is None:
        return day or today
    if last.to_day is None and facility_id is not None and last.facility_id == facility_id:
        raise ConflictError(_("They are at this facility already. Choose the new one."))
    since = last.to_day or last.from_day
    day = day or max(today, since)
    if day < since:
        raise InvalidInputError(_("This day lies before the last stay. Check the date."), field="day")
    return day


def closed_words(name: str) -> str:
    """Why a move to a closed facility is asked about first."""
    return _(
        "The list of facilities says that {place} is closed. Check the name, or say that they are there."
    ).format(place=name)


def undo_transfer(session: Session, done: Transferred, now: datetime) -> None:
    """Takes a move back: stay, provider and number. Raises ConflictError once more was entered."""
    contact = found_contact(session, done.contact_id)
    stays = places.stays_of(session, done.contact_id)
    newest = stays[0][0] if stays else None
    made = (done.stay_id, done.facility.id, done.day, None)
    if newest is None or (newest.id, newest.facility_id, newest.from_day, newest.to_day) != made:
        raise ConflictError(
            _("More was entered about where they are since then. Enter the move back instead.")
        )
    session.delete(newest)
    session.flush()
    if done.last_stay is not None:
        last = session.get(Stay, done.last_stay.id)
        if last is not None:
            last.to_day, last.ended_by = done.last_stay.to_day, done.last_stay.ended_by
    if contact.provider_id == done.provider_id:
        contact.provider_id = done.provider_before
    if done.number_before is not None and contact.id_number == done.number:
        give_back(session, contact, done.number_before)
    check_stays(session, [done.contact_id])
    place_anew(session, done.contact_id, done.day)
    recount(session, now)


def end_stay(
    session: Session,
    contact_id: int,
    day: date | None,
    ended_by: str,
    now: datetime,
    member_id: int | None = None,
) -> None:
    """Ends the present stay without a next one; released or died also closes the waiting messages.

    A `day` of None is today at the place.
    """
    if ended_by not in ENDS:
        raise InvalidInputError(_("Choose why the stay ended."), field="ended_by")
    found_contact(session, contact_id)
    stays = places.stays_of(session, contact_id)
    if not stays or stays[0][0].to_day is not None:
        raise ConflictError(_("No stay is open. Add the place first."))
    stay, facility = stays[0]
    today = now.astimezone(ZoneInfo(facility.zone)).date()
    day = day or max(today, stay.from_day)
    if day < stay.from_day or day > max(today, stay.from_day):
        raise InvalidInputError(_("The day lies outside this stay. Check the date."), field="day")
    stay.to_day, stay.ended_by = day, ended_by
    session.flush()
    if ended_by != "in transit":
        waiting = queries.waiting_ids(session, contact_id)
        for message_id in waiting:
            note_news(session, News(message_id, "closed", now, member_id, reason=ended_by), now)
        settle(session, waiting, now)
    recount(session, now)


def _number(
    session: Session, contact: Contact, number: str, old_agency: str, agency: str, day: date
) -> NumberBefore | None:
    """The number after a move; None when nothing about it changed."""
    before = NumberBefore(contact.id_number, contact.agency)
    if contact.id_number and not contact.agency:
        contact.agency = old_agency
    if number:
        done = take_number(session, contact, kept_text(number, "id_number", MOST_ID), agency, day)
        return NumberBefore(before.id_number, before.agency, done.added, done.taken)
    if not contact.id_number:
        contact.agency = agency
    return before if contact.agency != before.agency else None
