"""Months and days are those of the household's zone, whatever its clocks do."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from storage.session import Database
from tests.spend.book import Book
from tracker.spend.days import INSTANT, LAST_DAY, day_start, month_of, months_later, period_end, window

D = Decimal


@pytest.mark.parametrize(
    ("zone", "at", "month"),
    [
        ("America/New_York", "2026-12-01T04:59:59.999999Z", "2026-11"),
        ("America/New_York", "2026-12-01T05:00:00Z", "2026-12"),
        ("America/New_York", "2026-11-01T03:59:59Z", "2026-10"),  # the clocks go back later that night
        ("America/New_York", "2026-11-01T04:00:00Z", "2026-11"),
        ("America/New_York", "2027-01-01T04:59:59Z", "2026-12"),
        ("America/Los_Angeles", "2027-01-01T07:59:59Z", "2026-12"),
        ("America/Los_Angeles", "2027-01-01T08:00:00Z", "2027-01"),
        ("Pacific/Guam", "2026-10-31T14:00:00Z", "2026-11"),
    ],
)
def test_a_message_falls_into_the_month_of_the_households_zone(
    sqlite_database: Database, zone: str, at: str, month: str
) -> None:
    book = Book(sqlite_database, zone)
    book.message(datetime.fromisoformat(at), cost="0.30")
    book.purchase(datetime.fromisoformat(at), "CorrLinks", amount="2.00", kind="credit")
    assert [row.month for row in book.spend.table().rows] == [month, month]


def test_the_last_day_is_included_to_its_last_instant(database: Database) -> None:
    book = Book(database)
    end = day_start(date(2026, 11, 16), book.zone)
    for at, cost in ((end - INSTANT, "1"), (end, "2")):
        book.message(at, cost=cost)
        book.purchase(at, "CorrLinks", amount=cost, kind="fee")
    first = day_start(date(2026, 11, 15), book.zone)
    book.message(first, cost="4")
    book.message(first - INSTANT, cost="8")
    table = book.spend.table(date(2026, 11, 15), date(2026, 11, 15))
    assert (table.total.used, table.total.fees) == (5, 1)


def test_a_day_that_has_twenty_five_hours_is_one_day(database: Database) -> None:
    book = Book(database)
    for at in (
        "2026-11-01T03:59:59Z",
        "2026-11-01T04:00:00Z",
        "2026-11-02T04:59:59Z",
        "2026-11-02T05:00:00Z",
    ):
        book.message(datetime.fromisoformat(at), cost="1")
    assert book.spend.table(date(2026, 11, 1), date(2026, 11, 1)).total.used == 2


def test_where_clocks_skip_midnight_the_day_begins_when_they_do() -> None:
    # Havana, 8 March 2026: after 23:59:59 comes 1:00.
    assert day_start(date(2026, 3, 8), "America/Havana") == datetime(2026, 3, 8, 5, tzinfo=UTC)


def test_days_beyond_every_calendar_are_the_ends_of_ours() -> None:
    far = window("America/New_York", date.min, date.max)
    assert far == window("America/New_York")
    assert far.until.year == LAST_DAY.year + 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 1, 5), -1, date(2025, 12, 5)),
        (date(2026, 1, 5), 10_000_000, LAST_DAY),
    ],
)
def test_months_are_counted_from_the_day_they_began(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_subscription_keeps_its_time_of_day_across_the_change_of_clocks() -> None:
    bought = datetime(2026, 10, 15, 14, tzinfo=UTC)  # 10:00 in New York
    assert period_end(bought, 1, "month", "America/New_York") == datetime(2026, 11, 15, 15, tzinfo=UTC)
    assert period_end(bought, 4, "week", "America/New_York") == datetime(2026, 11, 12, 15, tzinfo=UTC)


def test_a_subscription_beyond_every_calendar_still_ends() -> None:
    bought = datetime(2026, 10, 15, 14, tzinfo=UTC)
    for unit in ("week", "month"):
        end = period_end(bought, 10_000_000, unit, "America/New_York")
        assert end - bought > timedelta(days=365 * 7000)
        assert month_of(end, "America/New_York").startswith("9998")
