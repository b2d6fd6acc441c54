"""Logging a purchase: one transaction each, once per form, and one clear sentence for each bad value."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from storage.session import Database
from storage.tables import Provider
from tests.clock import NOON
from tests.spend.book import Book
from tracker.amounts import CENTS
from tracker.errors import ConflictError, FormTakenError, InvalidInputError, NotFoundError
from tracker.spend import PurchaseEntry, read_amount

D = Decimal


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def pack(book: Book) -> PurchaseEntry:
    """A pack of 30 stamps for $4.20 and a fee of $1."""
    return PurchaseEntry(
        book.provider("JPay"), "stamps", NOON, D("4.20"), D(1), 30, "stamp", book.member("Mom"), "=note"
    )


def test_a_purchase_is_logged_to_the_letter(book: Book, pack: PurchaseEntry) -> None:
    before = book.database.revision()
    card = book.spend.purchase(book.spend.log_purchase(pack, "a form"))
    assert {name: getattr(card, name) for name in PurchaseEntry.__dataclass_fields__} == {
        name: getattr(pack, name) for name in PurchaseEntry.__dataclass_fields__
    }
    assert (card.provider, card.member, card.paid, card.deleted) == ("JPay", "Mom", D("5.20"), False)
    assert book.database.revision() == before + 1


def test_the_same_form_twice_logs_once(book: Book, pack: PurchaseEntry) -> None:
    book.spend.log_purchase(pack, "a form")
    with pytest.raises(FormTakenError):
        book.spend.log_purchase(pack, "a form")
    assert len(book.spend.purchases()) == 1


def test_a_refused_form_can_be_sent_again(book: Book, pack: PurchaseEntry) -> None:
    with pytest.raises(InvalidInputError):
        book.spend.log_purchase(replace(pack, units=0), "a form")
    book.spend.log_purchase(pack, "a form")
    assert len(book.spend.purchases()) == 1


def test_a_new_provider_comes_with_the_purchase_or_not_at_all(book: Book, pack: PurchaseEntry) -> None:
    before = set(names(book))
    for wrong in ({"units": 0}, {"expires": date(2026, 11, 22)}, {"note": "a\x00b"}):
        with pytest.raises(InvalidInputError):
            book.spend.log_purchase(replace(pack, **wrong), provider="Smart Communications")
    with pytest.raises(InvalidInputError, match="200 is the most"):
        book.spend.log_purchase(pack, provider="x" * 201)
    assert set(names(book)) == before
    number = book.spend.log_purchase(replace(pack, provider_id=0), provider="Smart Communications")
    assert book.spend.purchase(number).provider == "Smart Communications"
    with pytest.raises(InvalidInputError):
        book.spend.edit_purchase(number, replace(pack, units=0), provider="HomeWAV")
    book.spend.edit_purchase(number, pack, provider="JPay")
    assert book.spend.purchase(number).provider_id == pack.provider_id
    assert set(names(book)) == before | {"Smart Communications"}


def names(book: Book) -> list[str]:
    with book.database.read() as session:
        return list(session.execute(select(Provider.name)).scalars())


LATER = date(2027, 1, 1)
FEE = {"kind": "fee", "units": None, "unit": None}
BAD: dict[str, tuple[str, dict[str, Any], str]] = {
    "more than two decimals": ("amount", {"amount": D("4.205")}, "at most two decimals, like 4.20"),
    "a fee of less than a cent": ("fee", {"fee": D("0.0025")}, "at most two decimals, like 4.20"),
    "a negative amount": ("amount", {"amount": D("-1")}, "zero or more dollars"),
    "a negative fee": ("fee", {"fee": D("-0.01")}, "zero or more dollars"),
    "a huge amount": ("amount", {"amount": D("1e400")}, "zero or more dollars"),
    "no number": ("amount", {"amount": D("NaN")}, "zero or more dollars"),
    "no units": ("units", {"units": 0}, "at least one"),
    "negative units": ("units", {"units": -1}, "whole number"),
    "units of nothing known": ("unit", {"unit": "month"}, "stamps or messages"),
    "a subscription without a length": ("units", {"kind": "subscription", "units": None}, "weeks or months"),
    "a subscription of stamps": ("unit", {"kind": "subscription"}, "weeks or months. Say which"),
    "a subscription for ever": ("units", {"kind": "subscription", "units": 521, "unit": "week"}, "this long"),
    "stamps good until the day before": ("expires", {"expires": date(2026, 11, 22)}, "that day or a later"),
    "stamps good for too long": ("expires", {"expires": date(2200, 1, 1)}, "Check the year"),
    "a fee that expires": ("expires", {**FEE, "expires": LATER}, "Leave this day empty"),
    "a refund that expires": ("expires", {**FEE, "kind": "refund", "expires": LATER}, "Only stamps and"),
    "a subscription that expires": (
        "expires", {"kind": "subscription", "unit": "week", "expires": LATER}, "Only stamps and credit",
    ),
    "a time to come": ("at", {"at": NOON + timedelta(minutes=5, microseconds=1)}, "in the future"),
    "a time before 1970": ("at", {"at": datetime(1969, 12, 31, tzinfo=UTC)}, "before 1970"),
    "an unknown kind": ("kind", {"kind": "gift"}, "Choose what was bought"),
    "an unknown provider": ("provider", {"provider_id": 999}, "provider is not known"),
    "an unknown member": ("member", {"member_id": 999}, "member is not known"),
    "a NUL in the note": ("note", {"note": "a\x00b"}, "cannot be kept"),
    "a message that a pack is for": ("message", {"message_id": 1}, "Only a refund"),
    "a refund of no message": (
        "message", {"kind": "refund", "units": None, "unit": None, "message_id": 999}, "not there",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("field", "change", "sentence"), BAD.values(), ids=BAD)
def test_a_bad_value_is_refused_with_a_sentence_at_its_field(
    sqlite_database: Database, field: str, change: dict[str, Any], sentence: str
) -> None:
    book = Book(sqlite_database)
    entry = PurchaseEntry(book.provider("JPay"), "stamps", NOON, D("4.20"), units=30, unit="stamp")
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        book.spend.log_purchase(replace(entry, **change))
    assert refused.value.field == field
    assert book.spend.purchases() == ()


def test_the_limits_themselves_are_taken(book: Book, pack: PurchaseEntry) -> None:
    book.spend.log_purchase(replace(pack, at=NOON + timedelta(minutes=5), amount=D("0.01"), units=1))
    book.spend.log_purchase(replace(pack, amount=D(0), units=None))
    book.spend.log_purchase(replace(pack, kind="subscription", units=520, unit="week"))
    book.spend.log_purchase(replace(pack, amount=D("1E+9"), expires=date(2026, 11, 23), units=10_000_000))
    cards = book.spend.purchases()
    assert [card.unit for card in cards] == ["stamp", "stamp", "week", None]
    assert (cards[1].amount, cards[1].expires) == (10**9, date(2026, 11, 23))


def test_stamps_that_name_no_unit_are_stamps(book: Book, pack: PurchaseEntry) -> None:
    number = book.spend.log_purchase(replace(pack, unit=None))
    assert book.spend.purchase(number).unit == "stamp"


def test_the_day_that_stamps_expire_is_counted_in_the_households_zone(
    book: Book, pack: PurchaseEntry
) -> None:
    # 23:59 on 31 October in New York, when it is November in UTC already.
    evening = replace(pack, at=datetime(2026, 11, 1, 3, 59, tzinfo=UTC))
    number = book.spend.log_purchase(replace(evening, expires=date(2026, 10, 31)))
    assert book.spend.purchase(number).expires == date(2026, 10, 31)
    with pytest.raises(InvalidInputError, match="that day or a later one"):
        book.spend.log_purchase(replace(evening, expires=date(2026, 10, 30)))


def test_a_refund_may_be_larger_than_what_was_bought(book: Book, pack: PurchaseEntry) -> None:
    book.spend.log_purchase(pack)
    book.spend.log_purchase(replace(pack, kind="refund", amount=D(100), fee=D(0), units=60))
    assert book.spend.table().total.paid == D("-94.80")


def test_credit_is_in_dollars_whatever_was_said(book: Book, pack: PurchaseEntry) -> None:
    number = book.spend.log_purchase(replace(pack, kind="credit", units=None, unit=None))
    assert book.spend.purchase(number).unit == "usd"


def test_a_refund_names_the_message_it_is_for(book: Book, pack: PurchaseEntry) -> None:
    message = book.rejected("2026-11-02 10:00", cost="0.30", refunded=True)
    refund = replace(
        pack, kind="refund", units=None, unit=None, fee=D(0), amount=D("0.30"), message_id=message
    )
    card = book.spend.purchase(book.spend.log_purchase(refund))
    assert (card.message_id, card.paid) == (message, D("-0.30"))
    assert card.message is not None
    with pytest.raises(InvalidInputError, match="another provider"):
        book.spend.log_purchase(replace(refund, provider_id=book.provider("GettingOut")))


def test_a_message_has_one_refund(book: Book, pack: PurchaseEntry) -> None:
    message = book.rejected("2026-11-02 10:00", cost="0.30", refunded=True)
    refund = replace(
        pack, kind="refund", units=None, unit=None, fee=D(0), amount=D("0.30"), message_id=message
    )
    first = book.spend.log_purchase(refund)
    with pytest.raises(InvalidInputError, match="has a refund already") as refused:
        book.spend.log_purchase(refund)
    assert refused.value.field == "message"
    book.spend.edit_purchase(first, replace(refund, amount=D("0.25")))
    book.spend.delete_purchase(first)
    second = book.spend.log_purchase(refund)
    with pytest.raises(ConflictError, match="another refund now"):
        book.spend.restore_purchase(first)
    other = book.spend.log_purchase(replace(refund, message_id=None))
    with pytest.raises(InvalidInputError, match="has a refund already"):
        book.spend.edit_purchase(other, refund)
    book.spend.delete_purchase(second)
    book.spend.restore_purchase(first)
    assert not book.spend.purchase(first).deleted


def test_a_purchase_is_corrected_deleted_and_brought_back(book: Book, pack: PurchaseEntry) -> None:
    number = book.spend.log_purchase(pack)
    book.spend.edit_purchase(number, replace(pack, amount=D("8.40"), note=""), "a form")
    assert book.spend.table().total.paid == D("9.40")
    book.spend.delete_purchase(number)
    assert (book.spend.table().total.paid, book.spend.purchases()) == (0, ())
    assert book.spend.purchase(number).deleted
    with pytest.raises(NotFoundError, match="deleted"):
        book.spend.edit_purchase(number, pack)
    book.spend.restore_purchase(number)
    assert book.spend.table().total.paid == D("9.40")


def test_what_is_not_there_cannot_be_changed(book: Book, pack: PurchaseEntry) -> None:
    for use in (
        lambda: book.spend.purchase(7),
        lambda: book.spend.delete_purchase(7),
        lambda: book.spend.restore_purchase(7),
        lambda: book.spend.edit_purchase(7, pack),
    ):
        with pytest.raises(NotFoundError, match="no longer there"):
            use()


def test_purchases_are_paged_by_key_newest_first(book: Book, pack: PurchaseEntry) -> None:
    # Two of one instant must neither be shown twice nor left out.
    for minutes in (3, 2, 2, 1):
        book.spend.log_purchase(replace(pack, at=NOON - timedelta(minutes=minutes), note=str(minutes)))
    first = book.spend.purchases(limit=2)
    second = book.spend.purchases(first[-1].key, limit=2)
    assert [card.note for card in first + second] == ["1", "2", "2", "3"]
    assert len({card.id for card in first + second}) == 4
    assert book.spend.purchases(second[-1].key) == ()


def test_a_household_is_empty_until_money_can_be_in_it(book: Book, pack: PurchaseEntry) -> None:
    book.message("2026-11-02 10:00", direction="received")
    assert book.spend.is_empty()
    number = book.spend.log_purchase(pack)
    assert not book.spend.is_empty()
    book.spend.delete_purchase(number)
    assert book.spend.is_empty()
    book.message("2026-11-02 10:00")
    assert not book.spend.is_empty()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("4.20", "4.20"), ("$4.20", "4.20"), ("$ 4", "4"), (" 4 ", "4"), ("0", "0"), (".5", "0.5"), ("5.", "5"),
     ("1000000000", "1000000000")],
)  # fmt: skip
def test_dollars_are_read_as_typed(typed: str, amount: str) -> None:
    assert read_amount(typed, "amount", CENTS) == D(amount)


def test_a_price_may_be_finer_than_a_cent() -> None:
    assert read_amount("0.0025", "cost") == D("0.0025")
    with pytest.raises(InvalidInputError, match="at most four decimals"):
        read_amount("0.00025", "cost")


NO_AMOUNT = [
    ("", "with a point, like 4.20"),
    ("$", "with a point, like 4.20"),
    ("4.205", "at most two decimals"),
    ("4.200", "at most two decimals"),
    ("$0.0025", "at most two decimals"),
    ("1,50", "a point and no comma"),
    ("1.234,56", "a point and no comma"),
    ("1,234", "without a comma between thousands"),
    ("$1,234,567.00", "without a comma between thousands"),
    ("$$4", "without a currency sign"),
    ("€4", "without a currency sign"),
    ("4$", "without a currency sign"),
    ("-3", "not negative. Log money that came back as a refund"),
    ("$-3", "not negative"),
    ("1000000000.01", "more than a billion"),
    ("9" * 30, "more than a billion"),
    *((typed, "digits 0 to 9 alone") for typed in (
        "1e400", "1e3", "nan", "NaN", "inf", "four", "4.20 dollars", "1.2.3", "٤", "４.20", "1_000", "1 000",
        "+4", ".",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "sentence"), NO_AMOUNT)
def test_what_is_no_amount_is_refused_with_what_to_write_instead(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        read_amount(typed, "fee", CENTS)
    assert refused.value.field == "fee"


def test_the_day_of_a_purchase_is_the_households(book: Book, pack: PurchaseEntry) -> None:
    book.spend.log_purchase(replace(pack, at=datetime(2026, 11, 1, 3, 59, tzinfo=UTC)))
    assert book.spend.table(date(2026, 10, 31), date(2026, 10, 31)).total.paid == D("5.20")
