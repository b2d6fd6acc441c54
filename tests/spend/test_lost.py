"""What was lost is counted and named: messages, and what is gone of balances."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from storage.tables import Event
from tests.clock import NOON, FixedClock
from tests.spend.book import Book, local
from tracker.spend import Only
from tracker.spend.balances import Account, Balances
from tracker.spend.sheets import spend_csv_text
from tracker.spend.year.asked import year_csv_text, year_paper_text

D = Decimal


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


def test_what_was_lost_is_listed_newest_first_and_goes_on_by_key(book: Book) -> None:
    for day in range(1, 6):
        book.rejected(f"2026-11-0{day} 10:00", cost=f"0.{day}0", to="Dad" if day % 2 else "Cousin")
    book.message("2026-11-06 10:00", state="closed", lost=True)
    book.rejected("2026-11-07 10:00", cost="9.00", refunded=True)
    book.message("2026-11-08 10:00", state="closed")
    first = book.spend.lost(limit=4)
    assert [(loss.value, loss.why) for loss in first.messages][:2] == [
        (None, "Never arrived"), (D("0.50"), "Rejected"),
    ]  # fmt: skip
    rest = book.spend.lost(before=first.next, limit=4)
    assert [loss.value for loss in rest.messages] == [D("0.20"), D("0.10")]
    assert rest.next is None
    cousin = book.spend.lost(date(2026, 11, 3), only=Only(contact_id=book.contact("Cousin")))
    assert [loss.value for loss in cousin.messages] == [D("0.40")]


def test_the_reason_of_a_loss_is_that_of_the_ending_that_holds(book: Book) -> None:
    lost = book.rejected("2026-11-01 10:00", cost="0.30")
    steps = [("rejected", "too long"), ("reopened", ""), ("rejected", "a photo"), ("returned", "moved")]
    with book.database.write() as session:
        for hour, (kind, reason) in enumerate(steps):
            at = NOON.replace(hour=hour)
            row = {
                "contact_id": book.contact("Dad"),
                "direction": "sent",
                "sent_at": local("2026-11-01 10:00"),
            }
            session.add(Event(message_id=lost, kind=kind, at=at, logged_at=at, reason=reason, **row))
    (loss,) = book.spend.lost().messages
    assert loss.why == "Rejected: a photo"


def test_what_people_typed_of_a_loss_leaves_harmless(book: Book) -> None:
    book.rejected("2026-11-01 10:00", "+JPay", cost="0.30", to="=Dad", by="@Mom")
    (row,) = csv.DictReader(io.StringIO(spend_csv_text(book.spend, {"table": "lost"})))
    assert (row["contact"], row["provider"], row["member"]) == ("'=Dad", "'+JPay", "'@Mom")
    assert (row["at"], row["value_usd"]) == ("2026-11-01T15:00:00Z", "0.30")


@pytest.fixture
def gone(book: Book) -> Book:
    """12 stamps of Mom's that expired in October, and $3.20 of credit that was given up in November."""
    book.purchase("2026-09-02 09:00", amount="1.80", units=12, by="Mom", expires=date(2026, 10, 31))
    book.purchase("2026-09-02 09:00", "GettingOut", amount="3.20", kind="credit")
    credit = Account(book.provider("GettingOut"), None, "usd")
    Balances(book.database, FixedClock()).write_off(credit, at=local("2026-11-20 10:00"))
    book.rejected("2026-11-21 10:00", cost="0.30", paid="direct", to="Dad")
    return book


def test_what_expired_or_was_given_up_is_lost_and_named(gone: Book) -> None:
    view = gone.spend.view()
    assert view.table.total.lost == D("5.30")
    assert [(row.month, row.figures.lost) for row in view.months][1:] == [
        ("2026-10", D("1.80")), ("2026-11", D("3.50")),
    ]  # fmt: skip
    lost = gone.spend.lost()
    assert [(loss.why, loss.provider, loss.member, loss.value) for loss in lost.balances] == [
        ("$3.20 given up", "GettingOut", None, D("3.20")), ("12 stamps expired", "JPay", "Mom", D("1.80")),
    ]  # fmt: skip
    assert [loss.why for loss in lost.both] == ["Rejected", "$3.20 given up", "12 stamps expired"]
    october = gone.spend.lost(date(2026, 10, 1), date(2026, 10, 31))
    assert (october.messages, [loss.why for loss in october.balances]) == ((), ["12 stamps expired"])


def test_what_is_gone_of_a_balance_keeps_to_the_filters(gone: Book) -> None:
    jpay = Only(provider_id=gone.provider("JPay"))
    assert gone.spend.view(only=jpay).table.total.lost == D("2.10")
    assert [loss.why for loss in gone.spend.lost(only=jpay).balances] == ["12 stamps expired"]
    mom = Only(member_id=gone.member("Mom"))
    assert [loss.why for loss in gone.spend.lost(only=mom).balances] == ["12 stamps expired"]
    dad = Only(contact_id=gone.contact("Dad"))
    assert (gone.spend.view(only=dad).table.total.lost, gone.spend.lost(only=dad).balances) == (D("0.30"), ())


def test_what_is_gone_of_a_balance_stands_in_the_file_and_in_the_year(gone: Book) -> None:
    rows = list(csv.DictReader(io.StringIO(spend_csv_text(gone.spend, {"table": "lost"}))))
    assert [(row["contact"], row["provider"], row["why"]) for row in rows] == [
        ("Dad", "JPay", "Rejected"),
        ("", "GettingOut", "$3.20 given up"),
        ("", "JPay", "12 stamps expired"),
    ]
    assert gone.spend.year().total.lost == D("5.30")
    paper = year_paper_text(gone.spend, {})
    assert "<td>12 stamps expired</td>" in paper
    (row,) = [
        row
        for row in csv.DictReader(io.StringIO(year_csv_text(gone.spend, {})))
        if row["from"] == "2026-11-20"
    ]
    assert (row["part"], row["sum"], row["amount"], row["note"]) == (
        "lost",
        "balance",
        "3.20",
        "$3.20 given up",
    )


def test_what_expires_at_the_same_midnight_is_told_by_provider_and_member(book: Book) -> None:
    for provider, by in (("Securus", "Zoe"), ("Securus", "aunt"), ("GettingOut", "Zoe")):
        book.purchase("2026-09-02 09:00", provider, by=by, expires=date(2026, 10, 31))
    lost = book.spend.lost().balances
    assert [(loss.provider, loss.member) for loss in lost] == [
        ("GettingOut", "Zoe"),
        ("Securus", "aunt"),
        ("Securus", "Zoe"),
    ]
