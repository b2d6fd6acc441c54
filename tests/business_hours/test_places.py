"""Calendars of facilities, closures, and the days that did not count."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from tracker.business_hours import (
    DayOff,
    PlaceCalendar,
    calendar_versions,
    clock_for,
    days_not_counted,
    due_at,
    versions,
)
from tracker.business_hours.holiday_lists import public_holidays

EAST = ZoneInfo("America/New_York")
OHIO = PlaceCalendar("America/New_York", "OH", federal=False)
TWO_DAYS = timedelta(hours=48)


def ohio(**given: object) -> PlaceCalendar:
    """A state facility in Ohio."""
    return PlaceCalendar("America/New_York", "OH", federal=False, **given)  # type: ignore[arg-type]


def at(*wall: int) -> datetime:
    """An instant by Ohio's wall clock."""
    return datetime(*wall, tzinfo=EAST)  # type: ignore[misc]


def named(calendar: PlaceCalendar, start: datetime, end: datetime) -> list[str]:
    """The days off of a wait, short."""
    return [f"{off.day:%a %d} {off.reason}" for off in days_not_counted(calendar, start, end)]


def wait(calendar: PlaceCalendar, start: datetime) -> list[str]:
    """The days off until a message sent at `start` is due."""
    return named(calendar, start, clock_for(calendar).add(start, TWO_DAYS))


def test_friday_afternoon_names_saturday_and_sunday() -> None:
    assert wait(OHIO, at(2026, 11, 6, 15, 10)) == ["Sat 07 weekend", "Sun 08 weekend"]


def test_monday_names_no_day() -> None:
    assert wait(OHIO, at(2026, 11, 2, 10)) == []


def test_saturday_noon_does_not_name_veterans_day_which_it_only_touches() -> None:
    assert wait(OHIO, at(2026, 11, 7, 12)) == ["Sat 07 weekend", "Sun 08 weekend"]


def test_tuesday_names_veterans_day() -> None:
    start = at(2026, 11, 10, 9)
    assert wait(OHIO, start) == ["Wed 11 Veterans Day"]
    end = clock_for(OHIO).add(start, TWO_DAYS)
    assert days_not_counted(OHIO, start, end) == [DayOff(date(2026, 11, 11), "Veterans Day")]


def test_thanksgiving_and_its_weekend_are_named_in_order() -> None:
    days = ["Thu 26 Thanksgiving Day", "Sat 28 weekend", "Sun 29 weekend"]
    assert wait(OHIO, at(2026, 11, 25, 17)) == days


def test_the_days_are_those_of_the_place() -> None:
    # Friday 22:00 in Los Angeles is already Saturday in New York.
    instant = at(2026, 11, 7, 1)
    pacific = PlaceCalendar("America/Los_Angeles", "CA", federal=False)
    assert named(pacific, instant, instant + timedelta(minutes=30)) == []
    assert named(OHIO, instant, instant + timedelta(minutes=30)) == ["Sat 07 weekend"]


def test_a_day_that_samoa_left_out_is_not_named() -> None:
    samoa = PlaceCalendar(
        "Pacific/Apia", None, federal=True, closed=((date(2011, 12, 28), date(2011, 12, 30)),)
    )
    zone = ZoneInfo("Pacific/Apia")
    found = days_not_counted(
        samoa, datetime(2011, 12, 28, 9, tzinfo=zone), datetime(2011, 12, 31, 9, tzinfo=zone)
    )
    assert [off.day.day for off in found] == [28, 29, 31]


def test_no_days_are_named_backwards_or_in_an_instant() -> None:
    saturday = at(2026, 11, 7, 12)
    assert named(OHIO, saturday, saturday) == []
    assert named(OHIO, saturday, at(2026, 11, 1)) == []


def test_a_wait_needs_zones() -> None:
    with pytest.raises(ValueError, match="time zone"):
        days_not_counted(OHIO, datetime(2026, 11, 7), at(2026, 11, 8))  # noqa: DTZ001 - naive on purpose


def test_a_closure_stands_still_on_both_of_its_days_and_is_named() -> None:
    lockdown = ohio(closed=((date(2026, 11, 3), date(2026, 11, 4)),))
    start = at(2026, 11, 2, 10)
    assert clock_for(lockdown).add(start, TWO_DAYS) == at(2026, 11, 6, 10)
    assert wait(lockdown, start) == ["Tue 03 closure", "Wed 04 closure"]


def test_a_weekend_or_holiday_within_a_closure_keeps_its_own_name() -> None:
    lockdown = ohio(closed=((date(2026, 11, 10), date(2026, 11, 15)),))
    assert named(lockdown, at(2026, 11, 10), at(2026, 11, 16)) == [
        "Tue 10 closure",
        "Wed 11 Veterans Day",
        "Thu 12 closure",
        "Fri 13 closure",
        "Sat 14 weekend",
        "Sun 15 weekend",
    ]


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="closure"):
        ohio(closed=((date(2026, 11, 4), date(2026, 11, 3)),))


def test_a_message_still_waiting_when_the_clock_stops_is_due_never() -> None:
    start = at(2026, 11, 2, 10)
    assert due_at(OHIO, start, TWO_DAYS) == at(2026, 11, 4, 10)
    assert due_at(ohio(stands_still_from=date(2026, 11, 5)), start, TWO_DAYS) == at(2026, 11, 4, 10)
    stopped = ohio(stands_still_from=date(2026, 11, 4))
    assert due_at(stopped, start, TWO_DAYS) is None
    assert named(stopped, start, at(2026, 11, 5, 12)) == ["Wed 04 closure", "Thu 05 closure"]


def test_used_up_exactly_when_the_clock_stops_is_due_then() -> None:
    stopped = ohio(stands_still_from=date(2026, 11, 4))
    assert due_at(stopped, at(2026, 11, 2), TWO_DAYS) == at(2026, 11, 4)
    assert due_at(stopped, at(2026, 11, 2), TWO_DAYS + timedelta(microseconds=1)) is None


def test_equal_calendars_share_a_clock_whatever_stands_still() -> None:
    assert clock_for(ohio()) is clock_for(ohio())
    assert clock_for(ohio(stands_still_from=date(2026, 11, 4))) is clock_for(ohio())
    assert clock_for(ohio(opens=time(9), closes=time(17))) is not clock_for(ohio())
    assert hash(ohio()) == hash(ohio())


@pytest.mark.parametrize("state", [None, "", "  ", "XX", "OHIO", "🪁"])
def test_an_unknown_state_keeps_the_federal_holidays(state: str | None) -> None:
    federal = PlaceCalendar("America/New_York", "NY", federal=True)
    assert PlaceCalendar("America/New_York", state, federal=False).holiday_list is None
    assert federal.holiday_list is None


def test_a_state_in_small_letters_is_that_state() -> None:
    assert PlaceCalendar("America/New_York", " ny ", federal=False).holiday_list == "NY"


@pytest.mark.parametrize(
    ("territory", "zone", "day"),
    [
        ("PR", "America/Puerto_Rico", date(2026, 11, 19)),
        ("GU", "Pacific/Guam", date(2026, 11, 2)),
        ("VI", "America/St_Thomas", date(2026, 7, 3)),
        ("MP", "Pacific/Saipan", date(2026, 11, 4)),
        ("AS", "Pacific/Pago_Pago", date(2026, 4, 17)),
        ("DC", "America/New_York", date(2026, 4, 16)),
    ],
)
def test_a_territory_keeps_its_own_holidays(territory: str, zone: str, day: date) -> None:
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    assert not clock_for(PlaceCalendar(zone, territory, federal=False)).is_open(noon)
    assert clock_for(PlaceCalendar(zone, territory, federal=True)).is_open(noon) is (
        day not in holidays.country_holidays("US", years=day.year)
    )


def test_each_states_list_is_the_librarys_whatever_years_it_was_asked_first() -> None:
    years = range(2020, 2032)
    for state in (None, *holidays.country_holidays("US").subdivisions):
        whole = holidays.country_holidays("US", subdiv=state, years=range(2019, 2033))
        mine = {day: name for year in years for day, name in public_holidays(state, year).items()}
        assert mine == {day: name for day, name in whole.items() if day.year in years}


def test_the_versions_name_the_holidays_and_the_zones_in_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = calendar_versions()
    assert set(found) == {"holidays", "tzdata"}
    assert found["holidays"][0].isdigit()

    def with_zones(*folders: Path) -> str:
        monkeypatch.setattr(versions.zoneinfo, "TZPATH", tuple(map(str, folders)))
        return calendar_versions()["tzdata"]

    package_only = with_zones(tmp_path)
    assert "system" not in package_only
    zone = tmp_path / "America" / "New_York"
    zone.parent.mkdir()
    zone.write_bytes(b"TZif one")
    one = with_zones(tmp_path / "missing", tmp_path)
    zone.write_bytes(b"TZif two")
    two = with_zones(tmp_path)
    assert len({package_only, one, two}) == 3
    (tmp_path / "tzdata.zi").write_text("# version 2026f\n# redo\n", encoding="utf-8")
    assert with_zones(tmp_path).endswith(", system 2026f")
