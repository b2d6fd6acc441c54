"""Business time: the clock that stands still at weekends, on holidays and in closures."""

from tracker.business_hours.calendars import PlaceCalendar, clock_for, due_at
from tracker.business_hours.clock import BusinessClock
from tracker.business_hours.days_off import DayOff, days_not_counted
from tracker.business_hours.errors import NoBusinessTimeError
from tracker.business_hours.versions import calendar_versions

__all__ = [
    "BusinessClock",
    "DayOff",
    "NoBusinessTimeError",
    "PlaceCalendar",
    "calendar_versions",
    "clock_for",
    "days_not_counted",
    "due_at",
]
