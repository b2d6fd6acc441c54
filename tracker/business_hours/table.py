"""The opening table: every open period of some years in a row, with running totals.

Think of a second clock that runs only in business time. Its reading at an instant is the business time since
the table begins. Adding a span moves its hand; the time between two instants is the difference of readings.
Both read the same four columns, so they cannot disagree.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import accumulate

from tracker.business_hours.columns import Columns
from tracker.business_hours.year import Year

PATIENCE = timedelta(days=400)


@dataclass(frozen=True)
class Table:
    """Row by row an open period; immutable, so threads share it without a lock.

    All columns are spans since 1970 in UTC: `bisect` compares timedeltas as fast as whole numbers, and they
    need no conversion on the way from a datetime and back. The first and the last row are empty periods at
    the bounds of the years, so each instant within has a row before it and one after.
    """

    years: tuple[Year, ...]
    begins: timedelta
    finishes: timedelta
    opens: list[timedelta]
    closes: list[timedelta]
    idle: list[timedelta]  # the instant less the reading, while the row is open
    used: list[timedelta]  # the reading when the row closes

    @classmethod
    def of(cls, years: Sequence[Year]) -> "Table":
        """Lay consecutive years end to end; without any, a table that covers no instant."""
        if not years:
            return cls((), timedelta.max, timedelta.min, [], [], [], [])
        begins, finishes = years[0].begins, years[-1].finishes
        opens = [begins, *(opened for year in years for opened in year.opens), finishes]
        closes = [begins, *(closed for year in years for closed in year.closes), finishes]
        used = list(accumulate(closed - opened for opened, closed in zip(opens, closes, strict=True)))
        return cls(
            tuple(years),
            timedelta(microseconds=begins),
            timedelta(microseconds=finishes),
            [timedelta(microseconds=at) for at in opens],
            [timedelta(microseconds=at) for at in closes],
            [timedelta(microseconds=closed - so_far) for closed, so_far in zip(closes, used, strict=True)],
            [timedelta(microseconds=so_far) for so_far in used],
        )

    @cached_property
    def columns(self) -> Columns:
        """The same rows for whole arrays, made when first asked for."""
        return Columns(self.opens, self.closes, self.used)

    def covers(self, since: timedelta) -> bool:
        """Whether the instant lies within the table's years."""
        return self.begins <= since < self.finishes

    def reading(self, since: timedelta) -> timedelta:
        """The business time from the table's beginning to an instant that it covers."""
        row = bisect_right(self.opens, since) - 1
        close = self.closes[row]
        return (since if since < close else close) - self.idle[row]  # noqa: FURB136 - min() is slower

    def when(self, reading: timedelta) -> timedelta | None:
        """The first instant with this reading (above zero); None if the table ends before."""
        row = bisect_left(self.used, reading)
        return reading + self.idle[row] if row < len(self.used) else None

    def is_open(self, since: timedelta) -> bool:
        """Whether an instant that the table covers is business time; the instant of closing is not."""
        return since < self.closes[bisect_right(self.opens, since) - 1]

    def waits_too_long(self, since: timedelta) -> bool:
        """Whether it is closed at an instant that the table covers and for more than 400 days after it."""
        row = bisect_right(self.opens, since)
        return since >= self.closes[row - 1] and self.opens[row] - since > PATIENCE

    def edges(self, since: timedelta) -> tuple[timedelta | None, timedelta | None]:
        """For an instant in closed time: the close before and the opening after, None if not in the table."""
        row = bisect_right(self.opens, since)
        before = self.closes[row - 1] if row > 1 else None
        after = self.opens[row] if row < len(self.opens) - 1 else None
        return before, after
