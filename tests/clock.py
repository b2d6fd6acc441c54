"""A clock that tests set."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)


class FixedClock:
    """Stands still until it is told otherwise."""

    def __init__(self, instant: datetime = NOON) -> None:
        self.set(instant)

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Raises ValueError for an instant without a zone."""
        if instant.tzinfo is None:
            raise ValueError(f"{instant!r} has no zone")
        self._instant = instant.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Forward, or backward with a negative step."""
        self._instant += step
