"""What is used first, what expires, and what it does when the family says what is there."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from storage.session import Database
from tests.clock import FixedClock
from tests.spend.book import local
from tests.spend.till import INSTANT, Till

D = Decimal


@pytest.fixture
def till(database: Database, clock: FixedClock) -> Till:
    return Till(database, clock)


@pytest.mark.parametrize(
    ("sent", "left", "lost"),
    [
        ("2026-11-05 23:59:59.999999", 0, "4.06"),
        ("2026-11-06 00:00", -1, "4.20"),
    ],
    ids=["the last instant of Thursday", "Friday begins"],
)
def test_a_pack_is_good_through_its_last_day(till: Till, sent: str, left: int, lost: str) -> None:
    till.pack("2026-11-02 09:00", expires=date(2026, 11, 5))
    till.sent(local(sent))
    assert till.left() == left
    assert till.lost() == [("2026-11-06 04:59:59.999999", Fraction(lost))]


def test_a_pack_that_expires_on_the_31st_is_lost_in_that_month(till: Till) -> None:
    till.pack("2026-10-31 09:00", expires=date(2026, 10, 31))
    assert till.lost() == [("2026-11-01 03:59:59.999999", Fraction("4.20"))]
    months = {month.month: (month.lost, month.left) for month in till.card().months}
    assert months == {"2026-10": (30, 0), "2026-11": (0, 0)}


def test_what_expires_today_is_still_there(till: Till) -> None:
    till.pack("2026-11-02 09:00", expires=date(2026, 11, 23))
    card = till.card()
    assert (card.left, card.soon, till.lost()) == (30, True, [])
    till.clock.set(local("2026-11-24 00:00") - INSTANT)
    assert till.left() == 30
    till.clock.set(local("2026-11-24 00:00"))
    assert (till.left(), till.lost()) == (0, [("2026-11-24 04:59:59.999999", Fraction("4.20"))])


def test_what_was_bought_no_longer_good_is_lost_at_once(till: Till) -> None:
    till.sent("2026-11-01 09:00", paid="balance")
    till.pack("2026-11-05 09:00", expires=date(2026, 11, 4))
    assert (till.left(), till.lost()) == (-1, [("2026-11-05 14:00:00.000000", Fraction("4.20"))])


def test_the_earliest_expiry_is_used_first_and_what_never_expires_last(till: Till) -> None:
    till.pack("2026-10-01 09:00", 10, "1.00")
    till.pack("2026-10-02 09:00", 10, "2.00", expires=date(2026, 12, 31))
    till.pack("2026-10-03 09:00", 10, "3.00", expires=date(2026, 12, 6))
    till.sent("2026-11-05 10:00", 12)
    card = till.card()
    assert (card.left, card.value) == (18, D("2.60"))  # 8 of two dollars' ten, and 10 of one dollar's
    assert card.expires_next is not None
    assert (card.expires_next.day, card.expires_next.number) == (date(2026, 12, 31), 8)


def test_among_equals_the_oldest_is_used_first(till: Till) -> None:
    for expires in (None, date(2027, 1, 31)):
        till.pack("2026-10-01 09:00", 10, "1.00", expires=expires)
        till.pack("2026-10-02 09:00", 10, "2.00", expires=expires)
    till.sent("2026-11-05 10:00", 15)
    assert till.card().value == D("4.00")  # 5 of 0.20 that expire; 10 of 0.10 and 10 of 0.20 that do not
    till.sent("2026-11-05 11:00", 10)
    assert till.card().value == D("2.50")


def test_of_two_packs_with_one_last_day_both_are_named(till: Till) -> None:
    for at in ("2026-11-02 09:00", "2026-11-03 09:00"):
        till.pack(at, 10, expires=date(2026, 12, 7))
    expires = till.card().expires_next
    assert expires is not None
    assert (expires.day, expires.number) == (date(2026, 12, 7), 20)


def test_what_the_app_says_ends_what_came_before(till: Till) -> None:
    till.pack("2026-11-02 09:00", 10)
    till.sent("2026-11-03 10:00")
    till.count("2026-11-05 12:00", 5)
    assert till.left() == 5
    till.sent("2026-11-05 12:00")  # at the same instant: after it was counted
    till.pack("2026-11-06 09:00", 10)
    assert till.left() == 14
    till.sent("2026-11-04 10:00", 3)  # logged late, but sent before
    assert till.left() == 14


def test_what_is_there_beyond_what_is_known_has_the_price_of_the_newest_pack_before(till: Till) -> None:
    till.pack("2026-11-01 09:00", 10, "1.00")
    till.pack("2026-11-02 09:00", 10, "2.00")
    till.count("2026-11-05 12:00", 30)
    till.pack("2026-11-06 09:00", 10, "9.00")
    assert (till.left(), till.card().value) == (40, D("14.00"))  # 1 + 2 + 10 of 0.20 + 9
    assert till.lost() == []


def test_what_is_missing_when_counted_is_neither_used_nor_lost(till: Till) -> None:
    till.pack("2026-11-02 09:00", 10, expires=date(2027, 1, 31))
    till.pack("2026-11-02 09:00", 10)
    till.count("2026-11-05 12:00", 12)
    card = till.card()
    assert card.expires_next is not None
    assert (card.left, card.expires_next.number, till.lost()) == (12, 2, [])
    month = card.months[-1]
    assert (month.bought, month.used, month.lost, month.corrected) == (20, 0, 0, -8)


def test_at_one_instant_what_was_used_goes_before_what_is_written_off(till: Till) -> None:
    till.pack("2026-10-01 09:00", 10, "1.00")
    till.pack("2026-10-02 09:00", 10, "2.00")
    till.balances.write_off(till.account(), 5, local("2026-11-05 10:00"))
    till.sent("2026-11-05 10:00", 10)
    assert till.lost() == [("2026-11-05 15:00:00.000000", Fraction(1))]


def test_each_month_follows_from_the_one_before(till: Till) -> None:
    till.pack("2025-10-31 23:30")
    till.sent("2025-11-30 23:59", 3)
    till.sent("2025-12-01 00:00", 2)
    till.balances.give(till.account(), 5, local("2026-02-28 23:59"))
    till.count("2026-03-01 00:00", 18)
    months = till.card().months
    assert (len(months), months[0].month, months[-1].month) == (12, "2025-12", "2026-11")
    found = [(month.used, month.given, month.corrected, month.left) for month in months[:4]]
    assert found == [(2, 0, 0, 25), (0, 0, 0, 25), (0, 5, 0, 20), (0, 0, -2, 18)]


def test_it_is_what_it_was_at_an_instant(till: Till) -> None:
    till.pack("2026-11-01 09:00", expires=date(2026, 11, 10))
    till.sent("2026-11-02 10:00", 4)
    till.balances.write_off(till.account(), 6, local("2026-11-03 10:00"))
    asked = (
        "2026-11-01 08:59",
        "2026-11-02 10:00",
        "2026-11-03 10:00",
        "2026-11-10 23:59",
        "2026-11-11 00:00",
    )
    assert [till.balances.left(till.account(), local(at)) for at in asked] == [0, 26, 20, 20, 0]
    assert till.balances.left(till.account()) == 0
    assert till.balances.left(till.account("Aunt")) == 0
