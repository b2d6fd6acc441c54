"""Instants as whole microseconds since 1970 in UTC, and when a wall clock shows a time."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
DAY = 86_400 * SECOND

_EPOCH_ON_THE_WALL = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock has no zone
_LAST_DAY = date.max.toordinal()
_LAST_MOMENT = datetime.combine(date.max, time.max)


def zone_named(zone: str | tzinfo) -> tzinfo:
    """The zone of an IANA name; a `ZoneInfo` or a fixed offset is taken as it is. Else `ValueError`."""
    if isinstance(zone, (ZoneInfo, timezone)):
        return zone
    if not isinstance(zone, str):
        raise ValueError(f"A zone is an IANA name or a ZoneInfo, not {zone!r}.")  # noqa: TRY004 - one kind of error for callers
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder, such as "America"
        raise ValueError(f"There is no time zone called {zone!r}.") from None


def microseconds(span: timedelta) -> int:
    """A span in whole microseconds, exactly."""
    return (span.days * 86_400 + span.seconds) * SECOND + span.microseconds


def instant_of(wall: datetime, zone: tzinfo, *, last: bool = False) -> int:
    """The instant at which the clocks of `zone` show `wall` (without a zone), in microseconds since 1970.

    A time that spring skips is the instant of the change; of a time that autumn repeats it is the first
    occurrence, or the last if asked. PEP 495 tells the two apart by `fold`.
    """
    aware = wall.replace(tzinfo=zone)
    earlier, later = aware.utcoffset(), aware.replace(fold=1).utcoffset()
    assert earlier is not None  # noqa: S101 - both have a zone, which the type of utcoffset cannot say
    assert later is not None  # noqa: S101
    shown = wall - _EPOCH_ON_THE_WALL
    if earlier < later:
        return _change(microseconds(shown - later), microseconds(shown - earlier), zone)
    return microseconds(shown - (later if last else earlier))


def midnight(ordinal: int, zone: tzinfo) -> int:
    """The instant at which a local day (proleptic ordinal) begins, in microseconds since 1970.

    It is also the end of the day before, so that days tile: where midnight itself is repeated (Havana), the
    repeated hour belongs to the new day alone. A day that a zone left out (Samoa, 30 December 2011) is empty.
    """
    if ordinal > _LAST_DAY:
        return instant_of(_LAST_MOMENT, zone, last=True) + 1
    return instant_of(datetime.fromordinal(ordinal), zone)


def _change(before: int, after: int, zone: tzinfo) -> int:
    """The instant between two, in microseconds, at which the offset of `zone` changes."""
    low, high = before // SECOND, -(-after // SECOND)  # zones change on whole seconds
    old = _offset(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle, zone) == old:
            low = middle
        else:
            high = middle
    return high * SECOND


def _offset(seconds: int, zone: tzinfo) -> timedelta | None:
    return (EPOCH + timedelta(seconds=seconds)).astimezone(zone).utcoffset()
