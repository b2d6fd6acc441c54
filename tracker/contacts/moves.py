"""How a stay ends (transfer, transit, release, death), and closures of a place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.queries import places
from storage.tables import Closure, Facility, Stay
from tracker.checks import kept_text
from tracker.contacts.entries import FacilityEntry
from tracker.contacts.people import begin_stay, facility_for, found_contact
from tracker.deadlines.recount import recount
from tracker.errors import ConflictError, InvalidInputError, NotFoundError
from tracker.messages.entries import News
from tracker.messages.log import note_news
from tracker.messages.settle import settle
from tracker.wording import _

ENDS = ("in transit", "released", "died")


def transfer(
    session: Session, contact_id: int, entry: FacilityEntry, day: date, zone: str, now: datetime
) -> Stay:
    """Ends the present stay on a day and begins the next there; waiting messages count anew.

    A contact in transit arrives: only the next stay begins.
    """
    found_contact(session, contact_id)
    facility = facility_for(session, entry, "", zone, now)
    today = now.astimezone(ZoneInfo(facility.zone)).date()
    stays = places.stays_of(session, contact_id)
    if stays:
        last = stays[0][0]
        if last.to_day is None and last.facility_id == facility.id:
            raise ConflictError(_("They are at this facility already. Choose the new one."))
        if day < last.from_day or (last.to_day is not None and day < last.to_day):
            raise InvalidInputError(_("This day lies before the last stay. Check the date."), field="day")
        if last.to_day is None:
            last.to_day, last.ended_by = day, "transferred"
            session.flush()
    stay = begin_stay(session, contact_id, facility, day, today)
    recount(session, now)
    return stay


def end_stay(
    session: Session, contact_id: int, day: date, ended_by: str, now: datetime, member_id: int | None = None
) -> None:
    """Ends the present stay without a next one; released or died also closes the waiting messages."""
    if ended_by not in ENDS:
        raise InvalidInputError(_("Choose why the stay ended."), field="ended_by")
    found_contact(session, contact_id)
    stays = places.stays_of(session, contact_id)
    if not stays or stays[0][0].to_day is not None:
        raise ConflictError(_("No stay is open. Add the place first."))
    stay, facility = stays[0]
    if day < stay.from_day or day > now.astimezone(ZoneInfo(facility.zone)).date():
        raise InvalidInputError(_("The day lies outside this stay. Check the date."), field="day")
    stay.to_day, stay.ended_by = day, ended_by
    session.flush()
    if ended_by != "in transit":
        waiting = queries.waiting_ids(session, contact_id)
        for message_id in waiting:
            note_news(session, News(message_id, "closed", now, member_id, reason=ended_by), now)
        settle(session, waiting, now)
    recount(session, now)


def add_closure(
    session: Session, facility_id: int, from_day: date, to_day: date | None, reason: str, now: datetime
) -> Closure:
    """Lets a facility's clock stand still on these days, or until an end is entered."""
    if session.get(Facility, facility_id) is None:
        raise NotFoundError(_("This facility is no longer there. Choose another."))
    _check_days(from_day, to_day)
    closure = Closure(
        facility_id=facility_id, from_day=from_day, to_day=to_day, reason=kept_text(reason, "reason", 1000)
    )
    session.add(closure)
    session.flush()
    recount(session, now)
    return closure


def change_closure(
    session: Session, closure_id: int, from_day: date, to_day: date | None, now: datetime
) -> None:
    """Gives a closure other days; entering its end lets the clock run again."""
    closure = session.get(Closure, closure_id)
    if closure is None:
        raise NotFoundError(_("This closure is no longer there. Reload the page."))
    _check_days(from_day, to_day)
    closure.from_day, closure.to_day = from_day, to_day
    session.flush()
    recount(session, now)


def remove_closure(session: Session, closure_id: int, now: datetime) -> None:
    """Takes a closure away, as if the clock had never stood still."""
    closure = session.get(Closure, closure_id)
    if closure is not None:
        session.delete(closure)
        session.flush()
        recount(session, now)


def _check_days(from_day: date, to_day: date | None) -> None:
    if to_day is not None and to_day < from_day:
        raise InvalidInputError(_("The closure ends before it begins. Check the two dates."), field="to_day")
    if to_day is not None and (to_day - from_day).days > 366:
        raise InvalidInputError(
            _("A closure this long has no known end. Leave the end empty."), field="to_day"
        )
