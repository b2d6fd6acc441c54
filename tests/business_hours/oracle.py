"""A slow second opinion: walks minute by minute and knows nothing of tables."""

from collections.abc import Container, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


class Oracle:
    """Open minutes of a calendar whose window and zone change on whole minutes."""

    def __init__(
        self,
        zone: str,
        holidays: Container[date],
        opens: time,
        closes: time | None,
        weekdays: Iterable[int],
    ) -> None:
        self.zone = ZoneInfo(zone)
        self.holidays, self.opens, self.closes = holidays, opens, closes
        self.weekdays = set(weekdays)
        self._openings: dict[date, tuple[datetime, datetime]] = {}

    def is_open(self, instant: datetime) -> bool:
        """Whether the minute that begins at this instant is business time."""
        shown = instant.astimezone(self.zone).date()
        return any(
            opened <= instant < closed
            for day in (shown - timedelta(days=1), shown, shown + timedelta(days=1))
            for opened, closed in [self._window(day)]
        )

    def minutes(self, start: datetime, end: datetime) -> timedelta:
        """The open minutes from one whole minute to a later one."""
        total = timedelta(0)
        while start < end:
            if self.is_open(start):
                total += MINUTE
            start += MINUTE
        return total

    def add(self, start: datetime, span: timedelta) -> datetime:
        """The end of the minute in which a span above zero is used up."""
        while span > timedelta(0):
            if self.is_open(start):
                span -= MINUTE
            start += MINUTE
        return start

    def _window(self, day: date) -> tuple[datetime, datetime]:
        if day not in self._openings:
            self._openings[day] = self._search(day)
        return self._openings[day]

    def _search(self, day: date) -> tuple[datetime, datetime]:
        """Find a day's opening and closing by looking at the wall clock of every minute around it."""
        if day.weekday() not in self.weekdays or day in self.holidays:
            return datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
        opening = datetime.combine(day, self.opens)
        closing = datetime.combine(day, self.closes) if self.closes else datetime.combine(day, time.max)
        # First minute whose wall clock is at the opening or past it; last one still before the closing.
        minute = datetime.combine(day, time(0), UTC) - timedelta(hours=30)
        walls = []
        for step in range(96 * 60):
            instant = minute + step * MINUTE
            walls.append((instant, instant.astimezone(self.zone).replace(tzinfo=None)))
        opened = next(instant for instant, wall in walls if wall >= opening)
        if self.closes is None:  # days tile: the next one begins when its date is first seen
            closed = next(instant for instant, wall in walls if wall.date() > day)
        else:
            before = [instant for instant, wall in walls if wall < closing]
            # A closing that is shown twice counts when it is shown last.
            closed = before[-1] + MINUTE
        return opened, closed
