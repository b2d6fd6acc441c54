"""A clock that runs in business time only."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tracker.business_hours.columns import Instants, utc_microseconds
from tracker.business_hours.growing import GrowingTable, nothing_near
from tracker.business_hours.instants import EPOCH, microseconds, zone_named
from tracker.business_hours.table import PATIENCE, Table
from tracker.business_hours.year import Hours

_NOTHING = timedelta(0)
_LAST_INSTANT = microseconds(datetime.max.replace(tzinfo=UTC) - EPOCH)


class BusinessClock:
    """Business time in one place: a window on some days of the week, without its holidays.

    `zone` is an IANA name or a `ZoneInfo`. `holidays` is any container of dates: it is only asked
    `date in holidays`, once per business day of each year that a question reaches, so later changes to it go
    unseen. The window runs from `opens` to `closes` of the same local day, `closes=None` being its end; days
    of the week count from Monday, 0. An opening or closing that spring skips is the instant of the change;
    where autumn repeats an hour, an opening is its first and a closing its last occurrence.

    Instants are aware datetimes of any zone; results are in UTC, exact to the microsecond. `ValueError` for a
    naive datetime, a negative span, an empty week, a window that does not close after it opens, instants more
    than 400 years apart or outside the years 1 to 9999; its subclass `NoBusinessTimeError` if there is no
    business time within 400 days. Threads may share a clock.
    """

    __slots__ = ("_growing", "_hours")

    def __init__(
        self,
        zone: str | tzinfo,
        holidays: Container[date] = (),
        opens: time = time(0),
        closes: time | None = None,
        weekdays: Iterable[int] = range(5),
    ) -> None:
        if not hasattr(holidays, "__contains__"):
            raise ValueError(f"Holidays are a container of dates, not {holidays!r}.")
        if opens.tzinfo is not None or (closes is not None and closes.tzinfo is not None):
            raise ValueError("A window has the zone of its place: give opens and closes without one.")
        if closes is not None and closes <= opens:
            raise ValueError(f"A window closes after it opens: {opens} to {closes} does not.")
        days = frozenset(weekdays)
        if not days or not days <= set(range(7)):
            raise ValueError("The days of the week are some of 0 (Monday) to 6 (Sunday).")
        self._hours = Hours(zone_named(zone), holidays, opens, closes, days)
        self._growing = GrowingTable(self._hours)

    def __repr__(self) -> str:
        hours = self._hours
        return f"BusinessClock({str(hours.zone)!r}, opens={hours.opens}, closes={hours.closes})"

    @property
    def day_length(self) -> timedelta:
        """The length of a business day on a day without a change of the clocks."""
        return self._hours.length

    def add(self, start: datetime, span: timedelta) -> datetime:
        """The first instant, in UTC, at which `span` of business time after `start` is used up."""
        # Written out instead of asking the table's methods: each call would cost a tenth of the whole.
        try:
            since = start - EPOCH
        except TypeError:
            raise _naive(start) from None
        table = self._growing.table
        if span <= _NOTHING or not table.begins <= since < table.finishes:
            if span <= _NOTHING:
                return _unmoved(start, span)
            table = self._growing.over(since, since)
        try:
            row = bisect_right(table.opens, since)
            close = table.closes[row - 1]
            if since < close:
                reading = since - table.idle[row - 1] + span
            elif table.opens[row] - since > PATIENCE:
                raise nothing_near(since)
            else:
                reading = table.used[row - 1] + span
            row = bisect_left(table.used, reading)
            if row < len(table.used):
                return EPOCH + (reading + table.idle[row])
            return self._add_beyond(since, span)
        except OverflowError:
            raise _too_late() from None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The business time from `start` to `end`, negative when `end` is earlier."""
        try:
            first, last = start - EPOCH, end - EPOCH
        except TypeError:
            raise _naive(start, end) from None
        table = self._growing.table
        if not (table.begins <= first < table.finishes and table.begins <= last < table.finishes):
            table = self._growing.over(min(first, last), max(first, last))
        passed = table.reading(last) - table.reading(first)
        if not passed and first != last:
            self._look_around(table, min(first, last), max(first, last))
        return passed

    def is_open(self, instant: datetime) -> bool:
        """Whether an instant is business time: an opening is, a closing is not."""
        try:
            since = instant - EPOCH
        except TypeError:
            raise _naive(instant) from None
        return self._growing.over(since, since).is_open(since)

    def add_many(self, starts: ArrayLike, span: timedelta) -> NDArray[np.datetime64]:
        """`add` for each of an array of datetime64 in UTC of any unit; datetime64[us] of the same shape.

        `ValueError` as in `add`, and for NaT.
        """
        if span < _NOTHING:
            raise _negative(span)
        instants = utc_microseconds(starts)
        if not instants.size or not span:
            return instants.astype("datetime64[us]")
        first, last = _span(instants.min()), _span(instants.max())
        try:
            later = self._growing.fitting(first, last, span).columns.later(instants, microseconds(span))
        except OverflowError:
            raise _too_late() from None
        if later is None:
            raise nothing_near(first)
        if later.max() > _LAST_INSTANT:
            raise _too_late()
        return later.view("datetime64[us]")

    def between_many(self, starts: ArrayLike, ends: ArrayLike) -> NDArray[np.timedelta64]:
        """`between` for two arrays of datetime64 in UTC that fit each other's shape; timedelta64[us]."""
        first, last = np.broadcast_arrays(utc_microseconds(starts), utc_microseconds(ends))
        if not first.size:
            return first.astype("timedelta64[us]")
        bounds = _span(min(first.min(), last.min())), _span(max(first.max(), last.max()))
        columns = self._growing.over(*bounds).columns
        passed = columns.readings(last) - columns.readings(first)
        still = (passed == 0) & (first != last)
        if still.any():
            low, high = np.minimum(first, last)[still], np.maximum(first, last)[still]
            self._look_around_many(*bounds, low, high)
        return passed.view("timedelta64[us]")

    def _add_beyond(self, since: timedelta, span: timedelta) -> datetime:
        table = self._growing.fitting(since, since, span)
        when = table.when(table.reading(since) + span)
        assert when is not None  # noqa: S101 - the table was made to fit
        return EPOCH + when

    def _look_around(self, table: Table, first: timedelta, last: timedelta) -> None:
        """Refuse two instants in one closed time that has no business time within 400 days of them."""
        before, after = table.edges(first)
        if before is None or after is None:
            before, after = self._growing.around(first, last).edges(first)
        if (before is None or first - before > PATIENCE) and (after is None or after - last > PATIENCE):
            raise nothing_near(first)

    def _look_around_many(self, first: timedelta, last: timedelta, low: Instants, high: Instants) -> None:
        table = self._growing.around(first, last)
        doubtful = table.columns.doubtful(low)
        for start, end in zip(low[doubtful], high[doubtful], strict=True):
            self._look_around(table, _span(start), _span(end))


def _span(count: np.int64) -> timedelta:
    return timedelta(microseconds=int(count))


def _unmoved(start: datetime, span: timedelta) -> datetime:
    if span < _NOTHING:
        raise _negative(span)
    try:
        return start.astimezone(UTC)
    except OverflowError:
        raise _too_late() from None


def _naive(*instants: datetime) -> ValueError:
    given = ", ".join(repr(instant) for instant in instants)
    return ValueError(f"Business time needs datetimes with a time zone, not {given}.")


def _negative(span: timedelta) -> ValueError:
    return ValueError(f"A span of business time is not negative: {span}.")


def _too_late() -> ValueError:
    return ValueError("The result lies outside the years 1 to 9999.")
