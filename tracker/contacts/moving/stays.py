"""Stays follow one another: a contact is at one place at a time, and a move's day belongs to both places."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.queries import contacts as queries
from storage.tables import Facility, Stay
from tracker.deadlines.household import household_zone
from tracker.errors import ConflictError, InvalidInputError
from tracker.wording import _


def begin_stay(
    session: Session, contact_id: int, facility: Facility, from_day: date, now: datetime, field: str = "since"
) -> Stay:
    """Begins a stay. Raises InvalidInputError for a day to come, ConflictError for two stays at once."""
    there = now.astimezone(ZoneInfo(facility.zone)).date()
    if from_day > max(there, household_today(session, now)):
        raise InvalidInputError(_("A stay cannot begin in the future. Enter it on the day."), field=field)
    stay = Stay(contact_id=contact_id, facility_id=facility.id or 0, from_day=from_day)
    session.add(stay)
    session.flush()
    check_stays(session, [contact_id])
    return stay


def check_stays(session: Session, contact_ids: Collection[int]) -> None:
    """Raises ConflictError when one of these contacts is at two places at once.

    To be called by whoever wrote stays, in the same transaction: writers follow one another, so that two
    of them cannot pass side by side.
    """
    session.flush()
    if queries.stays_at_once(session, contact_ids):
        raise ConflictError(
            _("Somebody would be at two facilities at once. Check the days of the stays before and after.")
        )


def household_today(session: Session, now: datetime) -> date:
    """The family's today."""
    return now.astimezone(ZoneInfo(household_zone(session))).date()
