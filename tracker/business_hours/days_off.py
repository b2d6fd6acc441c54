"""Which days of a wait did not count, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.business_hours.calendars import PlaceCalendar, is_closed
from tracker.business_hours.holiday_lists import public_holidays
from tracker.business_hours.instants import EPOCH, microseconds, midnight, zone_named

WEEKEND = "weekend"
CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A local day that did not count: `reason` is "weekend", "closure" or the name of the public holiday."""

    day: date
    reason: str


def days_not_counted(calendar: PlaceCalendar, start: datetime, end: datetime) -> list[DayOff]:
    """The local days that did not count and of which some part lies between two instants, in order.

    A wait that ends at midnight has nothing of the day that begins then. Days from `stands_still_from` on are
    closures. `ValueError` for a naive datetime.
    """
    if start.utcoffset() is None or end.utcoffset() is None:
        raise ValueError("A wait is between two datetimes with a time zone.")
    zone = zone_named(calendar.zone)
    first, last = microseconds(start - EPOCH), microseconds(end - EPOCH)
    found: list[DayOff] = []
    # A day more on either side: where clocks go back over midnight, the wall shows a date for a second time.
    lowest = max(start.astimezone(zone).toordinal() - 1, 1)
    highest = min(end.astimezone(zone).toordinal() + 1, date.max.toordinal())
    for ordinal in range(lowest, highest + 1):
        reason = _reason(calendar, date.fromordinal(ordinal))
        if reason and max(midnight(ordinal, zone), first) < min(midnight(ordinal + 1, zone), last):
            found.append(DayOff(date.fromordinal(ordinal), reason))
    return found


def _reason(calendar: PlaceCalendar, day: date) -> str | None:
    if day.weekday() > 4:
        return WEEKEND
    holiday = public_holidays(calendar.holiday_list, day.year).get(day)
    if holiday:
        return holiday
    stopped = calendar.stands_still_from is not None and calendar.stands_still_from <= day
    return CLOSURE if stopped or is_closed(calendar.closed, day) else None
