"""What a purchase can be: amounts as they are written, and subscriptions that must not overlap."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.session import Database
from tests.spend.book import Book, local
from tracker.amounts import CENTS, FINEST, NoAmountError, read_units
from tracker.errors import ConflictError, InvalidInputError
from tracker.periods import Period, Periods
from tracker.purchase_rules import overlap_words, term
from tracker.spend import PurchaseEntry, read_amount

D = Decimal
EASTERN = "America/New_York"
TODAY = date(2026, 11, 23)


@given(st.integers(0, 10**13), st.sampled_from([CENTS, FINEST]))
@example(10**13, CENTS)
def test_every_amount_that_can_be_is_read_to_the_ten_thousandth(units: int, decimals: int) -> None:
    units -= units % 10 ** (FINEST - decimals)
    text = f"{units // 10_000}.{units % 10_000:04d}"[: -(FINEST - decimals) or None]
    assert read_units(text, decimals) == units
    assert read_amount(f" ${text} ", "amount", decimals) == D(units).scaleb(-4)


@given(st.text(st.sampled_from("0123456789.,-+$€eE ٤４_NaN")) | st.text(), st.sampled_from([CENTS, FINEST]))
def test_a_text_is_an_amount_exactly_when_it_is_digits_and_a_point(text: str, decimals: int) -> None:
    whole, point, rest = text.partition(".")
    digits = all(part.isascii() and part.isdecimal() for part in (whole, rest if point else "0"))
    fits = digits and len(rest) <= decimals and D(text) <= 10**9 and len(whole) <= 10
    if fits:
        assert D(read_units(text, decimals)) == D(text) * 10_000
        return
    with pytest.raises(NoAmountError, match=r"\.$"):
        read_units(text, decimals)


PERIOD = st.builds(
    lambda since, days, line: Period(since, since + timedelta(days), line),
    st.integers(0, 200).map(lambda days: date(2026, 1, 1) + timedelta(days)),
    st.integers(1, 60),
    st.integers(0, 9),
)


def meet(one: Period, other: Period) -> bool:
    return one.since < other.until and other.since < one.until


@given(st.lists(PERIOD), PERIOD)
def test_an_overlap_is_found_exactly_when_looking_at_every_pair_finds_one(
    stored: list[Period], period: Period
) -> None:
    found = Periods(stored).met_by(period)
    assert (found is not None) == any(meet(one, period) for one in stored)
    assert found is None or (found in stored and meet(found, period))


@given(st.lists(PERIOD, max_size=8), st.lists(PERIOD))
def test_what_is_added_stands_in_the_way_of_the_next(stored: list[Period], new: list[Period]) -> None:
    periods, taken = Periods(stored), list(stored)
    for period in new:
        clear = not any(meet(one, period) for one in taken)
        assert (periods.met_by(period) is None) == clear
        if clear:
            periods.add(period)
            taken.append(period)
    fresh = sorted(taken[len(stored) :])
    assert all(one.until <= other.since for one, other in pairwise(fresh))


@pytest.mark.parametrize(
    ("at", "line", "words"),
    [
        ("2026-11-03 10:00", 0, "of 3 Nov to 3 Dec. Change the day or correct that one."),
        ("2026-01-31 23:59", 7, "of 31 Jan to 28 Feb on line 7. Change the day or correct that one."),
        ("2025-12-20 10:00", 0, "of 20 Dec 2025 to 20 Jan 2026. Change the day or correct that one."),
    ],
)
def test_the_other_subscription_is_named_by_its_days(at: str, line: int, words: str) -> None:
    other = term(local(at), 1, "month", EASTERN, line)
    assert overlap_words(other, TODAY) == f"This overlaps the subscription {words}"


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database)


@pytest.fixture
def month(book: Book) -> PurchaseEntry:
    """A month of Mom's subscription from 3 October at ten."""
    return PurchaseEntry(
        book.provider("JPay"), "subscription", local("2026-10-03 10:00"), D(10),
        units=1, unit="month", member_id=book.member("Mom"),
    )  # fmt: skip


def at(entry: PurchaseEntry, text: str) -> PurchaseEntry:
    return replace(entry, at=local(text))


def test_a_subscription_inside_another_is_refused_and_the_other_named(
    book: Book, month: PurchaseEntry
) -> None:
    book.spend.log_purchase(month)
    for inside in (month, at(month, "2026-10-20 08:00"), at(month, "2026-09-10 08:00")):
        with pytest.raises(InvalidInputError, match="subscription of 3 Oct") as refused:
            book.spend.log_purchase(inside)
        assert refused.value.field == "at"
    assert len(book.spend.purchases()) == 1


def test_ends_that_touch_do_not_overlap(book: Book, month: PurchaseEntry) -> None:
    for start in ("2026-10-03 10:00", "2026-11-03 10:00", "2026-09-03 10:00"):
        book.spend.log_purchase(at(month, start))
    assert len(book.spend.purchases()) == 3


def test_a_renewal_may_come_at_any_time_of_the_day_on_which_the_other_ends(
    book: Book, month: PurchaseEntry
) -> None:
    """Providers renew a minute early, or by a clock that knows no daylight saving time."""
    book.spend.log_purchase(month)
    with pytest.raises(InvalidInputError, match="overlaps"):
        book.spend.log_purchase(at(month, "2026-11-02 23:59"))
    book.spend.log_purchase(at(month, "2026-11-03 00:00"))


def test_the_days_are_those_of_the_household(book: Book, month: PurchaseEntry) -> None:
    book.spend.log_purchase(month)
    # 23:30 on 2 November in New York, when it is the third in UTC already.
    with pytest.raises(InvalidInputError, match="subscription of 3 Oct to 3 Nov"):
        book.spend.log_purchase(replace(month, at=datetime(2026, 11, 3, 4, 30, tzinfo=UTC)))


def test_another_member_or_provider_has_a_subscription_of_its_own(book: Book, month: PurchaseEntry) -> None:
    book.spend.log_purchase(month)
    book.spend.log_purchase(replace(month, member_id=book.member("Dad")))
    book.spend.log_purchase(replace(month, member_id=None))
    book.spend.log_purchase(replace(month, provider_id=book.provider("GettingOut")))
    with pytest.raises(InvalidInputError, match="overlaps"):
        book.spend.log_purchase(replace(month, member_id=None))


def test_stamps_and_credit_stand_in_nobodys_way(book: Book, month: PurchaseEntry) -> None:
    book.spend.log_purchase(replace(month, kind="stamps", unit="stamp"))
    book.spend.log_purchase(replace(month, kind="credit", units=None, unit=None))
    book.spend.log_purchase(month)
    assert len(book.spend.purchases()) == 3


def test_a_correction_overlaps_the_others_but_not_itself(book: Book, month: PurchaseEntry) -> None:
    first = book.spend.log_purchase(month)
    book.spend.log_purchase(at(month, "2026-11-03 10:00"))
    book.spend.edit_purchase(first, replace(at(month, "2026-10-02 10:00"), amount=D(12)))
    with pytest.raises(InvalidInputError, match="subscription of 3 Nov to 3 Dec"):
        book.spend.edit_purchase(first, replace(month, units=2))
    assert book.spend.purchase(first).amount == 12
    assert book.spend.purchase(first).units == 1


def test_a_deleted_one_is_brought_back_only_where_its_time_is_free(book: Book, month: PurchaseEntry) -> None:
    first = book.spend.log_purchase(month)
    book.spend.delete_purchase(first)
    second = book.spend.log_purchase(at(month, "2026-10-20 10:00"))
    with pytest.raises(ConflictError, match=r"subscription of 20 Oct to 20 Nov\..* stays deleted"):
        book.spend.restore_purchase(first)
    assert book.spend.purchase(first).deleted
    book.spend.delete_purchase(second)
    book.spend.restore_purchase(first)
    book.spend.restore_purchase(first)
    assert not book.spend.purchase(first).deleted


def test_what_overlapped_before_there_was_a_rule_can_be_put_right(book: Book, month: PurchaseEntry) -> None:
    first = book.subscription("2026-09-20 10:00", "10", by="Mom")
    book.subscription("2026-10-01 10:00", "10", by="Mom")
    card = book.spend.purchase(first)
    moved = replace(month, provider_id=card.provider_id, member_id=card.member_id)
    with pytest.raises(InvalidInputError, match="subscription of 1 Oct to 1 Nov"):
        book.spend.edit_purchase(first, moved)
    book.spend.edit_purchase(first, at(moved, "2026-08-20 10:00"))
    assert book.spend.purchase(first).at == local("2026-08-20 10:00")


def test_an_expiry_day_is_kept_and_taken_away_again(book: Book, month: PurchaseEntry) -> None:
    credit = replace(month, kind="credit", units=None, unit=None, expires=date(2026, 12, 31))
    number = book.spend.log_purchase(credit)
    assert book.spend.purchase(number).expires == date(2026, 12, 31)
    book.spend.edit_purchase(number, replace(credit, expires=None))
    assert book.spend.purchase(number).expires is None
