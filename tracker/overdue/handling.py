"""What a family does with a flag: snooze it until a business time, or acknowledge it."""

from datetime import datetime, timedelta

from sqlmodel import Session

from storage.queries import flags as queries
from storage.tables import Flag, Message
from tracker.business_hours import clock_for
from tracker.deadlines.reckoning import load
from tracker.errors import ConflictError, NotFoundError
from tracker.wording import _


def snooze_until(session: Session, flag_id: int, business: timedelta, now: datetime) -> datetime:
    """The instant at which this much business time will have passed at the message's place."""
    message = session.get(Message, open_flag(session, flag_id).message_id)
    if message is None:
        raise NotFoundError(_("This message is no longer there. Reload the page."))
    place = load(session, now, {message.contact_id}).place_of(message.contact_id)
    return clock_for(place.calendar).add(now, business)


def snooze(session: Session, flag_id: int, until: datetime, now: datetime, member_id: int | None) -> Flag:
    """Quiets a flag until an instant that is still to come."""
    flag = open_flag(session, flag_id)
    if until <= now:
        raise ConflictError(_("This time has passed. Choose a later one."))
    flag.snoozed_until, flag.snoozed_by = until, member_id
    flag.acknowledged_at = flag.acknowledged_by = None
    return flag


def acknowledge(session: Session, flag_id: int, now: datetime, member_id: int | None) -> Flag:
    """Says that the family knows; the flag stays until the wait ends."""
    flag = open_flag(session, flag_id)
    flag.acknowledged_at, flag.acknowledged_by = now, member_id
    flag.snoozed_until = flag.snoozed_by = None
    return flag


def wake(session: Session, flag_id: int) -> Flag:
    """Takes a snooze or an acknowledgement back."""
    flag = open_flag(session, flag_id)
    flag.snoozed_until = flag.snoozed_by = flag.acknowledged_at = flag.acknowledged_by = None
    return flag


def open_flag(session: Session, flag_id: int) -> Flag:
    """A flag that is not cleared. Raises NotFoundError otherwise."""
    flag = queries.by_id(session, flag_id)
    if flag is None or flag.cleared_at is not None:
        raise NotFoundError(_("This message is no longer overdue. Reload the page."))
    return flag
