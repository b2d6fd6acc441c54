"""What is left in an account: what was bought, what was used, who draws on it, and refunds."""

from datetime import date
from decimal import Decimal

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.book import local
from tests.spend.till import Till

D = Decimal


@pytest.fixture
def till(database: Database, clock: FixedClock) -> Till:
    return Till(database, clock)


def test_what_was_bought_less_what_was_used_is_left(till: Till) -> None:
    till.pack("2026-11-02 09:00")
    for stamps in (1, 2, 0):
        till.sent("2026-11-05 10:00", stamps)
    card = till.card()
    assert (card.left, card.value, card.provider, card.member) == (27, D("3.78"), "JPay", "Mom")
    assert not card.missing


def test_without_anything_there_is_no_account(till: Till) -> None:
    till.book.message("2026-11-02 10:00", cost="0.30", by="Mom")
    till.book.purchase("2026-11-02 10:00", kind="fee", amount="3.00")
    till.book.subscription("2026-11-02 10:00", "9.00")
    till.book.purchase("2026-11-02 10:00", units=None, unit=None)
    assert till.balances.cards() == ()


def test_a_message_that_does_not_say_takes_one_and_is_named(till: Till) -> None:
    till.pack("2026-11-02 09:00")
    till.sent("2026-11-05 10:00", None)
    till.sent("2026-11-05 11:00", 2)
    assert (till.left(), till.card().guessed) == (27, 1)


def test_credit_is_used_in_dollars(till: Till) -> None:
    till.credit("2026-11-02 09:00", fee="3.00")
    till.sent("2026-11-05 10:00", cost="0.0625")
    card = till.card(unit="usd")
    assert (card.left, card.value, card.guessed) == (D("4.9375"), D("4.94"), 0)


def test_with_stamps_and_credit_messages_draw_on_the_stamps(till: Till) -> None:
    till.credit("2026-11-01 09:00")
    till.sent("2026-11-02 10:00", cost="0.50")
    till.pack("2026-11-03 09:00")
    till.sent("2026-11-04 10:00", cost="0.50")
    assert (till.left(unit="usd"), till.left()) == (D("4.50"), 29)


def test_messages_bought_by_number_are_an_account_of_their_own(till: Till) -> None:
    till.pack("2026-11-02 09:00", 20, unit="message")
    till.sent("2026-11-05 10:00", None)
    assert till.left(unit="message") == 19


def test_below_zero_a_purchase_is_missing_until_it_is_logged(till: Till) -> None:
    till.sent("2026-11-03 10:00", 3, paid="balance")
    till.sent("2026-11-04 10:00", 2, paid="balance")
    assert (till.left(), till.card().missing, till.card().days_left) == (-5, True, None)
    till.pack("2026-11-05 09:00", 10, expires=date(2027, 1, 31))
    card = till.card()
    assert (card.left, card.missing, card.value) == (5, False, D("2.10"))


def test_where_nothing_was_bought_only_messages_from_balance_count(till: Till) -> None:
    till.count("2026-11-01 09:00", 12)
    till.sent("2026-11-03 10:00")
    till.sent("2026-11-03 10:00", paid="balance")
    assert (till.left(), till.card().only_said) == (11, True)
    till.pack("2026-11-02 09:00", 10)
    assert (till.left(), till.card().only_said) == (20, False)


def test_where_nobody_ever_bought_anything_dollars_are_missing_as_far_as_known(till: Till) -> None:
    till.sent("2026-11-03 10:00", None, provider="CorrLinks", paid="balance")
    till.sent("2026-11-03 10:00", None, provider="GettingOut", paid="balance", cost="0.25")
    assert till.left(provider="CorrLinks") == -1
    assert till.left(unit="usd", provider="GettingOut") == D("-0.25")


def test_a_member_draws_on_their_own_account_once_they_have_one(till: Till) -> None:
    till.pack("2026-11-01 09:00", by=None)
    till.sent("2026-11-02 10:00", by="Aunt")
    till.pack("2026-11-03 09:00", 10, by="Aunt")
    till.sent("2026-11-03 09:00", by="Aunt", paid="balance")
    till.sent("2026-11-04 10:00", by="Aunt")
    till.sent("2026-11-04 10:00", by=None)
    assert (till.left(None), till.left("Aunt")) == (28, 8)


def test_without_an_account_to_draw_on_a_member_is_below_zero(till: Till) -> None:
    till.pack("2026-11-01 09:00")
    till.sent("2026-11-02 10:00", by="Aunt")
    card = till.card("Aunt")
    assert (card.left, till.left(), [other.name for other in card.others]) == (-1, 30, ["Mom"])


def test_a_shared_account_is_drawn_on_by_whoever_has_none(till: Till) -> None:
    till.pack("2026-11-01 09:00")
    till.pack("2026-11-03 09:00", 10, by="Uncle")
    for by in ("Aunt", "Uncle", None):
        till.sent("2026-11-04 10:00", by=by)
    shared = till.balances.share(till.book.provider("JPay"), till.book.member("Mom"))
    assert (till.left(), till.left("Uncle"), till.card().shared) == (28, 9, True)
    assert till.accounts() == {till.account(), till.account("Uncle")}
    till.balances.share(shared.provider_id, shared.before)
    assert (till.left(), till.left("Aunt"), till.left(None)) == (30, -1, -1)


def test_an_account_is_of_one_provider(till: Till) -> None:
    till.pack("2026-11-01 09:00")
    till.pack("2026-11-01 09:00", provider="CorrLinks")
    till.balances.share(till.book.provider("JPay"), till.book.member("Mom"))
    till.sent("2026-11-04 10:00", by="Aunt", provider="CorrLinks")
    assert (till.left(), till.left(provider="CorrLinks"), till.left("Aunt", provider="CorrLinks")) == (
        30,
        30,
        -1,
    )


def test_a_refund_takes_back_what_it_says_and_nothing_else(till: Till) -> None:
    till.pack("2026-11-01 09:00")
    till.credit("2026-11-01 09:00", provider="CorrLinks")
    refund = {"kind": "refund", "by": "Mom"}
    till.book.purchase("2026-11-02 09:00", amount="1.40", units=10, unit="stamp", **refund)
    till.book.purchase("2026-11-02 09:00", amount="1.40", **refund)
    till.book.purchase("2026-11-02 09:00", "CorrLinks", amount="1.25", **refund)
    assert till.accounts() == {till.account(), till.account(unit="usd", provider="CorrLinks")}
    assert (till.left(), till.left(unit="usd", provider="CorrLinks")) == (20, D("3.75"))


@pytest.mark.parametrize(
    ("refunded", "paid", "left"),
    [(True, "balance", 29), (False, "balance", 29), (True, "direct", 30)],
    ids=["refunded", "not marked as refunded", "paid directly"],
)
def test_a_message_and_its_refund_count_once(till: Till, refunded: bool, paid: str, left: int) -> None:
    till.pack("2026-11-01 09:00")
    message = till.book.rejected("2026-11-02 10:00", refunded=refunded, paid=paid, stamps=1, by="Mom")
    refund = {"kind": "refund", "by": "Mom", "units": 1, "unit": "stamp", "message_id": message}
    till.book.purchase("2026-11-03 09:00", amount="0.14", **refund)
    assert till.left() == left


def test_what_counts_as_used_are_messages_from_balance_that_were_not_refunded(till: Till) -> None:
    till.sent("2026-11-01 08:59")  # before anything was bought: paid directly
    till.pack("2026-11-01 09:00")
    till.sent("2026-11-02 10:00", paid="direct")
    till.sent("2026-11-02 10:00", deleted_at=till.clock.now())
    till.book.rejected("2026-11-02 10:00", stamps=1, refunded=True, by="Mom")
    till.sent("2026-11-02 10:00", direction="received")
    assert till.left() == 30
    till.book.rejected("2026-11-02 10:00", stamps=1, by="Mom")
    till.sent("2026-11-02 10:00", direction="received", cost="0.14")
    assert till.left() == 28


def test_a_message_that_a_subscription_covers_takes_nothing(till: Till) -> None:
    till.pack("2026-11-01 09:00")
    till.book.subscription("2026-11-02 09:00", "9.00", 1, "week", by="Mom")
    till.sent("2026-11-03 10:00", None)
    till.sent("2026-11-03 10:00", 2)
    till.sent("2026-11-09 09:00", None)  # it has just ended
    assert (till.left(), till.card().guessed) == (27, 1)
    # Cut within the month, it is the same.
    till.balances.give(till.account(), 1, local("2026-11-04 10:00"))
    till.count("2026-11-02 12:00", 30)
    assert till.left() == 26
