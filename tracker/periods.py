"""How long a subscription lasts by the clock of a zone, and which of an account's periods another meets."""

import calendar
from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

# A day later than the last one could not be told in every zone.
LAST_DAY = date(9998, 12, 31)


def months_later(day: date, months: int) -> date:
    """The same day some months on; the 31st becomes the last day of a month that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST_DAY.year:
        return LAST_DAY
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_end(at: datetime, units: int, unit: str, zone: str) -> datetime:
    """When a subscription of so many weeks or months is over: the same time of day in the zone."""
    local = at.astimezone(ZoneInfo(zone))
    if unit == "week":
        day = local.date() + timedelta(weeks=min(units, (LAST_DAY - local.date()).days // 7))
    else:
        day = months_later(local.date(), units)
    return datetime.combine(day, local.time(), ZoneInfo(zone)).astimezone(UTC)


class Period(NamedTuple):
    """From a day (included) to another (excluded); `line` is that of a file, 0 for what is stored."""

    since: date
    until: date
    line: int = 0


def _later_end(one: Period, other: Period) -> Period:
    return other if other.until > one.until else one


class Periods:
    """Periods in order. Any number may overlap at the start; one that is added overlaps none.

    Beside each stands the one that ends last of it and those before: to know whether another period meets
    any, only the newest that begins before its end is looked at.
    """

    def __init__(self, periods: Iterable[Period] = ()) -> None:
        ordered = sorted(periods)
        self._starts = [period.since for period in ordered]
        self._last = list(accumulate(ordered, _later_end))

    def met_by(self, period: Period) -> Period | None:
        """One that this period overlaps, None without any. Ends that touch do not overlap."""
        place = bisect_left(self._starts, period.until)
        found = self._last[place - 1] if place else None
        return found if found is not None and found.until > period.since else None

    def add(self, period: Period) -> None:
        """Takes one that `met_by` found to overlap none."""
        place = bisect_left(self._starts, period.until)
        self._starts.insert(place, period.since)
        self._last.insert(place, period)
