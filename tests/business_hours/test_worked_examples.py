"""The worked examples of the rule: 48 business hours at a state facility in Ohio."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.business_hours import PlaceCalendar, clock_for

EAST = ZoneInfo("America/New_York")
WEST = ZoneInfo("America/Los_Angeles")
OHIO = PlaceCalendar("America/New_York", "OH", federal=False)
TWO_DAYS = timedelta(hours=48)


def due(calendar: PlaceCalendar, *sent: int, zone: ZoneInfo = EAST, span: timedelta = TWO_DAYS) -> str:
    """When a message is due, as the family reads it."""
    instant = clock_for(calendar).add(datetime(*sent, tzinfo=zone), span)  # type: ignore[misc]
    assert instant.utcoffset() == timedelta(0)
    return f"{instant.astimezone(zone):%a %d %b %H:%M}"


def test_monday_morning_is_due_wednesday() -> None:
    assert due(OHIO, 2026, 11, 2, 10) == "Wed 04 Nov 10:00"


def test_friday_afternoon_is_due_tuesday() -> None:
    assert due(OHIO, 2026, 11, 6, 15, 10) == "Tue 10 Nov 15:10"


def test_saturday_noon_is_due_when_tuesday_ends() -> None:
    assert due(OHIO, 2026, 11, 7, 12) == "Wed 11 Nov 00:00"


def test_tuesday_before_veterans_day_is_due_friday() -> None:
    assert due(OHIO, 2026, 11, 10, 9) == "Fri 13 Nov 09:00"


def test_wednesday_before_thanksgiving_is_due_monday() -> None:
    assert due(OHIO, 2026, 11, 25, 17) == "Mon 30 Nov 17:00"


def test_news_of_tuesday_is_due_thursday() -> None:
    assert due(OHIO, 2026, 11, 3, 16) == "Thu 05 Nov 16:00"


def test_friday_noon_is_due_tuesday_noon_across_the_end_of_summer_time() -> None:
    assert due(OHIO, 2026, 10, 30, 12) == "Tue 03 Nov 12:00"


def test_saturday_is_due_later_after_a_move_to_california() -> None:
    sent = (2026, 10, 24, 1)
    california = PlaceCalendar("America/Los_Angeles", "CA", federal=False)
    assert due(OHIO, *sent) == "Wed 28 Oct 00:00"
    assert due(california, *sent) == "Wed 28 Oct 01:00"
    instant = clock_for(california).add(datetime(*sent, tzinfo=EAST), TWO_DAYS)
    # Saturday 01:00 in New York is still Friday 22:00 in Los Angeles.
    assert f"{instant.astimezone(WEST):%a %d %b %H:%M}" == "Tue 27 Oct 22:00"


def test_office_hours_make_48_hours_of_monday_due_on_tuesday_of_the_next_week() -> None:
    office = PlaceCalendar("America/New_York", "OH", federal=False, opens=time(9), closes=time(17))
    assert due(office, 2026, 11, 2, 10) == "Tue 10 Nov 10:00"


def test_ending_exactly_at_fridays_close_stays_there() -> None:
    assert due(OHIO, 2026, 11, 5, 0) == "Sat 07 Nov 00:00"
    office = PlaceCalendar("America/New_York", "OH", federal=False, opens=time(9), closes=time(17))
    assert due(office, 2026, 11, 6, 9, span=timedelta(hours=8)) == "Fri 06 Nov 17:00"


def test_ten_business_days_are_two_weeks_whole_day_or_window() -> None:
    office = PlaceCalendar("America/New_York", "OH", federal=False, opens=time(9), closes=time(17))
    for calendar in (OHIO, office):
        ten_days = 10 * clock_for(calendar).day_length
        assert due(calendar, 2026, 9, 14, 10, span=ten_days) == "Mon 28 Sep 10:00"


@pytest.mark.parametrize(
    ("state", "day", "stands_still"),
    [
        ("NY", date(2026, 11, 3), True),
        ("OH", date(2026, 11, 3), False),
        *((state, date(2026, 11, 27), True) for state in ("TX", "FL", "PA", "CA")),
        *((state, date(2026, 11, 27), False) for state in ("NY", "OH")),
    ],
)
def test_election_day_and_the_friday_after_thanksgiving_differ_by_state(
    state: str, day: date, stands_still: bool
) -> None:
    clock = clock_for(PlaceCalendar("America/New_York", state, federal=False))
    noon = datetime.combine(day, time(12), EAST)
    assert clock.is_open(noon) is not stands_still


def test_a_federal_facility_in_new_york_works_on_election_day() -> None:
    clock = clock_for(PlaceCalendar("America/New_York", "NY", federal=True))
    assert clock.is_open(datetime(2026, 11, 3, 12, tzinfo=EAST))
