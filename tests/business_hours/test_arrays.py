"""Arrays of instants: shapes, units, and the same answers as one by one and as workclock."""

import random
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from workclock import Holidays, Schedule, WorkDay

from tracker.business_hours import BusinessClock, PlaceCalendar, clock_for
from tracker.business_hours.holiday_lists import public_holidays

SENDS = 100_000
ZONES = {
    "America/New_York": "NY",
    "America/Chicago": "TX",
    "America/Denver": "CO",
    "America/Los_Angeles": "CA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("window", [(time(0), None), (time(9), time(17))])
def test_100000_random_sends_are_due_as_workclock_says(zone: str, window: tuple[time, time | None]) -> None:
    state = ZONES[zone]
    opens, closes = window
    rng = np.random.default_rng(len(zone))
    share = SENDS // 6
    starts = rng.integers(1_450_000_000_000_000, 1_950_000_000_000_000, share).astype("datetime64[us]")
    ends = starts + rng.integers(-(10**13), 10**13, share).astype("timedelta64[us]")
    span = timedelta(hours=48)

    holidays = [day for year in range(2014, 2034) for day in public_holidays(state, year)]
    peer = Schedule([WorkDay(opens, closes or time(0)), Holidays(holidays)], time_zone=zone)
    clock = clock_for(PlaceCalendar(zone, state, federal=False, opens=opens, closes=closes))
    due = clock.add_many(starts, span)
    assert np.array_equal(due, peer.add_many(starts, span))
    assert np.array_equal(clock.between_many(starts, ends), peer.between_many(starts, ends))

    sends = [start.replace(tzinfo=UTC) for start in starts.tolist()]
    assert [clock.add(send, span).replace(tzinfo=None) for send in sends] == due.tolist()


def test_all_units_shapes_and_sizes_are_taken() -> None:
    clock = BusinessClock("America/New_York")
    friday = "2026-11-06T20:00"
    tuesday = np.datetime64("2026-11-10T20:00", "us")
    for unit in ("m", "s", "ms", "us", "ns"):
        due = clock.add_many(np.array([[friday]], dtype=f"datetime64[{unit}]"), timedelta(hours=48))
        assert due.dtype == np.dtype("datetime64[us]")
        assert due.tolist() == [[tuesday.item()]]
    assert clock.add_many(np.array(friday, dtype="datetime64[s]"), timedelta(hours=48)) == tuesday
    strided = np.array([friday, "NaT"] * 3000, dtype="datetime64[us]")[::2]
    assert (clock.add_many(strided, timedelta(hours=48)) == tuesday).all()
    for empty in (np.array([], dtype="datetime64[us]"), np.array([])):
        assert clock.add_many(empty, timedelta(hours=48)).shape == (0,)
        assert clock.between_many(empty, empty).dtype == np.dtype("timedelta64[us]")


def test_adding_nothing_to_many_moves_none_and_gives_a_copy() -> None:
    starts = np.array(["2026-11-07T12:00"], dtype="datetime64[us]")
    same = BusinessClock("America/New_York").add_many(starts, timedelta(0))
    assert same.tolist() == starts.tolist()
    same[0] = np.datetime64("2000-01-01", "us")
    assert starts[0] == np.datetime64("2026-11-07T12:00", "us")


def test_one_end_serves_many_starts() -> None:
    clock = BusinessClock("America/New_York")
    starts = np.array(["2026-11-05T12:00", "2026-11-07T12:00"], dtype="datetime64[us]")
    passed = clock.between_many(starts, np.datetime64("2026-11-08T12:00", "us"))
    assert passed.tolist() == [timedelta(hours=41), timedelta(0)]


@pytest.mark.parametrize("hours", [1, 40, 480, 5000])
def test_long_and_short_spans_agree_with_one_by_one_on_narrow_windows(hours: int) -> None:
    rng = random.Random(hours)
    clock = BusinessClock("Australia/Lord_Howe", {date(2026, 11, 11)}, time(1, 45), time(2, 20))
    start = datetime(2024, 1, 1, tzinfo=UTC)
    sends = [start + timedelta(seconds=rng.randrange(3 * 365 * 86_400)) for _ in range(3000)]
    array = np.array([send.replace(tzinfo=None) for send in sends], dtype="datetime64[us]")
    span = timedelta(hours=hours) / 24
    due = [value.replace(tzinfo=UTC) for value in clock.add_many(array, span).tolist()]
    assert due == [clock.add(send, span) for send in sends]
