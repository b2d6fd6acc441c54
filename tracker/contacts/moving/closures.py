"""Days on which a facility's clock stands still: a lockdown, a suspended service."""

from datetime import date, datetime

from sqlmodel import Session

from storage.tables import Closure, Facility
from tracker.checks import kept_text
from tracker.deadlines.recount import recount
from tracker.errors import InvalidInputError, NotFoundError
from tracker.wording import _

LONGEST = 366
MOST_REASON = 1000


def add_closure(
    session: Session, facility_id: int, from_day: date, to_day: date | None, reason: str, now: datetime
) -> Closure:
    """Lets a facility's clock stand still on these days, or until an end is entered."""
    if session.get(Facility, facility_id) is None:
        raise NotFoundError(_("This facility is no longer there. Choose another."))
    _check_days(from_day, to_day)
    closure = Closure(
        facility_id=facility_id,
        from_day=from_day,
        to_day=to_day,
        reason=kept_text(reason, "reason", MOST_REASON),
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
    if to_day is not None and (to_day - from_day).days > LONGEST:
        raise InvalidInputError(
            _("A closure this long has no known end. Leave the end empty."), field="to_day"
        )
