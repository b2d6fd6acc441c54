"""Where a contact was when a message was sent, once a move is entered after it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import messages as queries
from storage.queries import places as place_queries
from tracker.messages.log import stay_at


def place_anew(session: Session, contact_id: int, first_day: date) -> None:
    """Gives the messages of a day and later the place of their own day; their prices follow."""
    stays = place_queries.stays_of(session, contact_id)
    if not stays:
        return
    zone = ZoneInfo(stays[0][1].zone)
    # The day before in UTC, and then by the days of the place.
    begins = datetime.combine(first_day, time(), UTC) - timedelta(days=1)
    for message in queries.since(session, contact_id, begins):
        there = stay_at(stays, message.at)
        if message.at.astimezone(zone).date() >= first_day and message.facility_id != there:
            message.facility_id = there
    session.flush()
