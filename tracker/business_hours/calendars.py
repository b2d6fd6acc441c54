"""The calendar of one facility: its zone, its list of holidays, its window, its closures."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tracker.business_hours.clock import BusinessClock
from tracker.business_hours.holiday_lists import list_of, public_holidays
from tracker.business_hours.instants import EPOCH, midnight, zone_named

Closures = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class PlaceCalendar:
    """When a facility's clock runs: Monday to Friday without its public holidays and closures.

    `state` has two letters; a federal facility, or one without a known state, keeps the federal holidays. The
    window is `opens` to `closes` (None: the end of the day). A closure in `closed` includes both of its days.
    From `stands_still_from` on, the clock stands still without a known end.
    """

    zone: str
    state: str | None
    federal: bool
    opens: time = time(0)
    closes: time | None = None
    closed: Closures = ()
    stands_still_from: date | None = None

    def __post_init__(self) -> None:
        for first, last in self.closed:
            if last < first:
                raise ValueError(f"A closure ends on or after its first day: {first} to {last}.")

    @property
    def holiday_list(self) -> str | None:
        """The state whose holidays are kept; None for the federal ones."""
        return list_of(self.state, federal=self.federal)


@dataclass(frozen=True, slots=True)
class _DaysOff:
    """The holidays and closures of a place as one container of dates."""

    kept: str | None
    closed: Closures

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return day in public_holidays(self.kept, day.year) or is_closed(self.closed, day)


def is_closed(closed: Closures, day: date) -> bool:
    """Whether a day lies in one of the closures."""
    return any(first <= day <= last for first, last in closed)


def clock_for(calendar: PlaceCalendar) -> BusinessClock:
    """The clock of a calendar, one and the same for equal calendars. `stands_still_from` is not in it."""
    return _clock(calendar.zone, calendar.holiday_list, calendar.opens, calendar.closes, calendar.closed)


def due_at(calendar: PlaceCalendar, start: datetime, span: timedelta) -> datetime | None:
    """The first instant, in UTC, at which `span` of business time after `start` is used up.

    None if the calendar stands still first: by local midnight of `stands_still_from` it is not used up.
    Errors as in `BusinessClock.add`.
    """
    due = clock_for(calendar).add(start, span)
    if calendar.stands_still_from is None:
        return due
    stop = midnight(calendar.stands_still_from.toordinal(), zone_named(calendar.zone))
    return due if due - EPOCH <= timedelta(microseconds=stop) else None


@lru_cache(maxsize=1024)
def _clock(zone: str, kept: str | None, opens: time, closes: time | None, closed: Closures) -> BusinessClock:
    return BusinessClock(zone, _DaysOff(kept, closed), opens, closes)
