"""Calendars and questions that must be refused, soon and in a sentence."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from time import perf_counter
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tracker.business_hours import BusinessClock, NoBusinessTimeError

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 2, 12, tzinfo=UTC)
NAIVE = datetime(2026, 11, 2)  # noqa: DTZ001 - naive on purpose
EVER = datetime.max.replace(tzinfo=UTC)
FIRST = datetime.min.replace(tzinfo=UTC)


class EveryDay:
    """A list of holidays that has them all."""

    def __contains__(self, day: object) -> bool:
        return True


class From:
    """All days from one on."""

    def __init__(self, first: date) -> None:
        self.first = first

    def __contains__(self, day: object) -> bool:
        assert isinstance(day, date)
        return day >= self.first


@pytest.fixture(autouse=True)
def _soon() -> object:
    began = perf_counter()
    yield
    assert perf_counter() - began < 3


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"weekdays": ()}, "days of the week"),
        ({"weekdays": (0, 7)}, "days of the week"),
        ({"weekdays": (-1,)}, "days of the week"),
        ({"weekdays": "01"}, "days of the week"),
        ({"opens": time(9), "closes": time(9)}, "closes after it opens"),
        ({"opens": time(9), "closes": time(0)}, "closes after it opens"),
        ({"opens": time(17), "closes": time(9)}, "closes after it opens"),
        ({"opens": time(9, tzinfo=UTC)}, "zone of its place"),
        ({"closes": time(9, tzinfo=UTC)}, "zone of its place"),
        ({"zone": "America/Ohio"}, "no time zone called"),
        ({"zone": "America"}, "no time zone called"),
        ({"zone": "../../etc/passwd"}, "no time zone called"),
        ({"zone": None}, "IANA name"),
        ({"holidays": iter([date(2026, 1, 1)])}, "container of dates"),
        ({"holidays": None}, "container of dates"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(rule: dict, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        BusinessClock(**{"zone": "America/New_York"} | rule)


@pytest.mark.parametrize(
    "holidays",
    [EveryDay(), From(date(2026, 11, 1)), {date(2026, 1, 1) + timedelta(days=n) for n in range(1200)}],
)
def test_a_calendar_without_business_time_is_refused(holidays: object) -> None:
    clock = BusinessClock("America/New_York", holidays)  # type: ignore[arg-type]
    later = datetime(2028, 2, 1, tzinfo=UTC)
    for _ in range(2):
        with pytest.raises(NoBusinessTimeError, match="no business time within 400 days"):
            clock.add(later, HOUR)
        with pytest.raises(ValueError, match="no business time within 400 days"):
            clock.add_many(np.array(["2028-02-01"], dtype="datetime64[us]"), HOUR)
        with pytest.raises(ValueError, match="no business time within 400 days"):
            clock.between(later, later + HOUR)
        with pytest.raises(ValueError, match="no business time within 400 days"):
            clock.between_many(
                *(np.array([day], dtype="datetime64[us]") for day in ("2028-02-01", "2028-02-02"))
            )
        assert clock.add(later, timedelta(0)) == later
        assert clock.between(later, later) == timedelta(0)
        assert not clock.is_open(later)


def test_a_window_that_spring_always_skips_is_refused() -> None:
    changes = {date(2026, 3, 8), date(2027, 3, 14), date(2028, 3, 12), date(2029, 3, 11)}

    class AllOtherDays:
        def __contains__(self, day: object) -> bool:
            return day not in changes

    clock = BusinessClock("America/New_York", AllOtherDays(), time(2), time(3), range(7))
    with pytest.raises(NoBusinessTimeError):
        clock.add(MONDAY, HOUR)


def test_business_time_that_runs_out_is_refused_and_not_looked_for_for_ever() -> None:
    clock = BusinessClock("America/New_York", From(date(2026, 11, 4)))
    wednesday = datetime(2026, 11, 4, 5, tzinfo=UTC)
    assert clock.add(MONDAY, wednesday - MONDAY) == wednesday
    with pytest.raises(NoBusinessTimeError):
        clock.add(MONDAY, wednesday - MONDAY + timedelta(microseconds=1))


def test_a_gap_of_exactly_400_days_is_waited_out_and_one_microsecond_more_is_not() -> None:
    closed = {date(2026, 11, 2) + timedelta(days=n) for n in range(401)}
    clock = BusinessClock("UTC", closed, weekdays=range(7))
    opening = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(days=401)
    start = opening - timedelta(days=400)
    assert clock.add(start, HOUR) == opening + HOUR
    just_before = start - timedelta(microseconds=1)
    with pytest.raises(NoBusinessTimeError):
        clock.add(just_before, HOUR)
    both = np.array([value.replace(tzinfo=None) for value in (start, just_before)], dtype="datetime64[us]")
    with pytest.raises(NoBusinessTimeError):
        clock.add_many(both, HOUR)


@pytest.mark.parametrize(
    "ask",
    [
        lambda clock: clock.add(NAIVE, HOUR),
        lambda clock: clock.add(NAIVE, timedelta(0)),
        lambda clock: clock.between(NAIVE, MONDAY),
        lambda clock: clock.between(MONDAY, NAIVE),
        lambda clock: clock.between(NAIVE, NAIVE + HOUR),
        lambda clock: clock.is_open(NAIVE),
        lambda clock: clock.add(MONDAY, -HOUR),
        lambda clock: clock.add(MONDAY, timedelta.min),
        lambda clock: clock.add(MONDAY, timedelta.max),
        lambda clock: clock.add(MONDAY, timedelta(days=365 * 500)),
        lambda clock: clock.between(FIRST + 9 * HOUR, EVER),
        lambda clock: clock.add_many(np.array(["2026-11-02"], dtype="datetime64[s]"), -HOUR),
        lambda clock: clock.add_many(np.array(["2026-11-02"], dtype="datetime64[s]"), timedelta.max),
        lambda clock: clock.add_many(np.array(["NaT", "2026-11-02"], dtype="datetime64[us]"), HOUR),
        lambda clock: clock.add_many(np.array(["NaT"], dtype="datetime64[ns]"), timedelta(0)),
        lambda clock: clock.add_many(
            np.array(["2026-11-02T00:00:00.000000001"]).astype("datetime64[ns]"), HOUR
        ),
        lambda clock: clock.add_many(np.array(["999999"], dtype="datetime64[Y]"), HOUR),
        lambda clock: clock.add_many(np.array(["20000-01-01"], dtype="datetime64[us]"), HOUR),
        lambda clock: clock.add_many(np.array(["-0400-01-01"], dtype="datetime64[us]"), HOUR),
        lambda clock: clock.add_many(np.array([1, 2]), HOUR),
        lambda clock: clock.add_many([MONDAY], HOUR),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(ask: Callable[[BusinessClock], object]) -> None:
    clock = BusinessClock("America/New_York")
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        ask(clock)
    clock.add(MONDAY, HOUR)
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        ask(clock)


@pytest.mark.parametrize(
    "zone", ["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
)
@pytest.mark.parametrize("start", [FIRST, FIRST + timedelta(days=3), EVER - timedelta(days=3), EVER])
@pytest.mark.parametrize("weekdays", [range(5), range(7), [6]])
def test_the_first_and_last_days_of_all_give_an_answer_or_a_refusal(
    zone: str, start: datetime, weekdays: list[int]
) -> None:
    clock = BusinessClock(zone, weekdays=weekdays)
    for local in (start, start.replace(tzinfo=ZoneInfo(zone)), start.replace(tzinfo=timezone(-23 * HOUR))):
        for span in (timedelta(0), timedelta(microseconds=1), 48 * HOUR):
            with suppress(ValueError):
                assert clock.between(local, clock.add(local, span)) == span
        with suppress(ValueError):
            assert clock.is_open(local) in {True, False}
        with suppress(ValueError):
            assert abs(clock.between(local, start)) <= abs(start - local)


def test_year_1_and_year_9999_on_one_clock_are_answered_without_filling_what_lies_between() -> None:
    clock = BusinessClock("America/New_York")
    for year in (2, 9998, 2026, 2, 9998):
        start = datetime(year, 6, 1, tzinfo=UTC)
        assert clock.between(start, clock.add(start, 48 * HOUR)) == 48 * HOUR


def test_three_centuries_of_business_time_are_counted() -> None:
    clock = BusinessClock("America/New_York")
    span = timedelta(days=300 * 261)
    assert clock.between(MONDAY, clock.add(MONDAY, span)) == span
