"""A subscription is paid at once and used in equal shares over the messages it covers."""

from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from tests.spend.book import Book, local

D = Decimal


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


def used(book: Book) -> dict[str, Decimal]:
    return {row.month: row.figures.used for row in book.spend.table().rows}


def test_it_is_paid_when_bought_and_used_where_its_messages_are(book: Book) -> None:
    book.subscription("2026-10-15 10:00", "10.00", fee="1.00")
    for day in ("2026-10-20", "2026-10-21", "2026-11-01", "2026-11-10"):
        book.message(f"{day} 10:00")
    assert (book.month("2026-10").paid, book.month("2026-10").fees) == (D("11.00"), D("1.00"))
    assert used(book) == {"2026-10": D("5.00"), "2026-11": D("5.00")}
    assert book.month("2026-11").unpriced == 0


def test_what_does_not_divide_falls_to_the_oldest(book: Book) -> None:
    book.subscription("2026-10-15 10:00", "0.0200")
    for day in ("2026-10-20", "2026-11-01", "2026-11-02"):
        book.message(f"{day} 10:00")
    # 200 ten-thousandths over three: 66 each, the oldest 68; shown in cents.
    detail = book.spend.detail()
    assert [message.value for message in detail.messages] == [D("0.01")] * 3
    assert sum(used(book).values()) == D("0.02")


def test_none_sent_counts_in_the_periods_last_month(book: Book) -> None:
    book.subscription("2026-09-20 10:00", "10.00", units=2)
    assert used(book) == {"2026-09": 0, "2026-11": D("10.00")}


def test_a_period_that_ends_with_a_month_has_that_month_as_its_last(book: Book) -> None:
    book.subscription("2026-10-01 00:00", "10.00")
    assert used(book) == {"2026-10": D("10.00")}


def test_the_thirty_first_does_not_drift(book: Book) -> None:
    book.subscription("2026-01-31 10:00", "3.00", units=2)
    book.message("2026-03-31 09:59")
    book.message("2026-03-31 10:00")
    found = book.month("2026-03")
    assert (found.used, found.unpriced) == (D("3.00"), 1)


def test_weeks_are_seven_days_on_the_wall(book: Book) -> None:
    book.subscription("2026-10-28 10:00", "2.00", unit="week")
    book.message("2026-11-04 09:59")
    book.message("2026-11-04 10:00")
    assert (book.month("2026-11").used, book.month("2026-11").unpriced) == (D("2.00"), 1)


@pytest.mark.parametrize(
    "other",
    [
        {"at": "2026-11-01 10:00", "paid": "balance"},  # not after the purchase
        {"cost": "0.30"},
        {"stamps": 1},
        {"paid": "direct"},
        {"refunded": True, "state": "rejected"},
        {"direction": "received", "cost": "0"},
        {"provider": "GettingOut"},
        {"deleted_at": local("2026-11-20 10:00")},
    ],
)
def test_it_covers_no_other_message(book: Book, other: dict[str, str]) -> None:
    book.subscription("2026-11-01 10:00", "10.00")
    covered = book.message("2026-11-05 10:00", cost="0")
    book.message(**{"at": "2026-11-04 10:00", **other})
    values = {message.id: message.value for message in book.spend.detail().messages}
    assert values[covered] == D("10.00")


def test_a_lost_message_loses_its_share(book: Book) -> None:
    book.subscription("2026-10-15 10:00", "0.0300")
    book.rejected("2026-10-20 10:00")
    book.message("2026-10-21 10:00")
    assert (book.month("2026-10").used, book.month("2026-10").lost) == (
        D("0.03"),
        D("0.02"),
    )  # 0.015, to even


def test_two_at_once_each_share_over_all_their_messages(book: Book) -> None:
    book.subscription("2026-10-01 10:00", "4.00")
    book.subscription("2026-10-15 10:00", "6.00")
    book.message("2026-10-10 10:00")
    book.message("2026-10-20 10:00")
    values = [message.value for message in book.spend.detail().messages]
    assert values == [D("8.00"), D("2.00")]


def test_days_that_hold_a_part_of_its_messages_hold_their_shares(book: Book) -> None:
    book.subscription("2026-10-15 10:00", "10.00")
    for day in ("2026-10-20", "2026-10-21", "2026-11-01", "2026-11-10"):
        book.message(f"{day} 10:00")
    assert book.spend.table(date(2026, 10, 21), date(2026, 11, 1)).total.used == D("5.00")


def test_shares_go_to_the_contacts_and_the_members_who_wrote(book: Book) -> None:
    book.subscription("2026-10-15 10:00", "10.01", by="Mom")
    book.message("2026-10-20 10:00", to="Dad", by="Mom")
    book.message("2026-10-21 10:00", to="Cousin")
    assert {row.name: row.figures.used for row in book.spend.table(by="contact").rows} == {
        "Dad": D("5.00"),
        "Cousin": D("5.00"),
    }
    assert book.spend.table(by="member").total.used == D("10.01")


def test_one_without_messages_is_its_members_and_no_contacts(book: Book) -> None:
    book.subscription("2026-10-15 10:00", "10.00", by="Mom")
    members = {row.name: row.figures.used for row in book.spend.table(by="member").rows if row.figures.used}
    assert members == {"Mom": D("10.00")}
    contacts = {row.name: row.figures.used for row in book.spend.table(by="contact").rows}
    assert contacts == {"Nobody in particular": D("10.00")}


def test_one_that_is_over_before_the_days_asked_for_counts_nothing_there(book: Book) -> None:
    book.subscription("2026-08-01 10:00", "10.00")
    book.message("2026-10-02 10:00", cost="1.00")
    assert book.spend.table(date(2026, 10, 1), None).total.used == D("1.00")
