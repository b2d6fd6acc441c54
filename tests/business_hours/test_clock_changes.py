"""Spring, autumn, and zones in which stranger things happened."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.business_hours import BusinessClock

HOUR = timedelta(hours=1)
ALL_WEEK = range(7)


def at(zone: str, *wall: int) -> datetime:
    """An instant by the wall clock of a zone."""
    return datetime(*wall, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc]


def length(clock: BusinessClock, zone: str, *day: int) -> timedelta:
    """Business time of one local day."""
    start = datetime(*day, tzinfo=ZoneInfo(zone))  # type: ignore[misc]
    return clock.between(start, start + timedelta(days=1))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", (2026, 3, 8), 23),
        ("America/New_York", (2026, 11, 1), 25),
        ("Australia/Lord_Howe", (2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", (2026, 4, 5), 24.5),
        ("America/Havana", (2026, 3, 8), 23),
        ("America/Havana", (2026, 11, 1), 25),
        ("America/Sao_Paulo", (2018, 11, 4), 23),
        ("America/Sao_Paulo", (2018, 2, 17), 25),
        ("Asia/Beirut", (2026, 3, 29), 23),
        ("Asia/Kathmandu", (2026, 3, 29), 24),
        ("America/Phoenix", (2026, 3, 8), 24),
    ],
)
def test_a_day_counts_the_hours_it_has(zone: str, day: tuple[int, int, int], hours: float) -> None:
    assert length(BusinessClock(zone, weekdays=ALL_WEEK), zone, *day) == hours * HOUR


def test_an_opening_that_spring_skips_is_the_instant_of_the_change() -> None:
    clock = BusinessClock("America/New_York", opens=time(2, 30), closes=time(5), weekdays=ALL_WEEK)
    change = datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert not clock.is_open(change - timedelta(microseconds=1))
    assert clock.is_open(change)
    assert length(clock, "America/New_York", 2026, 3, 8) == 2 * HOUR


def test_a_closing_that_spring_skips_is_the_instant_of_the_change() -> None:
    clock = BusinessClock("America/New_York", opens=time(1), closes=time(2, 30), weekdays=ALL_WEEK)
    assert clock.add(at("America/New_York", 2026, 3, 8, 1), HOUR) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert length(clock, "America/New_York", 2026, 3, 8) == HOUR


def test_a_window_that_spring_skips_wholly_is_no_business_time() -> None:
    clock = BusinessClock("America/New_York", opens=time(2, 15), closes=time(2, 45), weekdays=ALL_WEEK)
    assert length(clock, "America/New_York", 2026, 3, 8) == timedelta(0)
    assert length(clock, "America/New_York", 2026, 3, 9) == HOUR / 2


def test_an_opening_that_autumn_repeats_is_its_first_occurrence_and_a_closing_its_last() -> None:
    zone = "America/New_York"
    opening = BusinessClock(zone, opens=time(1, 30), closes=time(3), weekdays=ALL_WEEK)
    assert length(opening, zone, 2026, 11, 1) == 2.5 * HOUR
    closing = BusinessClock(zone, opens=time(0), closes=time(1, 30), weekdays=ALL_WEEK)
    assert length(closing, zone, 2026, 11, 1) == 2.5 * HOUR
    both = BusinessClock(zone, opens=time(1, 15), closes=time(1, 45), weekdays=ALL_WEEK)
    assert length(both, zone, 2026, 11, 1) == 1.5 * HOUR


def test_samoas_lost_friday_has_no_business_time() -> None:
    zone = "Pacific/Apia"
    for clock in (BusinessClock(zone), BusinessClock(zone, opens=time(9), closes=time(17))):
        thursday, monday = at(zone, 2011, 12, 29, 0), at(zone, 2012, 1, 2, 0)
        assert clock.between(thursday, monday) == clock.day_length
    friday_only = BusinessClock(zone, weekdays=[4])
    assert friday_only.between(at(zone, 2011, 12, 24), at(zone, 2012, 1, 6)) == timedelta(0)


def test_midnight_that_havana_repeats_belongs_to_the_new_day() -> None:
    first_midnight = datetime(2026, 11, 1, 4, tzinfo=UTC)
    saturday = BusinessClock("America/Havana", weekdays=[5])
    sunday = BusinessClock("America/Havana", weekdays=[6])
    assert saturday.add(first_midnight - HOUR, HOUR) == first_midnight
    assert sunday.add(first_midnight, 25 * HOUR) == first_midnight + 25 * HOUR


def test_a_window_before_midnight_in_sao_paulo_is_open_through_the_repeated_hour() -> None:
    clock = BusinessClock("America/Sao_Paulo", opens=time(22), closes=time(23, 30), weekdays=ALL_WEEK)
    assert length(clock, "America/Sao_Paulo", 2018, 2, 17) == 2.5 * HOUR


def test_no_minute_is_lost_at_midnight() -> None:
    clock = BusinessClock("America/Chicago", weekdays=ALL_WEEK)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert clock.add(start, timedelta(days=365)) == start + timedelta(days=365)
    assert clock.between(start, start + timedelta(days=3650)) == timedelta(days=3650)


def test_a_leap_day_on_thursday_counts() -> None:
    clock = BusinessClock("America/New_York")
    assert clock.add(at("America/New_York", 2024, 2, 28, 12), 48 * HOUR) == at(
        "America/New_York", 2024, 3, 1, 12
    )
