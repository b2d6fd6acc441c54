"""The open periods of one year of one calendar."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from tracker.business_hours.instants import instant_of, midnight


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open: a window (`closes=None` is the end of the day) on some days of the week.

    `holidays` need only answer `in`; they are asked once per business day of a year that is needed.
    """

    zone: tzinfo
    holidays: Container[date]
    opens: time
    closes: time | None
    weekdays: frozenset[int]

    @property
    def length(self) -> timedelta:
        """The nominal length of a business day, whatever the clocks do in spring and autumn."""
        end = timedelta(days=1) if self.closes is None else _since_midnight(self.closes)
        return end - _since_midnight(self.opens)


@dataclass(frozen=True, slots=True)
class Year:
    """One local year: its bounds and its open periods, ascending and apart, in microseconds since 1970."""

    number: int
    begins: int
    finishes: int
    opens: tuple[int, ...]
    closes: tuple[int, ...]


def open_year(hours: Hours, number: int) -> Year:
    """Work out the open periods of a local year (1 to 9999)."""
    first, after = date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal() + 1
    begins, finishes = midnight(first, hours.zone), midnight(after, hours.zone)
    opens: list[int] = []
    closes: list[int] = []
    seen = begins
    for opening, closing in _periods(hours, _business_days(hours, first, after)):
        # Where clocks go back over midnight, the window of a day can reach into the next day's.
        opened, closed = max(opening, seen), min(closing, finishes)
        if closed <= opened:  # spring skipped the whole window
            continue
        if closes and opened == closes[-1]:
            closes[-1] = closed
        else:
            opens.append(opened)
            closes.append(closed)
        seen = closed
    return Year(number, begins, finishes, tuple(opens), tuple(closes))


def _business_days(hours: Hours, first: int, after: int) -> list[int]:
    weekdays, holidays = hours.weekdays, hours.holidays
    return [
        day
        for day in range(first, after)
        if (day + 6) % 7 in weekdays and date.fromordinal(day) not in holidays
    ]


def _periods(hours: Hours, days: list[int]) -> Iterator[tuple[int, int]]:
    zone, opens, closes = hours.zone, hours.opens, hours.closes
    if opens == time(0) and closes is None:
        # Whole days in a row are one period: two conversions instead of two a day.
        for first, after in _runs(days):
            yield midnight(first, zone), midnight(after, zone)
        return
    for day in days:
        morning = datetime.fromordinal(day)
        opened = instant_of(datetime.combine(morning, opens), zone)
        if closes is None:
            yield opened, midnight(day + 1, zone)
        else:
            yield opened, instant_of(datetime.combine(morning, closes), zone, last=True)


def _runs(days: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive days as (first, the one after the last)."""
    first = after = 0
    for day in days:
        if day == after:
            after += 1
        else:
            if after:
                yield first, after
            first, after = day, day + 1
    if after:
        yield first, after


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
