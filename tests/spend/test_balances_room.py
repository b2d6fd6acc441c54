"""What the family says of a balance: once per form, never more than there is, and with a way back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from storage.session import Database
from storage.tables import Provider
from tests.clock import NOON, FixedClock
from tests.spend.book import Book, local
from tracker.errors import FormTakenError, InvalidInputError, NotFoundError
from tracker.spend.balances import Account, Balances, losses, number_words

D = Decimal
HOSTILE = "**b** $x$ :red[x] ![](http://x/t.png) <b> =1+1 '; DROP TABLE balance_entry; --"


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def balances(book: Book, clock: FixedClock) -> Balances:
    return Balances(book.database, clock)


@pytest.fixture
def stamps(book: Book) -> Account:
    """Mom's account at JPay, with 12 stamps for $1.80."""
    book.purchase("2026-11-02 09:00", amount="1.80", units=12, by="Mom")
    return Account(book.provider("JPay"), book.member("Mom"), "stamp")


@pytest.fixture
def credit(book: Book) -> Account:
    """The family's credit of $3.20 at GettingOut."""
    book.purchase("2026-11-02 09:00", "GettingOut", amount="3.20", kind="credit", unit="usd")
    return Account(book.provider("GettingOut"), None, "usd")


def test_what_is_said_is_kept_to_the_letter(balances: Balances, stamps: Account, book: Book) -> None:
    at = local("2026-11-20 10:00")
    before = book.database.revision()
    balances.count(stamps, 9, at, note=HOSTILE)
    balances.open(stamps, 4, local("2026-10-01 10:00"))
    found = [(entry.kind, entry.at, entry.number, entry.note) for entry in balances.entries(stamps)]
    assert found == [("correction", at, 9, HOSTILE), ("opening", local("2026-10-01 10:00"), 4, "")]
    assert book.database.revision() == before + 2
    assert balances.left(stamps) == 9
    assert balances.cards()[0].said == 2


def test_an_opening_balance_counts_from_its_instant(balances: Balances, stamps: Account, book: Book) -> None:
    # Asked for at the first message with stamps: what was there before it.
    book.message("2026-10-05 10:00", stamps=2, paid="balance", by="Mom")
    balances.open(stamps, 8, local("2026-10-05 10:00"))
    assert balances.left(stamps) == 18


def test_everything_can_be_taken_back_and_brought_back(balances: Balances, stamps: Account) -> None:
    for say, left in (
        (lambda: balances.count(stamps, 5), 5),
        (lambda: balances.give(stamps, 5), 7),
        (lambda: balances.write_off(stamps), 0),
    ):
        entry = say()
        assert balances.left(stamps) == left
        balances.take_back(entry)
        assert (balances.left(stamps), balances.entries(stamps)) == (12, ())
        balances.restore(entry)
        assert balances.left(stamps) == left
        balances.take_back(entry)


def test_the_same_form_twice_writes_once(balances: Balances, stamps: Account) -> None:
    balances.give(stamps, 5, form="a form")
    with pytest.raises(FormTakenError):
        balances.give(stamps, 5, form="a form")
    assert balances.left(stamps) == 7
    balances.share(stamps.provider_id, stamps.member_id, "another form")
    with pytest.raises(FormTakenError):
        balances.unshare(stamps.provider_id, "another form")
    assert balances.cards()[0].shared


def test_a_refused_form_can_be_sent_again(balances: Balances, stamps: Account) -> None:
    with pytest.raises(InvalidInputError):
        balances.give(stamps, 13, form="a form")
    balances.give(stamps, 12, form="a form")
    assert balances.left(stamps) == 0


def test_more_than_there_is_cannot_be_given(balances: Balances, stamps: Account, credit: Account) -> None:
    for account, number, sentence in (
        (stamps, 13, "There are only 12 stamps. Enter that or less, or count again what is there."),
        (credit, D("3.21"), "There is only $3.20. Enter that or less, or count it again."),
    ):
        for take in (balances.give, balances.write_off):
            with pytest.raises(InvalidInputError) as refused:
                take(account, number)
            assert (str(refused.value), refused.value.field) == (sentence, "number")
        assert balances.entries(account) == ()
    balances.give(stamps, 11)
    with pytest.raises(InvalidInputError, match="There is only 1 stamp"):
        balances.give(stamps, 2)
    balances.give(stamps, 1)
    with pytest.raises(InvalidInputError, match="Nothing is left there"):
        balances.give(stamps, 1)


def test_what_is_there_is_what_was_there_then(balances: Balances, stamps: Account) -> None:
    with pytest.raises(InvalidInputError, match="Nothing is left there"):
        balances.give(stamps, 1, local("2026-11-02 08:59"))
    balances.give(stamps, 12, local("2026-11-02 09:00"))
    assert balances.left(stamps) == 0


def test_what_is_given_is_neither_used_nor_lost(balances: Balances, stamps: Account) -> None:
    balances.give(stamps, 5)
    month = balances.cards()[0].months[-1]
    assert (month.bought, month.given, month.used, month.lost, month.left) == (12, 5, 0, 0, 7)


def test_what_is_written_off_is_lost_at_purchase_price(
    balances: Balances, stamps: Account, credit: Account, book: Book
) -> None:
    book.purchase("2026-11-03 09:00", amount="3.00", units=10, by="Mom")
    balances.write_off(stamps, 14, local("2026-11-30 23:59") - timedelta(days=10))
    balances.write_off(credit)
    with book.database.read() as session:
        found = {(loss.at, loss.member_id, loss.amount) for loss in losses(session, book.zone, NOON)}
    # All twelve of $1.80, and two of ten for $3.00.
    assert found == {(local("2026-11-20 23:59"), stamps.member_id, D("2.40")), (NOON, None, D("3.20"))}
    assert (balances.left(stamps), balances.left(credit)) == (8, 0)


def test_nothing_can_be_written_off_where_nothing_is(balances: Balances, stamps: Account, book: Book) -> None:
    balances.write_off(stamps)
    book.message("2026-11-03 10:00", stamps=3, by="Aunt")
    aunt = Account(stamps.provider_id, book.member("Aunt"), "stamp")
    assert balances.left(aunt) == -3
    for account in (stamps, aunt, Account(stamps.provider_id, None, "usd")):
        with pytest.raises(InvalidInputError, match="Nothing is left there"):
            balances.write_off(account)


@pytest.fixture
def parts(credit: Account, book: Book) -> Account:
    """The same credit after a message that cost parts of a cent: $3.1375 of it is left."""
    book.message("2026-11-05 10:00", "GettingOut", cost="0.0625")
    return credit


def test_all_that_is_shown_can_be_taken_out_with_its_parts_of_a_cent(
    balances: Balances, parts: Account
) -> None:
    for take in (
        lambda: balances.write_off(parts),
        lambda: balances.write_off(parts, D("3.1375")),
        lambda: balances.write_off(parts, D("3.14")),
        lambda: balances.give(parts, D("3.14")),
    ):
        entry = take()
        assert (balances.left(parts), balances.entries(parts)[0].number) == (0, D("3.1375"))
        balances.take_back(entry)
    with pytest.raises(InvalidInputError, match=r"There is only \$3.14. Enter that or less"):
        balances.give(parts, D("3.15"))
    with pytest.raises(InvalidInputError, match="two decimals"):
        balances.give(parts, D("3.137"))


def test_parts_of_a_cent_are_neither_left_nor_missing(balances: Balances, parts: Account, book: Book) -> None:
    balances.give(parts, D("3.13"))
    (card,) = balances.cards()
    assert (card.left, card.shown, card.short) == (D("0.0075"), D("0.01"), True)
    book.message("2026-11-05 11:00", "GettingOut", cost="0.0050")
    (card,) = balances.cards()
    assert (card.left, card.shown, card.missing, card.stranded) == (D("0.0025"), 0, False, False)
    with pytest.raises(InvalidInputError, match="Nothing is left there"):
        balances.give(parts, D("0.01"))
    book.message("2026-11-05 12:00", "GettingOut", cost="0.0050")
    (card,) = balances.cards()
    assert (card.left, card.shown, card.missing) == (D("-0.0025"), 0, False)
    book.message("2026-11-05 13:00", "GettingOut", cost="0.0050")
    assert balances.cards()[0].missing


def test_parts_of_a_cent_do_not_expire_before_anybody(balances: Balances, book: Book) -> None:
    for amount, expires in (("1.00", date(2026, 11, 30)), ("2.00", date(2026, 12, 31))):
        book.purchase("2026-11-02 09:00", amount=amount, kind="credit", unit="usd", expires=expires)
    book.message("2026-11-05 10:00", cost="0.9975")
    (card,) = balances.cards()
    assert card.expires_next is not None
    assert (card.expires_next.day, card.expires_next.number, card.soon) == (date(2026, 12, 31), 2, False)


def test_an_account_at_a_new_provider_comes_with_it_or_not_at_all(balances: Balances, book: Book) -> None:
    account = Account(0, book.member("Mom"), "stamp")
    with pytest.raises(InvalidInputError, match="whole number"):
        balances.open(account, -1, provider="Smart Communications")
    with pytest.raises(InvalidInputError, match="name is missing"):
        balances.open(account, 4, provider=" ")
    assert provider_names(book) == set()
    balances.open(account, 4, provider="Smart Communications")
    assert provider_names(book) == {"Smart Communications"}
    assert [(card.provider, card.left) for card in balances.cards()] == [("Smart Communications", 4)]


def provider_names(book: Book) -> set[str]:
    with book.database.read() as session:
        return set(session.execute(select(Provider.name)).scalars())


Say = Callable[[Balances, Account], Any]
BAD: dict[str, tuple[Say, str, str]] = {
    "below zero": (lambda b, a: b.count(a, -1), "number", "zero or more"),
    "huge": (lambda b, a: b.count(a, 10_000_001), "number", "zero or more"),
    "half a stamp": (lambda b, a: b.count(a, D("1.5")), "number", "whole number"),
    "no stamps to give": (lambda b, a: b.give(a, 0), "number", "at least one"),
    "stamps to give below zero": (lambda b, a: b.give(a, -1), "number", "zero or more"),
    "dollars below zero": (lambda b, a: b.count(dollars(a), D("-0.01")), "number", "zero or more dollars"),
    "not a number": (lambda b, a: b.count(dollars(a), D("NaN")), "number", "zero or more dollars"),
    "half a cent": (lambda b, a: b.count(dollars(a), D("0.005")), "number", "two decimals"),
    "a time to come": (
        lambda b, a: b.count(a, 1, NOON + timedelta(minutes=5, microseconds=1)), "at", "in the future",
    ),
    "a gift to come": (lambda b, a: b.give(a, 1, NOON + timedelta(hours=1)), "at", "in the future"),
    "before 1970": (lambda b, a: b.open(a, 1, datetime(1969, 12, 31, tzinfo=UTC)), "at", "before 1970"),
    "no such provider": (lambda b, a: b.count(Account(999, None, "stamp"), 1), "provider", "not known"),
    "no such member": (
        lambda b, a: b.give(Account(a.provider_id, 999, "stamp"), 1), "member", "not known",
    ),
    "no such unit": (
        lambda b, a: b.count(Account(a.provider_id, None, "week"), 1), "unit", "what is counted",
    ),
    "a NUL in the note": (lambda b, a: b.count(a, 1, note="a\x00b"), "note", "cannot be kept"),
    "sharing at no provider": (lambda b, a: b.share(999, a.member_id), "provider", "not known"),
    "sharing of nobody": (lambda b, a: b.share(a.provider_id, 999), "member", "not known"),
}  # fmt: skip


def dollars(account: Account) -> Account:
    return Account(account.provider_id, account.member_id, "usd")


@pytest.mark.parametrize(("say", "field", "sentence"), BAD.values(), ids=BAD)
def test_a_bad_value_is_refused_with_a_sentence_at_its_field(
    sqlite_database: Database, clock: FixedClock, say: Say, field: str, sentence: str
) -> None:
    book = Book(sqlite_database)
    book.purchase("2026-11-02 09:00", amount="1.80", units=12, by="Mom")
    account = Account(book.provider("JPay"), book.member("Mom"), "stamp")
    balances = Balances(sqlite_database, clock)
    before = book.database.revision()
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        say(balances, account)
    assert refused.value.field == field
    assert (balances.entries(account), book.database.revision()) == ((), before)


def test_what_is_not_there_cannot_be_taken_back(balances: Balances) -> None:
    for use in (balances.take_back, balances.restore):
        with pytest.raises(NotFoundError, match="no longer there"):
            use(7)


def test_sharing_tells_whose_it_was(balances: Balances, stamps: Account, book: Book) -> None:
    aunt = book.member("Aunt")
    assert balances.share(stamps.provider_id, stamps.member_id).before is None
    assert balances.share(stamps.provider_id, aunt).before == stamps.member_id
    assert balances.unshare(stamps.provider_id).before == aunt
    assert balances.unshare(stamps.provider_id).before is None
    assert not any(card.shared for card in balances.cards())


def test_the_first_message_in_stamps_asks_what_was_there(balances: Balances, book: Book) -> None:
    jpay, mom, aunt = book.provider("JPay"), book.member("Mom"), book.member("Aunt")
    assert balances.needs_opening(jpay, mom, NOON)
    assert not balances.has_account(jpay, mom)
    book.message("2026-11-02 10:00", cost="0.15", by="Mom")  # nothing said in stamps
    assert balances.needs_opening(jpay, mom, NOON)
    entry = balances.open(Account(jpay, mom, "stamp"), 12)
    assert (balances.needs_opening(jpay, mom, NOON), balances.has_account(jpay, mom)) == (False, True)
    assert balances.needs_opening(jpay, aunt, NOON)
    balances.share(jpay, mom)
    assert not balances.needs_opening(jpay, aunt, NOON)
    balances.take_back(entry)
    assert balances.needs_opening(jpay, mom, NOON)
    book.message("2026-11-03 10:00", stamps=1, by="Mom")
    assert balances.needs_opening(jpay, mom, local("2026-11-03 10:00"))
    assert not balances.needs_opening(jpay, mom, NOON)


@pytest.mark.parametrize("by", ["Mom", None])
def test_after_a_purchase_nobody_is_asked_what_was_there(
    balances: Balances, book: Book, by: str | None
) -> None:
    jpay, mom = book.provider("JPay"), book.member("Mom")
    number = book.purchase("2026-11-02 09:00", by=by)
    assert not balances.needs_opening(jpay, mom, NOON)
    assert balances.needs_opening(book.provider("CorrLinks"), mom, NOON)
    book.spend.delete_purchase(number)
    assert balances.needs_opening(jpay, mom, NOON)


def test_hostile_names_are_only_names(balances: Balances, book: Book) -> None:
    book.purchase("2026-11-02 09:00", HOSTILE, by=HOSTILE, expires=date(2026, 11, 30))
    card = balances.cards()[0]
    assert (card.provider, card.member) == (HOSTILE, HOSTILE)


def test_numbers_are_told_in_their_unit() -> None:
    told = [number_words(number, unit) for number, unit in ((1, "stamp"), (1200, "stamp"), (1, "message"))]
    assert told == ["1 stamp", "1,200 stamps", "1 message"]
    assert [number_words(D(number), "usd") for number in ("3.2", "-0.25", "0.0625")] == [
        "$3.20",
        "-$0.25",
        "$0.06",
    ]
