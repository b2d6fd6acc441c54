"""The one rule: a message is overdue once its allowance of business time since the last news is used up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from tracker.business_hours import PlaceCalendar, clock_for, due_at

Unit = Literal["hours", "days"]


def unit_of(word: str) -> Unit:
    """A stored word as a unit."""
    return "days" if word == "days" else "hours"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much business time an answer may take; a business day is the place's whole day or window."""

    amount: Decimal
    unit: Unit

    def span(self, calendar: PlaceCalendar) -> timedelta:
        """The allowance as business time at a place, exact to the microsecond."""
        each = timedelta(hours=1) if self.unit == "hours" else clock_for(calendar).day_length
        return timedelta(microseconds=int(self.amount * (each // timedelta(microseconds=1))))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contact is now: the calendar their messages are counted on.

    `facility_id` is None while no stay is known; `in_transit` when the last one ended with no next place.
    """

    calendar: PlaceCalendar
    facility_id: int | None
    in_transit: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a waiting message becomes overdue, or why its clock stands still. One of the two is None."""

    due_at: datetime | None
    still: str | None


def deadline(news_at: datetime, place: Place, allowance: Allowance) -> Deadline:
    """The deadline of a message whose last news came at `news_at`."""
    if place.in_transit:
        return Deadline(None, "in transit")
    due = due_at(place.calendar, news_at, allowance.span(place.calendar))
    return Deadline(due, None) if due else Deadline(None, "closure")


def is_overdue(due: datetime | None, now: datetime) -> bool:
    """Exactly at the deadline it is not yet overdue; a microsecond later it is."""
    return due is not None and now > due


def lateness(due: datetime, now: datetime, place: Place) -> timedelta:
    """Business time since the deadline."""
    return clock_for(place.calendar).between(due, now)
