"""Paid against used: each rule on a few rows, beside sums in plain decimals."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert

from storage.money import to_cents
from storage.session import Database
from storage.tables import Contact
from tests.spend.book import Book, local
from tracker.errors import InvalidInputError

D = Decimal


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


def test_a_household_without_purchases_pays_each_message_directly(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="0.30")
    book.message("2026-11-03 10:00", cost="0.15")
    found = book.month("2026-11")
    assert (found.messages, found.paid, found.used, found.fees, found.lost) == (2, D("0.45"), D("0.45"), 0, 0)


def test_after_a_purchase_messages_are_from_balance_and_add_nothing_to_paid(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="0.30")
    book.purchase("2026-11-03 10:00", amount="4.20")
    book.message("2026-11-04 10:00", cost="0.15")
    assert (book.month("2026-11").paid, book.month("2026-11").used) == (D("4.50"), D("0.45"))


@pytest.mark.parametrize("kind", ["stamps", "credit", "subscription"])
def test_a_message_at_the_instant_of_the_first_purchase_is_direct(book: Book, kind: str) -> None:
    bought = local("2026-11-03 10:00")
    length = {"units": 1, "unit": "week"} if kind == "subscription" else {}
    book.purchase(bought, amount="1", kind=kind, **length)
    book.message(bought, cost="0.30")
    book.message(bought.replace(microsecond=1), cost="0.15")
    assert book.month("2026-11").paid == D("1.30")


@pytest.mark.parametrize("kind", ["fee", "refund"])
def test_a_fee_or_refund_is_no_balance(book: Book, kind: str) -> None:
    book.purchase("2026-11-01 10:00", amount="0", kind=kind)
    book.message("2026-11-02 10:00", cost="0.30")
    assert book.month("2026-11").paid == D("0.30")


def test_a_purchase_at_another_provider_is_no_balance_here(book: Book) -> None:
    book.purchase("2026-11-01 10:00", "GettingOut", kind="credit", amount="5")
    book.message("2026-11-02 10:00", "JPay", cost="0.30")
    assert book.month("2026-11", "JPay").paid == D("0.30")


def test_a_word_on_how_it_was_paid_is_kept_to(book: Book) -> None:
    book.message("2026-11-01 10:00", cost="0.30", paid="balance")
    book.purchase("2026-11-02 10:00", amount="4.20")
    book.message("2026-11-03 10:00", cost="0.15", paid="direct")
    assert (book.month("2026-11").paid, book.month("2026-11").used) == (D("4.35"), D("0.45"))


def test_amount_five_and_fee_three_are_eight_paid_three_of_it_fees(book: Book) -> None:
    book.purchase("2026-11-01 10:00", amount="5.00", fee="3.00", kind="credit")
    assert (book.month("2026-11").paid, book.month("2026-11").fees) == (D("8.00"), D("3.00"))


def test_a_purchase_of_kind_fee_is_wholly_fee(book: Book) -> None:
    book.purchase("2026-11-01 10:00", amount="2.50", fee="0.25", kind="fee")
    assert (book.month("2026-11").paid, book.month("2026-11").fees) == (D("2.75"), D("2.75"))


def test_a_refunded_message_is_a_message_that_cost_nothing(book: Book) -> None:
    book.rejected("2026-11-02 10:00", cost="0.30", refunded=True)
    found = book.month("2026-11")
    assert (found.messages, found.paid, found.used, found.lost, found.unpriced) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize("state", ["rejected", "returned", "closed"])
def test_what_was_lost_is_used_and_lost_in_the_month_it_was_sent(book: Book, state: str) -> None:
    book.message("2026-10-31 10:00", cost="0.30", state=state, lost=True)
    found = book.month("2026-10")
    assert (found.used, found.lost, found.paid) == (D("0.30"), D("0.30"), D("0.30"))


def test_a_message_closed_by_the_family_is_not_lost(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="0.30", state="closed")
    assert book.month("2026-11").lost == 0


def test_a_received_message_with_a_cost_is_paid_and_used_but_no_message(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="0.25", direction="received")
    book.message("2026-11-03 10:00", direction="received", stamps=1)
    found = book.month("2026-11")
    assert (found.messages, found.paid, found.used, found.unpriced) == (0, D("0.25"), D("0.25"), 0)
    assert found.per_message is None


def test_a_refund_lowers_paid_in_its_own_month(book: Book) -> None:
    book.message("2026-10-02 10:00", cost="0.30")
    book.purchase("2026-11-02 10:00", kind="refund", amount="0.30")
    assert book.month("2026-10").paid == D("0.30")
    assert book.month("2026-11").paid == D("-0.30")


def test_the_refund_of_a_refunded_direct_message_counts_once(book: Book) -> None:
    refunded = book.rejected("2026-11-02 10:00", cost="0.30", refunded=True)
    book.purchase("2026-11-05 10:00", kind="refund", amount="0.30", message_id=refunded)
    assert book.month("2026-11").paid == 0


def test_the_refund_of_a_message_paid_from_balance_lowers_paid(book: Book) -> None:
    book.purchase("2026-11-01 10:00", amount="4.20")
    refunded = book.rejected("2026-11-02 10:00", stamps=1, refunded=True)
    book.purchase("2026-11-05 10:00", kind="refund", amount="0.14", message_id=refunded)
    assert (book.month("2026-11").paid, book.month("2026-11").used) == (D("4.06"), 0)


@pytest.mark.parametrize("change", [{"refunded": False}, {"deleted_at": local("2026-11-06 10:00")}])
def test_a_refund_of_a_message_that_counts_or_is_gone_lowers_paid(
    book: Book, change: dict[str, object]
) -> None:
    message = book.rejected("2026-11-02 10:00", cost="0.30", **{"refunded": True, **change})
    book.purchase("2026-11-05 10:00", kind="refund", amount="0.30", message_id=message)
    assert book.month("2026-11").paid == (0 if "refunded" in change else D("-0.30"))


def test_stamps_are_worth_the_newest_earlier_pack_without_its_fee(book: Book) -> None:
    book.message("2026-10-01 10:00", stamps=1)
    book.purchase("2026-10-02 10:00", amount="4.20", fee="1.00", units=30)
    book.message("2026-10-03 10:00", stamps=2)
    book.purchase("2026-10-04 10:00", amount="9.00", units=20)
    book.message("2026-10-05 10:00", stamps=1)
    book.purchase("2026-10-06 10:00", amount="7.00", units=None)
    book.message("2026-10-07 10:00", stamps=1)
    found = book.month("2026-10")
    assert found.used == D("0.28") + D("0.45") + D("0.45")
    assert found.unpriced == 1


def test_a_pack_bought_at_the_same_instant_is_not_earlier(book: Book) -> None:
    book.purchase("2026-10-02 10:00", amount="4.20", units=30)
    book.purchase("2026-10-04 10:00", amount="9.00", units=20)
    book.message("2026-10-04 10:00", stamps=1)
    assert book.month("2026-10").used == D("0.14")


def test_of_two_packs_bought_at_one_instant_the_later_entry_holds(book: Book) -> None:
    book.purchase("2026-10-02 10:00", amount="4.20", units=30)
    book.purchase("2026-10-02 10:00", amount="9.00", units=20)
    book.message("2026-10-04 10:00", stamps=1)
    assert book.month("2026-10").used == D("0.45")


def test_a_logged_cost_of_zero_is_a_price(book: Book) -> None:
    book.purchase("2026-10-02 10:00", amount="4.20")
    book.message("2026-11-02 10:00", cost="0", stamps=1)
    assert (book.month("2026-11").used, book.month("2026-11").unpriced) == (0, 0)


def test_a_message_without_cost_and_stamps_is_unpriced_and_said(book: Book) -> None:
    book.message("2026-11-02 10:00")
    book.message("2026-11-02 11:00", stamps=0)
    book.message("2026-11-02 12:00", cost="0.15")
    found = book.month("2026-11")
    assert (found.used, found.unpriced, found.messages) == (D("0.15"), 2, 3)


def test_a_third_of_a_cent_is_rounded_once_at_the_end(book: Book) -> None:
    book.purchase("2026-10-02 10:00", amount="1.00", units=3)
    for day in (3, 4, 5):
        book.message(f"2026-10-0{day} 10:00", stamps=1)
    assert book.month("2026-10").used == D("1.00")


@pytest.mark.parametrize(("cost", "shown"), [("0.1250", "0.12"), ("0.1350", "0.14"), ("0.1251", "0.13")])
def test_half_cents_go_to_the_even_one(book: Book, cost: str, shown: str) -> None:
    book.message("2026-11-02 10:00", cost=cost)
    assert book.month("2026-11").used == D(shown)


def test_the_total_is_rounded_from_the_exact_sum_not_from_the_rows(book: Book) -> None:
    for name in ("JPay", "GettingOut"):
        book.message("2026-11-02 10:00", name, cost="0.0050")
    table = book.spend.table()
    assert [row.figures.used for row in table.rows] == [0, 0]
    assert table.total.used == D("0.01")


def test_deleted_messages_and_purchases_never_count(book: Book) -> None:
    gone = local("2026-11-20 10:00")
    book.message("2026-11-02 10:00", cost="0.30", deleted_at=gone)
    book.purchase("2026-11-01 10:00", amount="9.00", deleted_at=gone)
    book.message("2026-11-03 10:00", stamps=1)
    found = book.month("2026-11")
    assert (found.messages, found.paid, found.used, found.unpriced) == (1, 0, 0, 1)


def test_cost_per_message_and_per_answered_message(book: Book) -> None:
    book.message("2026-11-02 10:00", cost="0.30", state="answered")
    book.message("2026-11-03 10:00", cost="0.15", state="closed")
    book.rejected("2026-11-04 10:00", cost="0.15")
    found = book.month("2026-11")
    assert (found.per_message, found.per_answered, found.answered) == (D("0.20"), D("0.60"), 1)


def test_per_contact_there_is_used_and_per_member_purchases_too(book: Book) -> None:
    book.purchase("2026-11-01 10:00", amount="4.20", by="Mom")
    book.message("2026-11-02 10:00", to="Dad", by="Mom", stamps=1)
    book.message("2026-11-03 10:00", to="Cousin", cost="0.30")
    contacts = book.spend.table(by="contact")
    assert [(row.name, row.figures.paid, row.figures.used) for row in contacts.rows] == [
        ("Cousin", None, D("0.30")),
        ("Dad", None, D("0.14")),
    ]
    members = book.spend.table(by="member")
    assert [(row.name, row.figures.paid, row.figures.used) for row in members.rows] == [
        ("Mom", D("4.20"), D("0.14")),
        ("Nobody named", 0, D("0.30")),
    ]
    assert contacts.total == members.total == book.spend.table().total


def test_two_contacts_of_one_name_are_told_apart_by_number(book: Book) -> None:
    book.message("2026-11-02 10:00", to="Dad", cost="0.30")
    with book.database.write() as session:
        session.execute(
            insert(Contact).values(name="Dad", id_number="12345-678", created_at=local("2026-11-01 10:00"))
        )
    assert [row.name for row in book.spend.table(by="contact").rows] == ["Dad ()"]


def test_an_empty_household_has_no_rows(book: Book) -> None:
    table = book.spend.table()
    assert (table.rows, table.total.paid, table.total.per_message) == ((), 0, None)


def test_days_in_the_wrong_order_are_refused(book: Book) -> None:
    with pytest.raises(InvalidInputError, match="last day is before the first"):
        book.spend.table(date(2026, 11, 2), date(2026, 11, 1))


def test_ten_thousandths_of_a_hundred_messages_stay_exact(book: Book) -> None:
    book.write(book.message_row("2026-11-02 10:00", cost=D("0.0025")) for _ in range(101))
    assert book.month("2026-11").used == to_cents(D("0.0025") * 101)


def test_a_message_without_a_cost_is_worth_the_price_of_its_day_and_place(book: Book) -> None:
    attica = book.facility("Attica Correctional Facility", "NY")
    book.message("2026-11-02 10:00", facility_id=attica, characters=6_001)
    book.message("2026-11-03 10:00", facility_id=attica, cost="0.50")
    book.message("2026-11-04 10:00", facility_id=attica, direction="received")
    found = book.month("2026-11")
    assert (found.messages, found.paid, found.used, found.unpriced) == (2, D("0.80"), D("0.80"), 0)


def test_a_price_that_is_known_beats_the_newest_pack(book: Book) -> None:
    attica = book.facility("Attica Correctional Facility", "NY")
    book.purchase("2026-11-01 10:00", amount="12.00", units=100)
    book.message("2026-11-02 10:00", facility_id=attica, stamps=2)
    book.message("2026-11-03 10:00", stamps=2)
    found = book.month("2026-11")
    assert (found.paid, found.used) == (D("12.00"), D("0.30") + D("0.24"))


def test_what_was_quoted_is_lost_or_refunded_like_what_was_paid(book: Book) -> None:
    attica = book.facility("Attica Correctional Facility", "NY")
    book.rejected("2026-11-02 10:00", facility_id=attica)
    book.rejected("2026-11-03 10:00", facility_id=attica, refunded=True)
    found = book.month("2026-11")
    assert (found.messages, found.paid, found.used, found.lost) == (2, D("0.15"), D("0.15"), D("0.15"))


def test_the_federal_system_costs_the_family_nothing_and_lacks_no_price(book: Book) -> None:
    elkton = book.facility("FCI Elkton", "OH", "federal")
    book.message("2026-11-02 10:00", "CorrLinks", facility_id=elkton)
    found = book.month("2026-11", "CorrLinks")
    assert (found.messages, found.used, found.unpriced) == (1, 0, 0)
