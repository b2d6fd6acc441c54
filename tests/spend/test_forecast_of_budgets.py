"""The forecast of each budget and of the household, from what the months before really came to."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.book import Book, local
from tracker.spend.budgets import Budgets, Forecast, months

D, F = Decimal, Fraction

YEAR = [f"2025-{month:02d}" for month in (11, 12)] + [f"2026-{month:02d}" for month in range(1, 11)]


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def budgets(book: Book, clock: FixedClock) -> Budgets:
    """It is the 23rd of November: eight days are left of thirty."""
    return Budgets(book.database, clock)


def coming(budgets: Budgets, scope: str = "household") -> Forecast | None:
    """The forecast of the one budget of a scope, or of the household without one."""
    found = [card.forecast for card in budgets.cards() if card.scope == scope]
    return found[0] if found else budgets.ahead().forecast


def test_it_is_what_is_spent_and_what_the_last_days_of_each_month_came_to(
    book: Book, budgets: Budgets
) -> None:
    for number, month in enumerate(YEAR, 1):
        book.purchase(f"{month}-03 10:00", amount="50.00")
        book.purchase(f"{month}-27 10:00", amount=f"{number}.00", fee="0.50")
    book.purchase("2026-11-05 10:00", amount="20.00")
    assert coming(budgets) == Forecast(F("21.8"), F(27), F("32.2"), 12)
    assert budgets.ahead().words == (
        "$20.00 paid so far in November. "
        "$21 to $33 by the end of November at your own pace, $27 most likely (from 12 whole months)."
    )


def test_as_many_last_days_count_as_are_left_with_today_by_the_households_clock(
    book: Book, budgets: Budgets
) -> None:
    for month, first in (("2026-08", "24 00:00"), ("2026-09", "23 00:00"), ("2026-10", "24 00:00")):
        start = local(f"{month}-{first}")
        book.message(start, cost="1.00")
        book.message(start.replace(second=59), cost="0.50")
        book.message(local(f"{month}-{first}", "America/Chicago").replace(second=1), cost="0.25")
        book.message(local(f"{month}-{first}", "America/Halifax"), cost="64.00")
    assert coming(budgets) == Forecast(F("1.75"), F("1.75"), F("1.75"), 3)


def test_months_count_from_the_first_with_anything_on_even_when_nothing_followed(
    book: Book, budgets: Budgets
) -> None:
    book.message("2026-09-25 10:00", cost="3.00")
    assert coming(budgets) is None, "September and October are two months"
    assert budgets.ahead().words == (
        "Nothing was paid so far in November. "
        "It is too early to say how November will end: that takes 3 whole months before it."
    )
    book.message("2026-08-02 10:00", cost="1.00")
    assert coming(budgets) == Forecast(F(0), F(0), F(3), 3)


def test_what_was_last_spent_years_ago_counts_as_a_year_of_nothing(book: Book, budgets: Budgets) -> None:
    book.message("2021-03-02 10:00", "GettingOut", to="Cousin", by="Aunt", cost="3.00")
    for scope, key in (
        ("provider", book.provider("GettingOut")),
        ("contact", book.contact("Cousin")),
        ("member", book.member("Aunt")),
        ("household", None),
    ):
        budgets.set(scope, key, D(10))
        assert coming(budgets, scope) == Forecast(F(0), F(0), F(0), 12)


@pytest.mark.parametrize("now", ["2026-11-01 11:00", "2026-11-30 23:00"])
def test_who_bought_todays_pack_already_is_not_told_of_another(
    book: Book, budgets: Budgets, now: str
) -> None:
    for day in ("2026-08-01", "2026-09-01", "2026-10-01", "2026-08-31", "2026-09-30", "2026-10-31"):
        book.purchase(f"{day} 10:00", amount="12.00", by="Mom")
    budgets.set("member", book.member("Mom"), D(50))
    before = budgets.cards(local(now.replace("11:00", "09:00").replace("23:00", "09:00")))[0].forecast
    book.purchase(f"{now[:10]} 10:00", amount="12.00", by="Mom")
    after = budgets.cards(local(now))[0].forecast
    assert before == after
    assert after is not None
    assert after.likely == (F(24) if now.startswith("2026-11-01") else F(12))


def test_this_month_is_no_month_before(book: Book, budgets: Budgets) -> None:
    for day in (2, 3, 4):
        book.message(f"2026-11-{day:02d} 10:00", cost="3.00")
    assert coming(budgets) is None
    assert budgets.ahead().paid == D(9)


@pytest.mark.parametrize(
    ("scope", "name", "expected"),
    [
        ("household", None, Forecast(F("9.50"), F("9.50"), F("9.50"), 3)),
        ("member", "Mom", Forecast(F(5), F(5), F(5), 3)),
        ("provider", "JPay", Forecast(F(5), F(5), F(5), 3)),
        ("contact", "Dad", Forecast(F("0.70"), F("0.70"), F("0.70"), 3)),
        ("contact", "Cousin", Forecast(F("4.50"), F("4.50"), F("4.50"), 3)),
        ("provider", "CorrLinks", None),
    ],
)
def test_each_budget_is_forecast_by_what_it_counts(
    book: Book, budgets: Budgets, scope: str, name: str | None, expected: Forecast | None
) -> None:
    for month in ("2026-08", "2026-09", "2026-10"):
        book.purchase(f"{month}-28 10:00", "JPay", amount="5.00", units=10, by="Mom")
        book.message(f"{month}-28 11:00", "JPay", to="Dad", by="Mom", stamps=1)
        book.message(f"{month}-28 11:30", "JPay", to="Dad", direction="received", cost="0.20")
        book.message(f"{month}-29 11:00", "GettingOut", to="Cousin", cost="4.50")
    key = getattr(book, scope)(name) if name else None
    budgets.set(scope, key, D(10))
    assert coming(budgets, scope) == expected


def test_with_very_many_messages_the_days_have_their_share_of_the_month(
    book: Book, budgets: Budgets, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in ("2026-08", "2026-09", "2026-10"):
        book.message(f"{month}-02 10:00", cost="31.00")
    assert coming(budgets) == Forecast(F(0), F(0), F(0), 3)
    monkeypatch.setattr(months, "MOST_COUNTED", 0)
    assert coming(budgets) == Forecast(F(8), F(8), F(31 * 8, 30), 3)


@pytest.mark.parametrize(
    ("now", "spent"),
    [("2026-02-28 12:00", F(4)), ("2026-03-01 00:00", F(12)), ("2026-12-31 23:59", F(4))],
    ids=["the last day of February", "the first day of a month", "the last minute of a year"],
)
def test_on_the_first_and_the_last_day_of_a_month(book: Book, budgets: Budgets, now: str, spent: F) -> None:
    at = datetime.fromisoformat(now)
    for back in range(1, 4):
        year, month = divmod(at.year * 12 + at.month - 1 - back, 12)
        last = 28 if month == 1 else 31 if month in (0, 2, 4, 6, 7, 9, 11) else 30
        book.message(f"{year}-{month + 1:02d}-{last} 23:59", cost="4.00")
        book.message(f"{year}-{month + 1:02d}-{last - 1} 23:59", cost="8.00")
    found = budgets.ahead(local(now)).forecast
    assert found == Forecast(spent, spent, spent, 3)
