"""Months and days of the household's zone as instants, and how long a subscription lasts."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tracker.periods import LAST_DAY, months_later, period_end

__all__ = [
    "FIRST_DAY",
    "INSTANT",
    "LAST_DAY",
    "PERIODS",
    "Window",
    "day_start",
    "first_of",
    "last_of",
    "local_day",
    "month_of",
    "month_starts",
    "months_between",
    "months_later",
    "period_days",
    "period_end",
    "pieces",
    "window",
]

# The smallest step between two instants that are kept: "strictly before" is "before this one later".
INSTANT = timedelta(microseconds=1)
# Nothing is logged before.
FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """From an instant (included) to another (excluded)."""

    since: datetime
    until: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.since <= instant < self.until


def day_start(day: date, zone: str) -> datetime:
    """The instant a day begins in a zone, in UTC; where clocks skip midnight, the instant they do."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def window(zone: str, from_day: date | None = None, to_day: date | None = None) -> Window:
    """The days from one to the other, both included; open where none is given."""
    first = min(max(from_day or FIRST_DAY, FIRST_DAY), LAST_DAY)
    last = min(max(to_day or LAST_DAY, FIRST_DAY), LAST_DAY)
    return Window(day_start(first, zone), day_start(last + timedelta(days=1), zone))


def month_of(instant: datetime, zone: str) -> str:
    """`2026-11`: the month an instant lies in."""
    return f"{instant.astimezone(ZoneInfo(zone)):%Y-%m}"


def local_day(instant: datetime, zone: str) -> date:
    """The day an instant lies in."""
    return instant.astimezone(ZoneInfo(zone)).date()


def first_of(month: str) -> date:
    """The first day of `2026-11`. Raises ValueError for what is no month."""
    return date.fromisoformat(f"{month}-01")


def last_of(month: str) -> date:
    """The last day of `2026-11`. Raises ValueError for what is no month."""
    first = first_of(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months_between(first: str, last: str) -> list[str]:
    """Every month from `2026-09` to `2026-11`, both included."""
    since, until = first_of(first), first_of(last)
    number = (until.year - since.year) * 12 + until.month - since.month
    return [f"{months_later(since, later):%Y-%m}" for later in range(number + 1)]


def month_starts(span: Window, zone: str) -> Iterator[datetime]:
    """The instants inside a window at which a month begins."""
    first = span.since.astimezone(ZoneInfo(zone)).date().replace(day=1)
    last = span.until.astimezone(ZoneInfo(zone)).date()
    months = (last.year - first.year) * 12 + last.month - first.month
    starts = (day_start(months_later(first, number), zone) for number in range(months + 1))
    return (start for start in starts if start in span)


def pieces(span: Window, cuts: set[datetime]) -> list[Window]:
    """A window cut at these instants."""
    bounds = [span.since, *sorted(cut for cut in cuts if span.since < cut < span.until), span.until]
    return [Window(since, until) for since, until in pairwise(bounds) if since < until]


PERIODS = ("months", "year", "before", "all", "days")


def period_days(period: str, today: date) -> tuple[date | None, date | None]:
    """The days of a period: the last twelve `months`, this `year`, the year `before`, or all."""
    if period == "months":
        return months_later(today.replace(day=1), -11), None
    if period == "year":
        return date(today.year, 1, 1), None
    if period == "before":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return None, None
